// The store in one SQLite file: nothing to install, and a transaction survives a kill and a full
// disk.
#pragma once

#include <memory>
#include <string>

#include "base/ports.h"
#include "issuer/store.h"

namespace credenza::issuer {

/// Makes an empty store at `path`. An unfinished one that lies there is made anew.
/// @error unavailable  cannot be written
/// @error conflict     at "store": there is a store already
[[nodiscard]] Status create_sqlite_store(const std::string& path, Random& random);

/// @error unavailable  it cannot be opened or written
/// @error malformed    at "store": it is damaged or no store
/// @error unsupported  at "version": made by a newer version; at "store": by one before the first
/// release
[[nodiscard]] Result<std::unique_ptr<Store>> open_sqlite_store(const std::string& path);

}  // namespace credenza::issuer
