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

TEST(OptionCodecs, StandardInputIsInNoFolder) {
  EXPECT_EQ(corpus_path().read(parsed("'-'"), "configs"), "-");
  EXPECT_EQ(corpus_path().read(parsed("./-"), ""), "./-");
  EXPECT_EQ(corpus_path().read(parsed("./-"), "configs"), "configs/./-");
  EXPECT_EQ(mismatch(corpus_path(), "[x]"),
            "got [x], expected the path of a file, folder or archive, or - for standard input");
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

TEST(OptionCodecs, NgramRange) {
  using Range = std::array<std::int64_t, 2>;
  EXPECT_EQ(ngram_range().read(parsed("[1, 3]"), {}), (Range{1, 3}));
  EXPECT_EQ(ngram_range().write({2, 2}), nlohmann::ordered_json::array({2, 2}));
  for (const std::string yaml : {"1", "[1]", "[1, 2, 3]", "[0, 1]", "[2, 1]", "[1, 1.5]", "[a, 2]",
                                 "null", "[1, 99999999999999999999]"})
    EXPECT_EQ(
        mismatch(ngram_range(), yaml),
        "got " + yaml + ", expected a list of two integers, [least, most], 1 <= least <= most");
}

TEST(OptionCodecs, AVocabularyFromAFile) {
  const test::TemporaryDirectory folder;
  test::write_file(folder / "terms.txt", "b\na\\tb\n");
  const auto codec = fixed_vocabulary();
  const auto found = codec.read(parsed("terms.txt"), folder.path());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->path, (folder / "terms.txt").string());
  EXPECT_EQ(found->terms, (std::vector<std::string>{"b", "a\tb"}));
  EXPECT_EQ(codec.write(found), (folder / "terms.txt").string());
  EXPECT_EQ(codec.read(parsed("null"), {}), std::nullopt);
  EXPECT_EQ(codec.write(std::nullopt), nullptr);
  const std::string expected = ", expected null or the path of a list of terms, one a line";
  EXPECT_EQ(mismatch(codec, "[a, b]"), "got [a, b]" + expected);
  EXPECT_EQ(mismatch(codec, "missing.txt", "no/such"),
            "got missing.txt" + expected + "; no/such/missing.txt: no such file or folder");
  test::write_file(folder / "bad.txt", "a\na\n");
  EXPECT_EQ(mismatch(codec, "bad.txt", folder.path().string()),
            "got bad.txt" + expected + "; " + (folder / "bad.txt").string() +
                ":2: the term 'a' comes twice (first on line 1)");
}

TEST(OptionCodecs, StartByNameOrFile) {
  const auto same = [](const Start& a, Init init, const std::string& file) {
    return a.init == init && a.file == file;
  };
  EXPECT_TRUE(same(start().read(parsed("nndsvda"), "configs"), Init::nndsvda, ""));
  EXPECT_TRUE(same(start().read(parsed("auto"), "configs"), Init::automatic, ""));
  EXPECT_TRUE(same(start().read(parsed("m/f.safetensors"), "c"), Init::file, "c/m/f.safetensors"));
  EXPECT_TRUE(same(start().read(parsed("./random"), ""), Init::file, "./random"));
  EXPECT_TRUE(same(start().read(parsed("path of factors"), ""), Init::file, "path of factors"));
  EXPECT_EQ(start().write({Init::random, ""}), "random");
  EXPECT_EQ(start().write({Init::file, "a/b"}), "a/b");
  for (const std::string yaml : {"null", "[a]", "''"})
    EXPECT_EQ(mismatch(start(), yaml),
              "got " + yaml +
                  ", expected auto, normal, random, nndsvd, nndsvda, nndsvdar or the path of a "
                  "safetensors file with W and H");
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
