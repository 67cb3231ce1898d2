#include "host/random_access_file.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

#include "host/files_detail.h"

namespace credenza::host {

using detail::Descriptor;
using detail::from_errno;

RandomAccessFile::RandomAccessFile(int descriptor, std::uint64_t size, std::string path) noexcept
    : descriptor_(descriptor), size_(size), path_(std::move(path)) {}

RandomAccessFile::RandomAccessFile(RandomAccessFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      path_(std::move(other.path_)) {}

RandomAccessFile& RandomAccessFile::operator=(RandomAccessFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(size_, other.size_);
  std::swap(path_, other.path_);
  return *this;
}

RandomAccessFile::~RandomAccessFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<RandomAccessFile> RandomAccessFile::open(const std::string& path) {
  // Not blocking, because a pipe without a writer would otherwise keep us here.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (!file.is_open()) return from_errno(errno, path, "cannot open");
  struct stat status {};
  if (::fstat(file.number(), &status) != 0) return from_errno(errno, path, "cannot open");
  if (!S_ISREG(status.st_mode)) return fail(Code::unavailable, path, "not a regular file");
  return RandomAccessFile(file.release(), static_cast<std::uint64_t>(status.st_size), path);
}

Result<std::string> RandomAccessFile::read(std::uint64_t offset, std::size_t length) const {
  if (offset > size_ || length > size_ - offset)
    return fail(Code::out_of_range, path_, "the file ends before it should");
  std::string out(length, '\0');
  std::size_t done = 0;
  while (done < length) {
    const ssize_t got =
        ::pread(descriptor_, out.data() + done, length - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return from_errno(errno, path_, "cannot read");
    if (got == 0) return fail(Code::out_of_range, path_, "the file ends before it should");
    done += static_cast<std::size_t>(got);
  }
  return out;
}

}  // namespace credenza::host
