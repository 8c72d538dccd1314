#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <string_view>
#include <system_error>
#include <utility>

#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "nmf/core/quote.h"
#include "nmf/core/sha256.h"
#include "nmf/model/checkpoint.h"
#include "nmf/model/checkpoint_json.h"
#include "nmf/model/matrix_file.h"
#include "nmf/model/model_file.h"
#include "nmf/model/name_lists.h"
#include "nmf/model/state_file.h"
#include "nmf/text/tfidf_files.h"

namespace nmf {
namespace {

namespace fs = std::filesystem;

constexpr const char* kRecord = "checkpoint.json";
constexpr const char* kNewRecord = "checkpoint.json.new";
constexpr std::array kInputs = {"matrix.safetensors", "vocabulary.txt", "documents.tsv"};
/// The state that checkpoint.json names is in one of them, the next one is written into the other.
constexpr std::array kStates = {"state-0.safetensors", "state-1.safetensors"};

bool is_ours(std::string_view name) {
  const auto among = [&](const auto& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return name == kRecord || name == kNewRecord || among(kInputs) || among(kStates);
}

[[noreturn]] void fail(const fs::path& path, const char* what, int error) {
  throw IoError(
      fmt::format("{}: {}: {}", path.string(), what, std::generic_category().message(error)));
}

[[noreturn]] void fail_to_load(const fs::path& directory, const Error& error) {
  throw ModelError(fmt::format("{}; remove {} and start the fit again without --resume",
                               error.what(), directory.string()));
}

/// A lock on the directory that lasts until the descriptor is closed; -1 where there is none.
int locked(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (descriptor < 0) return -1;
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) return descriptor;
  ::close(descriptor);
  throw IoError(
      fmt::format("{}: another nmf fit is using it; wait for its end or name another output",
                  directory.string()));
}

/// After it, names that were made, changed or removed in the directory outlive a power cut.
void sync_names(const fs::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(directory, "can't be opened", errno);
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  // Some file systems can't, and say so.
  if (error != 0 && error != EINVAL && error != EROFS) fail(directory, "can't be written", error);
}

std::string hash_of(const fs::path& path) { return sha256_of_file(path.string()); }

/// Throws ModelError unless the file is the one that the record names.
const std::string& check_file(const fs::path& directory, const std::string& name,
                              const FileHashes& files) {
  const fs::path path = directory / name;
  const auto recorded = files.find(name);
  if (recorded == files.end())
    throw ModelError(fmt::format("{}: names no {}", (directory / kRecord).string(), name));
  if (hash_of(path) != recorded->second)
    throw ModelError(
        fmt::format("{}: is not as it was written (its SHA-256 is another one)", path.string()));
  return recorded->second;
}

}  // namespace

CheckpointDirectory::CheckpointDirectory(const fs::path& output)
    : path_(output.parent_path() / (output.filename().string() + ".checkpoint")),
      lock_(locked(path_)) {}

CheckpointDirectory::~CheckpointDirectory() {
  if (lock_ < 0) return;
  // What was begun and is no checkpoint yet helps nobody.
  if (made_ && !exists()) remove();
  if (lock_ >= 0) ::close(lock_);
}

bool CheckpointDirectory::exists() const {
  std::error_code ignored;
  return lock_ >= 0 && fs::is_regular_file(path_ / kRecord, ignored);
}

/// What of the place is not ours, as it follows its name; empty if there is nothing.
std::string CheckpointDirectory::what_is_foreign() const {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path_, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (!fs::is_directory(status)) return "is no directory";
  std::string foreign;
  for (fs::directory_iterator entry(path_, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (!is_ours(name)) foreign = fmt::format("holds {}", quote(name));
  }
  return error ? fmt::format("can't be read ({})", error.message()) : foreign;
}

void CheckpointDirectory::check_place() const {
  const std::string foreign = what_is_foreign();
  if (foreign.empty()) return;
  throw IoError(fmt::format(
      "{}: is where the checkpoints of this fit would go, but it {}; name another output directory "
      "or move that away",
      path_.string(), foreign));
}

Checkpoint CheckpointDirectory::load() {
  try {
    const fs::path record_path = path_ / kRecord;
    CheckpointRecord record = parse_checkpoint_json(read_model_file(record_path), record_path);
    for (const char* name : kInputs) written_[name] = check_file(path_, name, record.files);
    slot_ = record.files.contains(kStates[0]) ? 0 : 1;
    const std::string state = kStates[static_cast<std::size_t>(slot_)];
    check_file(path_, state, record.files);

    Checkpoint checkpoint{std::move(record.input), read_state(path_ / state)};
    Tfidf& tfidf = checkpoint.input.tfidf;
    const fs::path vocabulary = path_ / "vocabulary.txt", documents = path_ / "documents.tsv";
    tfidf.vocabulary = parse_vocabulary(read_model_file(vocabulary), vocabulary);
    tfidf.documents = parse_documents(read_model_file(documents), documents);
    read_matrix(path_ / "matrix.safetensors", tfidf);
    return checkpoint;
  } catch (const ModelError& error) {
    fail_to_load(path_, error);
  } catch (const IoError& error) {
    fail_to_load(path_, error);
  }
}

void CheckpointDirectory::make(const FitInput& input) {
  remove();
  if (::mkdir(path_.c_str(), 0777) != 0) fail(path_, "can't be created", errno);
  made_ = true;
  lock_ = locked(path_);
  write_matrix(path_ / "matrix.safetensors", input.tfidf);
  write_vocabulary(path_ / "vocabulary.txt", input.tfidf.vocabulary);
  write_documents(path_ / "documents.tsv", input.tfidf.documents);
  for (const char* name : kInputs) written_[name] = hash_of(path_ / name);
  sync_names(path_.parent_path());
}

void CheckpointDirectory::save(const FitInput& input, const FitState& state) {
  if (written_.empty()) make(input);
  const int next = 1 - slot_;
  const fs::path file = path_ / kStates[static_cast<std::size_t>(next)];
  write_state(file, state);
  FileHashes files = written_;
  files[file.filename()] = hash_of(file);
  write_file(path_ / kNewRecord, checkpoint_json(input, state, files));
  sync_names(path_);
  if (std::rename((path_ / kNewRecord).c_str(), (path_ / kRecord).c_str()) != 0)
    fail(path_ / kRecord, "can't be replaced", errno);
  sync_names(path_);
  std::error_code ignored;  // a state that nothing names does no harm
  fs::remove(path_ / kStates[static_cast<std::size_t>(slot_)], ignored);
  slot_ = next;
}

void CheckpointDirectory::remove() {
  if (lock_ < 0 || !what_is_foreign().empty()) return;
  std::error_code ignored;
  fs::remove(path_ / kRecord, ignored);  // first: without it the others are nothing
  fs::remove(path_ / kNewRecord, ignored);
  for (const char* name : kInputs) fs::remove(path_ / name, ignored);
  for (const char* name : kStates) fs::remove(path_ / name, ignored);
  fs::remove(path_, ignored);
  ::close(std::exchange(lock_, -1));
  written_.clear();
}

}  // namespace nmf
