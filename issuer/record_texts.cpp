#include "issuer/record_texts.h"

#include <algorithm>
#include <vector>

#include "issuer/record_texts_detail.h"

namespace credenza::issuer {
namespace {

/// The parts of `text` in the places of the '*' of `pattern`; nothing when it does not fit. A '*'
/// takes as little as it can, the last one what is left.
std::optional<std::vector<std::string_view>> match(std::string_view pattern,
                                                   std::string_view text) {
  std::vector<std::string_view> out;
  std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) {
    if (pattern == text) return out;
    return std::nullopt;
  }
  if (!text.starts_with(pattern.substr(0, star))) return std::nullopt;
  text.remove_prefix(star);
  while (star != std::string_view::npos) {
    const std::size_t next = pattern.find('*', star + 1);
    const std::string_view piece = pattern.substr(star + 1, next - star - 1);
    const bool last = next == std::string_view::npos;
    if (last && !text.ends_with(piece)) return std::nullopt;
    const std::size_t end = last ? text.size() - piece.size() : text.find(piece);
    if (end == std::string_view::npos) return std::nullopt;
    out.push_back(text.substr(0, end));
    text.remove_prefix(end + piece.size());
    star = next;
  }
  return out;
}

std::string_view name_in_dutch(std::string_view english) {
  const auto names = detail::dutch_names();
  const auto found = std::find_if(names.begin(), names.end(),
                                  [english](const auto& name) { return name.en == english; });
  return found == names.end() ? english : found->nl;
}

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

std::optional<std::string> translated(std::span<const detail::Translation> sentences,
                                      std::string_view english) {
  for (const detail::Translation& sentence : sentences) {
    const auto parts = match(sentence.en, english);
    if (!parts) continue;
    std::string out;
    std::size_t part = 0;
    for (const char c : sentence.nl) {
      if (c == '*' && part < parts->size()) {
        out += name_in_dutch((*parts)[part++]);
      } else {
        out += c;
      }
    }
    return out;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> in_dutch(std::string_view english) {
  // What check_template() puts in front of a room's sentence.
  for (const auto& [en, nl, join] : detail::dutch_beginnings()) {
    const auto parts = match(en, english);
    if (!parts) continue;
    const auto rest = in_dutch(parts->back());
    if (!rest) return std::nullopt;
    return std::string(nl) + std::string(parts->front()) + std::string(join) + *rest;
  }
  if (auto out = translated(detail::dutch_sentences(), english)) return out;
  return translated(detail::dutch_cosign_sentences(), english);
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
