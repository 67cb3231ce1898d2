#include "issuer/cosign_view.h"

#include <algorithm>
#include <array>

#include "host/files.h"
#include "issuer/accreditation.h"

namespace credenza::issuer {
namespace {

using host::Language;
using host::Text;

constexpr std::size_t k_most_published_bytes = std::size_t{4} << 20;
constexpr std::size_t k_label_width = 22;
constexpr std::size_t k_outcome_width = 9;

/// In the order of CosignLine::Outcome.
constexpr std::array k_outcomes = {Text{"ok", "goed"},        Text{"", ""},
                                   Text{"missing", "mist"},   Text{"no", "nee"},
                                   Text{"wrong", "fout"},     Text{"unknown", "onbekend"},
                                   Text{"BROKEN", "ONGELDIG"}};

std::size_t characters_in(std::string_view utf8) noexcept {
  return static_cast<std::size_t>(std::ranges::count_if(
      utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.append(width - std::min(width, characters_in(text)) + 1, ' ');
  return out;
}

}  // namespace

Result<Draft> read_draft(const std::string& path) {
  const std::string text = TRY(host::read_file(path, k_most_draft_bytes));
  auto draft = Draft::parse(text);
  if (draft) return draft;
  Error error = std::move(draft).error();
  error.where = "draft " + error.where;
  return error;
}

Others::Others(bool offline)
    : fetcher_(host::HttpRules{.offline = offline}),
      methods_(fetcher_),
      statuses_(fetcher_, methods_),
      statements_(fetcher_, methods_) {}

Status Others::load(const std::string& folder) {
  for (const std::string& path : TRY(host::list_files(folder))) {
    if (!path.ends_with(".json")) continue;
    auto text = host::read_file(path, k_most_published_bytes);
    // What is neither a DID document nor a status list stands in for nothing.
    if (text)
      static_cast<void>(verify::add_published(std::move(*text), methods_, statuses_, statements_));
  }
  return {};
}

Result<Recognition> read_accreditation(const std::string& path, const Config& config,
                                       std::string_view type, Others& others, Instant now) {
  const std::string text = TRY(host::read_file(path, k_most_draft_bytes));
  return accept_accreditation(text, {config, type, others.ports(), now});
}

Sentence headline(const Draft& draft) {
  const learning_record::LearningRecord& record = draft.record();
  const std::string what = "\"" +
                           std::string(learning_record::in_language(record.achievement.title,
                                                                    record.achievement.language)) +
                           "\", " + record.person.full_name() + ": ";
  if (draft.refusal()) return {what + "draft, refused", what + "concept, geweigerd"};
  std::string names;
  for (const CoSigner& signer : draft.missing())
    names += (names.empty() ? "" : ", ") + verify::name_of(signer);
  if (names.empty()) return {what + "draft, signed by all", what + "concept, door allen getekend"};
  return {what + "draft, waiting for " + names, what + "concept, wacht op " + names};
}

std::string render(const CosignReport& report, Language language) {
  std::string out;
  for (const CosignLine& line : report.lines) {
    const bool dutch = language == Language::nl;
    const Text outcome = k_outcomes.at(static_cast<std::size_t>(line.outcome));
    out += "  " + padded(dutch ? line.label.nl : line.label.en, k_label_width) +
           padded(outcome.in(language), k_outcome_width) +
           host::printable(dutch ? line.text.nl : line.text.en) + "\n";
  }
  return out;
}

Json to_json(const CosignReport& report) {
  Json out = Json::array();
  for (const CosignLine& line : report.lines) {
    out.push_back(
        {{"name", line.name}, {"outcome", to_string(line.outcome)}, {"text", line.text.en}});
  }
  return out;
}

}  // namespace credenza::issuer
