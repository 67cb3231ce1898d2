#include "verify/report.h"

#include <algorithm>

namespace credenza::verify {

std::string_view to_string(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::passed:
      return "passed";
    case Outcome::failed:
      return "failed";
    case Outcome::indeterminate:
      return "indeterminate";
    case Outcome::not_applicable:
      return "not_applicable";
  }
  must(false);
  return {};
}

std::string_view to_string(CheckName name) noexcept {
  switch (name) {
    case CheckName::format:
      return "format";
    case CheckName::proof:
      return "proof";
    case CheckName::validity:
      return "validity";
    case CheckName::holder_binding:
      return "holder_binding";
    case CheckName::status:
      return "status";
    case CheckName::schema:
      return "schema";
    case CheckName::trust:
      return "trust";
    case CheckName::record:
      return "record";
    case CheckName::target:
      return "target";
    case CheckName::policy:
      return "policy";
    case CheckName::recognition:
      return "recognition";
  }
  must(false);
  return {};
}

std::string_view to_string(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::accepted:
      return "accepted";
    case Verdict::not_accepted:
      return "genuine but not accepted";
    case Verdict::undetermined:
      return "could not be determined";
    case Verdict::not_genuine:
      return "not genuine";
  }
  must(false);
  return {};
}

std::string_view to_string(Format format) noexcept {
  switch (format) {
    case Format::unknown:
      return "unknown";
    case Format::vc_data_integrity:
      return "vc_data_integrity";
    case Format::vp_data_integrity:
      return "vp_data_integrity";
    case Format::vc_jwt:
      return "vc_jwt";
    case Format::vc_sd_jwt:
      return "vc_sd_jwt";
    case Format::sd_jwt_vc:
      return "sd_jwt_vc";
    case Format::jws:
      return "jws";
    case Format::sd_jwt:
      return "sd_jwt";
    case Format::jades:
      return "jades";
    case Format::draft:
      return "draft";
  }
  must(false);
  return {};
}

std::string_view to_string(Remark remark) noexcept {
  switch (remark) {
    case Remark::none:
      return {};
    case Remark::newer_version:
      return "newer_version";
    case Remark::before_theft:
      return "before_theft";
    case Remark::was_in_force:
      return "was_in_force";
    case Remark::was_withdrawn:
      return "was_withdrawn";
    case Remark::expired_since:
      return "expired_since";
    case Remark::unknown_key:
      return "unknown_key";
  }
  must(false);
  return {};
}

int exit_code(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::accepted:
      return 0;
    case Verdict::not_accepted:
      return 6;
    case Verdict::undetermined:
      return 7;
    case Verdict::not_genuine:
      return 3;
  }
  must(false);
  return 1;
}

const Check* CredentialReport::find(CheckName name) const noexcept {
  const auto found = std::find_if(checks.begin(), checks.end(),
                                  [name](const Check& check) { return check.name == name; });
  return found == checks.end() ? nullptr : &*found;
}

Verdict CredentialReport::verdict() const noexcept {
  const auto outcome_of = [this](CheckName name) {
    const Check* check = find(name);
    return check == nullptr ? Outcome::not_applicable : check->outcome;
  };
  for (const CheckName name : {CheckName::format, CheckName::proof, CheckName::holder_binding}) {
    if (outcome_of(name) == Outcome::failed) return Verdict::not_genuine;
  }
  const auto any = [this](Outcome outcome, Ruling ruling) {
    return std::any_of(checks.begin(), checks.end(), [=](const Check& check) {
      return check.outcome == outcome && check.ruling == ruling;
    });
  };
  if (any(Outcome::indeterminate, Ruling::none)) return Verdict::undetermined;
  // A check that did not run is not a pass.
  if (outcome_of(CheckName::format) != Outcome::passed ||
      outcome_of(CheckName::proof) != Outcome::passed) {
    return Verdict::undetermined;
  }
  const bool refused =
      any(Outcome::failed, Ruling::none) || any(Outcome::indeterminate, Ruling::rejected);
  return refused ? Verdict::not_accepted : Verdict::accepted;
}

Verdict Report::verdict() const noexcept {
  if (credentials.empty()) return requirement ? requirement->answer : Verdict::undetermined;
  Verdict worst = Verdict::accepted;
  for (const CredentialReport& credential : credentials)
    worst = std::max(worst, credential.verdict());
  if (requirement && worst != Verdict::not_genuine) return requirement->answer;
  return worst;
}

namespace {

Json to_json(const Check& check) {
  Json out{{"name", to_string(check.name)}, {"outcome", to_string(check.outcome)}};
  if (check.reason) {
    out["code"] = to_string(check.reason->code);
    out["where"] = check.reason->where;
    out["detail"] = check.reason->detail;
  } else if (!check.note.empty()) {
    out["detail"] = check.note;
  }
  if (check.remark != Remark::none) out["remark"] = to_string(check.remark);
  if (check.day) out["date"] = format_date(*check.day);
  if (check.ruling != Ruling::none)
    out["ruling"] = check.ruling == Ruling::accepted ? "accepted" : "rejected";
  return out;
}

Json to_json(const Requirement& requirement) {
  Json out{{"rule", requirement.rule}, {"answer", to_string(requirement.answer)}};
  if (!requirement.label.empty()) out["label"] = requirement.label;
  if (!requirement.by.empty()) out["by"] = requirement.by;
  if (requirement.parts.empty()) return out;
  out["parts"] = Json::array();
  for (const Requirement& part : requirement.parts)
    out["parts"].push_back(to_json(part));
  return out;
}

Json parties_json(const std::vector<Party>& parties) {
  Json out = Json::array();
  for (const Party& party : parties)
    out.push_back({{"id", party.id}, {"name", party.name}});
  return out;
}

void put_trust(Json& out, const CredentialReport& credential) {
  if (const auto& trusted = credential.trusted) {
    Json by{{"source", to_string(trusted->source)}};
    if (!trusted->through.empty()) by["through"] = parties_json(trusted->through);
    if (trusted->until) by["until"] = format_date(*trusted->until);
    if (!trusted->withdrawn_by.empty()) by["withdrawn_by"] = trusted->withdrawn_by;
    out["trusted_by"] = std::move(by);
  }
  for (const LookAlike& other : credential.look_alikes) {
    Json one{{"likeness", to_string(other.likeness)}, {"id", other.id}, {"name", other.name}};
    if (!other.reads_as.empty()) one["reads_as"] = other.reads_as;
    out["look_alikes"].push_back(std::move(one));
  }
}

Json issuer_json(const CredentialReport& credential) {
  Json out{{"id", credential.issuer_id},
           {"name_claimed", credential.issuer_name_claimed},
           {"name_trusted", credential.issuer_name_trusted}};
  put_trust(out, credential);
  if (const auto& successor = credential.successor) {
    out["successor"] = {
        {"id", successor->id}, {"name", successor->name}, {"since", format_date(successor->since)}};
  }
  if (const auto& ignored = credential.successor_ignored) {
    out["successor_ignored"] = {
        {"code", to_string(ignored->code)}, {"where", ignored->where}, {"detail", ignored->detail}};
  }
  return out;
}

Json to_json(const CredentialReport& credential) {
  Json out = Json::object();
  if (!credential.file.empty()) out["file"] = credential.file;
  out["format"] = to_string(credential.format);
  if (!credential.id.empty()) out["id"] = credential.id;
  if (!credential.digest.empty()) out["digest"] = credential.digest;
  out["type"] = credential.types;
  out["issuer"] = issuer_json(credential);
  if (!credential.subject_id.empty()) out["subject"] = {{"id", credential.subject_id}};
  if (credential.self_declared) out["self_declared"] = true;
  if (credential.valid_from) out["valid_from"] = format_instant(*credential.valid_from);
  if (credential.valid_until) out["valid_until"] = format_instant(*credential.valid_until);
  if (!credential.waiting_for.empty()) out["waiting_for"] = credential.waiting_for;
  out["checks"] = Json::array();
  for (const Check& check : credential.checks)
    out["checks"].push_back(to_json(check));
  out["record"] = credential.record ? learning_record::to_json(*credential.record) : Json(nullptr);
  out["verdict"] = to_string(credential.verdict());
  return out;
}

}  // namespace

Json to_json(const Report& report, std::string_view schema) {
  const Verdict verdict = report.verdict();
  Json out{{"schema", schema},
           {"at", format_instant(report.at)},
           {"verdict", to_string(verdict)},
           {"exit", exit_code(verdict)},
           {"policy", report.policy},
           {"credentials", Json::array()}};
  for (const CredentialReport& credential : report.credentials)
    out["credentials"].push_back(to_json(credential));
  if (report.requirement) out["requirement"] = to_json(*report.requirement);
  return out;
}

}  // namespace credenza::verify
