#include "nmf/text/tfidf_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "nmf/core/npy.h"
#include "tests/support/temporary_directory.h"

namespace {

using nmf::test::read_file;
using nmf::test::TemporaryDirectory;

TEST(TfidfFiles, ATermIsALine) {
  const TemporaryDirectory folder;
  nmf::write_vocabulary(folder / "v", {"na\xc3\xafve", "a b", "a\tb\nc", "back\\slash"});
  EXPECT_EQ(read_file(folder / "v"), "na\xc3\xafve\na b\na\\tb\\nc\nback\\\\slash\n");
  nmf::write_vocabulary(folder / "v", {});
  EXPECT_EQ(read_file(folder / "v"), "");
}

TEST(TfidfFiles, ADocumentIsALineOfThreeFields) {
  const TemporaryDirectory folder;
  nmf::write_documents(folder / "d",
                       {{"sci.space/1", "sci.space"}, {"a\tb", ""}, {"c\n\rd", "\\"}});
  EXPECT_EQ(read_file(folder / "d"),
            "row\tid\tlabel\n0\tsci.space/1\tsci.space\n1\ta\\tb\t\n2\tc\\n\\rd\t\\\\\n");
}

TEST(TfidfFiles, ADirectoryHoldsAllOfThem) {
  const TemporaryDirectory folder;
  nmf::Tfidf tfidf;
  tfidf.X = {2, 2, {0, 1, 2}, {1, 0}, {0.5, 1.0}};
  tfidf.vocabulary = {"alpha", "beta"};
  tfidf.idf = {1.0, 1.5};
  tfidf.documents = {{"0", ""}, {"1", ""}};
  nmf::save_tfidf(folder.path(), tfidf);

  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
    names.push_back(entry.path().filename().string());
  }
  EXPECT_THAT(names, testing::UnorderedElementsAreArray(nmf::tfidf_files()));
  EXPECT_EQ(read_file(folder / "vocabulary.txt"), "alpha\nbeta\n");
  EXPECT_EQ(read_file(folder / "documents.tsv"), "row\tid\tlabel\n0\t0\t\n1\t1\t\n");
  EXPECT_EQ(
      read_file(folder / "idf.npy"),
      nmf::npy_header("<f8", {2}) + std::string("\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\xf8\x3f", 16));
  EXPECT_EQ(read_file(folder / "tfidf.npz").substr(0, 4), "PK\x03\x04");
}

TEST(TfidfFiles, AMissingDirectoryIsAnError) {
  EXPECT_EQ(nmf::test::message_of<nmf::IoError>([] { nmf::save_tfidf("/no/such", {}); }),
            "/no/such/vocabulary.txt: can't create: No such file or directory");
}

}  // namespace
