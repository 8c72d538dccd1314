#include "nmf/core/npy_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "nmf/core/error.h"
#include "nmf/core/npy_literal.h"
#include "nmf/core/quote.h"

namespace nmf {
namespace {

static_assert(std::endian::native == std::endian::little, "values are read as they lie in memory");

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kLongestHeader = 10000;

std::uint64_t little_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (std::size_t i = bytes.size(); i-- > 0;)
    number = number << 8U | static_cast<unsigned char>(bytes[i]);
  return number;
}

/// The dictionary `{'descr': '<f8', 'fortran_order': False, 'shape': (3,), }`, keys in any order.
std::optional<NpyHeader> parse_dictionary(std::string_view text) {
  detail::PythonLiteral in(text);
  NpyHeader header;
  bool descr = false, order = false, shape = false;
  if (!in.take("{")) return std::nullopt;
  while (!in.take("}")) {
    const auto key = in.string();
    if (!key || !in.take(":")) return std::nullopt;
    if (*key == "descr" && !descr) {
      const auto type = in.string();
      if (!type) return std::nullopt;
      header.type = *type;
      descr = true;
    } else if (*key == "fortran_order" && !order) {
      const auto value = in.boolean();
      if (!value) return std::nullopt;
      header.fortran_order = *value;
      order = true;
    } else if (*key == "shape" && !shape) {
      auto sizes = in.tuple();
      if (!sizes) return std::nullopt;
      header.shape = std::move(*sizes);
      shape = true;
    } else {
      return std::nullopt;
    }
    if (!in.take(",")) {
      if (!in.take("}")) return std::nullopt;
      break;
    }
  }
  if (!descr || !order || !shape || !in.at_end()) return std::nullopt;
  return header;
}

/// Bytes of a value of a type such as `<f8`; 0 for what is no plain type.
std::size_t item_bytes(std::string_view type) {
  if (type.size() < 3) return 0;
  std::size_t size = 0;
  const char* end = type.data() + type.size();
  const auto [stop, error] = std::from_chars(type.data() + 2, end, size);
  if (error != std::errc() || stop != end || size > (std::size_t{1} << 20U)) return 0;
  return type[1] == 'U' ? size * 4 : size;
}

std::int64_t checked_size(const NpyHeader& header, const std::string& where) {
  std::int64_t size = 1;
  if (std::find(header.shape.begin(), header.shape.end(), 0) != header.shape.end()) return 0;
  for (const std::int64_t n : header.shape) {
    if (size > std::numeric_limits<std::int64_t>::max() / n) {
      throw IoError(where + ": announces more values than 64 bits can count");
    }
    size *= n;
  }
  return size;
}

/// Calls `use` with each value of an array of T.
template <typename T, typename Use>
void each_of(const NpyArray& array, Use use) {
  for (std::size_t i = 0; i < static_cast<std::size_t>(array.size); ++i) {
    T value;
    std::memcpy(&value, array.values.data() + i * sizeof(T), sizeof(T));
    use(value);
  }
}

/// The same for whatever integers the array has; false if it has none.
template <typename Use>
bool each_integer(const NpyArray& array, Use use) {
  const std::string_view type = array.header.type;
  const std::string_view name = type.substr(1);
  const bool one_byte = name == "b1" || name == "i1" || name == "u1";
  if (type[0] != '<' && !(one_byte && type[0] == '|')) return false;
  if (name == "i1") return each_of<std::int8_t>(array, use), true;
  if (name == "u1") return each_of<std::uint8_t>(array, use), true;
  if (name == "i2") return each_of<std::int16_t>(array, use), true;
  if (name == "u2") return each_of<std::uint16_t>(array, use), true;
  if (name == "i4") return each_of<std::int32_t>(array, use), true;
  if (name == "u4") return each_of<std::uint32_t>(array, use), true;
  if (name == "i8") return each_of<std::int64_t>(array, use), true;
  if (name == "u8") return each_of<std::uint64_t>(array, use), true;
  return false;
}

[[noreturn]] void refuse_type(const NpyArray& array, const std::string& where,
                              std::string_view expected) {
  throw IoError(
      fmt::format("{}: has the type {}, expected {}", where, quote(array.header.type), expected));
}

}  // namespace

NpyHeader read_npy_header(std::string_view bytes, const std::string& where) {
  constexpr std::size_t kVersion = kMagic.size();
  constexpr std::size_t kLength = kVersion + 2;
  if (bytes.size() < kLength + 4 || !bytes.starts_with(kMagic)) {
    throw IoError(where + ": is no .npy file");
  }
  const int version = static_cast<unsigned char>(bytes[kVersion]);
  if (version < 1 || version > 3 || bytes[kVersion + 1] != 0) {
    throw IoError(fmt::format("{}: is a .npy file of version {}.{}, expected 1.0, 2.0 or 3.0",
                              where, static_cast<unsigned char>(bytes[kVersion]),
                              static_cast<unsigned char>(bytes[kVersion + 1])));
  }
  const std::size_t width = version == 1 ? 2 : 4;
  const std::uint64_t length = little_endian(bytes.substr(kLength, width));
  const std::size_t begin = kLength + width;
  if (length > kLongestHeader || length > bytes.size() - begin) {
    throw IoError(fmt::format("{}: announces a .npy header of {} bytes, expected at most {}", where,
                              length, std::min(kLongestHeader, bytes.size() - begin)));
  }
  const std::string_view text = bytes.substr(begin, static_cast<std::size_t>(length));
  auto header = parse_dictionary(text);
  if (!header) {
    throw IoError(
        fmt::format("{}: can't understand the .npy header {}; expected one plain type "
                    "(descr), fortran_order and shape",
                    where, quote(text)));
  }
  header->values_at = begin + static_cast<std::size_t>(length);
  return *header;
}

NpyArray read_npy(std::string_view bytes, const std::string& where) {
  NpyArray array;
  array.header = read_npy_header(bytes, where);
  const std::string& type = array.header.type;
  if (type.size() >= 2 && type[1] == 'O') {
    throw IoError(where +
                  ": holds pickled Python objects, which are never opened; save the array "
                  "with a type of numbers");
  }
  if (type.starts_with('>')) {
    throw IoError(
        fmt::format("{}: has the big-endian type {}; save it little-endian", where, quote(type)));
  }
  array.item_bytes = item_bytes(type);
  if (array.item_bytes == 0) {
    throw IoError(fmt::format("{}: has the type {}, which is not supported", where, quote(type)));
  }
  array.size = checked_size(array.header, where);
  array.values = bytes.substr(array.header.values_at);
  const std::size_t items = array.values.size() / array.item_bytes;
  if (static_cast<std::uint64_t>(array.size) != items ||
      array.values.size() % array.item_bytes != 0) {
    throw IoError(fmt::format("{}: announces {} values of {} bytes each, has {} bytes", where,
                              array.size, array.item_bytes, array.values.size()));
  }
  return array;
}

std::vector<double> npy_to_doubles(const NpyArray& array, const std::string& where) {
  std::vector<double> out;
  out.reserve(static_cast<std::size_t>(array.size));
  const auto keep = [&](auto value) { out.push_back(static_cast<double>(value)); };
  const std::string_view type = array.header.type;
  if (type == "<f8") {
    each_of<double>(array, keep);
  } else if (type == "<f4") {
    each_of<float>(array, keep);
  } else if (type == "|b1") {
    each_of<std::uint8_t>(array, [&](std::uint8_t value) { out.push_back(value != 0 ? 1 : 0); });
  } else if (!each_integer(array, keep)) {
    refuse_type(array, where,
                "bool, int8 to int64, uint8 to uint64, float32 or float64 (|b1, |i1 to <i8, |u1 to "
                "<u8, <f4, <f8)");
  }
  return out;
}

template <typename T>
std::vector<T> npy_to_indices(const NpyArray& array, std::int64_t limit, const std::string& where) {
  std::vector<T> out;
  out.reserve(static_cast<std::size_t>(array.size));
  const bool integers = each_integer(array, [&](auto value) {
    bool fits = false;
    if constexpr (std::is_signed_v<decltype(value)>) {
      fits = value >= 0 && static_cast<std::int64_t>(value) <= limit;
    } else {
      fits = static_cast<std::uint64_t>(value) <= static_cast<std::uint64_t>(limit);
    }
    if (!fits) {
      throw IoError(fmt::format("{}: entry {} (from 0) is {}, expected 0 .. {}", where, out.size(),
                                value, limit));
    }
    out.push_back(static_cast<T>(value));
  });
  if (!integers)
    refuse_type(array, where, "int8 to int64 or uint8 to uint64 (|i1 to <i8, |u1 to <u8)");
  return out;
}

template std::vector<std::int32_t> npy_to_indices(const NpyArray&, std::int64_t,
                                                  const std::string&);
template std::vector<std::int64_t> npy_to_indices(const NpyArray&, std::int64_t,
                                                  const std::string&);

std::string npy_to_text(const NpyArray& array, const std::string& where) {
  const char kind = array.header.type[1];
  if ((kind != 'S' && kind != 'U') || array.size != 1) refuse_type(array, where, "one string");
  const std::size_t step = kind == 'U' ? 4 : 1;
  std::string text;
  for (std::size_t i = 0; i < array.values.size(); i += step) {
    const std::uint64_t character = little_endian(array.values.substr(i, step));
    if (character == 0) break;
    text += character < 0x80 ? static_cast<char>(character) : '?';
  }
  return text;
}

}  // namespace nmf
