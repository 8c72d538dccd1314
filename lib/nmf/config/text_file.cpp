#include "nmf/config/text_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include "nmf/core/utf8.h"

namespace nmf::config {
namespace {

constexpr std::size_t kLongestWordList = std::size_t{16} << 20U;  // a million words and more

[[noreturn]] void fail_with(int error) {
  throw FileFault(error == ENOENT || error == ENOTDIR ? "no such file"
                                                      : std::generic_category().message(error));
}

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view kBlanks = " \t\r";
  const std::size_t first = line.find_first_not_of(kBlanks);
  if (first == line.npos) return {};
  return line.substr(first, line.find_last_not_of(kBlanks) - first + 1);
}

}  // namespace

std::string read_text_file(const std::string& path, std::size_t most_bytes) {
  std::error_code ignored;  // what can't be asked is found out by opening it
  if (std::filesystem::is_directory(path, ignored)) throw FileFault("is a folder, expected a file");
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) fail_with(errno);
  std::string bytes;
  std::string block(std::size_t{1} << 16U, '\0');
  while (const std::size_t n = std::fread(block.data(), 1, block.size(), file.get())) {
    bytes.append(block, 0, n);
    if (bytes.size() > most_bytes)
      throw FileFault(fmt::format("got more than {} bytes, expected at most that", most_bytes));
  }
  if (std::ferror(file.get()) != 0) fail_with(errno);
  return bytes;
}

std::vector<std::string> read_word_list(const std::string& path) {
  const std::string bytes = read_text_file(path, kLongestWordList);
  std::string_view rest = bytes;
  if (const std::size_t good = valid_utf8_length(rest); good < rest.size()) {
    const auto line =
        std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(good), '\n');
    throw FileFault(fmt::format("line {} is not UTF-8", line + 1));
  }
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  std::vector<std::string> words;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    if (const std::string_view word = trimmed(rest.substr(0, end)); !word.empty())
      words.emplace_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

}  // namespace nmf::config
