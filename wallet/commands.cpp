#include "wallet/commands.h"
