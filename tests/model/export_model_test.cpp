#include "nmf/model/export_model.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "nmf/core/error.h"
#include "nmf/core/npy_reader.h"
#include "tests/model/hand_made_model.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;
using nmf::ExportFormat;
using testing::ElementsAre;

struct Array {
  std::string type;
  std::vector<std::int64_t> shape;
  std::vector<double> values;
};

Array read_array(const std::filesystem::path& path) {
  const std::string bytes = read_file(path);
  const nmf::NpyArray array = nmf::read_npy(bytes, path.string());
  return {array.header.type, array.header.shape, nmf::npy_to_doubles(array, path.string())};
}

nlohmann::json json_of(const std::filesystem::path& path) {
  return nlohmann::json::parse(read_file(path));
}

TEST(ExportModel, WritesExactlyItsFiles) {
  for (const auto format : {ExportFormat::sklearn, ExportFormat::gensim, ExportFormat::pyldavis}) {
    const TemporaryDirectory folder;
    nmf::export_model(folder.path(), hand_made_model(), format);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
      names.push_back(entry.path().filename().string());
    EXPECT_THAT(names, testing::UnorderedElementsAreArray(nmf::export_files(format)));
  }
}

TEST(ExportModel, SklearnHasTheFactorsThemselves) {
  const TemporaryDirectory folder;
  nmf::Model model = hand_made_model();
  model.W = model.W.to(at::kFloat);
  model.vocabulary[0] = "\"\n";
  nmf::export_model(folder.path(), model, ExportFormat::sklearn);
  const Array H = read_array(folder / "components.npy"),
              W = read_array(folder / "document_topics.npy");
  EXPECT_EQ(H.type, "<f8");
  EXPECT_THAT(H.shape, ElementsAre(2, 3));
  EXPECT_THAT(H.values, ElementsAre(1, 1, -3, 0, 1, 3));
  EXPECT_EQ(W.type, "<f4");
  EXPECT_THAT(W.shape, ElementsAre(4, 2));
  EXPECT_THAT(W.values, ElementsAre(1, 0, 2, 1, -1, 1, 0, 0));
  EXPECT_THAT(read_array(folder / "idf.npy").values, ElementsAre(1, 1, 1));
  EXPECT_EQ(json_of(folder / "vocabulary.json"),
            nlohmann::json({{"\"\n", 0}, {"beta", 1}, {"gamma", 2}}));
}

TEST(ExportModel, GensimHasProbabilities) {
  const TemporaryDirectory folder;
  nmf::export_model(folder.path(), hand_made_model(), ExportFormat::gensim);
  const Array topics = read_array(folder / "topics.npy");
  EXPECT_EQ(topics.type, "<f8");
  EXPECT_THAT(topics.shape, ElementsAre(2, 3));
  EXPECT_THAT(topics.values, ElementsAre(0.5, 0.5, 0, 0, 0.25, 0.75));
  EXPECT_EQ(json_of(folder / "id2word.json"), nlohmann::json({"alpha", "beta", "gamma"}));
}

TEST(ExportModel, PyldavisHasProperRowsForEmptyDocumentsToo) {
  const TemporaryDirectory folder;
  nmf::export_model(folder.path(), hand_made_model(), ExportFormat::pyldavis);
  EXPECT_THAT(read_array(folder / "topic_term_dists.npy").values,
              ElementsAre(0.5, 0.5, 0, 0, 0.25, 0.75));
  const Array topics = read_array(folder / "doc_topic_dists.npy");
  EXPECT_THAT(topics.shape, ElementsAre(4, 2));
  EXPECT_THAT(topics.values, ElementsAre(1, 0, 0.5, 0.5, 0, 1, testing::DoubleNear(6.0 / 14, 1e-15),
                                         testing::DoubleNear(8.0 / 14, 1e-15)));
  const Array lengths = read_array(folder / "doc_lengths.npy");
  EXPECT_EQ(lengths.type, "<i8");
  EXPECT_THAT(lengths.values, ElementsAre(2, 4, 2, 0));
  EXPECT_THAT(read_array(folder / "term_frequency.npy").values, ElementsAre(2, 2, 4));
  EXPECT_EQ(json_of(folder / "vocab.json").size(), 3);
}

TEST(ExportModel, ATopicWithoutTermsHasThoseOfTheCorpus) {
  const TemporaryDirectory folder;
  nmf::Model model = hand_made_model();
  model.H.select(0, 0).fill_(-1);
  nmf::export_model(folder.path(), model, ExportFormat::gensim);
  EXPECT_THAT(read_array(folder / "topics.npy").values,
              ElementsAre(0.25, 0.25, 0.5, 0, 0.25, 0.75));
  model.H.fill_(0);
  model.term_frequency = {0, 0, 0};
  nmf::export_model(folder.path(), model, ExportFormat::pyldavis);
  EXPECT_THAT(read_array(folder / "topic_term_dists.npy").values, testing::Each(1.0 / 3));
  EXPECT_THAT(read_array(folder / "doc_topic_dists.npy").values, testing::Each(0.5));
}

TEST(ExportModel, AMissingDirectoryIsAnError) {
  EXPECT_THROW(nmf::export_model("/no/such", hand_made_model(), ExportFormat::gensim),
               nmf::IoError);
}

}  // namespace
