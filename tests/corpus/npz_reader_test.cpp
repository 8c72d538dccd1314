#include "nmf/corpus/npz_reader.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <span>

#include "nmf/core/npy.h"
#include "nmf/core/npz.h"
#include "tests/corpus/matrix_support.h"
#include "tests/support/golden.h"

namespace nmf::detail {
namespace {

using test::Dense;
using test::dense;
using Members = std::map<std::string, std::string>;

template <typename T>
std::string npy(const std::vector<T>& values) {
  const auto bytes = std::as_bytes(std::span(values));
  return npy_header(npy_type<T>(), {std::ssize(values)}) +
         std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

/// [[2, 0, 0, 1], [0, 0, 0, 0], [0, 7, 1, 0]] as SciPy would have it.
Members whole() {
  return {{"format.npy", npy_header("|S3", {}) + "csr"},
          {"shape.npy", npy<std::int64_t>({3, 4})},
          {"data.npy", npy<double>({2, 1, 7, 1})},
          {"indices.npy", npy<std::int32_t>({0, 3, 1, 2})},
          {"indptr.npy", npy<std::int32_t>({0, 2, 2, 4})}};
}

class NpzReader : public testing::Test {
 protected:
  MatrixCorpus read(const std::string& hex, MatrixValues values = MatrixValues::automatic) {
    return files_.read(test::from_hex(hex), "x.npz", CorpusFormat::npz, values);
  }
  std::string refusal(const std::string& hex) {
    return files_.refusal(test::from_hex(hex), "x.npz", CorpusFormat::npz);
  }
  MatrixCorpus read(const Members& members, MatrixValues values = MatrixValues::automatic) {
    std::vector<test::Member> list;
    for (const auto& [name, content] : members) list.push_back({name, content});
    test::write_archive(files_.folder() / "x.zip", list);
    return read_matrix(files_.options("x.zip", CorpusFormat::npz, values));
  }
  std::string refusal(const Members& members, MatrixValues values = MatrixValues::automatic) {
    return files_.without_folder(test::message_of<IoError>([&] { read(members, values); }));
  }
  /// The same for a member that is another.
  std::string refusal(const std::string& name, const std::string& content) {
    Members members = whole();
    members[name] = content;
    return refusal(members);
  }
  test::MatrixFolder files_;
  const nlohmann::json golden_ = test::read_golden("matrix.json");
};

TEST_F(NpzReader, ReadsWhatScipyWrites) {
  const std::string hash =
      files_.read("2 0:2 3:1\n0\n2 1:7 2:1\n", "d.ldac", CorpusFormat::ldac).sha256;
  for (const auto& [name, hex] : golden_["npz_counts"].items()) {
    const MatrixCorpus corpus = read(hex.get<std::string>());
    EXPECT_EQ(dense(corpus.X), golden_["counts"].get<Dense>()) << name;
    EXPECT_EQ(corpus.X.stored(), 4) << name;
    EXPECT_FALSE(corpus.weights) << name;
    EXPECT_EQ(corpus.sha256, hash) << name;
  }
  for (const auto& [name, hex] : golden_["npz_weights"].items()) {
    const MatrixCorpus corpus = read(hex.get<std::string>());
    EXPECT_EQ(dense(corpus.X), golden_["weights"].get<Dense>()) << name;
    EXPECT_TRUE(corpus.weights) << name;
  }
  EXPECT_EQ(dense(read(golden_["npz_bool"].get<std::string>()).X),
            (Dense{{1, 0, 0, 1}, {0, 0, 0, 0}, {0, 1, 1, 0}}));
}

TEST_F(NpzReader, RefusesOtherFormatsAndTypesByName) {
  const auto of = [&](const char* name) {
    return refusal(golden_["npz_refused"][name].get<std::string>());
  };
  EXPECT_EQ(of("bsr"),
            "x.npz: member format.npy: got 'bsr', expected csr, csc or coo; convert the matrix by "
            ".tocsr()");
  EXPECT_EQ(of("dia"),
            "x.npz: member format.npy: got 'dia', expected csr, csc or coo; convert the matrix by "
            ".tocsr()");
  const std::string data = "x.npz: member data.npy: ";
  EXPECT_EQ(of("big-endian"), data + "has the big-endian type '>f8'; save it little-endian");
  EXPECT_EQ(of("objects"), data +
                               "holds pickled Python objects, which are never opened; save the "
                               "array with a type of numbers");
  const std::string expected =
      ", expected bool, int8 to int64, uint8 to uint64, float32 or float64 (|b1, |i1 to <i8, |u1 "
      "to <u8, <f4, <f8)";
  EXPECT_EQ(of("complex"), data + "has the type '<c16'" + expected);
  EXPECT_EQ(of("half"), data + "has the type '<f2'" + expected);
  EXPECT_EQ(of("dates"), data + "has the type '<M8[s]', which is not supported");
  EXPECT_TRUE(of("structured").starts_with(data + "can't understand the .npy header '{"));
  EXPECT_EQ(of("two-dimensional"), data + "has 2 dimensions, expected 1");
  EXPECT_EQ(of("short data"), "x.npz: member indices.npy: has 4 values, expected 3");
}

TEST_F(NpzReader, ReadsWhatNmfWrites) {
  const CsrMatrix<double> X{2, 4, {0, 2, 3}, {0, 3, 1}, {0.6, 0.8, 1}};
  write_npz(files_.folder() / "tfidf.npz", X);
  test::write_file(files_.folder() / "v.txt", "a\\tb\nc\\\\d\ne\\nf\ng\n");
  const MatrixCorpus corpus = read_matrix(files_.options("tfidf.npz", CorpusFormat::npz));
  EXPECT_EQ(corpus.X.row_start, X.row_start);
  EXPECT_EQ(corpus.X.column, X.column);
  EXPECT_EQ(corpus.X.value, X.value);
  EXPECT_TRUE(corpus.weights);
  EXPECT_EQ(corpus.vocabulary, (std::vector<std::string>{"a\tb", "c\\d", "e\nf", "g"}));
}

TEST_F(NpzReader, ValuesAreWhatTheOptionSays) {
  EXPECT_EQ(dense(read(whole()).X), golden_["counts"].get<Dense>());
  EXPECT_TRUE(read(whole(), MatrixValues::weights).weights);
  Members members = whole();
  members["data.npy"] = npy<double>({2, 1, 0.5, 1});
  EXPECT_EQ(refusal(members, MatrixValues::counts),
            "x.zip: row 2, column 1 (from 0): got 0.5, expected a whole number in 0 .. "
            "9007199254740992, as corpus.values: counts says; finished TF-IDF is corpus.values: "
            "weights");
  for (const double value : {double(NAN), double(INFINITY), -2.0}) {
    members["data.npy"] = npy<double>({2, 1, 7, value});
    for (const MatrixValues values : {MatrixValues::automatic, MatrixValues::weights}) {
      const std::string message = refusal(members, values);
      EXPECT_TRUE(message.starts_with("x.zip: row 2, column 2 (from 0): got ")) << message;
      EXPECT_TRUE(message.ends_with(", expected a finite number >= 0")) << message;
    }
  }
}

TEST_F(NpzReader, AWholeNumberThatIsNoCountDoesNotMakeWeights) {
  Members members = whole();
  members["data.npy"] = npy<double>({2, 1, 7, 1e300});
  EXPECT_EQ(
      refusal(members),
      "x.zip: got 1e+300, expected a whole number in 0 .. 9007199254740992, as corpus.values: "
      "counts says; finished TF-IDF is corpus.values: weights");
  EXPECT_TRUE(read(members, MatrixValues::weights).weights);
}

TEST_F(NpzReader, RefusesMembersThatDoNotFitEachOther) {
  EXPECT_EQ(refusal("indices.npy", npy<std::int32_t>({0, 4, 1, 2})),
            "x.zip: member indices.npy: entry 1 (from 0) is 4, expected 0 .. 3");
  EXPECT_EQ(refusal("indices.npy", npy<std::int64_t>({0, 3, -1, 2})),
            "x.zip: member indices.npy: entry 2 (from 0) is -1, expected 0 .. 3");
  EXPECT_EQ(refusal("indices.npy", npy<std::int32_t>({0, 3, 1, 2, 2})),
            "x.zip: member indices.npy: has 5 values, expected 4");
  EXPECT_EQ(refusal("indices.npy", npy<double>({0, 3, 1, 2})),
            "x.zip: member indices.npy: has the type '<f8', expected int8 to int64 or uint8 to "
            "uint64 (|i1 to <i8, |u1 to <u8)");
  EXPECT_EQ(refusal("indptr.npy", npy<std::int32_t>({0, 2, 4})),
            "x.zip: member indptr.npy: has 3 values, expected 4");
  const std::string starts =
      "x.zip: member indptr.npy: does not rise from 0 to 4, the number of values";
  EXPECT_EQ(refusal("indptr.npy", npy<std::int32_t>({1, 2, 2, 4})), starts);
  EXPECT_EQ(refusal("indptr.npy", npy<std::int32_t>({0, 2, 1, 4})), starts);
  EXPECT_EQ(refusal("indptr.npy", npy<std::int32_t>({0, 2, 2, 3})), starts);
  EXPECT_EQ(refusal("indptr.npy", npy<std::int32_t>({0, 2, 2, 5})),
            "x.zip: member indptr.npy: entry 3 (from 0) is 5, expected 0 .. 4");
  EXPECT_EQ(refusal("format.npy", npy<std::int32_t>({0})),
            "x.zip: member format.npy: has the type '<i4', expected one string");
  EXPECT_EQ(refusal("data.npy", "x"), "x.zip: member data.npy: is no .npy file");
  EXPECT_EQ(refusal("data.npy", npy<double>({2, 1, 7, 1}) + "12345678"),
            "x.zip: member data.npy: announces 4 values of 8 bytes each, has 40 bytes");
}

TEST_F(NpzReader, RefusesHostileShapes) {
  EXPECT_EQ(refusal("shape.npy", npy<std::int64_t>({3, 4, 5})),
            "x.zip: member shape.npy: has 3 values, expected 2");
  EXPECT_EQ(refusal("shape.npy", npy<std::int64_t>({3, -4})),
            "x.zip: member shape.npy: entry 1 (from 0) is -4, expected 0 .. 2147483647");
  EXPECT_EQ(refusal("shape.npy", npy<std::int64_t>({2147483648, 4})),
            "x.zip: member shape.npy: entry 0 (from 0) is 2147483648, expected 0 .. 2147483647");
  EXPECT_EQ(refusal("shape.npy", npy<std::int64_t>({3, 5})),
            "x.zip: has 5 columns, but v.txt has 4 terms; is it the right corpus.vocabulary, and "
            "are the documents the rows?");
  Members empty = whole();
  empty["shape.npy"] = npy<std::int64_t>({0, 4});
  empty["data.npy"] = npy<double>({});
  empty["indices.npy"] = npy<std::int32_t>({});
  empty["indptr.npy"] = npy<std::int32_t>({0});
  EXPECT_EQ(refusal(empty), "x.zip: has no document");
  EXPECT_TRUE(refusal("shape.npy", npy<std::int64_t>({2000000000, 4}))
                  .starts_with("x.zip: announces 2000000000 rows, which take 160000000000 bytes of "
                               "memory"));
}

TEST_F(NpzReader, RefusesWhatIsNoMatrixOrNotWhole) {
  for (const auto& [name, content] : whole()) {
    Members members = whole();
    members.erase(name);
    EXPECT_EQ(refusal(members), "x.zip: has no member " + name +
                                    "; expected a matrix that scipy.sparse.save_npz wrote");
  }
  const std::string hex = golden_["npz_counts"]["csr deflated"].get<std::string>();
  for (const std::size_t kept : {8U, 100U, 400U, 900U}) {
    ASSERT_LT(kept * 2, hex.size());
    EXPECT_NE(refusal(hex.substr(0, kept * 2)), "") << kept;
  }
  EXPECT_TRUE(files_.refusal("no zip at all", "x.npz", CorpusFormat::npz)
                  .starts_with("x.npz: is no archive that can be read"));
}

TEST_F(NpzReader, RefusesABomb) {
  Members members = whole();
  members["data.npy"] =
      npy_header("<f8", {std::int64_t{40} << 20U}) + std::string(std::size_t{320} << 20U, '\0');
  const std::string message = refusal(members);
  EXPECT_TRUE(message.ends_with("refused as a decompression bomb")) << message;
}

}  // namespace
}  // namespace nmf::detail
