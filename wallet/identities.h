// Who could be recognised in a text: the person whose vault it is, and those for whom that person
// worked. A text that nobody has to know from whom it is goes out only when nobody is found in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "learning_record/learning_record.h"

namespace credenza::wallet {

class Identities {
 public:
  /// Every word of the name counts, but for "van", "de" and the like.
  void add_person(const learning_record::Person& person);
  void add_person(std::string_view name);
  /// Its first word counts, and every two that stand side by side: "Blauwe", "Hal Logistiek" of "De
  /// Blauwe Hal Logistiek B.V.", not "logistiek".
  void add_organisation(std::string_view name);

  /// Whether `text` has one of them in it, whatever the case and the diacritics, or something that
  /// leads to a person by itself: a number of six digits and more, however grouped (dates of birth,
  /// telephone, BSN; two years side by side are none), a Dutch postcode, an e-mail or web address,
  /// a day with the name of its month and a year.
  [[nodiscard]] bool found_in(std::string_view text) const;

 private:
  /// Words that stand one behind the other.
  std::vector<std::vector<std::string>> sought_;
};

}  // namespace credenza::wallet
