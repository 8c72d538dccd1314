#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/app/program.h"

namespace nmf::test {

/// Fits a model `m` of two topics to posts.csv, made of `posts`, whose ids are in the column id.
/// \param more  options beside
inline void fit_posts(const TemporaryDirectory& directory, const std::string& posts,
                      const std::vector<std::string>& more) {
  std::ofstream(directory / "posts.csv") << posts;
  std::vector<std::string> arguments = {"fit",
                                        "--input",
                                        "posts.csv",
                                        "-k",
                                        "2",
                                        "--output",
                                        "m",
                                        "--device",
                                        "cpu",
                                        "--set",
                                        "corpus.id_field=id",
                                        "--set",
                                        "vectorizer.stop_words=english",
                                        "--set",
                                        "output.show=none",
                                        "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Finished got = run(directory.path(), arguments);
  ASSERT_EQ(got.code, 0) << got.err;
}

}  // namespace nmf::test
