#include "wallet/dutch.h"

#include <array>

namespace credenza::wallet {

host::Sentences dutch_sentences() noexcept {
  static const std::array k_tables = {detail::dutch_verb_sentences(),
                                      detail::dutch_vault_sentences()};
  return {k_tables, detail::dutch_names()};
}

}  // namespace credenza::wallet
