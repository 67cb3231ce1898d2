#include "verifier/commands.h"
