#include "issuer/finding.h"

#include <algorithm>

namespace credenza::issuer {
namespace {

/// Puts the arguments in the places of `pattern`, in the language that `pick` names.
std::string put(std::string_view pattern, std::span<const Sentence> arguments,
                std::string Sentence::*pick) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool place = pattern[at] == '{' && at + 2 < pattern.size() && pattern[at + 2] == '}';
    const auto number = place ? static_cast<std::size_t>(pattern[at + 1] - '1') : arguments.size();
    if (number >= arguments.size()) {
      out += pattern[at];
      continue;
    }
    out += arguments[number].*pick;
    at += 2;
  }
  return out;
}

Sentence join(const Sentence& what, const Sentence& advice) {
  if (advice.en.empty()) return what;
  return {what.en + "; " + advice.en, what.nl + "; " + advice.nl};
}

}  // namespace

std::string_view code_of(Fault fault) noexcept {
  switch (fault) {
    case Fault::duplicate:
      return "E-DUP";
    case Fault::split:
      return "E-SPLIT";
    case Fault::date:
      return "E-DATE";
    case Fault::mail:
      return "E-MAIL";
    case Fault::code:
      return "E-CODE";
    case Fault::profile:
      return "E-PROFILE";
    case Fault::result:
      return "E-RESULT";
    case Fault::empty:
      return "E-EMPTY";
    case Fault::number:
      return "E-NUMBER";
    case Fault::language:
      return "E-LANGUAGE";
    case Fault::did:
      return "E-DID";
    case Fault::bsn:
      return "E-BSN";
    case Fault::column:
      return "E-COLUMN";
    case Fault::row:
      return "E-ROW";
    case Fault::encoding:
      return "E-ENCODING";
    case Fault::text:
      return "E-TEXT";
    case Fault::recognition:
      return "E-RECOGNITION";
    case Fault::file:
      return "E-FILE";
    case Fault::form:
      return "E-TEMPLATE";
    case Fault::record:
      return "E-RECORD";
    case Fault::unknown_party:
      return "W-RECOGNITION";
    case Fault::converted:
      return "W-ENCODING";
    case Fault::maybe_duplicate:
      return "W-DUP";
    case Fault::maybe_bsn:
      return "W-BSN";
    case Fault::odd_name:
      return "W-NAME";
    case Fault::less_profile:
      return "W-PROFILE";
    case Fault::odd_term:
      return "W-CONCEPT";
    case Fault::odd_file:
      return "W-FILE";
  }
  return {};
}

bool is_error(Fault fault) noexcept {
  return code_of(fault).starts_with('E');
}

Sentence whole(const CellFinding& finding) {
  return join(finding.what, finding.advice);
}

CellFinding finding_of(Phrase phrase, std::span<const Sentence> arguments) {
  const auto texts = phrase_texts();
  const auto found = std::find_if(texts.begin(), texts.end(),
                                  [phrase](const PhraseText& t) { return t.phrase == phrase; });
  must(found != texts.end());
  CellFinding out{{}, {}, found->code, found->fault, {}, {}};
  out.what = {put(found->en, arguments, &Sentence::en), put(found->nl, arguments, &Sentence::nl)};
  out.advice = {put(found->advice_en, arguments, &Sentence::en),
                put(found->advice_nl, arguments, &Sentence::nl)};
  return out;
}

CellFinding finding_of(Phrase phrase, std::initializer_list<Sentence> arguments) {
  return finding_of(phrase, std::span<const Sentence>(arguments.begin(), arguments.size()));
}

Sentence same(std::string text) {
  return {text, text};
}

}  // namespace credenza::issuer
