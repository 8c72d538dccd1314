// Covers checkpoint_directory.cpp, checkpoint_json.cpp.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "nmf/core/error.h"
#include "nmf/model/checkpoint.h"
#include "nmf/model/checkpoint_json.h"
#include "nmf/model/sealed_json.h"
#include "tests/model/checkpoint_support.h"
#include "tests/support/temporary_directory.h"

namespace nmf {
namespace {

namespace fs = std::filesystem;
using test::message_of;
using test::read_file;
using test::TemporaryDirectory;
using test::tiny_input;
using test::tiny_state;
using testing::HasSubstr;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

void write(const fs::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

/// A checkpoint of some state of a fit into `folder`/model, left by a process that has ended.
fs::path leave_checkpoint(const TemporaryDirectory& folder, const FitState& state = tiny_state()) {
  CheckpointDirectory directory(folder / "model");
  directory.save(tiny_input(), state);
  return directory.path();
}

Checkpoint loaded(const TemporaryDirectory& folder) {
  return CheckpointDirectory(folder / "model").load();
}

TEST(CheckpointDirectory, LiesBesideTheOutputAndHoldsAllOfTheFit) {
  const TemporaryDirectory folder;
  EXPECT_EQ(leave_checkpoint(folder), folder / "model.checkpoint");
  EXPECT_EQ(names_in(folder.path()), std::vector<std::string>{"model.checkpoint"});
  EXPECT_EQ(names_in(folder / "model.checkpoint"),
            (std::vector<std::string>{"checkpoint.json", "documents.tsv", "matrix.safetensors",
                                      "state-1.safetensors", "vocabulary.txt"}));

  const Checkpoint checkpoint = loaded(folder);
  EXPECT_TRUE(test::same(checkpoint.state, tiny_state()));
  const FitInput input = tiny_input();
  const Tfidf &got = checkpoint.input.tfidf, &expected = input.tfidf;
  EXPECT_EQ(got.X.rows, expected.X.rows);
  EXPECT_EQ(got.X.columns, expected.X.columns);
  EXPECT_EQ(got.X.row_start, expected.X.row_start);
  EXPECT_EQ(got.X.column, expected.X.column);
  EXPECT_EQ(got.X.value, expected.X.value);
  EXPECT_EQ(got.vocabulary, expected.vocabulary);
  EXPECT_EQ(got.idf, expected.idf);
  EXPECT_EQ(got.documents, expected.documents);
  EXPECT_EQ(got.document_length, expected.document_length);
  EXPECT_EQ(got.term_frequency, expected.term_frequency);
  EXPECT_EQ(got.document_frequency, expected.document_frequency);
  EXPECT_EQ(got.stop_words, expected.stop_words);
  EXPECT_EQ(got.corpus_sha256, expected.corpus_sha256);
  EXPECT_EQ(input_json(got.report, checkpoint.input.source),
            input_json(expected.report, input.source));
  EXPECT_EQ(input_notes(got.report), input_notes(expected.report));
  EXPECT_EQ(checkpoint.input.config.dump(), input.config.dump());
  EXPECT_EQ(checkpoint.input.device, "cpu");
}

TEST(CheckpointDirectory, ALaterStateTakesThePlaceOfAnEarlierOne) {
  const TemporaryDirectory folder;
  CheckpointDirectory directory(folder / "model");
  for (std::int64_t run = 0; run < 5; ++run) {
    directory.save(tiny_input(), tiny_state(run));
    EXPECT_EQ(names_in(directory.path()).size(), 5U);
    EXPECT_TRUE(test::same(directory.load().state, tiny_state(run)));
  }
}

TEST(CheckpointDirectory, AnotherProcessGoesOnWithIt) {
  const TemporaryDirectory folder;
  leave_checkpoint(folder);
  for (std::int64_t run = 1; run < 4; ++run) {
    CheckpointDirectory directory(folder / "model");
    Checkpoint checkpoint = directory.load();
    EXPECT_TRUE(test::same(checkpoint.state, tiny_state(run - 1)));
    directory.save(checkpoint.input, tiny_state(run));
  }
  EXPECT_TRUE(test::same(loaded(folder).state, tiny_state(3)));
}

TEST(CheckpointDirectory, WhatWasBeingWrittenDoesNoHarm) {
  const TemporaryDirectory folder;
  const fs::path place = leave_checkpoint(folder);
  write(place / "state-0.safetensors", "half a st");
  write(place / "checkpoint.json.new", "{\"half");
  EXPECT_TRUE(test::same(loaded(folder).state, tiny_state()));
  CheckpointDirectory directory(folder / "model");
  Checkpoint checkpoint = directory.load();
  directory.save(checkpoint.input, tiny_state(1));
  EXPECT_TRUE(test::same(directory.load().state, tiny_state(1)));
  EXPECT_EQ(names_in(place).size(), 5U);
}

TEST(CheckpointDirectory, OneThatWasNeverCompleteIsNone) {
  const TemporaryDirectory folder;
  const fs::path place = leave_checkpoint(folder);
  fs::remove(place / "checkpoint.json");
  CheckpointDirectory directory(folder / "model");
  EXPECT_FALSE(directory.exists());
  EXPECT_NO_THROW(directory.check_place());
  EXPECT_THROW(directory.load(), ModelError);
  directory.save(tiny_input(), tiny_state(2));
  EXPECT_TRUE(test::same(directory.load().state, tiny_state(2)));
}

TEST(CheckpointDirectory, RemoveLeavesNothing) {
  const TemporaryDirectory folder;
  leave_checkpoint(folder);
  CheckpointDirectory directory(folder / "model");
  EXPECT_TRUE(directory.exists());
  directory.remove();
  EXPECT_FALSE(directory.exists());
  EXPECT_TRUE(fs::is_empty(folder.path()));
  directory.remove();
}

TEST(CheckpointDirectory, WhatIsForeignStays) {
  const TemporaryDirectory folder;
  const fs::path place = leave_checkpoint(folder);
  write(place / "notes.txt", "mine");
  {
    CheckpointDirectory directory(folder / "model");
    EXPECT_THAT(message_of<IoError>([&] { directory.check_place(); }), HasSubstr("'notes.txt'"));
    directory.remove();
  }
  EXPECT_EQ(names_in(place).size(), 6U);

  fs::remove_all(place);
  write(place, "a file");
  CheckpointDirectory directory(folder / "model");
  EXPECT_FALSE(directory.exists());
  EXPECT_THAT(message_of<IoError>([&] { directory.check_place(); }), HasSubstr("is no directory"));
  EXPECT_THROW(directory.save(tiny_input(), tiny_state()), IoError);
  directory.remove();
  EXPECT_EQ(read_file(place), "a file");
}

TEST(CheckpointDirectory, ADirectoryWithNamesOfOursButNoCheckpointIsLeftAlone) {
  const TemporaryDirectory folder;
  fs::create_directory(folder / "model.checkpoint");
  write(folder / "model.checkpoint/vocabulary.txt", "mine\n");
  { const CheckpointDirectory directory(folder / "model"); }
  EXPECT_EQ(read_file(folder / "model.checkpoint/vocabulary.txt"), "mine\n");
}

TEST(CheckpointDirectory, OneProcessAtATime) {
  const TemporaryDirectory folder;
  leave_checkpoint(folder);
  const CheckpointDirectory first(folder / "model");
  EXPECT_THAT(message_of<IoError>([&] { CheckpointDirectory second(folder / "model"); }),
              HasSubstr("another nmf fit is using it"));
}

TEST(CheckpointDirectory, WhereSomebodyWasQuickerNothingIsTouched) {
  const TemporaryDirectory folder;
  {
    CheckpointDirectory directory(folder / "model");
    fs::create_directory(folder / "model.checkpoint");
    EXPECT_THROW(directory.save(tiny_input(), tiny_state()), IoError);
  }
  EXPECT_TRUE(fs::is_empty(folder / "model.checkpoint"));
}

/// Every byte of every file, changed or cut away, is noticed; the error says what to do.
TEST(CheckpointDirectory, NoDamageIsOverlooked) {
  const TemporaryDirectory folder;
  const fs::path place = leave_checkpoint(folder, tiny_state(1));
  for (const std::string& name : names_in(place)) {
    const std::string whole = read_file(place / name);
    const auto refused = [&](const std::string& bytes) {
      write(place / name, bytes);
      const std::string message = message_of<ModelError>([&] { loaded(folder); });
      return message.find("start the fit again without --resume") != std::string::npos &&
             message.find(place.string()) == 0;
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
      std::string bytes = whole;
      bytes[i] = static_cast<char>(bytes[i] ^ (1 << (i % 8)));
      ASSERT_TRUE(refused(bytes)) << name << ": byte " << i << " changed";
      ASSERT_TRUE(refused(whole.substr(0, i))) << name << ": cut to " << i << " bytes";
    }
    ASSERT_TRUE(refused(whole + "x")) << name;
    fs::remove(place / name);
    ASSERT_THROW(loaded(folder), ModelError) << name;
    write(place / name, whole);
  }
  EXPECT_TRUE(test::same(loaded(folder).state, tiny_state(1)));
}

/// Files that fit their hashes may still be of somebody who means harm.
TEST(CheckpointDirectory, AForgedRecordIsRefused) {
  const TemporaryDirectory folder;
  const fs::path place = leave_checkpoint(folder);
  const std::string text = read_file(place / "checkpoint.json");
  const auto error = [&](const std::string& from, const std::string& to) {
    auto json = nlohmann::ordered_json::parse(text);
    json.erase("sha256");
    std::string forged = json.dump(2) + "\n";
    const auto at = forged.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    write(place / "checkpoint.json", seal_json(forged.replace(at, from.size(), to)));
    return message_of<ModelError>([&] { loaded(folder); });
  };
  EXPECT_THAT(error("\"format_version\": 1", "\"format_version\": 2"),
              HasSubstr("has format version 2, expected 1"));
  EXPECT_THAT(error("nmf 0.", "nmf 9."), HasSubstr("was written by 'nmf 9."));
  EXPECT_THAT(error("\"device\": \"cpu\"", "\"device\": 5"), HasSubstr("type"));
  EXPECT_THAT(error("\"stop_words\"", "\"stop\""), HasSubstr("stop_words"));
  EXPECT_THAT(error("vocabulary.txt", "../../passwd"), HasSubstr("names no vocabulary.txt"));
  EXPECT_THAT(error("state-1", "state-7"), HasSubstr("names no state-1.safetensors"));
  EXPECT_THAT(error("\"files\"", "\"fyles\""), HasSubstr("files"));
}

}  // namespace
}  // namespace nmf
