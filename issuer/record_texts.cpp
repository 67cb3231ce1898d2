#include "issuer/record_texts.h"

#include <algorithm>
#include <array>

#include "issuer/record_texts_detail.h"

namespace credenza::issuer {
namespace {

bool lies_under(std::string_view where, std::string_view place) noexcept {
  return where.starts_with(place) && (where.size() == place.size() || where[place.size()] == '/');
}

Fault fault_of(const Error& finding) noexcept {
  const std::string_view where = finding.where;
  if (finding.code == Code::missing) return Fault::empty;
  if (finding.code == Code::conflict) return Fault::duplicate;
  if (finding.code == Code::forbidden &&
      (where.starts_with("/person/") || where == "/registration/number" ||
       where == "/practice/trainer/name" || where.ends_with("/signatory"))) {
    return Fault::bsn;
  }
  if (lies_under(where, "/achievement/workload") || where == "/profile") return Fault::profile;
  if (where == "/person/id" || (lies_under(where, "/co_signers") && where.ends_with("/id")))
    return Fault::did;
  constexpr std::string_view k_dates[] = {"birth_date",  "awarded", "valid_from", "valid_until",
                                          "examined_on", "date",    "from",       "until"};
  const std::string_view last = where.substr(std::min(where.rfind('/') + 1, where.size()));
  if (std::find(std::begin(k_dates), std::end(k_dates), last) != std::end(k_dates))
    return Fault::date;
  if (finding.code == Code::unsupported) return Fault::code;
  return finding.code == Code::malformed ? Fault::text : Fault::record;
}

}  // namespace

host::Sentences dutch_sentences() noexcept {
  static const std::array k_tables = {detail::dutch_record_sentences(),
                                      detail::dutch_cosign_sentences(),
                                      detail::dutch_verb_sentences()};
  return {k_tables, detail::dutch_names()};
}

std::optional<std::string> in_dutch(std::string_view english) {
  return host::in_dutch(english, dutch_sentences());
}

CellFinding say_finding(const Error& finding) {
  return say_finding(finding, fault_of(finding));
}

CellFinding say_finding(const Error& finding, Fault fault) {
  constexpr std::string_view k_unknown = "klopt niet; vraag het wie het sjabloon heeft gemaakt";
  constexpr std::string_view k_between = "; ";
  CellFinding out{{}, finding.where, finding.code, fault, {}, {}};
  out.what = {finding.detail, in_dutch(finding.detail).value_or(std::string(k_unknown))};
  // Many sentences say what to do themselves.
  const std::size_t en = out.what.en.find(k_between);
  const std::size_t nl = out.what.nl.find(k_between);
  if (en == std::string::npos || nl == std::string::npos) {
    out.advice = advice_for(fault);
    return out;
  }
  out.advice = {out.what.en.substr(en + k_between.size()),
                out.what.nl.substr(nl + k_between.size())};
  out.what.en.resize(en);
  out.what.nl.resize(nl);
  return out;
}

}  // namespace credenza::issuer
