#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace nmf::test {

struct Finished {
  int code = -1;
  std::string out, err;
};

/// Starts the program with its streams in files of `directory`, which is also where it works.
/// Nothing is on its standard input but where `in` names a file.
/// Returns its process id.
inline pid_t start(const std::filesystem::path& directory,
                   const std::vector<std::string>& arguments, const std::string& out = "stdout.txt",
                   const std::string& in = "/dev/null") {
  const pid_t child = fork();
  if (child != 0) return child;
  std::vector<char*> argv{const_cast<char*>("nmf")};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  if (chdir(directory.c_str()) != 0 || std::freopen(in.c_str(), "r", stdin) == nullptr ||
      std::freopen(out.c_str(), "w", stdout) == nullptr ||
      std::freopen("stderr.txt", "w", stderr) == nullptr)
    _exit(126);
  execv(NMF_PROGRAM, argv.data());
  _exit(127);
}

/// Waits for a program that `start` began.
inline Finished finish(pid_t child, const std::filesystem::path& directory) {
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
          read_file(directory / "stdout.txt"), read_file(directory / "stderr.txt")};
}

inline Finished run(const std::filesystem::path& directory,
                    const std::vector<std::string>& arguments) {
  return finish(start(directory, arguments), directory);
}

/// Writes counts.ldac and terms.txt, a corpus that fits in a moment, and returns the arguments of
/// its fit, `more` at their end.
inline std::vector<std::string> tiny_fit(const TemporaryDirectory& directory,
                                         const std::vector<std::string>& more) {
  std::ofstream(directory / "counts.ldac") << "2 0:3 1:1\n2 1:2 2:1\n1 2:4\n0\n";
  std::ofstream(directory / "terms.txt") << "apple\nberry\ncherry\n";
  std::vector<std::string> all = {"fit",
                                  "--input",
                                  "counts.ldac",
                                  "--set",
                                  "corpus.vocabulary=terms.txt",
                                  "--set",
                                  "runtime.device=cpu",
                                  "--set",
                                  "factorization.solver=adam"};
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

/// The same for a fit that does not end by itself; its first line appears at once.
inline std::vector<std::string> endless_fit(const TemporaryDirectory& directory,
                                            const std::vector<std::string>& more) {
  std::vector<std::string> all =
      tiny_fit(directory, {"-k", "2", "--set", "factorization.max_iter=2000000000", "--set",
                           "factorization.tol=0", "--set", "output.log_every=1000000000"});
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace nmf::test
