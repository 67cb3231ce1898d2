#include "host/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

#include "host/block_writer_detail.h"
#include "host/files_detail.h"

namespace credenza::host {
namespace {

using detail::Descriptor;
using detail::from_errno;

Result<Descriptor> open_to_read(const std::string& path) {
  // Standard input is a copy, so that closing ours leaves the process's alone.
  Descriptor file(path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                              : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
  if (!file.is_open()) return from_errno(errno, path, "cannot open");
  return file;
}

Error too_long(const std::string& path, std::size_t max_bytes) {
  return fail(Code::out_of_range, path, "longer than " + std::to_string(max_bytes) + " bytes");
}

/// How many bytes `file` says it has; 0 when it does not know (a pipe).
std::size_t stated_size(const Descriptor& file) noexcept {
  struct stat status {};
  if (::fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::size_t>(status.st_size);
}

constexpr mode_t k_private_folder = 0700;
constexpr mode_t k_public_folder = 0755;

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

Status sync_folder(const std::string& path) {
  const std::string folder = folder_of(path);
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.is_open()) return from_errno(errno, folder, "cannot open");
  // Some file systems do not sync folders, and say so with EINVAL.
  if (::fsync(open.number()) != 0 && errno != EINVAL) {
    return from_errno(errno, folder, "cannot sync");
  }
  return {};
}

/// Gives the file `from` the name `to`, which must not be taken.
bool rename_without_replacing(const std::string& from, const std::string& to) noexcept {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  // Network file systems know no such rename, but links.
  if (errno != EINVAL && errno != ENOSYS) return false;
  if (::link(from.c_str(), to.c_str()) != 0) return false;
  ::unlink(from.c_str());
  return true;
}

constexpr std::string_view k_unfinished = ".unfinished-";
constexpr std::size_t k_random_letters = 6;

/// What the name of a file that is not in its place yet begins with: ".all.ndjson.unfinished-".
std::string unfinished_name(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return "." + path.substr(slash == std::string::npos ? 0 : slash + 1) + std::string(k_unfinished);
}

/// A file for `path` that is not in its place yet, so that nothing is left of it when this goes.
/// Where the file system can it has no name, and nothing is left after a kill either; else it lies
/// beside its place, locked while somebody writes it.
class TemporaryFile {
 public:
  static Result<TemporaryFile> make(const std::string& path) {
    Descriptor nameless(::open(folder_of(path).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600));
    if (nameless.is_open() && ::access(by_number(nameless).c_str(), F_OK) == 0)
      return TemporaryFile({}, std::move(nameless));
    return make_named(path);
  }
  static Result<TemporaryFile> make_named(const std::string& path) {
    std::string name =
        folder_of(path) + "/" + unfinished_name(path) + std::string(k_random_letters, 'X');
    Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.is_open() || ::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
      return fail(Code::unavailable, path,
                  from_errno(errno, "", "cannot make a file beside it").detail);
    }
    return TemporaryFile(std::move(name), std::move(file));
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  TemporaryFile(TemporaryFile&& other) noexcept
      : name_(std::exchange(other.name_, {})), file_(std::move(other.file_)) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  ~TemporaryFile() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }

  Status append(std::string_view text, const std::string& path) {
    return detail::write_all(file_.number(), text, path);
  }

  [[nodiscard]] int number() const noexcept { return file_.number(); }

  /// What was written lies on the disk when this is done.
  Status finish(unsigned mode, const std::string& path) {
    const bool done = ::fchmod(file_.number(), mode) == 0 && ::fsync(file_.number()) == 0;
    // Without a name it is found by its number only.
    if (!done || (!name_.empty() && !file_.close()))
      return fail(Code::unavailable, path, from_errno(errno, "", "cannot write").detail);
    return {};
  }

  Status put_in_place(const std::string& path, bool overwrite) {
    if (name_.empty()) {
      if (link_to(path)) return sync_folder(path);
      if (!overwrite || errno != EEXIST)
        return from_errno(errno, path, "cannot put the file in place");
      TRY(give_name(path));
    }
    const bool done = overwrite ? ::rename(name_.c_str(), path.c_str()) == 0
                                : rename_without_replacing(name_, path);
    if (!done) return from_errno(errno, path, "cannot put the file in place");
    name_.clear();
    return sync_folder(path);
  }

 private:
  TemporaryFile(std::string name, Descriptor file) noexcept
      : name_(std::move(name)), file_(std::move(file)) {}

  static std::string by_number(const Descriptor& file) {
    return "/proc/self/fd/" + std::to_string(file.number());
  }
  bool link_to(const std::string& path) const noexcept {
    return ::linkat(AT_FDCWD, by_number(file_).c_str(), AT_FDCWD, path.c_str(),
                    AT_SYMLINK_FOLLOW) == 0;
  }
  /// A rename takes the place of another file, and needs a name for that.
  Status give_name(const std::string& path) {
    TemporaryFile free_name = TRY(make_named(path));
    if (::unlink(free_name.name_.c_str()) != 0 || !link_to(free_name.name_))
      return from_errno(errno, path, "cannot put the file in place");
    name_ = std::exchange(free_name.name_, {});
    return {};
  }

  std::string name_;  ///< empty: it has none
  Descriptor file_;
};

Status make_folders(const std::string& path, mode_t mode) {
  for (std::size_t end = 0; end != std::string::npos;) {
    end = path.find('/', end + 1);
    const std::string part = path.substr(0, end);
    if (::mkdir(part.c_str(), mode) != 0 && errno != EEXIST) {
      return fail(Code::unavailable, path, from_errno(errno, "", "cannot make the folder").detail);
    }
  }
  std::error_code error;
  if (!std::filesystem::is_directory(path, error)) {
    return fail(Code::unavailable, path, "there is something of this name that is no folder");
  }
  return {};
}

/// A folder below `root` for files that are not in their places yet. What an earlier one left
/// behind is removed with it.
class StagingFolder {
 public:
  static Result<StagingFolder> make(const std::string& root) {
    TRY(make_folders(root, k_public_folder));
    StagingFolder out(root + "/.unfinished");
    out.remove();
    TRY(make_folders(out.path(), k_private_folder));
    return out;
  }
  StagingFolder(const StagingFolder&) = delete;
  StagingFolder& operator=(const StagingFolder&) = delete;
  StagingFolder(StagingFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  StagingFolder& operator=(StagingFolder&&) = delete;
  ~StagingFolder() {
    if (!path_.empty()) remove();
  }
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  explicit StagingFolder(std::string path) noexcept : path_(std::move(path)) {}
  void remove() const noexcept {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
  }
  std::string path_;
};

class DescriptorSource final : public ByteSource {
 public:
  DescriptorSource(Descriptor file, std::string path) noexcept
      : file_(std::move(file)), path_(std::move(path)) {}
  Result<std::size_t> read(std::span<char> into) override {
    return detail::read_into(file_.number(), into, path_);
  }

 private:
  Descriptor file_;
  std::string path_;
};

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor file = TRY(open_to_read(path));
  const std::size_t stated = stated_size(file);
  if (stated > max_bytes) return too_long(path, max_bytes);
  constexpr std::size_t k_step = std::size_t{64} << 10;
  std::string text;
  std::size_t filled = 0;
  // One byte more than stated, so that a file which tells the truth ends within the first read.
  std::size_t step = stated == 0 ? k_step : stated + 1;
  while (filled <= max_bytes) {
    text.resize(std::min(filled + step, max_bytes + 1));
    const std::size_t wanted = text.size() - filled;
    const std::size_t got =
        TRY(detail::read_into(file.number(), std::span(text).subspan(filled, wanted), path));
    filled += got;
    if (got < wanted) break;
    step = std::max(k_step, filled);
  }
  if (filled > max_bytes) return too_long(path, max_bytes);
  text.resize(filled);
  return text;
}

Result<std::unique_ptr<ByteSource>> open_source(const std::string& path) {
  Descriptor file = TRY(open_to_read(path));
  return std::unique_ptr<ByteSource>(std::make_unique<DescriptorSource>(std::move(file), path));
}

Result<crypto::SecretBytes> read_secret_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor file = TRY(open_to_read(path));
  crypto::SecretBytes buffer(max_bytes + 1);
  const std::span<std::uint8_t> bytes = buffer.writable();
  const std::size_t got = TRY(detail::read_into(
      file.number(), {reinterpret_cast<char*>(bytes.data()), bytes.size()}, path));
  if (got > max_bytes) return too_long(path, max_bytes);
  return crypto::SecretBytes::copy_of(buffer.reveal().first(got));
}

/// Whether a file can be put at `path`.
static Status check_place(const std::string& path, bool overwrite) {
  if (path.empty()) return fail(Code::unavailable, path, "a file needs a name");
  if (!overwrite && exists(path)) {
    return fail(Code::conflict, path, "there is already something of this name");
  }
  // A rename would take the place of /dev/null as readily as that of a file.
  std::error_code error;
  const auto kind = std::filesystem::status(path, error).type();
  if (kind != std::filesystem::file_type::not_found &&
      kind != std::filesystem::file_type::regular) {
    return fail(Code::unavailable, path, "what is there now is no regular file");
  }
  return {};
}

class FileWriter::Parts {
 public:
  Parts(TemporaryFile made, std::string place, const WriteOptions& how)
      : file(std::move(made)), path(std::move(place)), options(how), blocks(file.number(), path) {}
  TemporaryFile file;
  std::string path;
  WriteOptions options;
  detail::BlockWriter blocks;  ///< before the file goes
};

FileWriter::FileWriter(std::unique_ptr<Parts> parts) noexcept : parts_(std::move(parts)) {}
FileWriter::FileWriter(FileWriter&& other) noexcept = default;
FileWriter& FileWriter::operator=(FileWriter&& other) noexcept = default;
FileWriter::~FileWriter() = default;

Result<FileWriter> FileWriter::create(const std::string& path, const WriteOptions& options) {
  TRY(check_place(path, options.overwrite));
  TemporaryFile file = TRY(TemporaryFile::make(path));
  return FileWriter(std::make_unique<Parts>(std::move(file), path, options));
}

Status FileWriter::write(std::string_view text) {
  return parts_->blocks.append(text);
}

Status FileWriter::put_in_place() {
  TRY(parts_->blocks.finish());
  TRY(parts_->file.finish(parts_->options.mode, parts_->path));
  return parts_->file.put_in_place(parts_->path, parts_->options.overwrite);
}

Status write_file(const std::string& path, ByteView content, const WriteOptions& options) {
  TRY(check_place(path, options.overwrite));
  TemporaryFile file = TRY(TemporaryFile::make(path));
  TRY(file.append(as_text(content), path));
  TRY(file.finish(options.mode, path));
  return file.put_in_place(path, options.overwrite);
}

Status write_files(const std::string& root, const std::vector<NewFile>& files, unsigned mode) {
  const StagingFolder staging = TRY(StagingFolder::make(root));
  std::vector<TemporaryFile> written;
  written.reserve(files.size());
  for (const NewFile& file : files) {
    const std::string path = root + file.path;
    std::error_code error;
    const auto kind = std::filesystem::symlink_status(path, error).type();
    if (kind != std::filesystem::file_type::not_found &&
        kind != std::filesystem::file_type::regular)
      return fail(Code::unavailable, path, "what is there now is no regular file");
    TRY(make_folders(folder_of(path), k_public_folder));
    written.push_back(TRY(TemporaryFile::make_named(staging.path() + "/file")));
    TRY(written.back().append(file.content, path));
    TRY(written.back().finish(mode, path));
  }
  for (std::size_t i = 0; i < files.size(); ++i)
    TRY(written[i].put_in_place(root + files[i].path, true));
  return {};
}

Status make_folder(const std::string& path) {
  return make_folders(path, k_private_folder);
}

namespace {

template <class Iterator>
Result<std::vector<std::string>> list_with(const std::string& folder, std::size_t max_files) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::vector<std::string> files;
  Iterator entry(folder, error);
  for (; !error && entry != Iterator(); entry.increment(error)) {
    std::error_code unreadable;
    if (!fs::is_regular_file(entry->symlink_status(unreadable))) continue;
    if (files.size() == max_files) {
      return fail(Code::out_of_range, folder, "more than " + std::to_string(max_files) + " files");
    }
    files.push_back(entry->path().string());
  }
  if (error) return from_errno(error.value(), folder, "cannot list the folder");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<std::string>> list_files(const std::string& folder, std::size_t max_files) {
  return list_with<std::filesystem::recursive_directory_iterator>(folder, max_files);
}

Result<std::vector<std::string>> list_folder(const std::string& folder, std::size_t max_files) {
  return list_with<std::filesystem::directory_iterator>(folder, max_files);
}

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored);
}

std::size_t remove_unfinished(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  std::size_t removed = 0;
  const bool is_folder = fs::is_directory(path, error);
  const std::string beginning = is_folder ? "." : unfinished_name(path);
  fs::directory_iterator entry(is_folder ? path : folder_of(path), error);
  for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const std::size_t mark = name.rfind(k_unfinished);
    if (mark == std::string::npos || !name.starts_with(beginning)) continue;
    if (name.size() != mark + k_unfinished.size() + k_random_letters) continue;
    const Descriptor file(
        ::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status {};
    const bool is_ours = file.is_open() && ::fstat(file.number(), &status) == 0 &&
                         S_ISREG(status.st_mode) && status.st_uid == ::geteuid();
    // Whoever still writes it holds the lock.
    if (!is_ours || ::flock(file.number(), LOCK_EX | LOCK_NB) != 0) continue;
    if (::unlink(entry->path().c_str()) == 0) ++removed;
  }
  return removed;
}

Result<std::string> absolute_path(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> found(::realpath(path.c_str(), nullptr),
                                                          &std::free);
  if (found == nullptr) return detail::from_errno(errno, path, "cannot find it");
  return std::string(found.get());
}

std::optional<FileState> state_of_file(const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) return std::nullopt;
  constexpr long long k_nanoseconds = 1000000000;
  return FileState{found.st_dev, found.st_ino, found.st_size,
                   found.st_mtim.tv_sec * k_nanoseconds + found.st_mtim.tv_nsec};
}

bool exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

Result<FileLock> FileLock::acquire(const std::string& path) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (!file.is_open()) {
    return fail(Code::unavailable, path, from_errno(errno, "", "cannot make the lock").detail);
  }
  if (::flock(file.number(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) {
      return fail(Code::unavailable, path, from_errno(errno, "", "cannot lock").detail);
    }
    std::string holder(20, '\0');
    const std::size_t got = TRY(detail::read_into(file.number(), holder, path));
    holder.resize(std::min(got, holder.find_first_not_of("0123456789")));
    return fail(Code::conflict, path, "process " + holder + " is using it");
  }
  const std::string own = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file.number(), 0) != 0 ||
      ::pwrite(file.number(), own.data(), own.size(), 0) != static_cast<ssize_t>(own.size())) {
    return fail(Code::unavailable, path, from_errno(errno, "", "cannot write the lock").detail);
  }
  return FileLock(file.release());
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace credenza::host
