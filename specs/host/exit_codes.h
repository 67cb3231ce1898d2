// What the programs answer to the shell. The numbers do not change without a major version.
#pragma once

#include "base/result.h"

namespace credenza::host {

enum ExitCode : int {
  k_exit_done = 0,
  k_exit_error = 1,
  k_exit_usage = 2,
  k_exit_not_genuine = 3,
  k_exit_answer_needed = 4,
  k_exit_not_found = 5,
  k_exit_not_accepted = 6,
  k_exit_undetermined = 7,
  k_exit_mixed = 8,
  k_exit_input_rejected = 9,
  k_exit_no_home = 10,
  k_exit_locked = 11,
  k_exit_wrong_passphrase = 12,
  k_exit_newer_version = 13,
  k_exit_bug = 70,
  k_exit_interrupted = 130,
};

}  // namespace credenza::host
