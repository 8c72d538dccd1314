#include "nmf/report/tensor_repr.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/cuda.h"

namespace {

/// The tensor that make_tensor_repr_golden.py describes.
at::Tensor tensor_of(const nlohmann::json& source) {
  const auto shape = source.at("shape").get<std::vector<std::int64_t>>();
  std::vector<double> values;
  if (source.contains("values")) {
    for (const std::string text : source.at("values")) values.push_back(std::stod(text));
  } else {
    std::int64_t size = 1;
    for (const std::int64_t length : shape) size *= length;
    for (std::int64_t i = 0; i < size; ++i) {
      const auto step = static_cast<double>(i * 37 % 101 - 50);
      values.push_back(source.at("offset").get<double>() + source.at("scale").get<double>() * step);
    }
  }
  const bool wide = source.at("dtype") == "float64";
  return at::tensor(values, at::kDouble)
      .reshape(shape)
      .to(wide ? at::kDouble : at::kFloat)
      .detach()
      .set_requires_grad(source.at("requires_grad").get<bool>());
}

TEST(TensorRepr, IsPythonsToTheCharacter) {
  std::ifstream file(NMF_SOURCE_DIR "/tests/golden/tensor_repr.json");
  const nlohmann::json golden = nlohmann::json::parse(file);
  ASSERT_GT(golden.at("cases").size(), 100);
  for (nlohmann::json source : golden.at("cases")) {
    const std::string expected = source.at("repr");
    source.erase("repr");
    EXPECT_EQ(nmf::tensor_repr(tensor_of(source)), expected) << source.dump();
  }
}

TEST(TensorRepr, ShowsTheEdgesOfALargeMatrix) {
  const at::Tensor W = at::full({2034, 100}, 0.5, at::kFloat).set_requires_grad(true);
  EXPECT_EQ(nmf::tensor_repr(W),
            "tensor([[0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000],\n"
            "        [0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000],\n"
            "        [0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000],\n"
            "        ...,\n"
            "        [0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000],\n"
            "        [0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000],\n"
            "        [0.5000, 0.5000, 0.5000,  ..., 0.5000, 0.5000, 0.5000]],\n"
            "       requires_grad=True)");
}

TEST(TensorRepr, DoesNotCareHowTheTensorLiesInMemory) {
  const at::Tensor a = at::arange(6, at::kFloat).reshape({2, 3});
  EXPECT_EQ(nmf::tensor_repr(a.t()), nmf::tensor_repr(a.t().contiguous()));
}

TEST(TensorRepr, RefusesWhatItDoesNotKnow) {
  EXPECT_THROW(nmf::tensor_repr(at::zeros({1}, at::kLong)), std::invalid_argument);
  EXPECT_THROW(nmf::tensor_repr(at::zeros({1, 1, 1}, at::kFloat)), std::invalid_argument);
}

TEST(TensorRepr, NamesTheDevice_CUDA) {
  NMF_REQUIRE_CUDA();
  const at::Tensor a = at::full({2}, 1.5, at::TensorOptions().device("cuda:0"));
  EXPECT_EQ(nmf::tensor_repr(a), "tensor([1.5000, 1.5000], device='cuda:0')");
  EXPECT_EQ(nmf::tensor_repr(a.to(at::kDouble).set_requires_grad(true)),
            "tensor([1.5000, 1.5000], device='cuda:0', dtype=torch.float64,\n"
            "       requires_grad=True)");
}

}  // namespace
