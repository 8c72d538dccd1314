#include "nmf/corpus/matrix_files.h"

#include <gtest/gtest.h>

#include "nmf/core/npz.h"
#include "tests/corpus/matrix_support.h"
#include "tests/support/standard_input_from.h"

namespace nmf::detail {
namespace {

using test::Dense;
using test::dense;

/// The same corpus in two files of a format: rows [2 0 0 1], [0 0 0 0] and [0 7 1 0].
struct TwoFiles {
  CorpusFormat format;
  std::vector<test::Member> files;
};

std::string npz_of(const CsrMatrix<double>& X) {
  const test::TemporaryDirectory folder;
  write_npz(folder / "x.npz", X);
  return test::read_file(folder / "x.npz");
}

std::vector<TwoFiles> every_format() {
  return {{CorpusFormat::ldac, {{"1.ldac", "2 0:2 3:1\n0\n"}, {"2.ldac", "2 1:7 2:1\n"}}},
          {CorpusFormat::uci,
           {{"docword.1.txt", "2\n4\n2\n1 4 1\n1 1 2\n"},
            {"docword.2.txt", "1\n4\n2\n1 2 7\n1 3 1\n"}}},
          {CorpusFormat::mtx,
           {{"1.mtx", "%%MatrixMarket matrix coordinate integer general\n2 4 2\n1 1 2\n1 4 1\n"},
            {"2.mtx", "%%MatrixMarket matrix coordinate real general\n1 4 2\n1 3 1\n1 2 7\n"}}},
          {CorpusFormat::npz,
           {{"1.npz", npz_of({2, 4, {0, 2, 2}, {0, 3}, {2, 1}})},
            {"2.npz", npz_of({1, 4, {0, 2}, {1, 2}, {7, 1}})}}}};
}

void expect_both(const MatrixCorpus& corpus) {
  EXPECT_EQ(dense(corpus.X), (Dense{{2, 0, 0, 1}, {0, 0, 0, 0}, {0, 7, 1, 0}}));
  EXPECT_EQ(corpus.documents, (std::vector<DocumentName>{{"0", ""}, {"1", ""}, {"2", ""}}));
  EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"a", "b", "c", "d"}));
}

TEST(MatrixFiles, RowsOfAFolderOrArchiveComeOneFileAfterTheOther) {
  for (const auto& [format, files] : every_format()) {
    SCOPED_TRACE(format_name(format));
    test::MatrixFolder top;
    std::filesystem::create_directory(top.folder() / "packed");
    for (const auto& [name, content, kind, link] : files) {
      test::write_file(top.folder() / "in" / name, content);
      test::write_compressed(top.folder() / "packed" / (name + ".gz"), content);
    }
    for (const std::string name : {"in", "packed"}) {
      test::write_file(top.folder() / name / "README", "no matrix\n");
      expect_both(read_matrix(top.options(name, format)));
    }
    for (const std::string name : {"a.tar", "a.tar.xz", "a.zip"}) {
      test::write_archive(top.folder() / name, files);
      expect_both(read_matrix(top.options(name, format)));
      const test::StandardInputFrom input(test::read_file(top.folder() / name));
      CorpusOptions options = top.options(name, format);
      options.path = "-";
      expect_both(read_matrix(options));
    }
  }
}

TEST(MatrixFiles, OneFileMayBePackedAndNamedAsItLikes) {
  for (const auto& [format, files] : every_format()) {
    SCOPED_TRACE(format_name(format));
    test::MatrixFolder top;
    test::write_file(top.folder() / "counts.1", files[0].content);
    test::write_compressed(top.folder() / "counts.gz", files[0].content);
    test::write_compressed(top.folder() / "counts.zst", files[0].content);
    for (const std::string name : {"counts.1", "counts.gz", "counts.zst"}) {
      EXPECT_EQ(dense(read_matrix(top.options(name, format)).X),
                (Dense{{2, 0, 0, 1}, {0, 0, 0, 0}}));
    }
    const test::StandardInputFrom input(files[0].content);
    CorpusOptions options = top.options("", format);
    options.path = "-";
    EXPECT_EQ(read_matrix(options).X.rows, 2);
  }
}

TEST(MatrixFiles, AutoTellsTheFormatFromTheNames) {
  for (const auto& [format, files] : every_format()) {
    test::MatrixFolder top;
    for (const auto& [name, content, kind, link] : files)
      test::write_file(top.folder() / "in" / name, content);
    test::write_file(top.folder() / "in" / "vocab.txt", "a\nb\nc\nd\n");
    std::vector<test::Member> members = files;
    members.push_back({"vocabulary.txt", "a\n"});
    test::write_archive(top.folder() / "a.tar.gz", members);
    EXPECT_EQ(choose_format({.path = (top.folder() / "in").string()}).reason,
              "format " + std::string(format_name(format)) + ", by the names of its files");
    EXPECT_EQ(resolve_format({.path = (top.folder() / "a.tar.gz").string()}), format);
  }
}

TEST(MatrixFiles, NamesTheFileOfAFault) {
  for (const auto& [format, files] : every_format()) {
    test::MatrixFolder top;
    const std::string& second = files[1].name;
    test::write_file(top.folder() / "in" / files[0].name, files[0].content);
    test::write_file(top.folder() / "in" / second, "nonsense");
    const std::string message = top.without_folder(
        test::message_of<IoError>([&] { read_matrix(top.options("in", format)); }));
    EXPECT_TRUE(message.starts_with("in/" + second + ":")) << message;
  }
}

TEST(MatrixFiles, AFileWithoutADocumentIsAnError) {
  test::MatrixFolder top;
  test::write_file(top.folder() / "in" / "1.ldac", "1 0:1\n");
  test::write_file(top.folder() / "in" / "2.ldac", "");
  EXPECT_EQ(top.without_folder(test::message_of<IoError>(
                [&] { read_matrix(top.options("in", CorpusFormat::ldac)); })),
            "in/2.ldac: has no document");
}

TEST(MatrixFiles, ALongLineIsRefusedWithTheOptionThatRaisesTheLimit) {
  test::MatrixFolder top;
  CorpusOptions options = top.options("x.ldac", CorpusFormat::ldac);
  test::write_file(options.path, "2 0:1 1:1\n");
  options.max_document_bytes = 8;
  EXPECT_EQ(
      top.without_folder(test::message_of<IoError>([&] { read_matrix(options); })),
      "x.ldac:1: the line is longer than 8 bytes; refused; raise corpus.max_document_bytes to "
      "read it");
  options.max_document_bytes = 9;
  EXPECT_EQ(read_matrix(options).X.rows, 1);
  for (const auto& [format, files] : every_format()) {
    if (format == CorpusFormat::npz) continue;  // has no lines
    options = top.options(files[0].name, format);
    test::write_file(options.path, files[0].content);
    options.max_document_bytes = 2;
    EXPECT_NE(test::message_of<IoError>([&] {
                read_matrix(options);
              }).find("the line is longer than 2 bytes"),
              std::string::npos)
        << format_name(format);
  }
}

TEST(MatrixFiles, NoneIsAnError) {
  test::MatrixFolder top;
  test::write_file(top.folder() / "in" / "notes.txt", "a\n");
  test::write_archive(top.folder() / "a.tar", {{"notes.txt", "a\n"}});
  const auto refusal = [&](const std::string& name, CorpusFormat format) {
    return top.without_folder(
        test::message_of<IoError>([&] { read_matrix(top.options(name, format)); }));
  };
  const std::string holds = "in: holds no file whose name says ";
  EXPECT_EQ(refusal("in", CorpusFormat::ldac), holds + "ldac, expected *.ldac, *.lda-c or *.dat");
  EXPECT_EQ(refusal("in", CorpusFormat::uci), holds + "uci, expected docword.*");
  EXPECT_EQ(refusal("in", CorpusFormat::mtx), holds + "mtx, expected *.mtx");
  EXPECT_EQ(refusal("in", CorpusFormat::npz), holds + "npz, expected *.npz");
  EXPECT_EQ(refusal("a.tar", CorpusFormat::mtx),
            "a.tar: holds no file whose name says mtx, expected *.mtx");
  EXPECT_EQ(refusal("a.tar", CorpusFormat::npz),
            "a.tar: has no member format.npy; expected a matrix that scipy.sparse.save_npz wrote");
}

TEST(MatrixFiles, UciFindsItsVocabularyInAFolderOrArchive) {
  test::MatrixFolder top;
  const std::vector<test::Member> files = {{"x/docword.x.txt", "1\n2\n1\n1 2 3\n"},
                                           {"x/vocab.x.txt", "one\ntwo\n"}};
  for (const auto& [name, content, kind, link] : files)
    test::write_file(top.folder() / name, content);
  test::write_archive(top.folder() / "a.zip", files);
  for (const std::string name : {"x", "a.zip"}) {
    CorpusOptions options = top.options(name, CorpusFormat::uci);
    options.vocabulary.clear();
    EXPECT_EQ(read_matrix(options).vocabulary, (std::vector<std::string>{"one", "two"})) << name;
  }
  test::write_file(top.folder() / "x" / "vocab.y.txt", "a\n");
  CorpusOptions options = top.options("x", CorpusFormat::uci);
  options.vocabulary.clear();
  const auto refusal = [&] {
    return top.without_folder(test::message_of<ConfigError>([&] { read_matrix(options); }));
  };
  const std::string needs = "; corpus.format: uci needs the path of the terms, one a line";
  EXPECT_EQ(
      refusal(),
      "corpus.vocabulary: not given, and there are two, x/vocab.x.txt and x/vocab.y.txt" + needs);
  std::filesystem::remove(top.folder() / "x" / "vocab.x.txt");
  std::filesystem::remove(top.folder() / "x" / "vocab.y.txt");
  EXPECT_EQ(refusal(), "corpus.vocabulary: not given, and x holds no vocab.NAME.txt" + needs);
  options.path = "-";
  EXPECT_EQ(refusal(),
            "corpus.vocabulary: not given, and standard input has none beside it" + needs);
}

TEST(AppendRows, Stacks) {
  CsrMatrix<double> above;
  append_rows(above, {1, 3, {0, 1}, {2}, {5}}, "a");
  append_rows(above, {2, 3, {0, 0, 2}, {0, 1}, {6, 7}}, "b");
  EXPECT_EQ(dense(above), (Dense{{0, 0, 5}, {0, 0, 0}, {6, 7, 0}}));
  EXPECT_EQ(test::message_of<IoError>([&] {
              append_rows(above, {0, 3, {0}, {}, {}}, "c");
            }),
            "c: has no document");
}

}  // namespace
}  // namespace nmf::detail
