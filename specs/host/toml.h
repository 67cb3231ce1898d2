// toml++, for texts of strangers.
//
// toml++ 3.3 asserts, and where assertions are off assumes, that a table's header goes on with a
// key. "[[[" and "[=" do not: the one build ended, the other did what nobody can say. Without its
// assertions it comes to the check behind them, and answers with an error. Every file that reads
// TOML includes this, so that all have the same parser.
#pragma once

#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) static_cast<void>(0)
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")
