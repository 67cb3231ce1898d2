// A class list becomes credentials: what is refused, what is signed, and what running again does.
#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "issuer/cohort_signing.h"
#include "issuer/csv_out.h"
#include "issuer/issue_output.h"
#include "issuer/publication.h"
#include "issuer/self_check.h"
#include "issuer/status_registry.h"
#include "learning_record/learning_record.h"
#include "support/class_list.h"
#include "support/memory.h"
#include "support/vectors.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)
using test::IssuedRow;

namespace {

const Instant k_now = test::at("2026-06-15T09:00:00Z");

struct Class {
  Template form = test::example_template("mc-log-02.json");
  std::string csv;

  explicit Class(std::string rows = test::read_example("batches/mc-log-02.csv"))
      : csv(std::move(rows)) {}
};

std::vector<IssuedRow> issue(const test::IssuerMaker& maker, const Class& list, Store& store,
                             Instant now = k_now) {
  auto rows = test::issue_list(maker, {list.form, list.csv, now}, store);
  INFO((rows ? "" : rows.error().where + ": " + rows.error().detail));
  REQUIRE(rows.has_value());
  return std::move(*rows);
}

std::string text_of(const test::IssuerMaker& maker, Store& store, const std::string& id) {
  const auto snapshot = *store.look();
  const auto credential = *snapshot->find(*from_urn(id));
  REQUIRE(credential.has_value());
  const Ledger ledger = maker.ledger();
  return *LedgerReader(*snapshot, ledger).text(*credential);
}

/// Withdraws credentials as the verb does.
void revoke(Store& store, const std::vector<std::string>& ids) {
  const auto transaction = *store.begin();
  std::vector<Position> positions;
  for (const std::string& id : ids)
    positions.push_back((*transaction->find(*from_urn(id)))->position);
  std::sort(positions.begin(), positions.end());
  REQUIRE(change_standing(*transaction, k_revoked, State::revoked, positions,
                          {{"reason", "exam-irregularity"}}, k_now)
              .has_value());
  REQUIRE(transaction->commit().has_value());
}

}  // namespace

TEST_CASE("a batch names the row and the column of every planted error", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const Class list(test::read_example("batches/mc-log-02-errors.csv"));
  std::vector<open_badges::Loss> losses;
  const auto rows = test::check_list(maker, {list.form, list.csv, k_now}, losses);
  REQUIRE(rows.has_value());
  std::multiset<std::string> found;
  for (const IssuedRow& row : *rows) {
    for (const RowFinding& one : row.findings) {
      found.insert(std::to_string(one.row) + " " + one.finding.column + " " +
                   std::string(code_of(one.finding.fault)));
    }
  }
  CHECK(found == std::multiset<std::string>{
                     "5 leerlingnr E-BSN",
                     "7 achternaam E-EMPTY",
                     "7 did E-DID",
                     "8 leerlingnr E-DUP",
                     "9 geboortedatum E-DATE",
                     "9 email E-MAIL",
                     "9 datum E-DATE",
                     "10 module E-CODE",
                     "10 resultaat E-RESULT",
                     "11 uren_sbu E-PROFILE",
                 });
}

TEST_CASE("the example class lists can be issued as they are", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  for (const char* name : {"mc-log-02", "reach-truck"}) {
    const Template form = test::example_template(std::string(name) + ".json");
    const std::string csv = test::read_example("batches/" + std::string(name) + ".csv");
    std::vector<open_badges::Loss> losses;
    const auto rows = test::check_list(maker, {form, csv, k_now}, losses);
    REQUIRE(rows.has_value());
    CHECK(rows->size() >= 3);
    for (const IssuedRow& row : *rows)
      CHECK(row.outcome == Outcome::ready);
    CHECK(losses.empty());
  }
}

TEST_CASE("a batch gives everybody a credential that verifies and says the row",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list;
  const auto rows = issue(maker, list, *store);
  REQUIRE(rows.size() == 10);
  std::set<std::string> ids;
  std::set<std::uint64_t> indices;
  std::set<std::string> names;
  for (const IssuedRow& row : rows) {
    CHECK(row.outcome == Outcome::issued);
    CHECK(row.place.list == 1);
    CHECK(row.place.index < k_list_entries);
    ids.insert(row.id);
    indices.insert(row.place.index);
    const auto document = test::document(text_of(maker, *store, row.id));
    CHECK(*document.root().string_at("id") == row.id);
    const auto record = open_badges::read_record(document.root());
    REQUIRE(record.has_value());
    CHECK(learning_record::check(*record).empty());
    CHECK(record->awarding_body.id == "did:web:rocwaterkant.example");
    names.insert(record->person.full_name());
  }
  CHECK(ids.size() == 10);
  CHECK(indices.size() == 10);
  CHECK(names == std::set<std::string>{"Sanne van der Heijden", "Zoë Brontë-Yıldız", "Suharto",
                                       "Mehari Tesfay Gebremedhin", "Олена Коваленко",
                                       "Ahmed al-Rashid", "Marek Nowak", "Wim de Graaf",
                                       "Pádraig O'Neill; Jr."});
}

TEST_CASE("a batch that is run again gives the same credentials and uses no new place",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list;
  const auto first = issue(maker, list, *store);
  const auto second = issue(maker, list, *store, k_now + std::chrono::hours(24));
  REQUIRE(second.size() == first.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    CHECK(second[i].outcome == Outcome::before);
    CHECK(second[i].id == first[i].id);
    CHECK(second[i].text == first[i].text);
    CHECK(second[i].issued == k_now);
    CHECK(second[i].place == first[i].place);
  }
  CHECK((*(*store->look())->places())[0].used == 10);
}

TEST_CASE("a batch knows a row however its cells are written", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = [&](const char* line) {
    const Class list(
        std::string(
            "datum;leerlingnr;achternaam;voornaam;geboortedatum;module;uren_sbu;resultaat\n") +
        line);
    return issue(maker, list, *store);
  };
  const auto first = rows("12-06-2026;1;Suharto;;8-6-1988;MC-LOG-02;240;goed\n");
  CHECK(rows("12-6-2026; 1 ;\" Suharto \";;08-06-1988;MC-LOG-02;240;goed\n")[0].id == first[0].id);
  CHECK(rows("13-06-2026;1;Suharto;;8-6-1988;MC-LOG-02;240;goed\n")[0].id != first[0].id);
}

TEST_CASE("a batch stops when a template was changed under its id", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  Class list;
  issue(maker, list, *store);
  Json changed =
      json::to_value(test::document(test::read_example("templates/mc-log-02.json")).root());
  changed["record"]["achievement"]["title"]["nl"] = "Onveilig werken in het magazijn";
  std::vector<Error> problems;
  list.form = *Template::parse(changed.dump(), problems);
  const auto rows = test::issue_list(maker, {list.form, list.csv, k_now}, *store);
  REQUIRE(!rows.has_value());
  CHECK(rows.error().code == Code::conflict);
  CHECK(rows.error().where == "template");
  // Under a new id it is another course.
  changed["id"] = "mc-log-03";
  list.form = *Template::parse(changed.dump(), problems);
  CHECK(issue(maker, list, *store)[0].outcome == Outcome::issued);
}

TEST_CASE("a credential is bound to the DID in its row", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const std::string did = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  const Class list(
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum;did\n"
      "1;Suharto;1988;MC-LOG-02;240;goed;12-06-2026;" +
      did + "\n");
  const auto rows = issue(maker, list, *store);
  const auto document = test::document(text_of(maker, *store, rows[0].id));
  CHECK(*document.root().at("credentialSubject")->string_at("id") == did);
}

TEST_CASE("what lies in the store says nothing without the data key", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  issue(maker, Class(), *maker.open_store());
  std::ifstream stream(maker.home.store_file(), std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  CHECK(bytes.size() > 40000);
  for (const char* word :
       {"Heijden", "Suharto", "100231", "2004-03-17", "voldoende", "Коваленко", "did:web"}) {
    INFO(word);
    CHECK(bytes.find(word) == std::string::npos);
  }
}

TEST_CASE("a withdrawn credential fails where the published lists are read", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = issue(maker, Class(), *store);
  const auto publish = [&](SelfCheck& reader) {
    REQUIRE(reader.add(publish_did(maker.home)->text).has_value());
    const auto snapshot = *store->look();
    for (const std::string_view purpose : k_purposes) {
      const std::vector<StatusListState> lists = *status_lists(*snapshot, purpose);
      for (const StatusListState& state : lists) {
        REQUIRE(
            reader.add(publish_list(maker.home, maker.secrets, state, k_now)->text).has_value());
      }
    }
  };
  SelfCheck before;
  publish(before);
  for (const IssuedRow& row : rows)
    CHECK(before.check(text_of(maker, *store, row.id), k_now).has_value());
  revoke(*store, {rows[3].id, rows[7].id});
  SelfCheck after;
  publish(after);
  for (const IssuedRow& row : rows) {
    const bool withdrawn = row.id == rows[3].id || row.id == rows[7].id;
    CHECK(after.check(text_of(maker, *store, row.id), k_now).has_value() == !withdrawn);
  }
  const auto snapshot = *store->look();
  const auto standing = (*snapshot->find(*from_urn(rows[3].id)))->standing;
  CHECK(standing.state == State::revoked);
  CHECK(standing.since == k_now);
  CHECK((*snapshot->entry(standing.by_entry))->kind == k_revoked);
  CHECK(snapshot->acts(0, 10)->size() == 1);
}

TEST_CASE("a withdrawal of several is one thing: with one that does not exist nothing happens",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = issue(maker, Class(), *store);
  {
    const auto transaction = *store->begin();
    const auto done = change_standing(*transaction, k_revoked, State::revoked, {1, 99}, {}, k_now);
    REQUIRE(!done.has_value());
    CHECK(done.error().code == Code::not_found);
  }
  const auto snapshot = *store->look();
  CHECK((*snapshot->issued(1))->standing == Standing{});
  CHECK(snapshot->head()->position == 10);
}

TEST_CASE("a withdrawn credential is not given out again", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list;
  const auto first = issue(maker, list, *store);
  revoke(*store, {first[0].id});
  const auto again = issue(maker, list, *store);
  CHECK(again[0].outcome == Outcome::withdrawn);
  CHECK(again[0].text.empty());
  CHECK(again[1].outcome == Outcome::before);
  CHECK(again[1].text == first[1].text);
}

TEST_CASE("what was personal and taken away is not given out again, and can be listed",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list;
  const auto first = issue(maker, list, *store);
  {
    const auto transaction = *store->begin();
    REQUIRE(transaction->append(k_forgotten, k_now, {{"positions", {1}}, {"forgotten", true}}));
    REQUIRE(*transaction->forget(1));
    REQUIRE(transaction->commit());
  }
  const auto again = issue(maker, list, *store);
  CHECK(again[0].outcome == Outcome::forgotten);
  CHECK(again[0].id == first[0].id);
  CHECK(again[0].text.empty());
  const auto snapshot = *store->look();
  const Ledger ledger = maker.ledger();
  LedgerReader reader(*snapshot, ledger);
  const LedgerLine line = *reader.line(**snapshot->issued(1));
  CHECK(line.forgotten);
  CHECK(line.name.empty());
  CHECK(line.title == "Veilig werken in het magazijn");
  CHECK(reader.line(**snapshot->issued(2))->name == "Zoë Brontë-Yıldız");
}

TEST_CASE("rows with mistakes are left out, and the others are issued", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list(test::read_example("batches/mc-log-02-errors.csv"));
  std::vector<open_badges::Loss> losses;
  const auto checked = test::check_list(maker, {list.form, list.csv, k_now}, losses);
  REQUIRE(checked.has_value());
  CHECK((*store->look())->head()->position == 0);
  const auto rows = issue(maker, list, *store);
  REQUIRE(rows.size() == checked->size());
  std::size_t refused = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool sound = (*checked)[i].outcome == Outcome::ready;
    CHECK(rows[i].findings.size() == (*checked)[i].findings.size());
    CHECK(rows[i].outcome == (sound ? Outcome::issued : Outcome::refused));
    CHECK(rows[i].id.empty() == !sound);
    refused += sound ? 0 : 1;
  }
  CHECK(refused > 3);
  CHECK((*store->look())->head()->position == static_cast<Position>(rows.size() - refused));
}

namespace {

/// Names with everything that a name, a text or a canonical text makes trouble with.
const std::vector<std::string> k_hard_parts{"Suharto",
                                            "O'Neill; Jr.",
                                            "\"\"\"Dutch\"\" Schultz\"\"\"",
                                            "back\\slash\\",
                                            "Zoë Brontë-Yıldız",
                                            "e\u0301a\u0308",
                                            "\U0001F600 \U0001F469\u200D\U0001F4BB",
                                            "Олена Коваленко",
                                            "محمد",
                                            "/person/family_name",
                                            "urn:uuid:9e3779b9-7f4a-8c15-9cc8-3c6ef372fe94",
                                            "27182818284590",
                                            "3141592653",
                                            "9871-12-01T03:25:45Z",
                                            "\u2028\u00a0x",
                                            std::string(3000, 'x')};

std::string quoted_cell(const std::string& text) {
  std::string out = "\"";
  for (const char c : text)
    out += c == '"' ? "\"\"" : std::string(1, c);
  return out + "\"";
}

}  // namespace

TEST_CASE("every credential of a cohort is letter for letter what the general way gives",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const Template form = test::example_template("mc-log-02.json");
  std::string csv =
      "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  for (std::size_t i = 0; i < 300; ++i) {
    const auto part = [i](std::size_t step) {
      return quoted_cell(k_hard_parts[(i * step + i / 7) % k_hard_parts.size()]);
    };
    csv += "N" + std::to_string(i) + ";" +
           (i % 3 == 0   ? "al-"
            : i % 3 == 1 ? ""
                         : "van der") +
           ";" + part(1) + ";" + (i % 5 == 0 ? "" : part(3)) + ";" +
           (i % 4 == 0 ? "1990" : "05-05-1990") + ";MC-LOG-02;240;goed;12-06-2026\n";
  }
  const crypto::PrivateKey& key = *maker.secrets.find(maker.home.config.signing_key);
  const Ledger ledger = maker.ledger();
  Cohorts cohorts(form, maker.home.config,
                  {maker.home.signing_method(), key.public_key().type(), k_now});
  auto reader = *RowReader::open(text_source(csv), form);
  std::vector<CsvRow> rows;
  test::SeededRandom random("seal");
  RowSigner signer(cohorts, key, ledger, random);
  PersonalOpener opener(ledger);
  SignedRow made;
  std::string memory;
  std::set<const OpenCohort*> seen;
  std::size_t spliced = 0;
  std::uint64_t index = 0;
  while (*reader.next(rows)) {
    const Cells cells = form.read(reader.binding(), rows);
    INFO(cells.record.size() << " cells of row " << rows[0].number());
    REQUIRE(cells.findings.empty());
    cohorts.make_key(cells, memory);
    const auto cohort = *cohorts.open(cells, memory);
    seen.insert(cohort.get());
    spliced += cohort->content.is_whole() ? 0U : 1U;
    std::string identity;
    cells.append_identity(identity);
    const CredentialId id = ledger.row_id(form.id(), as_bytes(identity));
    const StatusPlace place{7, ++index};
    const std::string urn = to_urn(id);
    const RowToSign row{*cohort, cells, id, urn, place};
    REQUIRE(signer.sign(row, made).has_value());
    const std::string text(signer.text_of(row, made));
    CHECK(text == *sign_general(cohorts, cells, id, place, key));
    CHECK(made.issued.text == sha256(as_bytes(text)));
    // What is kept apart gives the same text again.
    const Personal personal = *ledger.open_personal(made.issued, made.sealed);
    CHECK(*restore(cohort->content, made.issued, personal) == text);
    CHECK(std::ranges::equal(*opener.values(id, made.sealed), personal.values));
    CHECK(opener.values(CredentialId{}, made.sealed).error().code == Code::malformed);
    const CohortContent kept = *read_cohort_content(*encode(cohort->content));
    CHECK(*restore(kept, made.issued, personal) == text);
    Issued other = made.issued;
    other.place.index ^= 1U;
    CHECK(restore(kept, other, personal).error().code == Code::malformed);
  }
  // A birth date or a part of a name that is not there makes a cohort of its own, and no more.
  CHECK(seen.size() < 30);
  CHECK(spliced > 250);
}

TEST_CASE("control characters in a name are refused in the first row of a cohort and in the last",
          "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const Class list(
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n"
      "1;a\x01;1988;MC-LOG-02;240;goed;12-06-2026\n"
      "2;b;1988;MC-LOG-02;240;goed;12-06-2026\n"
      "3;c\x1b;1988;MC-LOG-02;240;goed;12-06-2026\n"
      "4;d;2030;MC-LOG-02;240;goed;12-06-2026\n");
  const auto rows = issue(maker, list, *store);
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].outcome == Outcome::refused);
  CHECK(rows[1].outcome == Outcome::issued);
  CHECK(rows[2].outcome == Outcome::refused);
  CHECK(rows[3].outcome == Outcome::refused);
}

TEST_CASE("a row that stands in the list twice is issued once", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const std::string header =
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  std::string csv = header;
  constexpr int k_rows = 5000;
  for (int i = 0; i < k_rows; ++i)
    csv += std::to_string(i) + ";Jansen;1988;MC-LOG-02;240;goed;12-06-2026\n";
  csv += "17;Jansen;1988;MC-LOG-02;240;goed;12-06-2026\n";
  const auto rows = issue(maker, Class(csv), *store);
  REQUIRE(rows.size() == k_rows + 1);
  CHECK(rows.back().outcome == Outcome::refused);
  CHECK(rows.back().findings[0].finding.fault == Fault::duplicate);
  CHECK((*store->look())->head()->position == k_rows);
  CHECK((*(*store->look())->places())[0].used == k_rows);
  // Outcomes come in the order of the rows.
  for (std::size_t i = 0; i < rows.size(); ++i)
    REQUIRE(rows[i].row == i + 1);
}

TEST_CASE("a clock that was set back does not put the ledger out of order", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const std::string header =
      "leerlingnr;achternaam;geboortedatum;module;uren_sbu;resultaat;datum\n";
  issue(maker, Class(header + "1;a;1988;MC-LOG-02;240;goed;12-06-2026\n"), *store);
  const Instant earlier = k_now - std::chrono::hours(5);
  const auto rows =
      issue(maker, Class(header + "2;b;1988;MC-LOG-02;240;goed;12-06-2026\n"), *store, earlier);
  CHECK(rows[0].issued == k_now);
  // The credential says what the clock said.
  CHECK(rows[0].text.find(format_instant(earlier)) != std::string::npos);
  const auto snapshot = *store->look();
  CHECK((*snapshot->issued(2))->at == k_now);
}

TEST_CASE("cells of the report cannot become formulas", "[issuer_issuing]") {
  CHECK(csv_cell("plain") == "plain");
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_cell("+31") == "'+31");
  CHECK(csv_cell("-1") == "'-1");
  CHECK(csv_cell("  =1") == "'  =1");
  CHECK(csv_cell("\nx") == "\"'\nx\"");
  CHECK(csv_line({"1", "", "=a;b"}) == "1;;\"'=a;b\"\n");
  CHECK(csv_cell("@x") == "'@x");
  CHECK(csv_cell("\tx") == "'\tx");
  CHECK(csv_cell("\rx") == "\"'\rx\"");
  CHECK(csv_cell("a;b\"c") == "\"a;b\"\"c\"");
  CHECK(csv_cell("").empty());
  CHECK(csv_cell("＝1+1") == "'＝1+1");
  CHECK(csv_cell(" ＋31") == "' ＋31");
  CHECK(csv_cell("－1") == "'－1");
  CHECK(csv_cell("＠x") == "'＠x");
  CHECK(csv_cell("Ｊansen") == "Ｊansen");
}

TEST_CASE("a self-check refuses what another would refuse", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = issue(maker, Class(), *store);
  std::string text = text_of(maker, *store, rows[0].id);
  SelfCheck reader;
  // Without its list a status could not be determined, and that is no pass.
  REQUIRE(reader.add(publish_did(maker.home)->text).has_value());
  CHECK(!reader.check(text, k_now).has_value());
  text.replace(text.find("Heijden"), 7, "Leijden");
  const auto refused = reader.check(text, k_now);
  REQUIRE(!refused.has_value());
  CHECK(refused.error().code == Code::internal);
  CHECK(refused.error().where == "self-check");
}

TEST_CASE("ids are found by their beginning", "[issuer_issuing]") {
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const auto store = maker.open_store();
  const auto rows = issue(maker, Class(), *store);
  const std::string& id = rows[4].id;
  const auto snapshot = *store->look();
  const auto found = [&](const std::string& text) {
    const auto entry = find_entry(*snapshot, text);
    return entry ? to_urn(entry->what.id) : std::string(to_string(entry.error().code));
  };
  CHECK(found(id) == id);
  CHECK(found(id.substr(9)) == id);
  CHECK(found(id.substr(9, 12)) == id);
  CHECK(found(id.substr(9, 11)) == id);
  CHECK(found(id.substr(9, 3)) == "not_found");
  CHECK(found("00000000-0000") == "not_found");
  CHECK(found("not hexadecimal") == "not_found");
  CHECK(found("") == "not_found");
}
