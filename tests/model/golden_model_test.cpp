// A model of format version 1, as it was written once (tests/golden/make_model_golden.sh): every
// later version must read it to the same values.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "nmf/core/sha256.h"
#include "nmf/model/load_model.h"
#include "nmf/model/topic_files.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;

const std::filesystem::path kGolden =
    std::filesystem::path(NMF_SOURCE_DIR) / "tests/golden/model_v1";

TEST(GoldenModel, OfVersion1IsRead) {
  const nmf::Model model = nmf::load_model(kGolden);
  EXPECT_EQ(model.W.sizes(), at::IntArrayRef({18, 3}));
  EXPECT_EQ(model.H.sizes(), at::IntArrayRef({3, 119}));
  EXPECT_EQ(model.H.strides(), at::IntArrayRef({1, 3}));
  EXPECT_EQ(model.W.scalar_type(), at::kFloat);
  EXPECT_EQ(model.vocabulary.front(), "add");
  EXPECT_EQ(model.vocabulary.back(), "young");
  EXPECT_EQ(model.documents[4], (nmf::DocumentName{"bicycle-2", "bicycle"}));
  EXPECT_EQ(model.stop_words.size(), 318);
  EXPECT_EQ(model.record.corpus_path, "-");
  EXPECT_EQ(model.record.device, "cpu");
  EXPECT_EQ(model.corpus_sha256,
            "4e5853bfdf1de8f1530bc880282715d3d05b80e0a48c59f1520269a361b024f7");
  EXPECT_EQ(model.fit.engine, "gram");
  EXPECT_EQ(model.fit.init, "nndsvda");
  EXPECT_EQ(nlohmann::json::parse(model.config)["factorization"]["n_components"], 3);
}

TEST(GoldenModel, HasTheTopicsThatItWasSavedWith) {
  const nmf::Model model = nmf::load_model(kGolden);
  const auto now = nmf::topics_json(nmf::top_topics(model.W, model.H, model.vocabulary));
  EXPECT_EQ(nlohmann::json::parse(now.dump()),
            nlohmann::json::parse(read_file(kGolden / "topics.json")));
}

TEST(GoldenModel, NobodyHasTouchedIt) {
  EXPECT_EQ(nmf::sha256_of_file((kGolden / "model.json").string()),
            "237faa0bd882e7227134b9ceda856af4bab47750ce0c9bac811701bb37f8cb6f");
}

}  // namespace
