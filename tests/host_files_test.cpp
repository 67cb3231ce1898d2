#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "host/files.h"
#include "support/temporary_folder.h"

namespace host = credenza::host;
namespace fs = std::filesystem;
using credenza::as_bytes;
using credenza::as_text;
using credenza::Code;
using credenza::test::TemporaryFolder;

namespace {

unsigned mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777U;
}

std::size_t count_of(const std::string& folder) {
  return static_cast<std::size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void put(const std::string& path, std::string_view text) {
  std::ofstream(path) << text;
}

/// While this lives, no file of this process grows beyond `bytes`: the nearest thing to a full
/// disk.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit limit{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int) = nullptr;
};

}  // namespace

TEST_CASE("host::read_file gives a file back as it is", "[host]") {
  const TemporaryFolder folder;
  const std::string text("line\r\n\0\xff end", 12);
  put(folder / "a", text);
  CHECK(*host::read_file(folder / "a", 100) == text);
  CHECK(*host::read_file(folder / "a", text.size()) == text);
  put(folder / "empty", "");
  CHECK(host::read_file(folder / "empty", 0)->empty());
}

TEST_CASE("host::read_file refuses what is longer than asked for", "[host]") {
  const TemporaryFolder folder;
  put(folder / "a", "12345");
  const auto result = host::read_file(folder / "a", 4);
  REQUIRE(!result);
  CHECK(result.error().code == Code::out_of_range);
  CHECK(result.error().where == folder / "a");
}

TEST_CASE("host::read_file stops reading an endless input one byte behind the limit", "[host]") {
  const auto zeros = host::read_file("/dev/zero", 200000);
  REQUIRE(!zeros);
  CHECK(zeros.error().code == Code::out_of_range);

  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const pid_t writer = ::fork();
  if (writer == 0) {
    const int out = ::open((folder / "pipe").c_str(), O_WRONLY);
    const std::array<char, 4096> block{};
    while (::write(out, block.data(), block.size()) > 0) {
    }
    ::_exit(0);
  }
  const auto result = host::read_file(folder / "pipe", 100000);
  int ended = 0;
  ::waitpid(writer, &ended, 0);
  REQUIRE(!result);
  CHECK(result.error().code == Code::out_of_range);
  CHECK(WIFSIGNALED(ended));
}

TEST_CASE("host::read_file reads a pipe that is closed in time", "[host]") {
  const TemporaryFolder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  const pid_t writer = ::fork();
  if (writer == 0) {
    const int out = ::open((folder / "pipe").c_str(), O_WRONLY);
    bool wrote = true;
    for (int i = 0; i < 30 && wrote; ++i)
      wrote = ::write(out, "0123456789", 10) == 10;
    ::_exit(wrote ? 0 : 1);
  }
  const auto result = host::read_file(folder / "pipe", 300);
  ::waitpid(writer, nullptr, 0);
  REQUIRE(result);
  CHECK(result->size() == 300);
}

TEST_CASE("host::read_file says why it cannot", "[host]") {
  const TemporaryFolder folder;
  CHECK(host::read_file(folder / "nothing", 10).error().code == Code::not_found);
  CHECK(host::read_file(folder.path(), 10).error().code == Code::unavailable);
}

TEST_CASE("host::read_secret_file reads into locked memory within its bound", "[host]") {
  const TemporaryFolder folder;
  put(folder / "key", "secret");
  CHECK(as_text(host::read_secret_file(folder / "key", 6)->reveal()) == "secret");
  CHECK(host::read_secret_file(folder / "key", 5).error().code == Code::out_of_range);
  CHECK(host::read_secret_file(folder / "none", 5).error().code == Code::not_found);
}

TEST_CASE("host::write_file makes a file that only its owner reads", "[host]") {
  const TemporaryFolder folder;
  REQUIRE(host::write_file(folder / "a", as_bytes("one")));
  CHECK(mode_of(folder / "a") == 0600);
  REQUIRE(host::write_file(folder / "b", as_bytes("two"), {.mode = 0644}));
  CHECK(mode_of(folder / "b") == 0644);
  CHECK(*host::read_file(folder / "a", 10) == "one");
  CHECK(count_of(folder.path()) == 2);
}

TEST_CASE("host::write_file keeps an older file unless told otherwise", "[host]") {
  const TemporaryFolder folder;
  put(folder / "a", "old");
  const auto refused = host::write_file(folder / "a", as_bytes("new"));
  REQUIRE(!refused);
  CHECK(refused.error().code == Code::conflict);
  CHECK(*host::read_file(folder / "a", 10) == "old");
  REQUIRE(host::write_file(folder / "a", as_bytes("new"), {.overwrite = true}));
  CHECK(*host::read_file(folder / "a", 10) == "new");
  CHECK(count_of(folder.path()) == 1);

  fs::create_symlink(folder / "nowhere", folder / "dangling");
  CHECK(host::write_file(folder / "dangling", as_bytes("new")).error().code == Code::conflict);
}

TEST_CASE("host::write_file on a full disk leaves the state before", "[host]") {
  const TemporaryFolder folder;
  put(folder / "a", "old");
  const std::string large(1 << 20, 'x');
  {
    const FullDisk full(64 << 10);
    CHECK(host::write_file(folder / "new", as_bytes(large)).error().code == Code::unavailable);
    const auto over = host::write_file(folder / "a", as_bytes(large), {.overwrite = true});
    REQUIRE(!over);
    CHECK(over.error().code == Code::unavailable);
    CHECK(over.error().where == folder / "a");
  }
  CHECK(*host::read_file(folder / "a", 10) == "old");
  CHECK(count_of(folder.path()) == 1);
}

TEST_CASE("host::write_file refuses a place where no file can be", "[host]") {
  const TemporaryFolder folder;
  CHECK(host::write_file(folder / "none/a", as_bytes("x")).error().code == Code::unavailable);
  CHECK(host::write_file("", as_bytes("x")).error().code == Code::unavailable);
  // A rename would put a file in the place of the device.
  CHECK(host::write_file("/dev/null", as_bytes("x"), {.overwrite = true}).error().code ==
        Code::unavailable);
  CHECK(host::write_file(folder.path(), as_bytes("x"), {.overwrite = true}).error().code ==
        Code::unavailable);
}

TEST_CASE("host::make_folder makes the parents too, for the owner alone", "[host]") {
  const TemporaryFolder folder;
  REQUIRE(host::make_folder(folder / "a/b/c"));
  CHECK(mode_of(folder / "a") == 0700);
  CHECK(mode_of(folder / "a/b/c") == 0700);
  CHECK(host::make_folder(folder / "a/b/c/"));
  put(folder / "file", "");
  CHECK(host::make_folder(folder / "file").error().code == Code::unavailable);
  CHECK(host::make_folder(folder / "file/below").error().code == Code::unavailable);
}

TEST_CASE("host::list_files gives regular files in order and follows no links", "[host]") {
  const TemporaryFolder folder;
  REQUIRE(host::make_folder(folder / "sub"));
  put(folder / "b", "");
  put(folder / "a", "");
  put(folder / "sub/c", "");
  fs::create_symlink("/etc", folder / "etc");
  fs::create_symlink(folder / "a", folder / "link");
  CHECK(*host::list_files(folder.path()) ==
        std::vector<std::string>{folder / "a", folder / "b", folder / "sub/c"});
  CHECK(host::list_files(folder.path(), 2).error().code == Code::out_of_range);
  CHECK(host::list_files(folder / "none").error().code == Code::not_found);
}

TEST_CASE("host::FileLock is held by one, who is named, and free again afterwards", "[host]") {
  const TemporaryFolder folder;
  const std::string path = folder / "lock";
  {
    const auto first = host::FileLock::acquire(path);
    REQUIRE(first);
    const auto second = host::FileLock::acquire(path);
    REQUIRE(!second);
    CHECK(second.error().code == Code::conflict);
    CHECK(second.error().detail.find(std::to_string(::getpid())) != std::string::npos);
  }
  CHECK(host::FileLock::acquire(path));
  CHECK(host::FileLock::acquire(folder / "none/lock").error().code == Code::unavailable);
}

TEST_CASE("host::write_files puts a set of files in place, or leaves everything as it was",
          "[host]") {
  const TemporaryFolder folder;
  const std::string root = folder / "www";
  REQUIRE(host::write_files(root, {{"/a/one.json", "1"}, {"/two.json", "2"}}, 0644).has_value());
  CHECK(*host::read_file(root + "/a/one.json", 10) == "1");
  CHECK(*host::read_file(root + "/two.json", 10) == "2");
  CHECK(mode_of(root + "/two.json") == 0644);
  CHECK((mode_of(root + "/a") & 0700U) == 0700U);
  CHECK_FALSE(host::exists(root + "/.unfinished"));

  // The last of three cannot be: nothing changed, and nothing is left behind.
  REQUIRE(host::make_folder(root + "/three.json").has_value());
  const credenza::Status refused = host::write_files(
      root, {{"/a/one.json", "new"}, {"/two.json", "new"}, {"/three.json", "new"}}, 0644);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == Code::unavailable);
  CHECK(*host::read_file(root + "/a/one.json", 10) == "1");
  CHECK(*host::read_file(root + "/two.json", 10) == "2");
  CHECK_FALSE(host::exists(root + "/.unfinished"));

  // What a killed one left behind goes with the next.
  REQUIRE(host::make_folder(root + "/.unfinished").has_value());
  REQUIRE(host::write_file(root + "/.unfinished/x", as_bytes("half"), {}).has_value());
  REQUIRE(host::write_files(root, {{"/two.json", "3"}}, 0644).has_value());
  CHECK(*host::read_file(root + "/two.json", 10) == "3");
  CHECK_FALSE(host::exists(root + "/.unfinished"));
}

TEST_CASE("host::FileWriter writes files of every length as they are", "[host]") {
  const TemporaryFolder folder;
  constexpr std::size_t k_block = std::size_t{1} << 20;
  std::string pattern(70'001, '\0');
  for (std::size_t i = 0; i < pattern.size(); ++i)
    pattern[i] = static_cast<char>('a' + (i * 7 + i / 251) % 26);
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, k_block - 1, k_block, k_block + 1,
                                 3 * k_block, 5 * k_block + 4097, 17 * k_block + 5}) {
    INFO(size);
    std::string expected;
    const std::string path = folder / ("long" + std::to_string(size));
    auto file = *host::FileWriter::create(path);
    while (expected.size() < size) {
      const std::string_view part =
          std::string_view(pattern).substr(0, std::min(pattern.size(), size - expected.size()));
      expected += part;
      REQUIRE(file.write(part).has_value());
    }
    CHECK(!host::exists(path));
    REQUIRE(file.put_in_place().has_value());
    CHECK(*host::read_file(path, size + 1) == expected);
  }
}

TEST_CASE("host::FileWriter of a long file on a full disk says so and leaves nothing", "[host]") {
  const TemporaryFolder folder;
  const std::string block(1 << 20, 'x');
  for (const int blocks : {3, 6, 20}) {
    const FullDisk full(5 << 19);
    auto file = *host::FileWriter::create(folder / "long");
    credenza::Status done;
    for (int i = 0; i < blocks && done; ++i)
      done = file.write(block);
    if (done) done = file.put_in_place();
    REQUIRE(!done);
    CHECK(done.error().code == Code::unavailable);
    CHECK(done.error().where == folder / "long");
  }
  CHECK(count_of(folder.path()) == 0);
  auto file = *host::FileWriter::create(folder / "long");
  REQUIRE(file.write(block).has_value());
  REQUIRE(file.write(block).has_value());
  REQUIRE(file.put_in_place().has_value());
  CHECK(count_of(folder.path()) == 1);
}

TEST_CASE("a kill leaves nothing of a file that was not finished", "[host]") {
  const TemporaryFolder folder;
  const std::string path = folder.path() + "/all.ndjson";
  for (const bool overwrite : {false, true}) {
    if (overwrite) put(path, "before");
    const pid_t child = ::fork();
    if (child == 0) {
      auto writer = host::FileWriter::create(path, {.mode = 0600, .overwrite = overwrite});
      if (!writer || !writer->write("{\"name\": \"Zoë\"}")) ::_exit(1);
      ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    // Where the file system has no files without a name, the next writer sweeps.
    host::remove_unfinished(path);
    CHECK(count_of(folder.path()) == (overwrite ? 1U : 0U));
  }
  CHECK(*host::read_file(path, 100) == "before");
}

TEST_CASE("host removes what others left unfinished, and nothing that is written or a person's own",
          "[host]") {
  const TemporaryFolder folder;
  const std::string here = folder.path() + "/";
  put(here + ".all.ndjson.unfinished-AbC123", "left");
  put(here + ".other.json.unfinished-AbC123", "left");
  put(here + ".all.ndjson.unfinished-notes", "a person's");
  put(here + ".all.ndjson.backup", "a person's");
  put(here + "all.ndjson.unfinished-AbC123", "a person's");
  fs::create_symlink(here + ".all.ndjson.backup", here + ".all.ndjson.unfinished-LiNk12");
  put(here + ".all.ndjson.unfinished-LoCk12", "being written");
  const int held = ::open((here + ".all.ndjson.unfinished-LoCk12").c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::flock(held, LOCK_EX) == 0);
  CHECK(host::remove_unfinished(here + "all.ndjson") == 1);
  CHECK_FALSE(host::exists(here + ".all.ndjson.unfinished-AbC123"));
  CHECK(host::exists(here + ".other.json.unfinished-AbC123"));
  CHECK(host::remove_unfinished(folder.path()) == 1);
  CHECK(count_of(folder.path()) == 5);
  ::close(held);
  CHECK(host::remove_unfinished(folder.path()) == 1);
  CHECK(host::remove_unfinished(here + "no such folder/x") == 0);
}
