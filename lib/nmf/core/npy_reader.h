#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nmf {

/// What precedes the values of a .npy file.
struct NpyHeader {
  std::string type;  ///< NumPy's name of the element type, e.g. `<f8`
  bool fortran_order = false;
  std::vector<std::int64_t> shape;  ///< empty for a scalar; no size is below 0
  std::size_t values_at = 0;        ///< where the values begin, bytes from the start
};

/// Reads the header of formats 1.0, 2.0 and 3.0. Nothing of the size that it announces is made.
/// \param where  what errors begin with
/// Throws IoError: no .npy file, a header that is malformed or longer than 10,000 bytes (NumPy's
/// own limit), a structured type.
/// Source: numpy/lib/format.py.
NpyHeader read_npy_header(std::string_view bytes, const std::string& where);

/// A .npy file whose values have been found to be as many as its header says.
struct NpyArray {
  NpyHeader header;
  std::string_view values;     ///< their bytes, inside those given
  std::int64_t size = 0;       ///< number of values
  std::size_t item_bytes = 0;  ///< of one value
};

/// \param bytes  the whole file; outlives the array
/// Throws IoError as read_npy_header; also for a big-endian type, Python objects (pickled data is
/// never opened) and a length that is not the header's.
NpyArray read_npy(std::string_view bytes, const std::string& where);

/// The values of a boolean, integer or floating-point array (bool, int8 to int64, uint8 to uint64,
/// float32, float64) as float64. Throws IoError for other types, by name.
std::vector<double> npy_to_doubles(const NpyArray& array, const std::string& where);

/// The values of an integer array, which all have to lie in [0, limit]; T is std::int32_t or
/// std::int64_t and holds `limit`. Throws IoError for other types, and naming the value.
template <typename T>
std::vector<T> npy_to_indices(const NpyArray& array, std::int64_t limit, const std::string& where);

/// The text of a string array with one value, without the zeros that fill it up. Throws IoError
/// for other types.
std::string npy_to_text(const NpyArray& array, const std::string& where);

}  // namespace nmf
