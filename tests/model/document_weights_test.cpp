#include "nmf/model/document_weights.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

#include "nmf/core/error.h"
#include "tests/model/hand_made_model.h"
#include "tests/support/temporary_directory.h"

namespace {

using namespace nmf::test;

TEST(DocumentWeights, HaveARecordADocument) {
  const TemporaryDirectory folder;
  nmf::Model model = hand_made_model();
  model.documents[0] = {"a,\"1\"", "x\ny"};
  model.W[0][1] = 0.1;
  nmf::write_document_weights(folder / "w.csv", model);
  EXPECT_EQ(
      read_file(folder / "w.csv"),
      "id,label,topic_0,topic_1\n\"a,\"\"1\"\"\",\"x\ny\",1,0.1\nb,x,2,1\nc,y,-1,1\nd,z,0,0\n");
}

TEST(DocumentWeights, OfFloat32AreInItsDigits) {
  const TemporaryDirectory folder;
  nmf::Model model = hand_made_model();
  model.W[3][0] = 0.1;
  model.W = model.W.to(at::kFloat);
  nmf::write_document_weights(folder / "w.csv", model);
  EXPECT_TRUE(read_file(folder / "w.csv").ends_with("\nd,z,0.1,0\n"));
}

TEST(DocumentWeights, AreToldByTheirHeader) {
  EXPECT_EQ(nmf::document_weights_header(2), "id,label,topic_0,topic_1");
  const TemporaryDirectory folder;
  nmf::write_document_weights(folder / "w.csv", hand_made_model());
  EXPECT_NO_THROW(nmf::check_document_weights_file(folder / "w.csv"));
  std::ofstream(folder / "mine.csv") << "id,label,text\n";
  EXPECT_THROW(nmf::check_document_weights_file(folder / "mine.csv"), nmf::IoError);
  EXPECT_THROW(nmf::write_document_weights("/no/such/w.csv", hand_made_model()), nmf::IoError);
}

TEST(DocumentWeights, AreACsv) {
  for (const std::string name : {"w", "w.npy", "w.jsonl", "w.CSV"}) {
    const std::string message =
        message_of<nmf::IoError>([&] { nmf::check_document_weights_file(name); });
    EXPECT_TRUE(message.starts_with(name)) << message;
    EXPECT_TRUE(message.ends_with(": got the suffix '" + name.substr(1) + "', expected .csv"))
        << message;
  }
}

}  // namespace
