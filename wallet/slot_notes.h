// What the vault knows of its slots besides how they open: names, days. Sealed, in a settings
// record of its own (docs/vault_format.md, section 7), because a name says something of a person.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/json_value.h"
#include "wallet/vault_index.h"

namespace credenza::wallet {

/// Of a label, or of whose key it is.
inline constexpr std::size_t k_max_note_bytes = 200;

struct SlotNote {
  std::string label = {};            ///< what the owner calls it
  std::string person = {};           ///< the DID of the other person's key
  std::optional<Instant> made = {};  ///< of the slot; a passphrase may be newer
  std::string used = {};    ///< the day of the last change by who had opened with it: YYYY-MM-DD
  std::string tested = {};  ///< the day on which it was last tried with `slot test`
};

class SlotNotes {
 public:
  /// Those of a vault in which nothing was noted yet; they get a record of their own.
  explicit SlotNotes(Random& random);
  /// Those of a vault with this index; nothing when it has none.
  [[nodiscard]] static std::optional<SlotNotes> find(const Index& index);

  /// An empty one when nothing is known of the slot.
  [[nodiscard]] SlotNote of(Id slot) const;
  /// @param note  cut to k_max_note_bytes for each text
  void set_made(Id slot, const SlotNote& note);
  void set_used(Id slot, Instant at);
  void set_tested(Id slot, Instant at);
  void forget(Id slot);

  [[nodiscard]] Id record() const noexcept { return record_; }
  /// To be written.
  [[nodiscard]] const Json& meta() const noexcept { return meta_; }

 private:
  SlotNotes(Id record, Json meta) : record_(record), meta_(std::move(meta)) {}
  [[nodiscard]] Json& entry(Id slot);
  Id record_;
  Json meta_;
};

}  // namespace credenza::wallet
