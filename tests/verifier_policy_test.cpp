// Rule files: what they may say, what in them cannot be meant, and what they make of a report.
#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/vectors.h"
#include "verifier/rule_file.h"
#include "verifier/ruling.h"

using namespace credenza;            // NOLINT(google-build-using-namespace)
using namespace credenza::verifier;  // NOLINT(google-build-using-namespace)
using verify::Check;
using verify::CheckName;
using verify::CredentialReport;
using verify::Outcome;
using verify::Report;
using verify::Ruling;
using verify::Verdict;

namespace {

const Instant k_now = test::at("2026-11-28T09:00:00Z");

RuleFile rules_of(const std::string& text) {
  auto rules = parse_rule_file("name = \"x\"\n" + text);
  REQUIRE(rules);
  return *std::move(rules);
}

/// A credential of `type` that is accepted.
CredentialReport accepted(const std::string& type) {
  CredentialReport credential;
  credential.issuer_id = "did:web:keurpunt.example";
  credential.subject_id = "did:key:zMarek";
  credential.types = {"VerifiableCredential"};
  credential.record = *test::record_from(test::sample_record_json());
  credential.record->type = type;
  credential.record->awarded = *parse_date("2026-06-12");
  credential.valid_from = test::at("2026-06-12T00:00:00Z");
  credential.valid_until = test::at("2027-01-14T22:59:59Z");
  for (const CheckName name : {CheckName::format, CheckName::proof, CheckName::validity,
                               CheckName::status, CheckName::trust})
    credential.checks.push_back({name, Outcome::passed, std::nullopt, ""});
  return credential;
}

CredentialReport but(CredentialReport credential, CheckName name, Outcome outcome, Code code) {
  for (Check& check : credential.checks)
    if (check.name == name) check = {name, outcome, fail(code, "", ""), ""};
  return credential;
}

Report report_of(std::vector<CredentialReport> credentials) {
  return {.at = k_now, .policy = "x", .credentials = std::move(credentials)};
}

Verdict answer(const RuleFile& rules, Report report) {
  hold_against(rules, report);
  require(rules, report);
  return report.verdict();
}

std::vector<std::string> places(const RuleFile& rules, bool errors) {
  std::vector<std::string> out;
  for (const Contradiction& each : find_contradictions(rules, k_now))
    if (each.is_error == errors) out.push_back(each.where);
  return out;
}

const std::string k_two = R"(
require = "both"
[rule.both]
all = ["vca", "practice"]
[rule.vca]
type = "SafetyCertificate"
[rule.practice]
type = "PracticeStatement"
)";

}  // namespace

TEST_CASE("verifier: a rule file that is wrong is refused with the place", "[policy]") {
  const std::string text = test::read_vector("policy/refused.json");
  const json::Document document = test::document(text);
  std::size_t seen = 0;
  for (const json::Cursor one : document.root().items()) {
    INFO(*one.string_at("name"));
    const auto read = parse_rule_file(*one.string_at("text"));
    REQUIRE_FALSE(read.has_value());
    CHECK(to_string(read.error().code) == *one.string_at("code"));
    CHECK(read.error().where == *one.string_at("where"));
    CHECK_FALSE(read.error().detail.empty());
    ++seen;
  }
  CHECK(seen > 40);
}

TEST_CASE("verifier: what nothing can meet is an error, what is only strange a warning",
          "[policy]") {
  CHECK(places(rules_of(k_two), true).empty());
  CHECK(places(rules_of(k_two), false).empty());
  CHECK(places(rules_of(k_two + "[accept]\ntypes = [\"SafetyCertificate\"]\n"), true) ==
        std::vector<std::string>{"rule practice, type"});
  CHECK(places(rules_of("require = \"a\"\n[accept]\nissuers = [\"did:web:a.example\"]\n"
                        "[rule.a]\nissuer = \"did:web:b.example\"\n"),
               true) == std::vector<std::string>{"rule a, issuer"});
  CHECK(places(rules_of("require = \"a\"\n[rule.a]\nat_least = 3\nof = [\"b\", \"c\"]\n"
                        "[rule.b]\ntype = \"T\"\n[rule.c]\ntype = \"U\"\n"),
               true) == std::vector<std::string>{"rule a, at_least"});
  CHECK(places(rules_of("[rule.a]\ntype = \"T\"\n"), false) == std::vector<std::string>{"require"});
  CHECK(places(rules_of("require = \"a\"\n[rule.a]\ntype = \"T\"\n[rule.b]\ntype = \"U\"\n"),
               false) == std::vector<std::string>{"rule b"});
  CHECK(places(rules_of("require = \"a\"\n[rule.a]\nany = [\"b\", \"c\"]\n[rule.b]\ntype = \"T\"\n"
                        "[rule.c]\nall = [\"b\", \"d\"]\n[rule.d]\ntype = \"U\"\n"),
               false) == std::vector<std::string>{"rule a"});
  CHECK(places(rules_of("[validity]\non = 2026-11-27\n"), false) ==
        std::vector<std::string>{"validity, on"});
  CHECK(places(rules_of("[status]\non_unreachable = \"accept\"\n"), false) ==
        std::vector<std::string>{"status, on_unreachable"});
}

TEST_CASE("verifier: types and issuers that a rule file does not name are not accepted",
          "[policy]") {
  const RuleFile types = rules_of("[accept]\ntypes = [\"SafetyCertificate\"]\n");
  CHECK(answer(types, report_of({accepted("SafetyCertificate")})) == Verdict::accepted);
  Report other = report_of({accepted("MicroCredential")});
  hold_against(types, other);
  CHECK(other.verdict() == Verdict::not_accepted);
  const Check* check = other.credentials[0].find(CheckName::policy);
  REQUIRE(check != nullptr);
  CHECK(check->reason->code == Code::forbidden);
  CHECK(check->reason->where == "accept.types");
  const RuleFile issuers = rules_of("[accept]\nissuers = [\"did:web:rtc-noordkade.example\"]\n");
  CHECK(answer(issuers, report_of({accepted("MicroCredential")})) == Verdict::not_accepted);
  // What is not proved is not held against anything.
  Report forged = report_of(
      {but(accepted("MicroCredential"), CheckName::proof, Outcome::failed, Code::bad_signature)});
  hold_against(types, forged);
  CHECK(forged.credentials[0].find(CheckName::policy) == nullptr);
}

TEST_CASE("verifier: a rule file asks about another day, and for time that is left", "[policy]") {
  const auto on = [](const std::string& day, CredentialReport credential) {
    return answer(rules_of("[validity]\non = " + day + "\n"), report_of({std::move(credential)}));
  };
  CHECK(on("2027-01-14", accepted("T")) == Verdict::accepted);
  CHECK(on("2027-01-15", accepted("T")) == Verdict::not_accepted);
  CHECK(on("2026-06-11", accepted("T")) == Verdict::not_accepted);
  // Not valid yet today, but on the day that counts.
  CredentialReport early =
      but(accepted("T"), CheckName::validity, Outcome::failed, Code::not_yet_valid);
  early.valid_from = test::at("2027-01-01T00:00:00Z");
  CHECK(on("2027-01-02", early) == Verdict::accepted);
  const auto left = [](const std::string& age) {
    return answer(rules_of("[validity]\nremaining = \"" + age + "\"\n"),
                  report_of({accepted("T")}));
  };
  CHECK(left("47d") == Verdict::accepted);
  CHECK(left("48d") == Verdict::not_accepted);
  CHECK(left("1y") == Verdict::not_accepted);
}

TEST_CASE("verifier: what is required is looked for among all that is given", "[policy]") {
  const RuleFile rules = rules_of(k_two);
  const CredentialReport vca = accepted("SafetyCertificate");
  const CredentialReport practice = accepted("PracticeStatement");
  const CredentialReport other = accepted("MboCertificate");
  const auto expired = [](const CredentialReport& credential) {
    return but(credential, CheckName::validity, Outcome::failed, Code::expired);
  };
  const auto unknown = [](const CredentialReport& credential) {
    return but(credential, CheckName::status, Outcome::indeterminate, Code::unavailable);
  };
  const auto unproved = [](const CredentialReport& credential) {
    return but(credential, CheckName::proof, Outcome::indeterminate, Code::unavailable);
  };
  const auto forged = [](const CredentialReport& credential) {
    return but(credential, CheckName::proof, Outcome::failed, Code::bad_signature);
  };
  CHECK(answer(rules, report_of({vca, practice})) == Verdict::accepted);
  CHECK(answer(rules, report_of({vca})) == Verdict::not_accepted);
  CHECK(answer(rules, report_of({})) == Verdict::not_accepted);
  // What nobody asked for does not count, unless it is forged.
  CHECK(answer(rules, report_of({vca, practice, expired(other)})) == Verdict::accepted);
  CHECK(answer(rules, report_of({vca, practice, forged(other)})) == Verdict::not_genuine);
  CHECK(answer(rules, report_of({expired(vca), practice})) == Verdict::not_accepted);
  CHECK(answer(rules, report_of({expired(vca), vca, practice})) == Verdict::accepted);
  CHECK(answer(rules, report_of({unknown(vca), practice})) == Verdict::undetermined);
  CHECK(answer(rules, report_of({unknown(vca)})) == Verdict::not_accepted);
  // Nobody knows what it is: it may be the one that is missing.
  CHECK(answer(rules, report_of({vca, unproved(other)})) == Verdict::undetermined);
}

TEST_CASE("verifier: at least so many of several, and one of several", "[policy]") {
  const std::string parts =
      "[rule.a]\ntype = \"A\"\n[rule.b]\ntype = \"B\"\n[rule.c]\ntype = \"C\"\n";
  const RuleFile two = rules_of(
      "require = \"two\"\n[rule.two]\nat_least = 2\nof = [\"a\", \"b\", "
      "\"c\"]\n" +
      parts);
  const RuleFile one =
      rules_of("require = \"one\"\n[rule.one]\nany = [\"a\", \"b\", \"c\"]\n" + parts);
  const CredentialReport unsure =
      but(accepted("C"), CheckName::status, Outcome::indeterminate, Code::unavailable);
  CHECK(answer(two, report_of({accepted("A"), accepted("C")})) == Verdict::accepted);
  CHECK(answer(two, report_of({accepted("A"), accepted("A")})) == Verdict::not_accepted);
  CHECK(answer(two, report_of({accepted("A"), unsure})) == Verdict::undetermined);
  CHECK(answer(two, report_of({unsure})) == Verdict::not_accepted);
  CHECK(answer(one, report_of({accepted("B")})) == Verdict::accepted);
  CHECK(answer(one, report_of({unsure})) == Verdict::undetermined);
  CHECK(answer(one, report_of({accepted("D")})) == Verdict::not_accepted);
}

TEST_CASE("verifier: each thing that a rule asks for keeps another credential out", "[policy]") {
  const auto met = [](const std::string& rule, const CredentialReport& credential) {
    return answer(rules_of("require = \"a\"\n[rule.a]\n" + rule), report_of({credential})) ==
           Verdict::accepted;
  };
  CredentialReport vca = accepted("SafetyCertificate");
  vca.record->registration.scheme = "VCA-VOL";
  CHECK(met("scheme = \"VCA-VOL\"\n", vca));
  CHECK_FALSE(met("scheme = \"VCA-B\"\n", vca));
  CHECK(met("issuer = \"did:web:keurpunt.example\"\n", vca));
  CHECK_FALSE(met("issuer = \"did:web:rtc-noordkade.example\"\n", vca));
  CHECK(met("newer_than = \"170d\"\n", vca));
  CHECK_FALSE(met("newer_than = \"168d\"\n", vca));
  CHECK(met("newer_than = \"1y\"\n", vca));
  vca.record->achievement.levels = {
      {.id = "", .name = {}, .framework = "EQF", .code = "3", .description = {}}};
  CHECK(met("eqf = 3\n", vca));
  CHECK_FALSE(met("eqf = 4\n", vca));
  vca.record->achievement.outcomes = {{.id = "http://skills.example/lift",
                                       .name = {},
                                       .framework = {},
                                       .code = {},
                                       .description = {}}};
  CHECK(met("skill = \"http://skills.example/lift\"\n", vca));
  CHECK_FALSE(met("skill = \"http://skills.example/drive\"\n", vca));
  // F14: what somebody says of themselves is no proof, unless own words are enough.
  vca.subject_id = vca.issuer_id;
  CHECK_FALSE(met("type = \"SafetyCertificate\"\n", vca));
  CHECK(met("type = \"SafetyCertificate\"\nself_declared = true\n", vca));
}

TEST_CASE("verifier: a rule decides only what could not be reached", "[policy]") {
  const auto ruled = [](CredentialReport credential, Ruling ruling) {
    rule_on_unreachable(credential, ruling);
    return credential.verdict();
  };
  const auto status = [](Code code) {
    return but(accepted("T"), CheckName::status, Outcome::indeterminate, code);
  };
  CHECK(ruled(status(Code::unavailable), Ruling::none) == Verdict::undetermined);
  CHECK(ruled(status(Code::unavailable), Ruling::accepted) == Verdict::accepted);
  CHECK(ruled(status(Code::unavailable), Ruling::rejected) == Verdict::not_accepted);
  // A list that is forged was reached.
  CHECK(ruled(status(Code::bad_signature), Ruling::accepted) == Verdict::undetermined);
  // An old list that did withdraw it.
  CredentialReport withdrawn = status(Code::unavailable);
  for (Check& check : withdrawn.checks)
    if (check.name == CheckName::status) check.remark = verify::Remark::was_withdrawn;
  CHECK(ruled(withdrawn, Ruling::accepted) == Verdict::undetermined);
  // Without the issuer's key nothing is proved, and no rule makes up for that.
  CHECK(ruled(but(accepted("T"), CheckName::proof, Outcome::indeterminate, Code::unavailable),
              Ruling::accepted) == Verdict::undetermined);
  CredentialReport expired =
      but(status(Code::unavailable), CheckName::validity, Outcome::failed, Code::expired);
  CHECK(ruled(expired, Ruling::accepted) == Verdict::undetermined);
}

TEST_CASE("verifier: a rule file is told in the words of its reader", "[policy]") {
  const RuleFile rules = rules_of(R"(
require = "vca"
[accept]
holder = "required"
[status]
max_age = "24h"
on_unreachable = "reject"
[validity]
on = 2027-03-03
[rule.vca]
label = { nl = "veiligheid", en = "safety" }
type = "SafetyCertificate"
newer_than = "1y"
)");
  const std::string dutch = explain(rules, host::Language::nl);
  CHECK_THAT(dutch,
             Catch::Matchers::Contains("veiligheid: SafetyCertificate, niet ouder dan 1 jaar"));
  CHECK_THAT(dutch, Catch::Matchers::Contains("aan het eind van 2027-03-03"));
  CHECK_THAT(dutch, Catch::Matchers::Contains("verplicht"));
}
