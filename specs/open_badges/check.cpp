#include <algorithm>

#include "open_badges/classes_detail.h"
#include "open_badges/open_badges.h"
#include "open_badges/read_detail.h"
#include "open_badges/terms_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::open_badges {
namespace {

using detail::Class;
using detail::Form;
using detail::has_type;
using detail::Member;
using json::Cursor;
using Errors = std::vector<Error>;

/// LanguageCode: a lower-case language, then a script and a region in their usual case.
bool is_language_code(std::string_view code) {
  const auto in = [&code](std::size_t at, std::size_t count, char low, char high) {
    if (code.size() < at + count) return false;
    const std::string_view part = code.substr(at, count);
    return std::all_of(part.begin(), part.end(), [=](char c) { return c >= low && c <= high; });
  };
  std::size_t at = 0;
  while (in(at, 1, 'a', 'z'))
    ++at;
  if (at < 2 || at > 4) return false;
  if (in(at, 1, '-', '-') && in(at + 1, 1, 'A', 'Z') && in(at + 2, 3, 'a', 'z')) at += 5;
  if (in(at, 1, '-', '-') && in(at + 1, 2, 'A', 'Z') && code.size() == at + 3) at += 3;
  if (in(at, 1, '-', '-') && in(at + 1, 3, '0', '9')) at += 4;
  return at == code.size();
}

/// What is wrong with the form of a value that is no node; nothing when all is well.
const char* wrong_form(Form form, Cursor value) {
  switch (form) {
    case Form::text:
      return value.is_string() ? nullptr : "has to be a string";
    case Form::number:
      return value.is_number() ? nullptr : "has to be a number";
    case Form::boolean:
      return value.kind() == json::Kind::boolean ? nullptr : "has to be true or false";
    case Form::date_time:
      return value.is_string() && parse_instant(value.raw_string())
                 ? nullptr
                 : "has to be a date and time with offset, as in 2026-06-12T09:00:00Z";
    case Form::uri:
    case Form::node_or_uri:
      return value.is_string() && vcdm::is_url(value.raw_string()) ? nullptr : "has to be a URI";
    case Form::language:
      return value.is_string() && is_language_code(value.raw_string())
                 ? nullptr
                 : "has to be a language code as in nl or nl-NL";
    case Form::country:
      return value.is_string() && value.raw_string().size() == 2
                 ? nullptr
                 : "has to be a country code of two letters";
    case Form::node:
      return value.is_object() ? nullptr : "has to be an object";
  }
  return nullptr;
}

/// Walks a credential along the tables of its classes.
class Checker {
 public:
  explicit Checker(bool strict) noexcept : strict_(strict) {}
  void check_node(Cursor node, const Class& of);
  void add(Code code, std::string where, std::string detail) {
    errors_.push_back({code, std::move(where), std::move(detail)});
  }
  [[nodiscard]] Errors take() { return std::move(errors_); }

 private:
  void check_value(Cursor value, const Member& member);
  [[nodiscard]] bool is_word(const Member& member, std::string_view word) const;

  bool strict_;
  Errors errors_;
};

bool Checker::is_word(const Member& member, std::string_view word) const {
  if (member.words.empty() || (member.extensible && !strict_)) return true;
  if (member.extensible && word.starts_with(detail::k_extension)) {
    return detail::is_extension_word(word.substr(detail::k_extension.size()));
  }
  return std::find(member.words.begin(), member.words.end(), word) != member.words.end();
}

void Checker::check_value(Cursor value, const Member& member) {
  if (member.of != nullptr && value.is_object()) {
    check_node(value, *member.of);
  } else if (const char* wrong = wrong_form(member.form, value)) {
    add(Code::malformed, value.pointer(), wrong);
  } else if (member.form == Form::text && !is_word(member, value.raw_string())) {
    add(Code::unsupported, value.pointer(),
        "is not a word of this enumeration; others begin with 'ext:'");
  }
}

void Checker::check_node(Cursor node, const Class& of) {
  std::uint32_t seen = 0;
  for (const Cursor value : node.items()) {
    const std::string_view name = value.name();
    for (std::size_t i = 0; i < of.members.size(); ++i) {
      const Member& member = of.members[i];
      // Lengths and last characters tell names apart sooner than a call to compare them does.
      if (member.name.size() != name.size() || member.name.back() != name.back()) continue;
      if (member.name != name) continue;
      for (const Cursor item : value.one_or_many()) {
        seen |= std::uint32_t{1} << i;
        check_value(item, member);
      }
      break;
    }
  }
  for (std::size_t i = 0; i < of.members.size(); ++i) {
    const Member& member = of.members[i];
    if (!member.required || (seen >> i & 1U) != 0) continue;
    add(Code::missing, node.pointer() + "/" + std::string(member.name),
        "the member '" + std::string(member.name) + "' is missing");
  }
  if (!of.type.empty() && !has_type(node, of.type)) {
    add(node.find("type") ? Code::malformed : Code::missing, node.pointer() + "/type",
        "has to have the type " + std::string(of.type));
  }
}

/// "The second item is a URI": context.json was 3.0.0, later ones carry their number.
void check_context(Cursor credential, Checker& checker) {
  constexpr std::string_view k_stem = "https://purl.imsglobal.org/spec/ob/v3p0/context";
  const auto context = credential.find("@context");
  std::size_t position = 0;
  if (context) {
    for (const Cursor item : context->one_or_many()) {
      if (position++ == 1 && item.is_string() && item.raw_string().starts_with(k_stem)) return;
    }
  }
  checker.add(position > 1 ? Code::malformed : Code::missing, "/@context/1",
              "the second context has to be that of Open Badges 3.0: " + std::string(k_context));
}

/// "Either id or at least one identifier MUST be supplied" (AchievementSubject).
void check_subject_identified(Cursor credential, Checker& checker) {
  const auto subject = credential.find("credentialSubject");
  if (!subject) return;
  for (const Cursor node : subject->one_or_many()) {
    const auto identifier = node.find("identifier");
    if (!node.is_object() || node.find("id") || (identifier && identifier->size() > 0)) continue;
    checker.add(Code::missing, node.pointer() + "/id",
                "the subject has neither an id nor an identifier");
  }
}

bool is_achievement(Cursor credential) noexcept {
  return has_type(credential, "OpenBadgeCredential") ||
         has_type(credential, "AchievementCredential");
}

std::vector<Error> check_badge(Cursor credential, bool strict) {
  Checker checker(strict);
  if (!is_open_badge(credential)) {
    checker.add(credential.find("type") ? Code::malformed : Code::missing, "/type",
                "has to have the type OpenBadgeCredential or AchievementCredential");
  }
  check_context(credential, checker);
  if (is_endorsement(credential)) {
    checker.check_node(credential, detail::k_endorsement_credential);
    return checker.take();
  }
  checker.check_node(credential, detail::k_achievement_credential);
  check_subject_identified(credential, checker);
  return checker.take();
}

}  // namespace

bool is_open_badge(Cursor credential) noexcept {
  return is_achievement(credential) || is_endorsement(credential);
}

bool is_endorsement(Cursor credential) noexcept {
  return has_type(credential, "EndorsementCredential") && !is_achievement(credential);
}

std::vector<Error> check(Cursor credential) {
  return check_badge(credential, false);
}

std::vector<Error> check_strictly(Cursor credential) {
  return check_badge(credential, true);
}

}  // namespace credenza::open_badges
