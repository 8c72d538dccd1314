#include "nmf/config/config.h"

#include "command_line.h"
#include "commands.h"
#include "console.h"

namespace nmf::app {

int run_config(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(
      {.name = "config",
       .summary = "Prints the resolved configuration: every key, its default and its meaning.",
       .fits = true,
       .writes = true},
      argc, argv);
  if (!line.help) print(to_yaml(load_config(line.config, line.overrides, Purpose::show)));
  return 0;
}

}  // namespace nmf::app
