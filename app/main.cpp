#include <ATen/Version.h>
#include <c10/util/Exception.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <torch/version.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <new>
#include <string>
#include <string_view>

#include "aten_threads.h"
#include "commands.h"
#include "console.h"
#include "interrupt.h"
#include "nmf/core/error.h"
#include "nmf/core/quote.h"
#include "nmf/core/version.h"
#include "resume.h"
#include "usage_error.h"

namespace nmf::app {
namespace {

struct Command {
  std::string_view name;
  std::string_view summary;
  int (*run)(int argc, const char* const* argv);
};

constexpr Command kCommands[] = {
    {"fit", "read a corpus, factorize it, write a model", run_fit},
    {"vectorize", "read a corpus, write its TF-IDF matrix", run_vectorize},
    {"topics", "show the topics of a model: terms, documents, labels", run_topics},
    {"transform", "find the topic weights of new documents", run_transform},
    {"evaluate", "score topics: coherence, diversity, exclusivity, residual", run_evaluate},
    {"select", "try several numbers of components, recommend one", run_select},
    {"report", "write a model as a page to look at in a browser", run_report},
    {"export", "write a model as files for scikit-learn, gensim or pyLDAvis", run_export},
    {"config", "print the resolved configuration with every key's default and meaning", run_config},
};

std::string help() {
  std::string text =
      "nmf: topics of a corpus of text by TF-IDF and non-negative matrix factorization\n\n"
      "Usage: nmf COMMAND [CONFIG | MODEL] [OPTION...]\n\n";
  for (const Command& command : kCommands)
    text += fmt::format("  {:<10} {}\n", command.name, command.summary);
  return text +
         "\nnmf COMMAND --help lists a command's options, nmf config every key of a CONFIG.\n"
         "Exit codes: 0 done, 1 fault of nmf, 2 usage, 3 configuration, 4 input or output,\n"
         "5 model file, 6 device or memory, 130 interrupted.\n";
}

/// A stream that the caller closed becomes /dev/null: the next file opened would else take its
/// number and receive what is printed. Standard output is opened for reading only, so that a result
/// that nobody gets is an error.
void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    const int mode = stream == STDERR_FILENO ? O_WRONLY : O_RDONLY;
    if (fcntl(stream, F_GETFD) == -1 && open("/dev/null", mode) != stream) std::_Exit(1);
  }
}

int run(int argc, const char* const* argv) {
  if (argc < 2) throw UsageError("no command given; see nmf --help");
  const std::string_view name = argv[1];
  if (name == "--help" || name == "-h" || name == "help") {
    print(help());
    return 0;
  }
  if (argc > 2 && name.starts_with("-"))
    throw UsageError(fmt::format("{} takes no argument, got {}", name, quote(argv[2])));
  if (name == "--version") {
    print(fmt::format("nmf {} (LibTorch {})\n", kVersion, TORCH_VERSION));
    return 0;
  }
  for (const Command& command : kCommands)
    if (command.name == name) return command.run(argc - 1, argv + 1);
  throw UsageError(fmt::format("unknown command {}; see nmf --help", quote(name)));
}

int fail(int code, std::string_view message) {
  print_error(fmt::format("nmf: {}\n", message));
  return code;
}

int exit_code(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::config:
      return 3;
    case ErrorKind::io:
      return 4;
    case ErrorKind::model:
      return 5;
    case ErrorKind::device:
      return 6;
  }
  return 1;
}

/// LibTorch tells a lack of memory on the CPU by its message alone.
bool lacks_memory(const c10::Error& error) {
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         std::strstr(error.what_without_backtrace(), "can't allocate memory") != nullptr;
}

int guarded(int argc, const char* const* argv) {
  constexpr std::string_view kOutOfMemory =
      "out of memory; lower factorization.n_components or prune the vocabulary "
      "(vectorizer.min_df, vectorizer.max_features)";
  try {
    return run(argc, argv);
  } catch (const UsageError& error) {
    return fail(2, error.what());
  } catch (const Error& error) {
    return fail(exit_code(error.kind()), error.what());
  } catch (const StoppedFit& stopped) {
    return fail(128 + interrupt_signal(), stopped.what());
  } catch (const Interrupted&) {
    return fail(128 + interrupt_signal(), "interrupted; nothing was written");
  } catch (const std::bad_alloc&) {
    return fail(6, kOutOfMemory);
  } catch (const c10::Error& error) {
    if (lacks_memory(error)) return fail(6, kOutOfMemory);
    return fail(1, fmt::format("a fault of nmf: {}", error.what_without_backtrace()));
  } catch (const std::exception& error) {
    return fail(1, fmt::format("a fault of nmf: {}", error.what()));
  }
}

}  // namespace
}  // namespace nmf::app

int main(int argc, char** argv) {
  nmf::app::open_standard_streams();
  nmf::app::keep_aten_single();
  const int code = nmf::app::guarded(argc, argv);
#ifdef __SANITIZE_ADDRESS__
  return code;  // leaks are looked for on the way out
#else
  // LibTorch takes 0.08 s to deregister its operators; the system frees all.
  std::fflush(nullptr);
  std::_Exit(code);
#endif
}
