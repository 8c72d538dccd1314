#include "nmf/config/option_codecs.h"

#include <gtest/gtest.h>

#include "tests/config/support.h"

namespace nmf::config {
namespace {

using nmf::test::parsed;

template <typename T>
std::string mismatch(const Codec<T>& codec, std::string_view yaml, const std::string& base = {}) {
  try {
    codec.read(parsed(yaml), base);
  } catch (const Mismatch& mismatch) {
    return mismatch.message;
  }
  return {};
}

TEST(OptionCodecs, PathStartsFromItsFolder) {
  const auto codec = path("a path");
  EXPECT_EQ(codec.read(parsed("../data/x.txt"), "configs"), "configs/../data/x.txt");
  EXPECT_EQ(codec.read(parsed("x.txt"), ""), "x.txt");
  EXPECT_EQ(codec.read(parsed("/data/x.txt"), "configs"), "/data/x.txt");
  EXPECT_EQ(codec.read(parsed("2024"), "configs"), "configs/2024");
}

TEST(OptionCodecs, NullIsNoPath) {
  EXPECT_EQ(path("a path").read(parsed("null"), "configs"), "");
  EXPECT_EQ(path("a path").write(""), nullptr);
  EXPECT_EQ(mismatch(path("a path"), "''"), "got '', expected a path");
}

TEST(OptionCodecs, NoStandardInputYet) {
  EXPECT_EQ(mismatch(corpus_path(), "'-'"),
            "got '-', expected the path of a file, folder or archive (no format of this version "
            "reads standard input)");
  EXPECT_EQ(corpus_path().read(parsed("./-"), ""), "./-");
}

TEST(OptionCodecs, DocumentFrequencyIsWhatItIsWrittenAs) {
  const auto codec = document_frequency();
  EXPECT_EQ(codec.read(parsed("1"), {}), DocumentFrequency(std::int64_t{1}));
  EXPECT_EQ(codec.read(parsed("1.0"), {}), DocumentFrequency(1.0));
  EXPECT_EQ(codec.read(parsed("0.0"), {}), DocumentFrequency(0.0));
  EXPECT_EQ(codec.read(parsed("5e-2"), {}), DocumentFrequency(0.05));
  EXPECT_TRUE(codec.write(1.0).is_number_float());
  EXPECT_TRUE(codec.write(std::int64_t{1}).is_number_integer());
  for (const std::string yaml : {"0", "-1", "1.5", "-0.5", "x", "'1'", "null", ".nan", "[1]"})
    EXPECT_EQ(mismatch(codec, yaml),
              "got " + yaml + ", expected an integer >= 1 (documents) or a share from 0.0 to 1.0");
}

TEST(OptionCodecs, Device) {
  for (const char* yaml : {"auto", "cpu", "cuda", "cuda:0", "cuda:127"})
    EXPECT_EQ(device().read(parsed(yaml), {}), yaml);
  for (const std::string yaml : {"gpu", "'cuda:'", "cuda:x", "cuda:-1", "cuda:+1", "cuda:01",
                                 "cuda:128", "cuda:99999999999", "CPU", "null", "0"})
    EXPECT_EQ(mismatch(device(), yaml),
              "got " + yaml + ", expected auto, cpu, cuda or cuda:N (N up to 127)");
}

using Words = std::vector<std::string>;

TEST(OptionCodecs, StopWords) {
  const auto codec = stop_words();
  EXPECT_EQ(codec.read(parsed("null"), {}), StopWords());
  EXPECT_EQ(codec.read(parsed("english"), {}), StopWords("english"));
  EXPECT_EQ(codec.read(parsed("[the, no, '5']"), {}), StopWords(Words{"the", "no", "5"}));
  EXPECT_EQ(codec.write(StopWords()), nullptr);
  EXPECT_EQ(codec.write(StopWords("english")), "english");
  EXPECT_EQ(codec.write(StopWords(Words{"the"})), nlohmann::ordered_json::array({"the"}));
}

TEST(OptionCodecs, StopWordsFromAFile) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "words.txt", "the\nof\n");
  EXPECT_EQ(stop_words().read(parsed("words.txt"), folder.path()), StopWords(Words{"the", "of"}));
  EXPECT_EQ(mismatch(stop_words(), "missing.txt", "no/such"),
            "got missing.txt, expected null, english, a list of words or the path of one (a word a "
            "line); 'no/such/missing.txt': no such file");
  test::write_file(folder / "bad.txt", "the\n\xff\n");
  EXPECT_EQ(mismatch(stop_words(), (folder / "bad.txt").string()),
            "got " + (folder / "bad.txt").string() +
                ", expected null, english, a list of words or the path of one (a word a line); '" +
                (folder / "bad.txt").string() + "': line 2 is not UTF-8");
}

}  // namespace
}  // namespace nmf::config
