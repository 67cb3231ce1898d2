// A folder as the system makes one for who logs in; named by XDG_RUNTIME_DIR while this lives.
#pragma once

#include <cstdlib>
#include <sys/stat.h>

#include "support/temporary_folder.h"

namespace credenza::test {

class RuntimeFolder {
 public:
  RuntimeFolder() {
    must(::chmod(folder_.path().c_str(), 0700) == 0);
    must(::setenv("XDG_RUNTIME_DIR", folder_.path().c_str(), 1) == 0);
  }
  RuntimeFolder(const RuntimeFolder&) = delete;
  RuntimeFolder& operator=(const RuntimeFolder&) = delete;
  ~RuntimeFolder() { ::unsetenv("XDG_RUNTIME_DIR"); }
  [[nodiscard]] const std::string& path() const { return folder_.path(); }

 private:
  TemporaryFolder folder_;
};

}  // namespace credenza::test
