#include "issuer/commands.h"

int main(int argc, char** argv) {
  return credenza::host::run_program(credenza::issuer::k_role, CREDENZA_VERSION,
                                     &credenza::issuer::run, argc, argv);
}
