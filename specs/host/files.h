// Files, as programs need them: bounded reads, and writes that happen wholly or not at all.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/ports.h"
#include "base/result.h"
#include "crypto/secret_bytes.h"

namespace credenza::host {

/// The whole of a regular file, or of standard input for "-". Never reads more than `max_bytes`
/// + 1.
/// @error not_found     no such file
/// @error out_of_range  longer than `max_bytes`
/// @error unavailable   cannot be read: a folder, no permission, a disk error
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

/// A regular file of any length, or standard input for "-", to be read piece by piece.
/// @error not_found    no such file
/// @error unavailable  cannot be read: a folder, no permission
[[nodiscard]] Result<std::unique_ptr<ByteSource>> open_source(const std::string& path);

/// As read_file(), into locked memory; the buffers in between are wiped.
[[nodiscard]] Result<crypto::SecretBytes> read_secret_file(const std::string& path,
                                                           std::size_t max_bytes);

struct WriteOptions {
  unsigned mode = 0600;
  bool overwrite = false;
};

/// Writes a file atomically: a file without a name (or, where the file system has no such, beside
/// it), fsync, then link or rename, fsync of the folder. On any failure nothing is left behind and
/// an older file stays as it was.
/// @error conflict     it exists and `overwrite` is false
/// @error unavailable  disk full, no permission, no such folder
[[nodiscard]] Status write_file(const std::string& path, ByteView content,
                                const WriteOptions& options = {});

/// A file that is written piece by piece and is there wholly or not at all: until put_in_place() it
/// has no name, or lies beside its place under another one, and goes with this. After a kill the
/// latter stays; see remove_unfinished().
class FileWriter {
 public:
  /// @error as write_file()
  [[nodiscard]] static Result<FileWriter> create(const std::string& path,
                                                 const WriteOptions& options = {});
  FileWriter(FileWriter&& other) noexcept;
  FileWriter& operator=(FileWriter&& other) noexcept;
  ~FileWriter();
  /// @error unavailable  disk full
  [[nodiscard]] Status write(std::string_view text);
  /// fsync, then link or rename, fsync of the folder. Nothing can be written behind it.
  /// @error as write_file()
  [[nodiscard]] Status put_in_place();

 private:
  class Parts;
  explicit FileWriter(std::unique_ptr<Parts> parts) noexcept;
  std::unique_ptr<Parts> parts_;
};

/// Removes what a write of `path`, or of any file in the folder `path`, left behind when its
/// program was killed or its machine lost power. What somebody still writes stays.
/// @return how many there were
std::size_t remove_unfinished(const std::string& path);

/// A file of a set that is put in place together.
struct NewFile {
  std::string path;  ///< below the root, beginning with '/'
  std::string content;
};

/// Puts files below `root` in their places, in their order: all are written and synced in a folder
/// of their own first, so that a full disk leaves everything as it was, and each is then moved at
/// once. A kill between two of them leaves the first new and the others old. Folders that are
/// missing are made, mode 0755, because such a set is for others to read.
/// @error unavailable  disk full, no permission, something else than a file in the place of one
[[nodiscard]] Status write_files(const std::string& root, const std::vector<NewFile>& files,
                                 unsigned mode);

/// Makes a folder and its parents, mode 0700. Not an error when it exists.
/// @error unavailable
[[nodiscard]] Status make_folder(const std::string& path);

/// Regular files below `folder` (no symbolic links), sorted, as paths that begin with `folder`.
/// @error not_found, unavailable
/// @error out_of_range  more than `max_files`
[[nodiscard]] Result<std::vector<std::string>> list_files(const std::string& folder,
                                                          std::size_t max_files = 10000);

/// Regular files in `folder` itself (no symbolic links, nothing in folders below it), sorted, as
/// paths that begin with `folder`.
/// @error as list_files()
[[nodiscard]] Result<std::vector<std::string>> list_folder(const std::string& folder,
                                                           std::size_t max_files);

/// Whether `path` is a folder, or a symbolic link to one.
[[nodiscard]] bool is_folder(const std::string& path);

[[nodiscard]] bool exists(const std::string& path);

/// Where `path` leads, for a process whose current folder is another.
/// @error not_found, unavailable  it leads nowhere
[[nodiscard]] Result<std::string> absolute_path(const std::string& path);

/// What changes when somebody writes to a file or puts another in its place.
struct FileState {
  unsigned long long device = 0;
  unsigned long long inode = 0;
  long long size = 0;
  long long changed = 0;  ///< nanoseconds

  friend bool operator==(const FileState&, const FileState&) = default;
};
/// Nothing when there is no file.
[[nodiscard]] std::optional<FileState> state_of_file(const std::string& path);

/// A lock that one process holds on `path` (flock); released when this goes or the process ends.
class FileLock {
 public:
  /// @error conflict     another process holds it; the detail names its process id
  /// @error unavailable  cannot be made
  [[nodiscard]] static Result<FileLock> acquire(const std::string& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) noexcept : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace credenza::host
