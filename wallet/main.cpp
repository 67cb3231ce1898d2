#include <csignal>

#include "host/system.h"
#include "wallet/commands.h"
#include "wallet/session.h"

int main(int argc, char** argv) {
  credenza::host::protect_process();
  // A limit on the size of files is then an error like a full disk, not the end of the program.
  std::signal(SIGXFSZ, SIG_IGN);
  return credenza::host::run_program(credenza::wallet::k_role, CREDENZA_VERSION,
                                     &credenza::wallet::run, argc, argv);
}
