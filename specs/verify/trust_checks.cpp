// Whether the reader trusts who issued it, and who signed beside them.
#include <algorithm>

#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using learning_record::CoSigner;
using learning_record::LearningRecord;

/// The type that a learning company always signs too.
constexpr std::string_view k_practice_statement = "PracticeStatement";
constexpr std::string_view k_company_place = "/practice/learning_company";

/// The kind of record; of a badge that names none, what its profile says.
std::string kind_of(const CredentialReport& report) {
  if (!report.record) return {};
  const LearningRecord& record = *report.record;
  if (record.type.empty() && record.profile == "microcredential") return "MicroCredential";
  return record.type;
}

/// When it was issued, by its own word; a day counts to its end.
std::optional<Instant> issued_at(const CredentialReport& report) {
  if (report.valid_from) return report.valid_from;
  if (!report.record || !report.record->awarded) return std::nullopt;
  const auto end = end_of_day_in_amsterdam(*report.record->awarded);
  return end ? std::optional(*end) : std::nullopt;
}

/// The parties that have to be recognised: in a practice statement everybody but the issuer.
std::vector<const CoSigner*> companies_of(const CredentialReport& report) {
  std::vector<const CoSigner*> out;
  const LearningRecord& record = *report.record;
  for (const CoSigner& signer : record.co_signers) {
    if (signer.id == report.issuer_id) continue;
    if (record.type == k_practice_statement || signer.role == k_company_role)
      out.push_back(&signer);
  }
  return out;
}

/// What is asked about `company`; nothing when the record says no days.
std::optional<CoSignerAsked> question(const CredentialReport& report, const CoSigner& company) {
  const LearningRecord& record = *report.record;
  const learning_record::Period& period = record.practice.period;
  auto from = period.from ? period.from : period.until;
  auto until = period.until ? period.until : period.from;
  if (!from) {
    const auto at = issued_at(report);
    if (!at) return std::nullopt;
    from = until = date_in_amsterdam(*at);
  }
  CoSignerAsked out{company.id, k_company_role, record.type, *from, *until};
  const learning_record::Organisation& named = record.practice.learning_company;
  if (named.id.empty() || named.id == company.id) {
    for (const auto& number : named.identifiers)
      out.numbers.push_back(number.value);
  }
  return out;
}

std::string note_of(const Vouched& vouched) {
  std::string out = vouched.name + ": recognised by ";
  out += vouched.through.empty() ? "the reader" : "'" + vouched.through.front().name + "'";
  if (vouched.until) out += ", until " + format_date(*vouched.until);
  return out;
}

Check refused_trust(CheckName name, Error error) {
  const bool unknown = error.code == Code::unavailable;
  return unknown ? indeterminate(name, std::move(error)) : failed(name, std::move(error));
}

}  // namespace

Check check_trust(CredentialReport& report, const Context& context) {
  if (context.policy.ignore_trust)
    return not_applicable(CheckName::trust, "the issuer is shown, not judged");
  must(context.ports.anchors != nullptr);
  const TrustAnchors& anchors = *context.ports.anchors;
  auto vouched = anchors.vouches_for(report.issuer_id, {report.types, kind_of(report)},
                                     {context.now, issued_at(report)});
  if (!vouched) {
    const Code code = vouched.error().code;
    if (code == Code::untrusted || code == Code::unavailable) {
      report.look_alikes =
          anchors.look_alikes(report.issuer_id, report.issuer_name_claimed, context.now);
    }
    return refused_trust(CheckName::trust, std::move(vouched).error());
  }
  report.issuer_name_trusted = vouched->name;
  report.trusted = *std::move(vouched);
  return passed(CheckName::trust);
}

std::optional<Check> check_recognition(const CredentialReport& report, const Context& context) {
  constexpr auto k_name = CheckName::recognition;
  if (context.policy.ignore_trust || !report.record) return std::nullopt;
  const auto companies = companies_of(report);
  const bool needs_one = report.record->type == k_practice_statement;
  if (companies.empty() && !needs_one) return std::nullopt;
  if (!report.trusted)
    return not_applicable(k_name, "not looked at, because the issuer is not trusted");
  if (companies.empty()) {
    return failed(k_name, fail(Code::missing, std::string(k_company_place),
                               "no learning company signed it beside the issuer"));
  }
  std::string note;
  for (const CoSigner* company : companies) {
    const auto asked = question(report, *company);
    if (!asked) {
      return indeterminate(k_name, fail(Code::unavailable, std::string(k_company_place),
                                        "the record does not say of which days it is"));
    }
    auto vouched = context.ports.anchors->recognises(*asked, context.now);
    if (!vouched) {
      Error error = std::move(vouched).error();
      error.detail = company->id + ": " + error.detail;
      return refused_trust(k_name, std::move(error));
    }
    note += (note.empty() ? "" : "; ") + note_of(*vouched);
  }
  return passed(k_name, std::move(note));
}

}  // namespace credenza::verify::detail
