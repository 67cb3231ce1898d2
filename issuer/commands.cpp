#include "issuer/commands.h"
