// Where the time of a vectorization goes, on one thread: the stages one after the other, each with
// all that come before it, and the floor, a memchr pass over the bytes.
//
// usage: nmf_bench_vectorize FILE      (a file of lines)
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "nmf/core/input_file.h"
#include "nmf/core/parallel.h"
#include "nmf/core/sha256.h"
#include "nmf/corpus/reader.h"
#include "nmf/text/term_counts.h"
#include "nmf/text/tokenizer.h"
#include "nmf/text/vectorizer.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds(const std::function<void()>& work) {
  constexpr int kRounds = 5;
  double least = 1e300;
  for (int i = 0; i < kRounds; ++i) {
    const auto start = Clock::now();
    work();
    least = std::min(least, std::chrono::duration<double>(Clock::now() - start).count());
  }
  return least;
}

std::size_t lines_by_memchr(std::string_view text) {
  std::size_t lines = 0;
  for (const char *at = text.data(), *end = at + text.size(); at < end; ++lines) {
    const void* newline = std::memchr(at, '\n', static_cast<std::size_t>(end - at));
    at = newline == nullptr ? end : static_cast<const char*>(newline) + 1;
  }
  return lines;
}

/// Reads every document of the corpus and hands it over.
void read(const nmf::CorpusOptions& corpus, bool finish,
          const std::function<void(const std::string&)>& use) {
  const auto reader = nmf::open_documents(corpus);
  for (nmf::Document document; reader->next(document);) {
    if (finish) reader->finish(document);
    use(document.text);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: nmf_bench_vectorize FILE\n", stderr);
    return 2;
  }
  nmf::CorpusOptions corpus;
  corpus.path = argv[1];
  corpus.format = nmf::CorpusFormat::lines;
  nmf::InputFile file(corpus.path);
  std::string bytes(static_cast<std::size_t>(file.size()), '\0');
  file.read(bytes);

  volatile std::size_t sink = 0;  // keeps what is measured from being left out
  const double floor = seconds([&] { sink = sink + lines_by_memchr(bytes); });
  bytes = {};
  nmf::detail::Tokenizer tokenizer;
  struct Stage {
    const char* name;
    std::function<void()> work;
  };
  const std::vector<Stage> stages = {
      {"read lines",
       [&] { read(corpus, false, [&](const auto& text) { sink = sink + text.size(); }); }},
      {"check UTF-8",
       [&] { read(corpus, true, [&](const auto& text) { sink = sink + text.size(); }); }},
      {"tokenize",
       [&] {
         read(corpus, true, [&](const auto& text) {
           tokenizer.start(text);
           for (std::string_view token; tokenizer.next(token);) sink = sink + token.size();
         });
       }},
      {"digest, count terms",
       [&] {
         const auto reader = nmf::open_documents(corpus);
         nmf::detail::count_terms(*reader, {}, {}, {}, nmf::Threads(1));
       }},
      {"vocabulary, matrix", [&] { vectorize(*nmf::open_documents(corpus), {}, {}, 1); }},
  };
  fmt::print("  where the time goes, 1 thread (floor: memchr over the bytes, {:.1f} ms)\n",
             1e3 * floor);
  double before = 0;
  for (const Stage& stage : stages) {
    const double whole = seconds(stage.work);
    fmt::print("    {:20}{:8.1f} ms{:8.1f}x floor\n", stage.name, 1e3 * (whole - before),
               (whole - before) / floor);
    before = whole;
  }
  fmt::print("    {:20}{:8.1f} ms{:8.1f}x floor\n", "all", 1e3 * before, before / floor);
}
