// What a user of the installed library writes: text -> TF-IDF -> dense tensor -> factors.
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "nmf/factorization/dense_tensor.h"
#include "nmf/factorization/factorize.h"
#include "nmf/text/vectorizer.h"

struct Lines : nmf::DocumentReader {
  std::vector<std::string> lines = {"the cat sat", "the dog sat", "a cat and a dog", "stars shine"};
  std::size_t at = 0;
  bool next(nmf::Document& document) override {
    if (at == lines.size()) return false;
    document = {{std::to_string(at), ""}, lines[at]};
    ++at;
    return true;
  }
};

int main(int argc, char** argv) {
  const std::string device = argc > 1 ? argv[1] : "cpu";
  Lines lines;
  const nmf::Tfidf tfidf = nmf::vectorize(lines);
  const at::Tensor X = nmf::dense_tensor(tfidf.X, device, nmf::Dtype::float32);
  const nmf::Factorization fit = nmf::factorize(
      tfidf.X, {.n_components = 3, .seed = 42, .max_iter = 500, .tol = 0, .lr = 0.01}, device);
  // Each row of X has the norm 1.
  std::printf("X %lld x %lld, norm %.4f, loss %.4f -> %.4f\n", static_cast<long long>(X.size(0)),
              static_cast<long long>(X.size(1)), X.norm().item<double>(), fit.history.front().loss,
              fit.final.loss);
}
