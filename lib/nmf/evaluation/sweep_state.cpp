#include "nmf/evaluation/sweep_state.h"

#include <ATen/ops/from_blob.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/input_file.h"
#include "nmf/core/npy.h"
#include "nmf/core/npy_reader.h"
#include "nmf/core/output_file.h"
#include "nmf/core/quote.h"
#include "nmf/core/sha256.h"
#include "nmf/core/version.h"
#include "nmf/evaluation/scores_json.h"

namespace nmf {
namespace fs = std::filesystem;
namespace {

using nlohmann::ordered_json;

constexpr const char* kHeader = "sweep.json";
constexpr const char* kPart = ".part";  // a file that is being written
constexpr const char* kTopicsHash = "topics_sha256";

std::string fit_name(std::int64_t k, std::uint64_t seed) {
  return fmt::format("k{}-seed{}.json", k, seed);
}
std::string topics_name(std::int64_t k, std::uint64_t seed) {
  return fmt::format("k{}-seed{}.npy", k, seed);
}
std::string fold_name(std::int64_t k, std::int32_t fold) {
  return fmt::format("k{}-fold{}.json", k, fold);
}
std::string stability_name(std::int64_t k, std::int64_t seeds) {
  return fmt::format("k{}-stability{}.json", k, seeds);
}

bool is_part_name(const std::string& name) {
  return name.size() > 1 && name[0] == 'k' && name[1] >= '0' && name[1] <= '9' &&
         name.find('-') != std::string::npos && (name.ends_with(".json") || name.ends_with(".npy"));
}

bool is_our_name(std::string name) {
  if (name.ends_with(kPart)) name.resize(name.size() - std::string_view(kPart).size());
  return name == kHeader || is_part_name(name);
}

std::string bytes_of(const fs::path& path) {
  InputFile file(path.string());
  std::string bytes(static_cast<std::size_t>(file.size()), '\0');
  bytes.resize(file.read(bytes));
  return bytes;
}

/// read(JSON of the file); none where there is no such file or it is not what is expected.
template <typename Read>
auto read_json(const fs::path& path, const Read& read)
    -> std::optional<decltype(read(ordered_json()))> {
  try {
    return read(ordered_json::parse(bytes_of(path)));
  } catch (const IoError&) {
    return std::nullopt;
  } catch (const nlohmann::json::exception&) {
    return std::nullopt;
  }
}

std::string key_in(const fs::path& header) {
  const auto key = read_json(
      header, [](const ordered_json& json) { return json.at("nmf_sweep").get<std::string>(); });
  return key.value_or("");
}

std::vector<fs::path> entries(const fs::path& directory) {
  std::vector<fs::path> all;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory))
    all.push_back(entry.path());
  return all;
}

[[noreturn]] void refuse(const fs::path& directory, const std::string& reason) {
  throw IoError(
      fmt::format("{}: {}; this is where nmf select keeps the finished parts of a run: "
                  "name another output directory or move it away",
                  directory.string(), reason));
}

template <typename T>
void add_values(Sha256& hash, const std::vector<T>& values) {
  hash.update({reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)});
}

template <typename T>
void write_factor(const fs::path& path, const at::Tensor& Ht) {
  write_npy<T>(path, {Ht.const_data_ptr<T>(), static_cast<std::size_t>(Ht.numel())},
               Ht.sizes().vec());
}

}  // namespace

SweepState::SweepState(const fs::path& target, std::string key)
    : directory_(target.parent_path() / fmt::format(".{}.unfinished", target.filename().string())),
      key_(std::move(key)) {
  if (::mkdir(directory_.c_str(), 0777) != 0 && errno != EEXIST)
    throw IoError(fmt::format("{}: can't be created: {}; choose another place for the output",
                              directory_.string(), std::generic_category().message(errno)));
  lock();
  adopt();
}

SweepState::~SweepState() {
  std::error_code ignored;
  if (!directory_.empty() && kept() == 0) fs::remove_all(directory_, ignored);
  if (lock_ >= 0) ::close(lock_);
}

void SweepState::lock() {
  lock_ = ::open(directory_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (lock_ < 0) refuse(directory_, "is no directory that can be read");
  // A file system without locks is no reason to do without the rest.
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    ::close(std::exchange(lock_, -1));
    throw IoError(fmt::format(
        "{}: another nmf select is at work for this output; wait for it, or name another directory",
        directory_.string()));
  }
}

void SweepState::adopt() try {
  const std::vector<fs::path> found = entries(directory_);
  for (const fs::path& entry : found) {
    const std::string name = entry.filename().string();
    if (!is_our_name(name) || fs::symlink_status(entry).type() != fs::file_type::regular)
      refuse(directory_, fmt::format("holds {}, which is not ours", quote(name)));
  }
  if (key_in(directory_ / kHeader) == key_) {
    found_ = kept();
    return;
  }
  for (const fs::path& entry : found) fs::remove(entry);
  write(kHeader, ordered_json{{"nmf_sweep", key_}}.dump() + "\n");
} catch (const fs::filesystem_error& error) {
  refuse(directory_, "can't be read: " + error.code().message());
}

std::int64_t SweepState::kept() const {
  std::int64_t count = 0;
  std::error_code error;
  for (fs::directory_iterator entry(directory_, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (is_part_name(name) && name.ends_with(".json") && name.find("-stability") == name.npos)
      ++count;
  }
  return count;
}

void SweepState::write(const std::string& name, const std::string& bytes) const {
  write_file(directory_ / (name + kPart), bytes);
  fs::rename(directory_ / (name + kPart), directory_ / name);
}

std::optional<FitScores> SweepState::fit(std::int64_t k, std::uint64_t seed) {
  return read_json(directory_ / fit_name(k, seed), fit_of);
}

std::optional<FoldScores> SweepState::fold(std::int64_t k, std::int32_t fold) {
  return read_json(directory_ / fold_name(k, fold), fold_of);
}

std::optional<Stability> SweepState::stability(std::int64_t k, std::int64_t seeds) {
  return read_json(directory_ / stability_name(k, seeds),
                   [](const ordered_json& json) { return stability_of(json); });
}

std::optional<at::Tensor> SweepState::topics(std::int64_t k, std::uint64_t seed) try {
  const fs::path path = directory_ / topics_name(k, seed);
  const auto hash = read_json(directory_ / fit_name(k, seed), [](const ordered_json& json) {
    return json.at(kTopicsHash).get<std::string>();
  });
  const std::string bytes = bytes_of(path);
  if (!hash || sha256_hex(bytes) != *hash) return std::nullopt;
  const NpyArray array = read_npy(bytes, path.string());
  std::vector<double> values = npy_to_doubles(array, path.string());
  const bool wide = array.header.type == npy_type<double>();
  return at::from_blob(values.data(), array.header.shape, at::kDouble)
      .to(wide ? at::kDouble : at::kFloat, false, /*copy=*/true);
} catch (const IoError&) {
  return std::nullopt;
}

void SweepState::keep(const FitScores& fit, const at::Tensor& topics) {
  const std::string name = topics_name(fit.k, fit.seed);
  const fs::path part = directory_ / (name + kPart);
  if (topics.scalar_type() == at::kDouble) {
    write_factor<double>(part, topics);
  } else {
    write_factor<float>(part, topics);
  }
  ordered_json json = fit_json(fit);
  json[kTopicsHash] = sha256_of_file(part.string());
  fs::rename(part, directory_ / name);
  write(fit_name(fit.k, fit.seed), json.dump() + "\n");
}

void SweepState::keep(const FoldScores& fold) {
  write(fold_name(fold.k, fold.fold), fold_json(fold).dump() + "\n");
}

void SweepState::keep(std::int64_t k, std::int64_t seeds, const Stability& stability) {
  write(stability_name(k, seeds), stability_json(stability).dump() + "\n");
  const std::string prefix = fmt::format("k{}-seed", k);
  for (const fs::path& entry : entries(directory_)) {
    const std::string name = entry.filename().string();
    if (name.starts_with(prefix) && name.ends_with(".npy")) fs::remove(entry);
  }
}

void SweepState::remove() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
  directory_.clear();
}

std::string sweep_key(const CsrMatrix<double>& X, const HeldOutPlan& plan,
                      const std::string& settings, const std::string& device) {
  Sha256 hash;
  hash.update(fmt::format("nmf {} {} {} {} {} {} {} {} {}", kVersion, X.rows, X.columns, plan.parts,
                          plan.rounds, plan.seed, device, settings.size(), settings));
  add_values(hash, X.row_start);
  add_values(hash, X.column);
  add_values(hash, X.value);
  return hash.hex();
}

}  // namespace nmf
