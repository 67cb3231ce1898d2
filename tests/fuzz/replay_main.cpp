// Replays a corpus where libFuzzer is not linked: every file of the folders given, and the empty
// input.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "driver.h"

int main(int argc, char** argv) {
  int count = 0;
  const auto run = [&count](const std::string& input) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    ++count;
  };
  run({});
  for (int i = 1; i < argc; ++i) {
    for (const auto& file : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream stream(file.path(), std::ios::binary);
      const std::string input{std::istreambuf_iterator<char>(stream), {}};
      std::fprintf(stderr, "%s\n", file.path().filename().c_str());
      run(input);
      // Every prefix up to a kilobyte: truncation is the commonest damage.
      for (std::size_t size = 0; size < input.size() && size < 1024; size += 1 + size / 16)
        run(input.substr(0, size));
    }
  }
  std::printf("%d inputs\n", count);
  return count > 1 ? 0 : 1;
}
