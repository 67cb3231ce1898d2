#include "verify/accreditations.h"

#include <algorithm>

#include "open_badges/open_badges.h"
#include "verify/verify.h"

namespace credenza::verify {
namespace {

constexpr std::size_t k_most = 1000;
constexpr std::string_view k_accreditation = "Accreditation";

/// What is wrong with its proof, its content or its status. When it began and ended is for the day
/// that is asked for.
Status check_report(const CredentialReport& report) {
  for (const CheckName name :
       {CheckName::format, CheckName::proof, CheckName::holder_binding, CheckName::record}) {
    const Check* check = report.find(name);
    if (check != nullptr && check->outcome == Outcome::failed)
      return fail(Code::bad_signature, check->reason->where,
                  "the accreditation is not genuine: " + check->reason->detail);
  }
  const Check* status = report.find(CheckName::status);
  if (status != nullptr && status->outcome == Outcome::failed)
    return fail(Code::revoked, report.id, "the accreditation was withdrawn or is on hold");
  for (const Check& check : report.checks) {
    if (check.outcome == Outcome::indeterminate)
      return fail(
          Code::unavailable, check.reason->where,
          "whether the accreditation holds could not be found out: " + check.reason->detail);
  }
  return {};
}

}  // namespace

bool is_accreditation(json::Cursor root) {
  const auto rest = root.find("learningRecord");
  const auto type = rest ? rest->find("type") : std::nullopt;
  return open_badges::is_open_badge(root) && type && type->is_string() &&
         type->raw_string() == k_accreditation;
}

Accreditations::Accreditations(cid::MethodResolver& methods, StatusLists& statuses,
                               Statements* statements) noexcept
    : methods_(methods), statuses_(statuses), statements_(statements) {}

Accreditations::~Accreditations() = default;

Status Accreditations::add(std::string text) {
  const json::Document document = TRY(json::Document::parse(text));
  const json::Cursor root = document.root();
  if (!is_accreditation(root)) return fail(Code::malformed, "/type", "this is no accreditation");
  const learning_record::LearningRecord record = TRY(open_badges::read_record(root));
  const std::string& organisation = record.accreditation.organisation.id;
  if (organisation.empty())
    return fail(Code::missing, "/credentialSubject/id", "the accreditation is of nobody");
  auto issuer = root.find("issuer");
  if (issuer && issuer->is_object()) issuer = issuer->find("id");
  if (!issuer || !issuer->is_string())
    return fail(Code::missing, "/issuer", "the accreditation is by nobody");
  const bool known = std::any_of(held_.begin(), held_.end(),
                                 [&text](const auto& held) { return held->text == text; });
  if (known) return {};
  if (held_.size() == k_most) return fail(Code::out_of_range, "", "more than 1000 accreditations");
  Claimed claimed{std::string(issuer->raw_string()), !record.accreditation.co_sign_types.empty(),
                  held_.size()};
  held_.push_back(std::make_unique<Held>(Held{std::move(text), organisation, std::move(claimed)}));
  return {};
}

std::vector<Accreditations::Claimed> Accreditations::of(std::string_view organisation) const {
  std::vector<Claimed> out;
  for (const auto& held : held_) {
    if (held->organisation == organisation) out.push_back(held->claimed);
  }
  return out;
}

bool Accreditations::any_co_sign() const noexcept {
  return std::any_of(held_.begin(), held_.end(),
                     [](const auto& held) { return held->claimed.co_sign; });
}

const Result<Accredited>& Accreditations::facts(std::size_t number, Instant now) {
  Held& held = *held_.at(number);
  if (!held.facts) held.facts = verify_one(held, now);
  return *held.facts;
}

Result<Accredited> Accreditations::verify_one(const Held& held, Instant now) {
  Policy policy;
  policy.name = "accreditation";
  policy.ignore_trust = true;
  const Report all =
      verify::verify(held.text, policy, {methods_, statuses_, nullptr, statements_}, now);
  if (all.credentials.size() != 1)
    return fail(Code::bad_signature, "", "the accreditation is not genuine: several credentials");
  const CredentialReport& report = all.credentials.front();
  TRY(check_report(report));
  if (!report.record || report.record->type != k_accreditation || !report.valid_from)
    return fail(Code::bad_signature, report.id,
                "the accreditation does not say since when it holds");
  const learning_record::Accreditation& what = report.record->accreditation;
  Accredited out{.accreditor = report.issuer_id,
                 .organisation = what.organisation.id,
                 .name = std::string(learning_record::in_language(what.organisation.name, "nl")),
                 .types = what.types,
                 .co_sign_types = what.co_sign_types,
                 .numbers = {},
                 .from = date_in_amsterdam(*report.valid_from),
                 .until = std::nullopt};
  for (const auto& number : what.organisation.identifiers)
    out.numbers.push_back(number.value);
  if (report.valid_until) out.until = date_in_amsterdam(*report.valid_until);
  if (out.name.empty()) out.name = out.organisation;
  return out;
}

}  // namespace credenza::verify
