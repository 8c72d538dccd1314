#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "nmf/core/archive.h"
#include "nmf/core/csr_matrix.h"

namespace nmf::test {

/// The values of a .npy array of one dimension, as T.
template <typename T>
std::vector<T> npy_values(const std::string& file) {
  const std::size_t data = 10 + static_cast<unsigned char>(file.at(8)) +
                           256 * static_cast<std::size_t>(static_cast<unsigned char>(file.at(9)));
  const std::string header = file.substr(0, data);
  std::vector<T> values;
  const auto append = [&](auto element) {
    for (std::size_t at = data; at + sizeof element <= file.size(); at += sizeof element) {
      std::memcpy(&element, file.data() + at, sizeof element);
      values.push_back(static_cast<T>(element));
    }
  };
  if (header.find("'<i4'") != std::string::npos)
    append(std::int32_t{});
  else if (header.find("'<i8'") != std::string::npos)
    append(std::int64_t{});
  else if (header.find("'<f8'") != std::string::npos)
    append(double{});
  else
    throw std::runtime_error("npy: another element type: " + header);
  return values;
}

/// What scipy.sparse.save_npz wrote, CSR; the columns of a row in rising order.
inline CsrMatrix<double> read_npz(const std::string& path) {
  std::map<std::string, std::string> files;
  for (ArchiveReader archive(path); archive.next();)
    files[archive.member()] = archive.read(std::int64_t{1} << 30);
  CsrMatrix<double> X;
  const auto shape = npy_values<std::int64_t>(files.at("shape.npy"));
  X.rows = shape.at(0);
  X.columns = shape.at(1);
  X.row_start = npy_values<std::int64_t>(files.at("indptr.npy"));
  X.column = npy_values<std::int32_t>(files.at("indices.npy"));
  X.value = npy_values<double>(files.at("data.npy"));
  return transposed(transposed(X));  // which sorts
}

}  // namespace nmf::test
