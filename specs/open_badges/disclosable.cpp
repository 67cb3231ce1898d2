#include "open_badges/disclosable.h"

#include <array>
#include <string_view>

#include "open_badges/open_badges.h"

namespace credenza::open_badges {
namespace {

/// More of them than a person here has: name, its three parts, birth date and learner number.
constexpr std::size_t k_identities = 8;

constexpr std::array<std::string_view, 2> k_of_the_subject = {"id", "licenseNumber"};
constexpr std::array<std::string_view, 2> k_of_the_record = {"person", "assessment"};

class Finder {
 public:
  void member(json::Cursor object, std::string_view name) {
    if (const auto found = object.find(name)) out_.pointers.push_back(found->pointer());
  }

  void each(json::Cursor object, std::string_view name) {
    const auto list = object.find(name);
    if (!list || !list->is_array()) return member(object, name);
    for (const json::Cursor item : list->items())
      out_.pointers.push_back(item.pointer());
  }

  void fill_up(json::Cursor object, std::string_view name, std::size_t count) {
    const auto list = object.find(name);
    if (list && list->is_array()) out_.padded.push_back({list->pointer(), count});
  }

  [[nodiscard]] Disclosable take() && { return std::move(out_); }

 private:
  Disclosable out_;
};

}  // namespace

Disclosable disclosable(json::Cursor credential) {
  Finder finder;
  if (const auto subject = credential.find("credentialSubject");
      subject && !is_endorsement(credential)) {
    for (const std::string_view name : k_of_the_subject)
      finder.member(*subject, name);
    finder.each(*subject, "identifier");
    finder.fill_up(*subject, "identifier", k_identities);
    finder.each(*subject, "result");
  }
  finder.each(credential, "evidence");
  if (const auto record = credential.find("learningRecord")) {
    for (const std::string_view name : k_of_the_record)
      finder.member(*record, name);
    if (const auto practice = record->find("practice")) finder.member(*practice, "trainer");
  }
  return std::move(finder).take();
}

}  // namespace credenza::open_badges
