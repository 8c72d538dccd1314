#include "nmf/text/document_stream.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <stdexcept>

#include "nmf/core/block_stream.h"
#include "tests/text/vector_reader.h"

namespace nmf::detail {
namespace {

/// Documents of very different lengths, so that they make some blocks.
std::vector<std::string> many_texts() {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 3000; ++i) texts.emplace_back(i % 701, 'x');
  return texts;
}

/// The ids of the documents, block after block.
std::vector<std::vector<std::string>> blocks_of(int threads) {
  test::VectorReader reader(many_texts());
  std::map<int, std::vector<std::string>> blocks;  // by number
  std::vector<std::vector<std::string>*> block_of(static_cast<std::size_t>(block_slots(threads)));
  stream_documents(reader, threads, {},
                   {"counting",
                    [&](int slot) {
                      block_of[static_cast<std::size_t>(slot)] =
                          &blocks[static_cast<int>(blocks.size())];
                    },
                    [&](int worker, int slot, std::span<Document> documents) {
                      if (worker < 0 || worker >= threads) throw std::logic_error("no such worker");
                      for (const Document& document : documents)
                        block_of[static_cast<std::size_t>(slot)]->push_back(document.name.id);
                    }});
  std::vector<std::vector<std::string>> all;
  for (auto& [number, ids] : blocks) all.push_back(std::move(ids));
  return all;
}

TEST(DocumentStream, GivesEveryDocumentOnceInTheSameBlocksForAnyNumberOfThreads) {
  const auto one = blocks_of(1);
  EXPECT_GT(one.size(), 3U);
  std::size_t next = 0;
  for (const auto& block : one)
    for (const std::string& id : block) EXPECT_EQ(id, std::to_string(next++));
  EXPECT_EQ(next, many_texts().size());
  EXPECT_EQ(blocks_of(4), one);
}

TEST(DocumentStream, ReportsProgressAndStopsWhenAsked) {
  test::VectorReader reader(many_texts());
  std::vector<std::int64_t> done;
  const ProgressCallback progress = [&](const Progress& now) {
    EXPECT_STREQ(now.stage, "counting");
    EXPECT_EQ(now.total, 3000);
    done.push_back(now.done);
    return now.done < 1024;
  };
  const DocumentStream stream{"counting", {}, [](int, int, std::span<Document>) {}};
  EXPECT_THROW(stream_documents(reader, 2, progress, stream), Interrupted);
  EXPECT_THAT(done, testing::ElementsAre(256, 512, 768, 1024));
}

TEST(DocumentStream, RethrowsWhatUsingThrows) {
  test::VectorReader reader(many_texts());
  const DocumentStream stream{
      "counting", {}, [](int, int, std::span<Document>) { throw IoError("bad document"); }};
  EXPECT_THROW(stream_documents(reader, 3, {}, stream), IoError);
}

TEST(DocumentStream, AnEmptyReaderGivesNoBlock) {
  test::VectorReader reader({});
  const DocumentStream stream{
      "counting", {}, [](int, int, std::span<Document>) { throw std::logic_error("a block"); }};
  EXPECT_NO_THROW(stream_documents(reader, 2, {}, stream));
}

}  // namespace
}  // namespace nmf::detail
