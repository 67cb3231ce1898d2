#include <cstdlib>

#include <catch2/catch.hpp>

#include "support/records.h"
#include "support/rendered_report.h"
#include "support/vectors.h"
#include "verifier/render.h"

namespace test = credenza::test;
using Catch::Matchers::Contains;
using credenza::Code;
using credenza::Error;
using credenza::parse_date;
using credenza::host::Language;
using credenza::test::accepted;
using credenza::test::shown;
using credenza::verifier::render;
using credenza::verify::Check;
using credenza::verify::CheckName;
using credenza::verify::CredentialReport;
using credenza::verify::Outcome;
using credenza::verify::Remark;
using credenza::verify::Report;

namespace {

/// The same, but for one check.
CredentialReport but(CheckName name, Outcome outcome, Error error) {
  CredentialReport credential = accepted();
  for (Check& check : credential.checks) {
    if (check.name == name) check = {name, outcome, std::move(error), ""};
  }
  if (name == CheckName::trust) credential.issuer_name_trusted.clear();
  return credential;
}

/// A credential of which nothing is proved.
CredentialReport unproved(Outcome outcome, Error error) {
  CredentialReport credential;
  credential.file = "magazijn.json";
  credential.checks.push_back({CheckName::format, Outcome::passed, std::nullopt, ""});
  credential.checks.push_back({CheckName::proof, outcome, std::move(error), ""});
  credential.checks.push_back(
      {CheckName::status, Outcome::not_applicable, std::nullopt, "not looked at"});
  return credential;
}

std::string last_lines(const std::string& text, int count) {
  std::size_t at = text.size();
  for (int i = 0; i <= count && at != std::string::npos && at > 0; ++i)
    at = text.rfind('\n', at - 1);
  return text.substr(at == std::string::npos ? 0 : at + 1);
}

}  // namespace

TEST_CASE("render shows an accepted credential, in English", "[verifier]") {
  CHECK(shown({accepted()}) ==
        R"(magazijn.json
  what        Veilig werken in het magazijn
  person      Sanne van der Heijden
  issuer      ROC Waterkant (mbo) (did:web:rocwaterkant.example)
  awarded     2026-06-12
  valid from  2026-06-12
  valid until 2031-06-12
  ✔ ok        format         this is a digital certificate
  ✔ ok        signature      signed by the issuer, not changed since
  ✔ ok        dates          valid today
  – n/a       owner          a file, not shown by its owner from a wallet
  ✔ ok        status         not withdrawn
  – n/a       schema         there is no schema that is checked
  ✔ ok        issuer         the issuer is on your list
  ✔ ok        content        the content is complete
  Result:     accepted
)");
}

TEST_CASE("render shows an accepted credential, in Dutch", "[verifier]") {
  CHECK(shown({accepted()}, Language::nl) ==
        R"(magazijn.json
  wat         Veilig werken in het magazijn
  persoon     Sanne van der Heijden
  uitgever    ROC Waterkant (mbo) (did:web:rocwaterkant.example)
  behaald     12-06-2026
  geldig van  12-06-2026
  geldig tot  12-06-2031
  ✔ goed      vorm           dit is een digitaal certificaat
  ✔ goed      handtekening   ondertekend door de uitgever, daarna niet veranderd
  ✔ goed      datums         vandaag geldig
  – n.v.t.    eigenaar       een bestand, niet door de eigenaar getoond
  ✔ goed      status         niet ingetrokken
  – n.v.t.    schema         er is geen schema om te controleren
  ✔ goed      uitgever       de uitgever staat op uw lijst
  ✔ goed      inhoud         de inhoud is compleet
  Uitslag:    goedgekeurd
)");
}

TEST_CASE("render shows what is not genuine, and nothing of what it says", "[verifier]") {
  const auto forged =
      unproved(Outcome::failed, {Code::bad_signature, "/proof", "the signature does not verify"});
  CHECK(shown({forged}) ==
        R"(magazijn.json
  ✔ ok        format         this is a digital certificate
  ✘ no        signature      changed after signing, or not signed by this issuer
    detail: the signature does not verify (/proof)
  – n/a       status         not looked at
  Result:     NOT GENUINE: changed after signing, or not signed by this issuer
  Next:       Do not accept it. Ask the person for the original file, or ask the issuer.
)");
  CHECK(last_lines(shown({forged}, Language::nl), 2) ==
        R"(  Uitslag:    NIET ECHT: veranderd na het ondertekenen, of niet van deze uitgever
  Wat nu:     Accepteer het niet. Vraag de persoon om het originele bestand, of vraag het de uitgever.
)");
}

TEST_CASE("render says why something genuine is not accepted, and what to do", "[verifier]") {
  struct Case {
    CheckName name;
    Code code;
    const char* en;
    const char* nl;
  };
  for (const Case& c : {
           Case{CheckName::validity, Code::expired,
                "  Result:     genuine, but not accepted: expired\n"
                "  Next:       Ask the person for a renewed one.\n",
                "  Uitslag:    echt, maar niet goedgekeurd: verlopen\n"
                "  Wat nu:     Vraag de persoon om een vernieuwd bewijs.\n"},
           Case{CheckName::status, Code::revoked,
                "  Result:     genuine, but not accepted: withdrawn by the issuer\n"
                "  Next:       Do not rely on it. Ask the person why, and whether there is a newer "
                "one.\n",
                "  Uitslag:    echt, maar niet goedgekeurd: ingetrokken door de uitgever\n"
                "  Wat nu:     Reken er niet op. Vraag de persoon waarom, en of er een nieuwer "
                "bewijs is.\n"},
           Case{
               CheckName::status, Code::suspended,
               "  Result:     genuine, but not accepted: put on hold by the issuer\n"
               "  Next:       Ask the issuer how long, and check it again.\n",
               "  Uitslag:    echt, maar niet goedgekeurd: tijdelijk geblokkeerd door de uitgever\n"
               "  Wat nu:     Vraag de uitgever hoe lang, en controleer het opnieuw.\n"},
           Case{CheckName::trust, Code::untrusted,
                "  Result:     genuine, but not accepted: the issuer is not on your list\n"
                "  Next:       Find out by another way who this is. If you trust them: "
                "credenza-verifier trust add "
                "did:web:rocwaterkant.example --name NAME\n",
                "  Uitslag:    echt, maar niet goedgekeurd: de uitgever staat niet op uw lijst\n"
                "  Wat nu:     Zoek langs een andere weg uit wie dit is. Vertrouwt u ze: "
                "credenza-verifier trust add "
                "did:web:rocwaterkant.example --name NAAM\n"},
       }) {
    const auto credential = but(c.name, Outcome::failed, {c.code, "/x", "technical"});
    CHECK(last_lines(shown({credential}), 2) == c.en);
    CHECK(last_lines(shown({credential}, Language::nl), 2) == c.nl);
  }
  CHECK_THAT(
      shown({but(CheckName::trust, Outcome::failed, {Code::forbidden, "/type", "x"})}),
      Contains("genuine, but not accepted: the issuer may not issue this kind, says your list"));
  CHECK_THAT(shown({but(CheckName::trust, Outcome::failed, {Code::expired, "/issuer", "x"})}),
             Contains("genuine, but not accepted: the issuer was on your list, but no longer"));
  CHECK_THAT(
      shown({but(CheckName::record, Outcome::failed, {Code::missing, "/x", "x"})}),
      Contains("genuine, but not accepted: the content does not follow the rules of its kind"));
}

TEST_CASE("render names the day on which a credential expired, or will be valid", "[verifier]") {
  auto old = but(CheckName::validity, Outcome::failed, {Code::expired, "/validUntil", "x"});
  old.valid_until = test::at("2026-06-30T09:00:00Z");
  CHECK_THAT(shown({old}), Contains("genuine, but not accepted: expired on 2026-06-30\n"));
  CHECK_THAT(shown({old}, Language::nl),
             Contains("echt, maar niet goedgekeurd: verlopen op 30-06-2026\n"));
  auto early = but(CheckName::validity, Outcome::failed, {Code::not_yet_valid, "/validFrom", "x"});
  early.valid_from = test::at("2026-08-01T09:00:00Z");
  CHECK_THAT(shown({early}),
             Contains("genuine, but not accepted: not valid yet, starts on 2026-08-01\n"));
  // Local dates: what ends at midnight in Amsterdam ended on the day before.
  old.valid_until = test::at("2026-06-30T22:30:00Z");
  const Report report{.at = test::at("2026-07-02T12:00:00Z"), .policy = "", .credentials = {old}};
  ::setenv("TZ", "CET-2", 1);
  CHECK_THAT(render(report, {}), Contains("expired on 2026-07-01"));
}

TEST_CASE("render says what could not be checked, and what would help", "[verifier]") {
  const auto unreachable =
      unproved(Outcome::indeterminate, {Code::unavailable, "https://a.example/", "no connection"});
  CHECK(last_lines(shown({unreachable}), 2) ==
        "  Result:     COULD NOT CHECK: the key of the issuer could not be fetched\n"
        "  Next:       Check it again with a network, or give a copy of what the issuer publishes: "
        "--published DIR\n");
  CHECK(last_lines(shown({unreachable}, Language::nl), 2) ==
        "  Uitslag:    NIET TE CONTROLEREN: de sleutel van de uitgever was niet op te halen\n"
        "  Wat nu:     Controleer het opnieuw met internet, of geef een kopie van wat de uitgever "
        "publiceert: "
        "--published MAP\n");
  CHECK_THAT(shown({but(CheckName::status, Outcome::indeterminate, {Code::unavailable, "x", "x"})}),
             Contains("? unknown   status         the list of withdrawals could not be fetched, or "
                      "is too old\n") &&
                 Contains("COULD NOT CHECK"));
  CHECK_THAT(
      shown({but(CheckName::status, Outcome::indeterminate, {Code::bad_signature, "x", "x"})}),
      Contains("COULD NOT CHECK: the list of withdrawals cannot be relied on"));
  CHECK_THAT(
      shown({but(CheckName::holder_binding, Outcome::indeterminate, {Code::mismatch, "x", "x"})}),
      Contains("COULD NOT CHECK: made for one reader, and you did not say who you are") &&
          Contains("--audience"));
  CHECK_THAT(shown({but(CheckName::format, Outcome::indeterminate, {Code::unsupported, "x", "x"})}),
             Contains("a kind of certificate that this version cannot read"));
}

TEST_CASE("render tells replaced from withdrawn, and names the day", "[verifier]") {
  auto replaced = but(CheckName::status, Outcome::failed, {Code::superseded, "/x", "technical"});
  CHECK_THAT(shown({replaced}),
             Contains("accepted: replaced by a newer version; ask for that "
                      "one\n  Next:       Ask the person for the newer version."));
  for (Check& check : replaced.checks) {
    if (check.name == CheckName::status) check.day = *parse_date("2026-07-03");
  }
  CHECK(last_lines(shown({replaced}), 2) ==
        "  Result:     genuine, but not accepted: replaced on 3-7-2026 by a newer version; ask for "
        "that one\n  Next:       Ask the person for the newer version.\n");
  CHECK(
      last_lines(shown({replaced}, Language::nl), 2) ==
      "  Uitslag:    echt, maar niet goedgekeurd: op 3-7-2026 vervangen door een nieuwere versie; "
      "vraag daarom\n  Wat nu:     Vraag de persoon om de nieuwere versie.\n");
  CHECK_THAT(shown({replaced}), !Contains("withdrawn"));
}

TEST_CASE("render says what a remark adds to a check", "[verifier]") {
  const auto with = [](CheckName name, Remark remark, Outcome outcome = Outcome::passed) {
    CredentialReport credential = accepted();
    for (Check& check : credential.checks) {
      if (check.name != name) continue;
      check.outcome = outcome;
      if (outcome == Outcome::indeterminate) check.reason = Error{Code::unavailable, "x", "x"};
      check.remark = remark;
      check.day = *parse_date("2026-06-11");
    }
    return credential;
  };
  const auto newer = with(CheckName::status, Remark::newer_version);
  CHECK_THAT(shown({newer}),
             Contains("not withdrawn; the issuer has a newer version of it, since 11-6-2026\n"));
  CHECK_THAT(shown({newer}, Language::nl),
             Contains("niet ingetrokken; de uitgever heeft er een nieuwere versie van, sinds "
                      "11-6-2026\n"));
  const auto early = with(CheckName::proof, Remark::before_theft);
  CHECK_THAT(shown({early}),
             Contains("not changed since; its key was stolen later (11-6-2026), and the issuer "
                      "confirms that this one was made before\n"));
  CHECK_THAT(shown({early}, Language::nl),
             Contains("de sleutel is later gestolen (11-6-2026), en de uitgever bevestigt dat dit "
                      "bewijs van daarvoor is\n"));
}

TEST_CASE("render says how old a status list is, and how old it may be", "[verifier]") {
  const auto aged = [](Remark remark, std::chrono::hours age, std::chrono::hours limit) {
    CredentialReport credential = accepted();
    for (Check& check : credential.checks) {
      if (check.name != CheckName::status) continue;
      check = {CheckName::status, Outcome::indeterminate, Error{Code::unavailable, "x", "x"}, ""};
      check.remark = remark;
      check.day = *parse_date("2026-06-11");
      check.age = age;
      check.limit = limit;
    }
    return credential;
  };
  using std::chrono::hours;
  const auto old = aged(Remark::was_in_force, hours{49}, hours{24});
  CHECK_THAT(shown({old}), Contains("COULD NOT CHECK: status as of 11-6-2026: not withdrawn; older "
                                    "than your limit of 24 h: 49 h old\n"));
  CHECK_THAT(shown({old}, Language::nl),
             Contains("NIET TE CONTROLEREN: status van 11-6-2026: niet ingetrokken; ouder dan uw "
                      "grens van 24 uur: 49 uur oud\n"));
  const auto out = aged(Remark::was_withdrawn, hours{400}, hours{168});
  CHECK_THAT(shown({out}), Contains("status as of 11-6-2026: withdrawn; older than your limit of 7 "
                                    "days: 17 days old\n"));
  CHECK_THAT(shown({out}, Language::nl),
             Contains("ingetrokken; ouder dan uw grens van 7 dagen: 17 dagen oud\n"));
  const auto ended = aged(Remark::was_in_force, hours{400}, hours{0});
  CHECK_THAT(shown({ended}), Contains("that list is 17 days old and holds no longer\n"));
  CHECK_THAT(shown({ended}, Language::nl),
             Contains("die lijst is 17 dagen oud en geldt niet meer\n"));
}

TEST_CASE("render puts no cross before what is no fault of the certificate", "[verifier]") {
  struct OfTime {
    CheckName name;
    Code code;
    const char* en;
    const char* nl;
  };
  for (const OfTime& one :
       {OfTime{CheckName::status, Code::superseded, "  ! replaced  status", "  ! vervangen status"},
        OfTime{CheckName::status, Code::suspended, "  ! on hold   status", "  ! geschorst status"},
        OfTime{CheckName::validity, Code::expired, "  ! expired   dates", "  ! verlopen  datums"},
        OfTime{CheckName::validity, Code::not_yet_valid, "  ! not yet   dates",
               "  ! nog niet  datums"}}) {
    const auto credential = but(one.name, Outcome::failed, {one.code, "/x", "x"});
    CHECK_THAT(shown({credential}), Contains(one.en) && !Contains("✘"));
    CHECK_THAT(shown({credential}, Language::nl), Contains(one.nl) && !Contains("✘"));
    const Report report{
        .at = test::at("2026-07-02T12:00:00Z"), .policy = "", .credentials = {credential}};
    // Nor is it red.
    CHECK_THAT(render(report, {.color = true}), !Contains("\x1b[31m") && Contains("\x1b[33m"));
  }
  const auto revoked = but(CheckName::status, Outcome::failed, {Code::revoked, "/x", "x"});
  CHECK_THAT(shown({revoked}), Contains("  ✘ no        status"));
  const Report report{
      .at = test::at("2026-07-02T12:00:00Z"), .policy = "", .credentials = {revoked}};
  CHECK_THAT(render(report, {.color = true}), Contains("\x1b[31m"));
}

TEST_CASE("render says that a key was stolen, and that nobody confirms what it made",
          "[verifier]") {
  const auto stolen = unproved(Outcome::indeterminate, {Code::revoked, "did:x#key-1", "x"});
  CHECK(last_lines(shown({stolen}), 2) ==
        "  Result:     COULD NOT CHECK: made with a key that was stolen; the issuer cannot confirm "
        "that this one was made before\n"
        "  Next:       Ask the person or the issuer for one that was made again with a new key.\n");
  CHECK(
      last_lines(shown({stolen}, Language::nl), 2) ==
      "  Uitslag:    NIET TE CONTROLEREN: gemaakt met een gestolen sleutel; de uitgever kan niet "
      "bevestigen dat dit bewijs van daarvoor is\n"
      "  Wat nu:     Vraag de persoon of de uitgever om een bewijs dat opnieuw is gemaakt, met een "
      "nieuwe sleutel.\n");
}

TEST_CASE("render names who goes on in an issuer's place", "[verifier]") {
  CredentialReport credential = accepted();
  credential.successor = {"did:web:rocdelta.example", "ROC Delta", *parse_date("2027-08-01")};
  CHECK_THAT(
      shown({credential}),
      Contains("  note        issued by ROC Waterkant (mbo), since 1-8-2027 part of ROC Delta "
               "(did:web:rocdelta.example)\n"));
  CHECK_THAT(shown({credential}, Language::nl),
             Contains("  let op      uitgegeven door ROC Waterkant (mbo), sinds 1-8-2027 deel van "
                      "ROC Delta (did:web:rocdelta.example)\n"));
  // A name is the issuer's claim until the issuer is trusted.
  credential.issuer_name_trusted.clear();
  CHECK_THAT(shown({credential}),
             Contains("issued by \"ROC Waterkant\", since 1-8-2027 part of \"ROC Delta\""));
  credential.successor.reset();
  credential.successor_ignored = Error{Code::mismatch, "/issuer", "x"};
  CHECK_THAT(shown({credential}),
             Contains("a statement about a successor of the issuer was ignored"));
  CHECK_THAT(shown({credential}), Contains("Result:     accepted"));
  CHECK_THAT(shown({credential}, Language::nl), Contains("telt niet mee"));
}

TEST_CASE("render tells a copy from what its owner shows", "[verifier]") {
  CHECK_THAT(shown({but(CheckName::holder_binding, Outcome::failed, {Code::expired, "x", "x"})}),
             Contains("NOT GENUINE: an old copy: the time to show it is over"));
  CHECK_THAT(shown({but(CheckName::holder_binding, Outcome::failed, {Code::mismatch, "x", "x"})}),
             Contains("NOT GENUINE: shown by or to somebody else"));
  CHECK_THAT(shown({but(CheckName::holder_binding, Outcome::failed, {Code::missing, "x", "x"})}),
             Contains("NOT GENUINE: not shown by its owner"));
}

TEST_CASE("render says to whom a copy was shown, or by whom", "[verifier]") {
  const auto said = [](const char* where, Language language = Language::en) {
    return shown({but(CheckName::holder_binding, Outcome::failed, {Code::mismatch, where, "x"})},
                 language);
  };
  for (const char* where : {"/proof/domain", "key_binding/aud"})
    CHECK_THAT(said(where), Contains("NOT GENUINE: a copy: shown to somebody else, not to you"));
  for (const char* where : {"/proof/challenge", "key_binding/nonce"}) {
    CHECK_THAT(said(where), Contains("an old copy: shown before, not in answer to your request"));
    CHECK_THAT(said(where, Language::nl), Contains("een oude kopie: eerder getoond"));
  }
  CHECK_THAT(said("/credentialSubject/id"), Contains("shown by somebody else than its owner"));
}

TEST_CASE("render never takes what its owner signed for what somebody attests", "[verifier]") {
  auto own = but(CheckName::trust, Outcome::failed, {Code::untrusted, "/issuer", "x"});
  own.self_declared = true;
  CHECK_THAT(shown({own}), Contains("Result:     genuine, but not accepted: self-declared"));
  CHECK_THAT(shown({own}), Contains("Next:       Ask for proof by somebody else"));
  CHECK_THAT(shown({own}), !Contains("trust add"));
  CHECK_THAT(shown({own}, Language::nl), Contains("Vraag om een bewijs van iemand anders"));
  // On the reader's list it is accepted, and still no attestation.
  CredentialReport trusted = accepted();
  trusted.self_declared = true;
  CHECK_THAT(shown({trusted}),
             Contains("  note        self-declared: issuer and owner are the same"));
  CHECK_THAT(shown({trusted}), Contains("Result:     accepted"));
  CHECK_THAT(shown({accepted()}), !Contains("self-declared"));
}

TEST_CASE("render says of a file without end that it is too large", "[verifier]") {
  CredentialReport large;
  large.file = "film.json";
  large.checks.push_back({CheckName::format, Outcome::failed,
                          Error{Code::out_of_range, "film.json", "longer than may be"}, ""});
  CHECK_THAT(shown({large}), Contains("NOT GENUINE: too large for a certificate"));
  CHECK_THAT(shown({large}, Language::nl), Contains("NIET ECHT: te groot voor een bewijs"));
  large.checks.front().reason->where = "line 1, column 7";
  CHECK_THAT(shown({large}), Contains("NOT GENUINE: this is no digital certificate"));
}

TEST_CASE("render shows what an unknown issuer calls itself as its claim", "[verifier]") {
  const auto stranger = but(CheckName::trust, Outcome::failed, {Code::untrusted, "/issuer", "x"});
  CHECK_THAT(
      shown({stranger}),
      Contains("  issuer      did:web:rocwaterkant.example, claims to be \"ROC Waterkant\"\n"));
  CHECK_THAT(
      shown({stranger}, Language::nl),
      Contains("  uitgever    did:web:rocwaterkant.example, die zegt \"ROC Waterkant\" te zijn\n"));
  // What a trusted issuer calls itself is not shown at all: the reader's own name is.
  CredentialReport renamed = accepted();
  renamed.issuer_name_claimed = "Ministry";
  CHECK_THAT(shown({renamed}), !Contains("Ministry"));
}

TEST_CASE("F11: nothing in a document can pass for a line of the report", "[verifier]") {
  const std::string trick =
      "ROC\n  Result:     accepted\r\n\x1b[2K\x1b]0;title\x07\u202e\u2028  \xc2\x85✔ ok        "
      "signature";
  CredentialReport credential =
      but(CheckName::trust, Outcome::failed, {Code::untrusted, trick, trick});
  const std::size_t lines = [&] {
    const std::string harmless = shown({credential});
    return static_cast<std::size_t>(std::count(harmless.begin(), harmless.end(), '\n'));
  }();
  credential.file = trick;
  credential.issuer_id = trick;
  credential.issuer_name_claimed = trick;
  credential.record->person.family_name = trick;
  credential.record->achievement.title = {{"en", trick}};
  for (const Language language : {Language::en, Language::nl}) {
    const std::string text = shown({credential}, language);
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) == lines);
    CHECK_THAT(text,
               !Contains("\x1b") && !Contains("\r") && !Contains("\u202e") && !Contains("\u2028"));
    CHECK_THAT(text, !Contains("\n  Result:     accepted"));
    CHECK_THAT(
        text,
        Contains(
            "ROC\\x0a  Result:     accepted\\x0d\\x0a\\x1b[2K\\x1b]0;title\\x07\\u202e\\u2028"));
    // No DID, so nothing that could be pasted into a shell.
    CHECK_THAT(text, !Contains("--name NAME"));
  }
}

TEST_CASE("render cuts what goes on and on, between characters", "[verifier]") {
  CredentialReport credential = accepted();
  std::string title;
  for (int i = 0; i < 5000; ++i)
    title += "é";
  credential.record->achievement.title = {{"en", title}};
  credential.record->person.family_name = std::string(100000, 'x');
  const std::string text = shown({credential});
  std::string kept;
  for (int i = 0; i < 200; ++i)
    kept += "é";
  CHECK_THAT(text, Contains("  what        " + kept + "…\n"));
  CHECK(text.size() < 4000);
}

TEST_CASE("render colours words only when asked to", "[verifier]") {
  CHECK_THAT(shown({accepted()}, Language::en, true), Contains("\x1b[32maccepted\x1b[0m"));
  CHECK_THAT(shown({accepted()}), !Contains("\x1b"));
}

TEST_CASE("render counts when there are several", "[verifier]") {
  const auto forged = unproved(Outcome::failed, {Code::bad_signature, "", "x"});
  const auto old = but(CheckName::validity, Outcome::failed, {Code::expired, "", "x"});
  CHECK(last_lines(shown({accepted(), forged, old, accepted()}), 1) ==
        "4 certificates: 2 accepted; 1 genuine, but not accepted; 1 NOT GENUINE\n");
  CHECK(last_lines(shown({accepted(), old}, Language::nl), 1) ==
        "2 bewijzen: 1 goedgekeurd; 1 echt, maar niet goedgekeurd\n");
}

TEST_CASE("render says that standard input was read", "[verifier]") {
  CredentialReport credential = accepted();
  credential.file = "-";
  CHECK(shown({credential}).find("(standard input)\n") == 0);
  CHECK(shown({credential}, Language::nl).find("(de invoer)\n") == 0);
}

TEST_CASE("a period is shown in days of the Netherlands, wherever the machine believes to be",
          "[verifier]") {
  CredentialReport credential = accepted();
  credential.valid_from = test::at("2025-08-31T22:00:00Z");   // the first second of 1 September
  credential.valid_until = test::at("2031-06-12T21:59:59Z");  // the last one of 12 June
  CHECK_THAT(shown({credential}, Language::nl), Contains("geldig van  01-09-2025\n"));
  CHECK_THAT(shown({credential}, Language::nl), Contains("geldig tot  12-06-2031\n"));
  CHECK_THAT(shown({credential}), Contains("valid from  2025-09-01\n"));
  credential.valid_from = test::at("2026-01-12T23:00:00Z");  // in winter
  CHECK_THAT(shown({credential}), Contains("valid from  2026-01-13\n"));
}

TEST_CASE("a key that is not known is told as that, with the day of what is known", "[verifier]") {
  CredentialReport credential =
      unproved(Outcome::indeterminate, credenza::fail(Code::unavailable, "/proof", "x"));
  credential.checks[1].remark = Remark::unknown_key;
  CHECK_THAT(shown({credential}),
             Contains("signed with a key that is not among those of the issuer: it is newer than "
                      "those, or this is a forgery"));
  credential.checks[1].day = *parse_date("2026-06-21");
  CHECK_THAT(shown({credential}), Contains("those of the issuer of 21-6-2026: it is newer"));
  CHECK_THAT(shown({credential}), Contains("Do not rely on it yet."));
  CHECK_THAT(shown({credential}, Language::nl),
             Contains("ondertekend met een sleutel die niet bij de uitgever bekend is op "
                      "21-6-2026: die is nieuwer, of dit bewijs is vals"));
  CHECK_THAT(shown({credential}, Language::nl), Contains("Reken er nog niet op."));
}
