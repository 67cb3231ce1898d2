// What ends, by whose rule: law, scheme, the certificate's own word, custom, employer.
#include <catch2/catch.hpp>

#include "support/vectors.h"
#include "wallet/calendar.h"
#include "wallet/expiry.h"
#include "wallet/supersede.h"
#include "wallet/texts.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

HeldCredential held(Id id, const std::string& awarded, const std::string& until = "") {
  HeldCredential one{id, {}};
  one.held.title = {{"nl", "Veilig werken met de reachtruck"}};
  one.held.type = "SafetyCertificate";
  one.held.issuer_id = "did:web:keurpunt.example";
  one.held.issuer_name = "Keurpunt Examens";
  one.held.credential_id = "urn:uuid:" + std::to_string(id);
  one.held.achievement = "https://keurpunt.example/reachtruck";
  one.held.person = "Marek Nowak";
  one.held.awarded = awarded;
  one.held.verdict = verify::Verdict::accepted;
  if (!until.empty()) one.held.valid_until = *end_of_day_in_amsterdam(*parse_date(until));
  return one;
}

const std::string k_rules = R"(
[[rule]]
kind = "employer"
name = "Brouwer"
reason = "op ons terrein"
years = 5
equipment = "Reachtruck"

[[rule]]
kind = "custom"
name = "branche-logistiek"
reason = "elk jaar herhalen is de gewoonte"
months = 12
scheme = "BHV"
)";

Error refused(const std::string& text) {
  const auto rules = parse_rules(text);
  REQUIRE_FALSE(rules);
  return rules.error();
}

}  // namespace

TEST_CASE("wallet: law, scheme, own end, custom and employer are told apart", "[expiry]") {
  std::vector<HeldCredential> all{held(1, "2026-01-15", "2027-01-14"), held(2, "2025-11-30"),
                                  held(3, "2026-07-02"), held(4, "2026-01-01", "2030-01-01"),
                                  held(5, "2026-01-01", "2030-01-02")};
  all[0].held.basis.scheme = "VCA-VOL";
  all[1].held.basis.scheme = "bhv";
  all[2].held.basis.equipment = "reachtruck";
  all[3].held.basis = {"Arbobesluit 7.17c", "Veilig Werk", "", ""};
  const auto rules = parse_rules(k_rules);
  REQUIRE(rules);
  const auto ends = find_ends(all, *rules);
  REQUIRE(ends.size() == 5);
  CHECK(ends[0].what->id == 2);
  CHECK(ends[0].cause == Cause::custom);
  CHECK(ends[0].basis == "branche-logistiek");
  CHECK(ends[0].reason == "elk jaar herhalen is de gewoonte");
  CHECK(format_instant(*ends[0].last) == "2026-11-30T22:59:59Z");
  CHECK(ends[1].cause == Cause::scheme);
  CHECK(ends[1].basis == "VCA-VOL");
  CHECK(format_instant(*ends[1].last) == "2027-01-14T22:59:59Z");
  CHECK(ends[2].cause == Cause::law);
  CHECK(ends[2].basis == "Arbobesluit 7.17c (Veilig Werk)");
  CHECK(ends[3].cause == Cause::certificate);
  CHECK(ends[4].cause == Cause::employer);
  // Summer time: the day ends an hour earlier in UTC.
  CHECK(format_instant(*ends[4].last) == "2031-07-02T21:59:59Z");
}

TEST_CASE("wallet: what is withdrawn, replaced or forged does not end; what cannot be told is due",
          "[expiry]") {
  std::vector<HeldCredential> all{held(1, "2026-01-15", "2027-01-14"),
                                  held(2, "2026-01-15", "2027-01-14"),
                                  held(3, "2026-01-15", "2027-01-14"), held(4, "")};
  all[0].held.verdict = verify::Verdict::not_accepted;
  all[0].held.code = "revoked";
  all[1].held.superseded_by = 9;
  all[2].held.verdict = verify::Verdict::not_genuine;
  all[3].held.basis.equipment = "reachtruck";
  const auto rules = parse_rules(k_rules);
  const auto ends = find_ends(all, *rules);
  REQUIRE(ends.size() == 1);
  CHECK_FALSE(ends[0].last.has_value());
  CHECK(is_due(ends[0], test::at("2026-11-20T12:00:00Z"), 0));
}

TEST_CASE("wallet: days are counted in the Netherlands", "[expiry]") {
  const Instant last = test::at("2027-01-14T22:59:59Z");
  CHECK(days_left(last, test::at("2026-11-20T12:00:00Z")) == 55);
  CHECK(days_left(last, test::at("2027-01-13T23:00:00Z")) == 0);  // past midnight there
  CHECK(days_left(last, test::at("2027-01-13T22:59:59Z")) == 1);
  CHECK(days_left(last, test::at("2027-01-15T10:00:00Z")) == -1);
  const End end{nullptr, Cause::law, {}, {}, last};
  CHECK(is_due(end, test::at("2026-11-20T12:00:00Z"), 55));
  CHECK_FALSE(is_due(end, test::at("2026-11-20T12:00:00Z"), 54));
  CHECK(is_due(end, test::at("2027-01-20T12:00:00Z"), 6));
  CHECK_FALSE(is_due(end, test::at("2027-01-20T12:00:00Z"), 5));
  CHECK(amsterdam_text(last, Language::nl) == "14-01-2027");
  CHECK(amsterdam_text(test::at("2031-06-12T09:00:00Z"), Language::nl) == "12-06-2031 11:00");
  CHECK(amsterdam_text(test::at("2026-03-29T00:30:00Z"), Language::en) == "2026-03-29 01:30");
  CHECK(amsterdam_text(test::at("2026-03-29T10:30:00Z"), Language::en) == "2026-03-29 12:30");
}

TEST_CASE("wallet: a rule counts to the last day of a shorter month", "[expiry]") {
  std::vector<HeldCredential> all{held(1, "2024-02-29")};
  all[0].held.basis.scheme = "BHV";
  const auto ends = find_ends(all, *parse_rules(k_rules));
  REQUIRE(ends.size() == 1);
  CHECK(format_date(date_in_amsterdam(*ends[0].last)) == "2025-02-28");
}

TEST_CASE("wallet: a file of rules is refused at its place", "[expiry]") {
  const std::string good = "[[rule]]\nkind='custom'\nname='n'\nreason='r'\nscheme='s'\n";
  CHECK(parse_rules(good + "months=1").has_value());
  CHECK(parse_rules("")->empty());
  CHECK(refused("[[rule]\n").where == "line 1");
  // Headers that go on with no key.
  for (const std::string header : {"[[[", "[[[a]]]", "[=]", "[[=1]]", "[.a]", "[[ {a} ]]", "[#"}) {
    INFO(header);
    CHECK(refused(header + "\n").code == Code::malformed);
  }
  CHECK(refused(std::string(10000, '[') + std::string(10000, ']')).code == Code::malformed);
  CHECK(refused("a = " + std::string(10000, '[') + std::string(10000, ']')).code ==
        Code::malformed);
  CHECK(refused(good).where == "rule 1, months");
  CHECK(refused(good).code == Code::missing);
  CHECK(refused(good + "months=0").where == "rule 1, months");
  CHECK(refused(good + "months='3'").code == Code::malformed);
  CHECK(refused(good + "months=1\nyears=1").where == "rule 1, years");
  CHECK(refused(good + "years=101").code == Code::out_of_range);
  CHECK(refused(good + "months=1\ncolour='x'").where == "rule 1, colour");
  CHECK(refused("[[rule]]\nkind='law'").where == "rule 1, kind");
  CHECK(refused("[[rule]]\nkind='custom'\nname='n'\nreason='r'\nmonths=1").where == "rule 1");
  CHECK(refused("[[rule]]\nkind='custom'\nname='n'\nscheme='s'\nmonths=1").where ==
        "rule 1, reason");
  CHECK(refused("[[rule]]\nkind='custom'\nname=\"a\\u001b[31m\"").where == "rule 1, name");
  CHECK(refused("rules = 1").code == Code::unsupported);
  CHECK(refused(std::string(70000, '#')).code == Code::out_of_range);
  std::string many;
  for (int i = 0; i < 201; ++i)
    many += good + "months=1\n";
  CHECK(refused(many).where == "rule 201");
}

TEST_CASE("wallet: a time span is days or weeks", "[expiry]") {
  CHECK(*parse_days("90d") == 90);
  CHECK(*parse_days("12w") == 84);
  CHECK(*parse_days("0d") == 0);
  for (const char* text : {"", "d", "90", "90m", "-1d", "1.5d", "9999d", "999999999d"})
    CHECK_FALSE(parse_days(text).has_value());
}

TEST_CASE("wallet: a newer one takes the place of an older one", "[supersede]") {
  std::vector<HeldCredential> all{held(1, "2026-01-15", "2027-01-14"),
                                  held(2, "2026-11-20", "2036-11-19")};
  SECTION("of the same achievement, issuer and person, ending later") {
    const auto changed = find_superseded(all);
    REQUIRE(changed.size() == 1);
    CHECK(changed[0].id == 1);
    CHECK(changed[0].held.superseded_by == std::optional<Id>(2));
  }
  SECTION("not of another person, issuer or achievement") {
    all[1].held.person = "Marek Nowakowski";
    CHECK(find_superseded(all).empty());
    all[1].held.person = "Marek Nowak";
    all[1].held.issuer_id = "did:web:elders.example";
    CHECK(find_superseded(all).empty());
    all[1].held.issuer_id = all[0].held.issuer_id;
    all[1].held.achievement = "https://keurpunt.example/heftruck";
    CHECK(find_superseded(all).empty());
  }
  SECTION("not when it is not proved, or withdrawn") {
    all[1].held.verdict = verify::Verdict::undetermined;
    CHECK(find_superseded(all).empty());
    all[1].held.verdict = verify::Verdict::not_accepted;
    all[1].held.code = "revoked";
    CHECK(find_superseded(all).empty());
    all[1].held.code = "expired";
    CHECK(find_superseded(all).size() == 1);
  }
  SECTION("not what has no end, and not one that ends earlier") {
    all[0].held.valid_until.reset();
    CHECK(find_superseded(all).empty());
    all[0].held.valid_until = test::at("2040-01-01T00:00:00Z");
    CHECK(find_superseded(all).empty());
  }
  SECTION("that it names, whatever the rest; only its issuer may") {
    all[1].held.achievement = "";
    all[1].held.replaces = "urn:uuid:1";
    CHECK(find_superseded(all).size() == 1);
    all[1].held.issuer_id = "did:web:elders.example";
    CHECK(find_superseded(all).empty());
  }
  SECTION("and gives it back when it goes") {
    all[0].held.superseded_by = 2;
    all.pop_back();
    const auto changed = find_superseded(all);
    REQUIRE(changed.size() == 1);
    CHECK_FALSE(changed[0].held.superseded_by.has_value());
  }
}

TEST_CASE("wallet: a calendar folds at 75 octets, escapes, and ends lines in CRLF", "[calendar]") {
  const std::string text = calendar_text(
      {{"a;b",
        *parse_date("2027-01-14"),
        "Verloopt: VCA, type B; \\ " + std::string(40, 'x') + std::string("ëëëëëëëëëëëëëëëëëëëë"),
        "regel 1\nregel 2",
        {60, 14}}},
      test::at("2026-11-20T09:00:00Z"));
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = text.find("\r\n", begin);
    REQUIRE(end != std::string::npos);
    CHECK(end - begin <= 75);
    // No character is torn apart.
    CHECK((static_cast<unsigned char>(text[begin + (text[begin] == ' ' ? 1 : 0)]) & 0xC0U) !=
          0x80U);
    begin = end + 2;
  }
  CHECK(text.find("SUMMARY:Verloopt: VCA\\, type B\\; \\\\ x") != std::string::npos);
  CHECK(text.find("DESCRIPTION:regel 1\\nregel 2\r\n") != std::string::npos);
  CHECK(text.find("DTSTART;VALUE=DATE:20270114\r\nDTEND;VALUE=DATE:20270115\r\n") !=
        std::string::npos);
  CHECK(text.find("DTSTAMP:20261120T090000Z\r\n") != std::string::npos);
  CHECK(text.find("TRIGGER:-P60D\r\n") != std::string::npos);
}
