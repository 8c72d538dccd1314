#include <fmt/format.h>

#include "arguments.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "nmf/model/export_model.h"
#include "nmf/model/load_model.h"
#include "output_place.h"
#include "usage_error.h"

namespace nmf::app {

int run_export(int argc, const char* const* argv) {
  Arguments arguments("export", "Writes a model as plain files that other programs load.", "MODEL");
  arguments.option("format", "sklearn, gensim or pyldavis", "FORMAT");
  arguments.option("output", "Output directory; an earlier export of the format there is replaced",
                   "DIR");
  arguments.flag("quiet", "No notes on standard error");
  if (!arguments.parse(argc, argv)) return 0;
  const std::string source = arguments.positional();
  for (const char* name : {"format", "output"})
    if (!arguments.text(name)) throw UsageError(fmt::format("nmf export needs --{}", name));
  const auto format =
      static_cast<ExportFormat>(arguments.choice("format", {"sklearn", "gensim", "pyldavis"}));

  Console console(arguments.is_set("quiet"));
  catch_interrupts(!arguments.is_set("quiet"));
  OutputDirectory output = output_directory(*arguments.text("output"), export_files(format));
  const Model model = load_model(source);
  output.fill(
      [&](const std::filesystem::path& directory) { export_model(directory, model, format); });
  if (interrupt_signal() != 0) throw Interrupted();
  output.commit();
  console.note(fmt::format("{}: {}", *arguments.text("format"), output.target().string()));
  return 0;
}

}  // namespace nmf::app
