// Vectorizes what configurations name, many in one process, for compare.py.
//
// usage: nmf_vectorize_probe CONFIG OUTDIR [THREADS]
//        nmf_vectorize_probe                          lines of `CONFIG OUTDIR THREADS` on standard
//                                                     input, one line of result for each: `ok` or
//                                                     the exit code and the message
// OUTDIR exists; CONFIG and OUTDIR have no blanks. Exit codes are those of nmf.
#include <algorithm>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <sstream>
#include <string>
#include <utility>

#include "nmf/config/config.h"
#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/input_json.h"
#include "nmf/text/tfidf_files.h"
#include "nmf/text/vectorizer.h"

namespace {

struct Outcome {
  int code = 0;
  std::string message = "ok";
};

nmf::Tfidf read_counts(nmf::Config& config) {
  nmf::MatrixCorpus corpus = nmf::read_matrix(config.corpus);
  if (config.corpus.format == nmf::CorpusFormat::mtx ||
      config.corpus.format == nmf::CorpusFormat::npz) {
    config.corpus.values = corpus.weights ? nmf::MatrixValues::weights : nmf::MatrixValues::counts;
  }
  check_format_conflicts(config, config.corpus.format);
  return nmf::vectorize(std::move(corpus), config.vectorizer);
}

/// As app/vectorize.cpp, without its console, its clock and its care for the output directory.
void vectorize(const std::string& path, const std::string& out, int threads) {
  nmf::Config config = nmf::load_config(path, {}, nmf::Purpose::vectorize);
  config.corpus.format = nmf::resolve_format(config.corpus);
  check_format_conflicts(config, config.corpus.format);
  const nmf::Tfidf tfidf =
      nmf::holds_matrix(config.corpus.format)
          ? read_counts(config)
          : nmf::vectorize(*nmf::open_documents(config.corpus), config.vectorizer, {}, threads);
  nmf::save_tfidf(out, tfidf);
  const std::string format(nmf::format_name(config.corpus.format));
  nmf::write_file(out + "/input.json",
                  nmf::input_json(tfidf.report, {config.corpus.path, format, 0}));
}

Outcome outcome(const std::string& path, const std::string& out, int threads) {
  try {
    vectorize(path, out, threads);
    return {};
  } catch (const nmf::ConfigError& error) {
    return {3, error.what()};
  } catch (const nmf::IoError& error) {
    return {4, error.what()};
  } catch (const std::exception& error) {
    return {1, error.what()};
  }
}

int run_lines() {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream words(line);
    std::string path, out;
    int threads = 1;
    words >> path >> out >> threads;
    auto [code, message] = outcome(path, out, threads);
    std::replace(message.begin(), message.end(), '\n', ' ');
    if (code != 0) std::cout << code << ' ';
    std::cout << message << std::endl;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) return run_lines();
  if (argc > 4 || argc == 2) {
    std::cerr << "usage: nmf_vectorize_probe [CONFIG OUTDIR [THREADS]]\n";
    return 2;
  }
  const Outcome result = outcome(argv[1], argv[2], argc > 3 ? std::atoi(argv[3]) : 1);
  (result.code == 0 ? std::cout : std::cerr) << result.message << '\n';
  return result.code;
}
