// What the wallet tells of a check, and of what it holds.
#include <catch2/catch.hpp>

#include "support/vectors.h"
#include "wallet/texts.h"

namespace test = credenza::test;
using Catch::Matchers::Contains;
using credenza::Code;
using credenza::Error;
using credenza::host::Language;
using credenza::verify::Check;
using credenza::verify::CheckName;
using credenza::verify::CredentialReport;
using credenza::verify::Outcome;
using credenza::verify::Remark;

namespace {

std::string told(Check check, Language language) {
  CredentialReport report;
  report.checks = {{CheckName::format, Outcome::passed, std::nullopt, {}}};
  if (check.name != CheckName::proof)
    report.checks.push_back({CheckName::proof, Outcome::passed, std::nullopt, {}});
  report.checks.push_back(std::move(check));
  return credenza::wallet::render(report, language);
}

}  // namespace

TEST_CASE("the wallet tells replaced from withdrawn, and names the day", "[wallet]") {
  Check replaced{CheckName::status, Outcome::failed, Error{Code::superseded, "/x", "x"}, {}};
  CHECK_THAT(told(replaced, Language::en),
             Contains("replaced by a newer version; ask for that one"));
  replaced.day = *credenza::parse_date("2026-07-03");
  CHECK_THAT(told(replaced, Language::en),
             Contains("replaced on 3-7-2026 by a newer version; ask for that one\n") &&
                 !Contains("withdrawn"));
  CHECK_THAT(told(replaced, Language::nl),
             Contains("op 3-7-2026 vervangen door een nieuwere versie; vraag daarom\n") &&
                 !Contains("ingetrokken"));
  credenza::wallet::Held held;
  held.verdict = credenza::verify::Verdict::not_accepted;
  held.code = "superseded";
  const credenza::Instant now = test::at("2026-07-05T12:00:00Z");
  CHECK(credenza::wallet::state_word(held, now) == "superseded");
  CHECK(credenza::wallet::state_text(held, now).in(Language::en) == "! replaced");
  CHECK(credenza::wallet::state_text(held, now).in(Language::nl) == "! vervangen");
}

TEST_CASE("the wallet tells of a stolen key, and of an old status list", "[wallet]") {
  const Check stolen{CheckName::proof, Outcome::indeterminate, Error{Code::revoked, "x", "x"}, {}};
  CHECK_THAT(told(stolen, Language::en), Contains("made with a key that was stolen"));
  CHECK_THAT(told(stolen, Language::nl), Contains("gemaakt met een gestolen sleutel"));
  Check early{CheckName::proof, Outcome::passed, std::nullopt, {}};
  early.remark = Remark::before_theft;
  early.day = *credenza::parse_date("2026-03-03");
  CHECK_THAT(told(early, Language::en), Contains("its key was stolen later, on 3-3-2026"));
  CHECK_THAT(told(early, Language::nl), Contains("de sleutel is later gestolen, op 3-3-2026"));
  Check old{CheckName::status, Outcome::indeterminate, Error{Code::unavailable, "x", "x"}, {}};
  old.remark = Remark::was_in_force;
  old.day = *credenza::parse_date("2026-06-11");
  CHECK_THAT(told(old, Language::en), Contains("the last list is of 11-6-2026"));
  CHECK_THAT(told(old, Language::nl), Contains("de laatste lijst is van 11-6-2026"));
  Check newer{CheckName::status, Outcome::passed, std::nullopt, {}};
  newer.remark = Remark::newer_version;
  newer.day = *credenza::parse_date("2026-07-03");
  CHECK_THAT(told(newer, Language::en), Contains("a newer version is there since 3-7-2026"));
}

TEST_CASE("a day is shown as the reader's language writes it", "[wallet]") {
  using credenza::wallet::date_text;
  const auto day = credenza::date_in_amsterdam(test::at("2025-08-31T22:00:00Z"));
  CHECK(date_text(day, Language::nl) == "01-09-2025");
  CHECK(date_text(day, Language::en) == "2025-09-01");
}

TEST_CASE("a key that is not known yet is told as that, and not as one that could not be had",
          "[wallet]") {
  Check check{CheckName::proof,
              Outcome::indeterminate,
              credenza::fail(Code::unavailable, "/proof", "x"),
              {}};
  check.remark = Remark::unknown_key;
  CHECK_THAT(told(check, Language::en),
             Contains("signed with a key of the issuer that is not known yet, or a forgery"));
  check.day = *credenza::parse_date("2026-06-21");
  CHECK_THAT(told(check, Language::en), Contains("those of the issuer of 21-6-2026"));
  CHECK_THAT(told(check, Language::nl), Contains("niet bij de uitgever bekend is op 21-6-2026"));
}
