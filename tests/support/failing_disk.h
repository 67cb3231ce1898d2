// A disk that fails: between SQLite and the file system, so that each write, sync, truncation and
// deletion of a transaction can be the last thing that happened. Installed as SQLite's default for
// the whole test program; does nothing until armed.
#pragma once

#include <csignal>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <unistd.h>
#include <utility>
#include <vector>

#include <sqlite3.h>

#include "support/ports.h"

namespace credenza::test {

enum class Failure : std::uint8_t {
  none,
  kill,       ///< the process dies before the operation
  torn,       ///< half of the operation's bytes are written, then it dies
  power,      ///< as kill, and of what was not synced a part was never written
  taken_out,  ///< this operation and all after it fail: the stick was pulled
  full,       ///< this write and all after it find no space
};

class FailingDisk {
 public:
  static FailingDisk& install() {
    static FailingDisk disk;
    return disk;
  }

  /// From now on the `at`th changing operation (from 1) fails.
  void arm(Failure failure, int at, std::string seed = "power") {
    failure_ = failure;
    at_ = at;
    count_ = 0;
    unsynced_.clear();
    random_ = SeededRandom(std::move(seed));
  }
  void disarm() { failure_ = Failure::none; }
  [[nodiscard]] int operations() const { return count_; }

 private:
  struct Undo {
    std::string path;
    sqlite3_int64 offset;
    std::vector<char> before;
    sqlite3_int64 size_before;
  };
  struct File {
    sqlite3_file base;
    std::string* path;
    sqlite3_file* real;
  };

  FailingDisk() {
    real_ = sqlite3_vfs_find(nullptr);
    shim_ = *real_;
    shim_.zName = "failing";
    shim_.szOsFile = static_cast<int>(sizeof(File)) + real_->szOsFile;
    shim_.xOpen = open;
    shim_.xDelete = remove;
    methods_ = {
        1,      close,        read,        write,           truncate, sync, size, lock, unlock,
        locked, file_control, sector_size, characteristics, {},       {},   {},   {},   {},
        {}};
    must(sqlite3_vfs_register(&shim_, 1) == SQLITE_OK);
  }

  static File* file(sqlite3_file* handle) { return reinterpret_cast<File*>(handle); }
  static sqlite3_file* real(sqlite3_file* handle) { return file(handle)->real; }

  /// Counts one changing operation and answers what it has to fail with.
  int step() {
    if (failure_ == Failure::none) return SQLITE_OK;
    ++count_;
    if (count_ < at_) return SQLITE_OK;
    switch (failure_) {
      case Failure::power:
        lose_unsynced();
        [[fallthrough]];
      case Failure::kill:
        ::kill(::getpid(), SIGKILL);
        break;
      case Failure::taken_out:
        return SQLITE_IOERR;
      case Failure::full:
        return SQLITE_FULL;
      default:
        break;
    }
    return SQLITE_OK;
  }
  [[nodiscard]] bool tears_now() const { return failure_ == Failure::torn && count_ == at_; }

  void lose_unsynced() {
    for (auto undo = unsynced_.rbegin(); undo != unsynced_.rend(); ++undo) {
      std::uint8_t coin = 0;
      random_.fill({&coin, 1});
      if ((coin & 1U) == 0) continue;
      const int descriptor = ::open(undo->path.c_str(), O_RDWR);
      if (descriptor < 0) continue;
      const auto bytes =
          ::pwrite(descriptor, undo->before.data(), undo->before.size(), undo->offset);
      const int cut = ::ftruncate(descriptor, undo->size_before);
      must(bytes >= 0 && cut == 0);
      ::close(descriptor);
    }
  }

  static int open(sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* handle, int flags,
                  int* out) {
    FailingDisk& disk = install();
    File* made = file(handle);
    made->path = new std::string(name == nullptr ? "" : name);
    made->real = reinterpret_cast<sqlite3_file*>(made + 1);
    const int result = disk.real_->xOpen(disk.real_, name, made->real, flags, out);
    made->base.pMethods = made->real->pMethods != nullptr ? &disk.methods_ : nullptr;
    if (made->base.pMethods == nullptr) delete made->path;
    return result;
  }
  static int remove(sqlite3_vfs* /*vfs*/, const char* name, int /*sync_folder*/) {
    FailingDisk& disk = install();
    const int result = disk.step();
    return result != SQLITE_OK ? result : disk.real_->xDelete(disk.real_, name, 0);
  }
  static int close(sqlite3_file* handle) {
    delete file(handle)->path;
    return real(handle)->pMethods->xClose(real(handle));
  }
  static int read(sqlite3_file* handle, void* out, int amount, sqlite3_int64 offset) {
    return real(handle)->pMethods->xRead(real(handle), out, amount, offset);
  }
  static int write(sqlite3_file* handle, const void* data, int amount, sqlite3_int64 offset) {
    FailingDisk& disk = install();
    const int result = disk.step();
    if (result != SQLITE_OK) return result;
    sqlite3_file* below = real(handle);
    if (disk.failure_ == Failure::power) {
      sqlite3_int64 before = 0;
      below->pMethods->xFileSize(below, &before);
      const sqlite3_int64 old =
          std::max<sqlite3_int64>(0, std::min<sqlite3_int64>(amount, before - offset));
      std::vector<char> bytes(static_cast<std::size_t>(old));
      if (old > 0) below->pMethods->xRead(below, bytes.data(), static_cast<int>(old), offset);
      disk.unsynced_.push_back({*file(handle)->path, offset, std::move(bytes), before});
    }
    if (disk.tears_now()) {
      below->pMethods->xWrite(below, data, amount / 2, offset);
      ::kill(::getpid(), SIGKILL);
    }
    return below->pMethods->xWrite(below, data, amount, offset);
  }
  static int truncate(sqlite3_file* handle, sqlite3_int64 to) {
    const int result = install().step();
    return result != SQLITE_OK ? result : real(handle)->pMethods->xTruncate(real(handle), to);
  }
  static int sync(sqlite3_file* handle, int /*flags*/) {
    FailingDisk& disk = install();
    const int result = disk.step();
    if (result != SQLITE_OK) return result;
    std::erase_if(disk.unsynced_,
                  [&](const Undo& undo) { return undo.path == *file(handle)->path; });
    return SQLITE_OK;  // processes die here, not the machine
  }
  static int size(sqlite3_file* handle, sqlite3_int64* out) {
    return real(handle)->pMethods->xFileSize(real(handle), out);
  }
  static int lock(sqlite3_file* handle, int level) {
    return real(handle)->pMethods->xLock(real(handle), level);
  }
  static int unlock(sqlite3_file* handle, int level) {
    return real(handle)->pMethods->xUnlock(real(handle), level);
  }
  static int locked(sqlite3_file* handle, int* out) {
    return real(handle)->pMethods->xCheckReservedLock(real(handle), out);
  }
  static int file_control(sqlite3_file* handle, int operation, void* argument) {
    return real(handle)->pMethods->xFileControl(real(handle), operation, argument);
  }
  static int sector_size(sqlite3_file* handle) {
    return real(handle)->pMethods->xSectorSize(real(handle));
  }
  static int characteristics(sqlite3_file* /*handle*/) { return 0; }

  sqlite3_vfs* real_ = nullptr;
  sqlite3_vfs shim_{};
  sqlite3_io_methods methods_{};
  Failure failure_ = Failure::none;
  int at_ = 0;
  int count_ = 0;
  std::vector<Undo> unsynced_;
  SeededRandom random_;
};

}  // namespace credenza::test
