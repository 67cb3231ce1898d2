#include "wallet/disclosure.h"

#include <algorithm>
#include <array>

#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

/// Names of parts, by the kind of an identity or by the member of a claim.
struct Known {
  std::string_view kind;
  std::string_view word;
  host::Text label;
};
constexpr std::array k_known = {
    Known{"name", "name", {"name", "naam"}},
    Known{"ext:familyName", "name", {"name", "naam"}},
    Known{"ext:familyNamePrefix", "name", {"name", "naam"}},
    Known{"ext:givenName", "name", {"name", "naam"}},
    Known{"person", "name", {"name", "naam"}},
    Known{"ext:dateOfBirth", "birth-date", {"date of birth", "geboortedatum"}},
    Known{"sourcedId", "learner-number", {"learner number", "leerlingnummer"}},
    Known{"id", "key", {"your key (a DID)", "uw sleutel (een DID)"}},
    Known{"result", "grade", {"result", "resultaat"}},
    Known{"assessment", "grade", {"result", "resultaat"}},
    Known{"licenseNumber", "register-number", {"number in the register", "nummer in het register"}},
    Known{"evidence", "evidence", {"attachments", "bijlagen"}},
    Known{"trainer", "trainer", {"trainer", "praktijkopleider"}}};

/// The member that a claim is of: its own name, of an element that of its list.
std::string_view member_of(std::string_view pointer) {
  std::string_view last = pointer.substr(pointer.rfind('/') + 1);
  const bool is_index =
      !last.empty() && std::ranges::all_of(last, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_index) return last;
  pointer.remove_suffix(last.size() + 1);
  return pointer.substr(pointer.rfind('/') + 1);
}

/// What of a disclosed value people look at, and what kind of thing it is.
struct Seen {
  std::string kind;
  std::string value;
};

std::string text_of(json::Cursor value) {
  return std::string(value.is_string() ? value.raw_string() : std::string_view{});
}

Seen look_at(const sd_jwt::Disclosable& claim) {
  Seen seen{std::string(member_of(claim.pointer)), {}};
  const auto value = json::Document::parse(claim.value);
  if (!value) return seen;
  const json::Cursor root = value->root();
  seen.value = text_of(root);
  for (const char* name : {"identityHash", "value", "name"}) {
    const auto member = root.find(name);
    if (member && seen.value.empty()) seen.value = text_of(*member);
  }
  if (const auto type = root.find("identityType"); type && type->is_string())
    seen.kind = type->raw_string();
  return seen;
}

Part& part_for(std::vector<Part>& parts, std::string_view kind) {
  const auto* known = std::ranges::find(k_known, kind, &Known::kind);
  const std::string word(known == k_known.end() ? kind : known->word);
  const auto there = std::ranges::find(parts, word, &Part::word);
  if (there != parts.end()) return *there;
  Part& part = parts.emplace_back();
  part.word = word;
  if (known != k_known.end()) part.label = known->label;
  return part;
}

Result<std::vector<Part*>> named(std::vector<Part>& parts, std::string_view words,
                                 const char* option) {
  std::vector<Part*> out;
  while (!words.empty()) {
    const std::size_t comma = std::min(words.find(','), words.size());
    const auto found = std::ranges::find(parts, words.substr(0, comma), &Part::word);
    if (found == parts.end()) {
      std::string there;
      for (const Part& part : parts)
        there += (there.empty() ? "" : ", ") + part.word;
      return fail(Code::malformed, option,
                  there.empty() ? "its issuer let nothing of it be hidden"
                                : "what there is to choose from: " + there);
    }
    out.push_back(&*found);
    words.remove_prefix(std::min(comma + 1, words.size()));
  }
  return out;
}

std::vector<std::string> shown_pointers(const std::vector<Part>& parts) {
  std::vector<std::string> out;
  for (const Part& part : parts) {
    if (part.is_shown) out.insert(out.end(), part.pointers.begin(), part.pointers.end());
  }
  return out;
}

}  // namespace

Result<std::vector<Part>> parts_of(const sd_jwt::SdJwt& token) {
  std::vector<Part> parts;
  for (const sd_jwt::Disclosable& claim : TRY(sd_jwt::disclosable(token))) {
    Seen seen = look_at(claim);
    Part& part = part_for(parts, seen.kind);
    part.pointers.push_back(claim.pointer);
    // A family name says nothing beside the whole one.
    const bool is_said = std::ranges::any_of(part.values, [&seen](const std::string& value) {
      return value.find(seen.value) != std::string::npos;
    });
    if (!seen.value.empty() && !is_said) part.values.push_back(std::move(seen.value));
  }
  return parts;
}

Status choose(std::vector<Part>& parts, std::string_view show, std::string_view hide) {
  const bool only = !show.empty();
  const std::vector<Part*> chosen =
      only ? TRY(named(parts, show, "--show")) : TRY(named(parts, hide, "--hide"));
  for (Part& part : parts)
    part.is_shown = !only;
  for (Part* part : chosen)
    part->is_shown = only;
  return {};
}

Result<std::string> present_parts(const sd_jwt::SdJwt& token, const std::vector<Part>& parts,
                                  const Receipt& receipt, const crypto::PrivateKey* holder) {
  const std::vector<std::string> reveal = shown_pointers(parts);
  if (holder == nullptr) return sd_jwt::present(token, reveal);
  if (!receipt.nonce) {
    return fail(Code::missing, "--nonce",
                "the receiver has to give a number, so that nobody can show a copy later");
  }
  return sd_jwt::present(token, reveal,
                         {.audience = receipt.to,
                          .nonce = *receipt.nonce,
                          .issued_at = receipt.at,
                          .claims = {{"exp", receipt.until.time_since_epoch().count()}}},
                         *holder);
}

std::string parts_text(const std::vector<Part>& parts, host::Language language) {
  constexpr std::size_t k_width = 26;
  std::string out;
  for (const Part& part : parts) {
    const host::Text state = part.is_shown ? host::Text{"✔ shown ", "✔ getoond  "}
                                           : host::Text{"– hidden", "– verborgen"};
    const std::string label =
        part.label.en.empty() ? shown(part.word) : std::string(part.label.in(language));
    std::string values;
    for (const std::string& value : part.values)
      values += (values.empty() ? "" : ", ") + shown(value);
    out += "  " + std::string(state.in(language)) + "  " + padded(label, k_width) +
           padded("(" + part.word + ")", 18) + (part.is_shown ? values : "") + "\n";
  }
  return out;
}

}  // namespace credenza::wallet
