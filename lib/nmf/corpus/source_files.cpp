#include "nmf/corpus/source_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "nmf/core/archive.h"
#include "nmf/core/byte_progress.h"
#include "nmf/core/decompress.h"
#include "nmf/core/error.h"
#include "nmf/core/prefixed_stream.h"
#include "nmf/core/quote.h"
#include "nmf/core/spool_file.h"
#include "nmf/core/spooled_stream.h"
#include "nmf/corpus/folder_listing.h"
#include "nmf/corpus/source_path.h"

namespace nmf::detail {

class FileWalk {
 public:
  virtual ~FileWalk() = default;
  virtual bool next() = 0;
  virtual ByteStream& stream() = 0;
  [[nodiscard]] virtual bool is_archive() const { return false; }
  [[nodiscard]] virtual bool is_one_file() const { return false; }

  std::string name;
  std::string where;
  std::int64_t opened_bytes = 0;
};

namespace {

namespace fs = std::filesystem;

using Inside = SourceFiles::Inside;

/// One file, or standard input.
class OneFile : public FileWalk, private ByteStream {
 public:
  OneFile(const std::string& path, std::unique_ptr<DecompressedFile> file,
          const ProgressCallback& progress)
      : file_(std::move(file)), progress_(progress, file_->size()) {
    name = file_->is_standard_input() ? path : fs::path(path).filename().string();
    where = file_->where();
    opened_bytes = file_->size();
  }

  bool next() override { return !std::exchange(started_, true); }
  ByteStream& stream() override { return *this; }
  [[nodiscard]] bool is_one_file() const override { return true; }

 private:
  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = file_->read(buffer);
    progress_.at(file_->position());
    return count;
  }

  std::unique_ptr<DecompressedFile> file_;
  ByteProgress progress_;
  bool started_ = false;
};

class FolderFiles : public FileWalk, private ByteStream {
 public:
  FolderFiles(std::string path, ProgressCallback progress, Inside inside)
      : path_(std::move(path)),
        progress_(std::move(progress)),
        inside_(inside),
        files_(files_below(path_, progress_)) {}

  bool next() override {
    report();
    if (next_ == files_.size()) return false;
    name = std::move(files_[next_++]);
    where = (fs::path(path_) / name).string();
    file_ = std::make_unique<DecompressedFile>(where);
    looked_at_ = false;
    opened_bytes += file_->size();
    return true;
  }

  ByteStream& stream() override {
    if (!std::exchange(looked_at_, true) && inside_ == Inside::no_archives)
      refuse_archive_inside(where, file_->peek(kArchiveHead));
    return *this;
  }

 private:
  std::size_t read(std::span<char> buffer) override {
    constexpr std::size_t kEvery = std::size_t{1} << 20U;  // a file may be large
    const std::size_t count = file_->read(buffer);
    unreported_ += count;
    if (unreported_ >= kEvery) report();
    return count;
  }

  void report() {
    constexpr std::size_t kEvery = 64;
    const bool due = unreported_ > 0 || next_ % kEvery == 0 || next_ == files_.size();
    unreported_ = 0;
    if (!due) return;
    report_progress(progress_, {"reading", static_cast<std::int64_t>(next_),
                                static_cast<std::int64_t>(files_.size()), "files"});
  }

  std::string path_;
  ProgressCallback progress_;
  Inside inside_;
  bool looked_at_ = false;
  std::vector<std::string> files_;
  std::size_t next_ = 0;
  std::unique_ptr<DecompressedFile> file_;
  std::size_t unreported_ = 0;  // bytes
};

class ArchiveFiles : public FileWalk {
 public:
  ArchiveFiles(std::unique_ptr<DecompressedFile> file, std::int64_t bytes,
               const ProgressCallback& progress, Inside inside)
      : path_(file->where()),
        inside_(inside),
        archive_(std::move(file), progress),
        member_(archive_),
        stream_(&member_) {
    opened_bytes = bytes;
  }

  bool next() override {
    do {
      if (!archive_.next()) return false;
    } while (is_hidden(archive_.member()));
    check_file_name(path_, archive_.member());
    name = archive_.member();
    where = path_ + ": member " + quote(name);
    looked_at_ = false;
    return true;
  }

  ByteStream& stream() override {
    if (!std::exchange(looked_at_, true)) look();
    return stream_;
  }

  [[nodiscard]] bool is_archive() const override { return true; }

 private:
  /// Only where the member is read: nothing is said of one that is no document.
  void look() {
    std::string head(kArchiveHead, '\0');
    head.resize(member_.read(head));
    if (inside_ == Inside::no_archives) refuse_archive_inside(where, head);
    if (is_packed_by_content(head)) {
      throw IoError(where +
                    ": is packed (gzip, xz, zstd or bzip2); the members of an archive are not "
                    "unpacked once more; put the plain files in, or give a folder of packed ones");
    }
    stream_.put_back(std::move(head));
  }

  std::string path_;
  Inside inside_;
  ArchiveReader archive_;
  MemberStream member_;
  PrefixedStream stream_;
  bool looked_at_ = false;
};

/// The members of an archive by sorted path, whatever the order that they lie in.
class SpooledFiles : public FileWalk {
 public:
  explicit SpooledFiles(FileWalk& lying) : stream_(spool_) {
    opened_bytes = lying.opened_bytes;
    while (lying.next()) members_.push_back({lying.name, lying.where, spool_.copy(lying.stream())});
    std::sort(members_.begin(), members_.end(),
              [](const Member& a, const Member& b) { return a.name < b.name; });
  }

  bool next() override {
    if (next_ == members_.size()) return false;
    Member& member = members_[next_++];
    name = std::move(member.name);
    where = std::move(member.where);
    stream_.start(member.bytes);
    return true;
  }
  ByteStream& stream() override { return stream_; }
  [[nodiscard]] bool is_archive() const override { return true; }

 private:
  struct Member {
    std::string name, where;
    SpoolFile::Place bytes;
  };

  SpoolFile spool_;
  SpooledStream stream_;
  std::vector<Member> members_;
  std::size_t next_ = 0;
};

std::unique_ptr<ArchiveFiles> open_archive(std::unique_ptr<DecompressedFile> file,
                                           const ProgressCallback& progress, Inside inside) {
  const std::int64_t bytes = file->size();
  return std::make_unique<ArchiveFiles>(std::move(file), bytes, progress, inside);
}

bool is_sorted(FileWalk& files) {
  for (std::string last; files.next(); last = files.name)
    if (files.name < last) return false;
  return true;
}

std::unique_ptr<FileWalk> sorted_archive(const std::string& path,
                                         std::unique_ptr<DecompressedFile> file,
                                         const ProgressCallback& progress, Inside inside) {
  const bool once = file->is_standard_input();  // can't be read twice
  auto lying = open_archive(std::move(file), once ? progress : as_listing(progress), inside);
  if (!once) {
    const bool sorted = is_sorted(*lying);
    lying = open_archive(std::make_unique<DecompressedFile>(path, progress), progress, inside);
    if (sorted) return lying;
  }
  return std::make_unique<SpooledFiles>(*lying);
}

std::unique_ptr<FileWalk> walk(const std::string& path, const ProgressCallback& progress,
                               SourceFiles::Order order, Inside inside) {
  std::error_code error;
  if (path != kStandardInput && fs::is_directory(path, error)) {
    return std::make_unique<FolderFiles>(path, progress, inside);
  }
  auto file = std::make_unique<DecompressedFile>(path, progress);
  if (is_archive_by_name(path) || is_archive_by_content(file->peek(kArchiveHead))) {
    if (order == SourceFiles::Order::sorted)
      return sorted_archive(path, std::move(file), progress, inside);
    return open_archive(std::move(file), progress, inside);
  }
  return std::make_unique<OneFile>(path, std::move(file), progress);
}

}  // namespace

ProgressCallback as_listing(const ProgressCallback& progress) {
  if (!progress) return {};
  return [progress](Progress now) {
    now.stage = "listing";
    return progress(now);
  };
}

void refuse_archive_inside(const std::string& where, std::string_view head) {
  if (!is_archive_by_content(head)) return;
  throw IoError(where +
                ": is an archive; those inside a folder or archive are not unpacked; put the plain "
                "files in, or give its own path");
}

SourceFiles::SourceFiles(const std::string& path, const ProgressCallback& progress, Order order,
                         Inside inside)
    : walk_(walk(path, progress, order, inside)), path_(source_name(path)) {}

SourceFiles::~SourceFiles() = default;

bool SourceFiles::next() {
  const bool any = walk_->next();
  if (!any && !any_) throw IoError(path_ + ": holds no file (hidden ones are left out)");
  any_ = true;
  return any;
}

ByteStream& SourceFiles::stream() { return walk_->stream(); }
bool SourceFiles::is_archive() const { return walk_->is_archive(); }
bool SourceFiles::is_one_file() const { return walk_->is_one_file(); }
std::int64_t SourceFiles::opened_bytes() const { return walk_->opened_bytes; }
const std::string& SourceFiles::name() const { return walk_->name; }
const std::string& SourceFiles::where() const { return walk_->where; }

}  // namespace nmf::detail
