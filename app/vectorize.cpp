#include <fmt/format.h>

#include "command_line.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "nmf/config/config.h"
#include "nmf/text/tfidf_files.h"
#include "output_place.h"
#include "read_corpus.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

constexpr const char* kNothingIsFitted = "leave it out: nothing is fitted";

}  // namespace

int run_vectorize(int argc, const char* const* argv) {
  const CommandLine line = parse_command_line(
      {.name = "vectorize",
       .summary = "Reads a corpus and writes its TF-IDF matrix, vocabulary and document names.",
       .writes = true,
       .unused = {{"factorization.", kNothingIsFitted},
                  {"runtime.device", "leave it out: the matrix is made on the CPU"},
                  {"output.log_every", kNothingIsFitted},
                  {"output.show", kNothingIsFitted},
                  {"output.checkpoint_every", kNothingIsFitted}}},
      argc, argv);
  if (line.help) return 0;
  Config config = load_config(line.config, line.overrides, Purpose::vectorize);
  if (!config.output.directory) throw UsageError("nmf vectorize needs --output DIR");

  Console console(line.quiet);
  catch_interrupts(!line.quiet);
  OutputDirectory output = output_directory(*config.output.directory, with_input(tfidf_files()));
  const CorpusRead corpus = read_corpus(config, console);
  output.fill([&](const std::filesystem::path& directory) {
    save_tfidf(directory, corpus.tfidf);
    write_input(directory, corpus.tfidf.report, corpus.source);
  });
  if (interrupt_signal() != 0) throw Interrupted();
  output.commit();
  console.note(fmt::format("TF-IDF: {}", output.target().string()));
  return 0;
}

}  // namespace nmf::app
