#include "nmf/report/report.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "arguments.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "model_excerpts.h"
#include "nmf/core/whole_file.h"
#include "nmf/model/model_file.h"
#include "nmf/model/topic_names.h"
#include "nmf/report/report_page.h"
#include "output_place.h"

namespace nmf::app {
namespace fs = std::filesystem;
namespace {

/// What the command line of `nmf report` asks for.
struct Wanted {
  fs::path model, output;
  std::optional<std::string> corpus, select;
  int threads = 0;
  bool quiet = false;
};

/// Beside the model, not in it: a model directory that holds anything else is never replaced.
fs::path default_output(const fs::path& model) {
  fs::path path = fs::absolute(model).lexically_normal();
  if (!path.has_filename()) path = path.parent_path();
  path += ".html";
  return model.is_absolute() ? path : path.lexically_proximate(fs::current_path());
}

/// Nothing where the help was printed.
std::optional<Wanted> parse(int argc, const char* const* argv) {
  Arguments arguments("report", "Writes a model as one HTML file that needs no server.", "MODEL");
  arguments.option("output", "The file (default MODEL.html, beside the model)", "FILE");
  arguments.option("corpus", "The model's corpus, for excerpts, where it was moved", "CONFIG");
  arguments.option("select", "Output directory of nmf select, to show the choice of K", "DIR");
  arguments.work_options();
  if (!arguments.parse(argc, argv)) return std::nullopt;
  Wanted wanted;
  wanted.model = arguments.positional();
  const std::optional<std::string> output = arguments.text("output");
  wanted.output = output ? fs::path(*output) : default_output(wanted.model);
  wanted.corpus = arguments.text("corpus");
  wanted.select = arguments.text("select");
  wanted.threads = arguments.threads();
  wanted.quiet = arguments.quiet();
  return wanted;
}

/// The bytes of a file that the report can do without or the user named.
std::optional<std::string> bytes_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (file.bad()) return std::nullopt;
  return bytes;
}

/// input.json lies beside the model's own files and is not hashed: a damaged one costs its section.
Rows input_rows(const Model& model, Console& console) {
  const fs::path path = model.directory / "input.json";
  const std::optional<std::string> text = bytes_of(path);
  if (!text) return {};
  try {
    return flat_json(*text, path.string());
  } catch (const IoError& error) {
    console.note(fmt::format("note: no input report: {}", error.what()));
    return {};
  }
}

SelectCurves read_select(const std::string& directory) {
  const fs::path path = fs::path(directory) / "select.json";
  const std::optional<std::string> text = bytes_of(path);
  if (!text)
    throw IoError(fmt::format(
        "{}: can't be read; --select takes the output directory of nmf select", path.string()));
  return select_curves(*text, path);
}

/// A choice of K for other documents would mislead.
void check_same_corpus(const SelectCurves& select, const Model& model,
                       const std::string& directory) {
  if (select.corpus_sha256 == model.corpus_sha256) return;
  throw IoError(fmt::format(
      "--select {}: nmf select tried another corpus than the model's; name one of the same corpus",
      directory));
}

}  // namespace

int run_report(int argc, const char* const* argv) {
  const std::optional<Wanted> wanted = parse(argc, argv);
  if (!wanted) return 0;
  Console console(wanted->quiet);
  catch_interrupts(!wanted->quiet);
  check_outside_models(wanted->output);
  check_replaceable_file(wanted->output, [](std::string_view line) { return line == kReportMark; });
  ReportExtras extras;
  if (wanted->select) extras.select = read_select(*wanted->select);
  const Model model = load_model(wanted->model);
  if (extras.select) check_same_corpus(*extras.select, model, *wanted->select);
  extras.names = read_topic_names(model);
  const fs::path history = model.directory / "history.csv";
  extras.history = history_curves(read_model_file(history), history);
  extras.input = input_rows(model, console);
  extras.excerpts = model_excerpts(model, wanted->corpus, report_documents(model), console);
  const std::string html = report_html(model, extras, wanted->threads);
  if (interrupt_signal() != 0) throw Interrupted();
  write_whole_file(wanted->output, [&](OutputFile& file) { file.write(html); });
  console.note(fmt::format("report: {}", wanted->output.string()));
  return 0;
}

}  // namespace nmf::app
