#include "verifier/commands.h"

int main(int argc, char** argv) {
  return credenza::host::run_program(credenza::verifier::k_role, CREDENZA_VERSION,
                                     &credenza::verifier::run, argc, argv);
}
