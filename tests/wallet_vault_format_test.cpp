#include <set>

#include <catch2/catch.hpp>

#include "crypto/seal.h"
#include "support/ports.h"
#include "support/vectors.h"
#include "wallet/slot.h"
#include "wallet/vault_format.h"
#include "wallet/vault_index.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

const VaultId k_vault{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
constexpr crypto::PasswordCost k_cheap{1, 8192};

crypto::SecretBytes secret(std::string_view text) {
  return crypto::SecretBytes::copy_of(as_bytes(text));
}

Keys keys() {
  test::SeededRandom random("data key");
  return Keys::derive(crypto::SecretBytes::random(k_data_key_bytes, random));
}

template <class T>
Error error_of(const Result<T>& result) {
  REQUIRE_FALSE(result.has_value());
  return result.error();
}

Result<Slot> passphrase_slot(const crypto::SecretBytes& data_key, std::string_view passphrase,
                             Random& random) {
  const crypto::SecretBytes text = secret(passphrase);
  return make_slot(k_vault, data_key, PassphraseWay{text, k_cheap}, 77, random);
}

Manifest manifest() {
  Manifest made{7, test::at("2026-06-12T10:00:00Z"), {{3, {}}, {9, {}}}, {}};
  made.put({5, Kind::credential, 1, {1}});
  made.put({2, Kind::index, 4, {2}});
  made.put({8, Kind::holder_key, 1, {3}});
  return made;
}

}  // namespace

TEST_CASE("wallet: an id has one spelling", "[vault_format]") {
  CHECK(to_text(Id{0x1f}) == "000000000000001f");
  CHECK(*id_from_text("000000000000001f") == 0x1f);
  CHECK(error_of(id_from_text("1f")).code == Code::malformed);
  CHECK(error_of(id_from_text("0000000000000000")).code == Code::malformed);
  CHECK(error_of(id_from_text("ffffffffffffffff")).code == Code::malformed);
  CHECK(error_of(id_from_text("zzzzzzzzzzzzzzzz")).code == Code::malformed);
}

TEST_CASE("wallet: ids are random, positive and fit a signed column", "[vault_format]") {
  test::SeededRandom random;
  std::set<Id> seen;
  for (int i = 0; i < 1000; ++i) {
    const Id id = make_id(random);
    CHECK(id > 0);
    CHECK(id < (Id{1} << 63U));
    seen.insert(id);
  }
  CHECK(seen.size() == 1000);
}

TEST_CASE("wallet: a header reads back, and any changed byte is noticed", "[vault_format]") {
  const Bytes blob = encode(Header{k_vault});
  CHECK(blob.size() == 58);
  CHECK(decode_header(blob)->vault == k_vault);
  for (std::size_t i = 0; i < blob.size(); ++i) {
    Bytes changed = blob;
    changed[i] ^= 0x01;
    const auto read = decode_header(changed);
    INFO("byte " << i);
    // Bytes 8 and 9 are the version: one that is higher is newer, not damaged.
    const bool newer = i == 8 || (i == 9 && changed[9] > 1);
    CHECK(error_of(read).code == (newer ? Code::unsupported : Code::malformed));
    CHECK(error_of(read).where == (newer ? "version" : "header"));
  }
  for (std::size_t size = 0; size < blob.size(); ++size) {
    CHECK(error_of(decode_header(ByteView(blob).first(size))).code == Code::malformed);
  }
}

TEST_CASE("wallet: sizes of sealed blobs are those of the buckets", "[vault_format]") {
  CHECK(sealed_bytes(0) == 4096);
  CHECK(sealed_bytes(4096 - 48) == 4096);
  CHECK(sealed_bytes(4096 - 47) == 8192);
  CHECK(sealed_bytes(65536 - 48) == 65536);
  CHECK(sealed_bytes(65536 - 47) == 65536 + 8192);
  CHECK(sealed_bytes(1000000) == 1048576 - 0);
  CHECK(sealed_bytes(1100000) == 1048576 + 131072);
}

TEST_CASE("wallet: records of different lengths look alike from outside", "[vault_format]") {
  test::SeededRandom random;
  const Bytes body(32, 7);
  const Bytes key = *seal_record(keys(), {k_vault, Kind::holder_key, 1, 1}, "{}", body, random);
  const Bytes longer(3500, 7);
  const Bytes credential =
      *seal_record(keys(), {k_vault, Kind::credential, 2, 1}, R"({"title":"x"})", longer, random);
  CHECK(key.size() == credential.size());
}

TEST_CASE("wallet: a record opens under its own name only", "[vault_format]") {
  test::SeededRandom random;
  const Name name{k_vault, Kind::credential, 42, 3};
  const Bytes sealed = *seal_record(keys(), name, "meta", as_bytes("body"), random);
  const auto content = open_record(keys(), name, sealed);
  REQUIRE(content);
  CHECK(content->meta() == "meta");
  CHECK(as_text(content->body()) == "body");

  Name other = name;
  SECTION("another kind") {
    other.kind = Kind::receipt;
  }
  SECTION("another id") {
    other.id = 43;
  }
  SECTION("another revision") {
    other.revision = 2;
  }
  SECTION("another vault") {
    other.vault[0] ^= 1;
  }
  CHECK(error_of(open_record(keys(), other, sealed)).code == Code::bad_signature);
}

TEST_CASE("wallet: every changed byte of a sealed record is noticed", "[vault_format]") {
  test::SeededRandom random;
  const Name name{k_vault, Kind::receipt, 42, 3};
  const Bytes sealed = *seal_record(keys(), name, "meta", as_bytes("body"), random);
  for (std::size_t i = 0; i < sealed.size(); i += i < 64 ? 1 : 37) {
    Bytes changed = sealed;
    changed[i] ^= 0x80;
    CHECK(error_of(open_record(keys(), name, changed)).code == Code::bad_signature);
  }
  CHECK(error_of(open_record(keys(), name, ByteView(sealed).first(10))).code == Code::malformed);
}

TEST_CASE("wallet: a record with padding of another form is refused", "[vault_format]") {
  test::SeededRandom random;
  const Keys key = keys();
  const Name name{k_vault, Kind::receipt, 1, 1};
  // The context of section 5, spelled out.
  Bytes context = to_bytes(as_bytes("credenza-vault/1"));
  context.push_back(4);
  context.insert(context.end(), k_vault.begin(), k_vault.end());
  for (int i = 0; i < 16; ++i)
    context.push_back(i == 7 || i == 15 ? 1 : 0);
  Bytes plaintext(4096 - crypto::k_seal_overhead);
  CHECK(open_record(key, name, crypto::seal(key.records, plaintext, context, random)));
  SECTION("something in the padding") {
    plaintext.back() = 1;
  }
  SECTION("a longer bucket than needed") {
    plaintext.resize(8192 - crypto::k_seal_overhead);
  }
  SECTION("no bucket") {
    plaintext.pop_back();
  }
  SECTION("a length beyond the end") {
    plaintext[0] = 0xff;
  }
  CHECK(error_of(open_record(key, name, crypto::seal(key.records, plaintext, context, random)))
            .code == Code::malformed);
}

TEST_CASE("wallet: a record of more than 64 MiB is refused before it is built", "[vault_format]") {
  test::SeededRandom random;
  const Bytes body(k_max_sealed_bytes, 0);
  const auto sealed = seal_record(keys(), {k_vault, Kind::credential, 1, 1}, "", body, random);
  CHECK(error_of(sealed).code == Code::out_of_range);
}

TEST_CASE("wallet: holder keys are sealed with a key of their own", "[vault_format]") {
  const Keys all = keys();
  CHECK(!crypto::equal(all.holder_keys.reveal(), all.records.reveal()));
  CHECK(!crypto::equal(all.index.reveal(), all.manifest.reveal()));
  CHECK(&all.for_kind(Kind::holder_key) == &all.holder_keys);
  CHECK(&all.for_kind(Kind::credential) == &all.records);
  CHECK(&all.for_kind(static_cast<Kind>(99)) == &all.records);
}

TEST_CASE("wallet: a manifest reads back", "[vault_format]") {
  const Manifest made = manifest();
  CHECK(made.records.front().id == 2);
  const Bytes body = encode(made);
  CHECK(body.size() == 8 + 8 + 2 + 2 * 40 + 4 + 3 * 49);
  CHECK(*decode_manifest(body) == made);
  CHECK(made.find(8)->kind == Kind::holder_key);
  CHECK(made.find(4) == nullptr);
}

TEST_CASE("wallet: a manifest of another form is refused", "[vault_format]") {
  Manifest made = manifest();
  Bytes body = encode(made);
  SECTION("cut off") {
    body.pop_back();
  }
  SECTION("with something behind it") {
    body.push_back(0);
  }
  SECTION("ids out of order") {
    std::swap(made.records[0], made.records[1]), body = encode(made);
  }
  SECTION("an id twice") {
    made.records[1].id = made.records[0].id, body = encode(made);
  }
  SECTION("slots out of order") {
    std::swap(made.slots[0], made.slots[1]), body = encode(made);
  }
  SECTION("no slot") {
    made.slots.clear(), body = encode(made);
  }
  SECTION("no counter") {
    made.counter = 0, body = encode(made);
  }
  SECTION("revision 0") {
    made.records[0].revision = 0, body = encode(made);
  }
  SECTION("kind 0") {
    made.records[0].kind = Kind::manifest, body = encode(made);
  }
  SECTION("a time after the calendar") {
    made.written = Instant(std::chrono::seconds(253402300800)), body = encode(made);
  }
  CHECK(error_of(decode_manifest(body)).code == Code::malformed);
  CHECK(error_of(decode_manifest(body)).where == "manifest");
}

TEST_CASE("wallet: a slot opens with its passphrase and no other", "[vault_format]") {
  test::SeededRandom random;
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  const auto slot = passphrase_slot(data_key, "vier woorden lang genoeg", random);
  REQUIRE(slot);
  const auto opened = open_slot(*slot, k_vault, secret("vier woorden lang genoeg"));
  REQUIRE(opened);
  CHECK(crypto::equal(opened->reveal(), data_key.reveal()));
  const Error refused = error_of(open_slot(*slot, k_vault, secret("vier woorden lang genoegg")));
  CHECK(refused.code == Code::bad_signature);
  CHECK(refused.where == "passphrase");
}

TEST_CASE("wallet: a slot is sealed for its vault, id, cost and salt", "[vault_format]") {
  test::SeededRandom random;
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  Slot slot = *passphrase_slot(data_key, "p", random);
  VaultId vault = k_vault;
  SECTION("another vault") {
    vault[0] ^= 1;
  }
  SECTION("another id") {
    slot.id += 1;
  }
  SECTION("another cost") {
    PasswordParameters parameters = *decode_password_parameters(slot.parameters);
    parameters.cost.passes += 1;
    slot.parameters = encode(parameters);
  }
  SECTION("another salt") {
    slot.parameters.back() ^= 1;
  }
  CHECK(error_of(open_slot(slot, vault, secret("p"))).code == Code::bad_signature);
}

TEST_CASE("wallet: a damaged slot is told from a wrong passphrase", "[vault_format]") {
  test::SeededRandom random;
  const auto data_key = crypto::SecretBytes::random(k_data_key_bytes, random);
  const Slot slot = *passphrase_slot(data_key, "p", random);
  const Bytes blob = encode(slot, k_vault);
  CHECK(*decode_slot(blob, k_vault) == slot);
  for (std::size_t i = 0; i < blob.size(); ++i) {
    Bytes changed = blob;
    changed[i] ^= 0x10;
    CHECK(error_of(decode_slot(changed, k_vault)).code == Code::malformed);
  }
  VaultId other = k_vault;
  other[15] ^= 1;
  CHECK(error_of(decode_slot(blob, other)).code == Code::malformed);
}

TEST_CASE("wallet: a slot of an unknown kind is kept and does not open", "[vault_format]") {
  Slot slot{1, SlotKind::person, 77, Bytes(32, 1), Bytes(80, 2)};
  SECTION("another person's key") {}
  SECTION("a kind of later") {
    slot.kind = static_cast<SlotKind>(9);
  }
  SECTION("a layout of later") {
    slot.layout = 2;
  }
  SECTION("another key derivation") {
    slot = {1, SlotKind::passphrase, 77, Bytes{2, 0, 0}, Bytes(72, 2)};
  }
  CHECK(*decode_slot(encode(slot, k_vault), k_vault) == slot);
  CHECK(error_of(open_slot(slot, k_vault, secret("p"))).code == Code::unsupported);
}

TEST_CASE("wallet: a slot cannot ask for more memory than the ceiling", "[vault_format]") {
  const PasswordParameters parameters{{3, std::uint64_t{1} << 40U}, {}};
  const Slot slot{1, SlotKind::passphrase, 1, encode(parameters), Bytes(72, 0)};
  CHECK(error_of(open_slot(slot, k_vault, secret("p"))).code == Code::out_of_range);
}

namespace {

std::string page_text(const PageChange& change) {
  return *json::to_text(change.entries);
}

}  // namespace

TEST_CASE("wallet: the index fills pages one after the other and rewrites only what changes",
          "[vault_format]") {
  test::SeededRandom random;
  Index index;
  std::vector<EntryChange> changes;
  for (Id id = 1; id <= k_page_entries + 34; ++id)
    changes.push_back({id, Kind::credential, Json{{"title", "t" + std::to_string(id)}}});
  std::vector<PageChange> pages = index.plan(changes, random);
  CHECK(pages.size() == 2);
  for (const PageChange& page : pages) {
    CHECK(page.entries.size() <= k_page_entries);
    REQUIRE(index.replace_page(page.page, page_text(page)));
  }
  CHECK(index.entries().size() == k_page_entries + 34);

  pages = index.plan({{17, Kind::credential, Json{{"title", "new"}}}}, random);
  REQUIRE(pages.size() == 1);
  REQUIRE(index.replace_page(pages[0].page, page_text(pages[0])));
  CHECK(index.find(17)->entry.string_at("title").value_or("") == "new");
  CHECK(index.find(18)->entry.string_at("title").value_or("") == "t18");

  pages = index.plan({{k_page_entries + 35, Kind::receipt, Json::object()}}, random);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].entries.size() == 35);
}

TEST_CASE("wallet: nothing is put on a page that would leave its bucket, and one that grew stays",
          "[vault_format]") {
  test::SeededRandom random;
  Index index;
  std::vector<EntryChange> changes;
  // Of each, the page holds some thousand bytes, and details hold more than that.
  const Json meta{{"title", std::string(1000, 't')}, {"note", std::string(2000, 'n')}};
  for (Id id = 1; id <= 100; ++id)
    changes.push_back({id, Kind::credential, meta});
  std::vector<PageChange> pages = index.plan(changes, random);
  CHECK(pages.size() == 2);
  for (const PageChange& page : pages) {
    const std::string text = page_text(page);
    CHECK(text.size() <= k_page_bytes);
    CHECK(sealed_bytes(text.size() + 8) <= 65536);
    REQUIRE(index.replace_page(page.page, text));
  }
  // The fuller of the two is full for a large one; a rewritten one stays where it is.
  pages = index.plan({{101, Kind::credential, meta}, {102, Kind::credential, meta}}, random);
  CHECK(pages.size() == 1);
  const Id first = index.entries().front().id;
  pages = index.plan({{first, Kind::credential, Json{{"title", std::string(9000, 't')}}}}, random);
  REQUIRE(pages.size() == 1);
  REQUIRE(index.replace_page(pages[0].page, page_text(pages[0])));
  CHECK(index.entries().size() == 100);
  CHECK(index.find(first)->entry.string_at("title")->size() == 9000);
}

TEST_CASE("wallet: a page names the first day of a validity only where no day of award stands",
          "[vault_format]") {
  test::SeededRandom random;
  const auto pages = Index().plan(
      {{1, Kind::credential, Json{{"awarded", "2026-06-12"}, {"valid_from", "2026-06-13"}}},
       {2, Kind::credential, Json{{"valid_from", "2026-06-13"}}}},
      random);
  REQUIRE(pages.size() == 1);
  CHECK(
      page_text(pages[0]) ==
      R"([{"id":"0000000000000001","kind":2,"awarded":"2026-06-12"},{"id":"0000000000000002","kind":2,"valid_from":"2026-06-13"}])");
  CHECK(*json::to_text(details_after(std::nullopt, pages[0].changed)) ==
        R"([{"id":"0000000000000001","valid_from":"2026-06-13"}])");
}

TEST_CASE("wallet: a page that is refused leaves nothing of it in the index", "[vault_format]") {
  Index index;
  REQUIRE(index.add_page(9, R"([{"id":"0000000000000001","kind":2}])"));
  CHECK_FALSE(index.add_page(
      10, R"([{"id":"0000000000000002","kind":2},{"id":"0000000000000001","kind":2}])"));
  CHECK(index.entries().size() == 1);
  CHECK(index.find(2) == nullptr);
  CHECK(index.find(1) != nullptr);
}

TEST_CASE("wallet: an index page that becomes empty goes", "[vault_format]") {
  test::SeededRandom random;
  Index index;
  for (const PageChange& page : index.plan({{1, Kind::credential, Json::object()}}, random)) {
    REQUIRE(index.replace_page(page.page, page_text(page)));
  }
  const auto pages = index.plan({{1, Kind::credential, std::nullopt}}, random);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].entries.empty());
  REQUIRE(index.replace_page(pages[0].page, "[]"));
  CHECK(index.entries().empty());
}

TEST_CASE("wallet: an index entry keeps members that this version does not know",
          "[vault_format]") {
  test::SeededRandom random;
  Index index;
  REQUIRE(index.add_page(
      9,
      R"([{"id":"0000000000000001","kind":2,"tags":["x"]},{"id":"0000000000000002","kind":200,"a":{"b":1}}])"));
  const auto pages = index.plan({{1, Kind::credential, std::nullopt}}, random);
  REQUIRE(pages.size() == 1);
  CHECK(page_text(pages[0]) == R"([{"id":"0000000000000002","kind":200,"a":{"b":1}}])");
}

TEST_CASE("wallet: a page that is no index page is refused", "[vault_format]") {
  const std::string one = R"({"id":"0000000000000001","kind":2})";
  std::string many = "[" + one;
  for (std::size_t i = 0; i < k_page_entries; ++i)
    many += R"(,{"id":")" + to_text(Id{i + 2}) + R"(","kind":2})";
  for (const std::string& text :
       {std::string("{}"), std::string("["), std::string("[1]"), "[" + one + "," + one + "]",
        std::string(R"([{"id":"0000000000000001","kind":1}])"),
        std::string(R"([{"id":"0000000000000001","kind":12}])"),
        std::string(R"([{"id":"1","kind":2}])"), std::string(R"([{"kind":2}])"), many + "]"}) {
    Index index;
    INFO(text.substr(0, 60));
    CHECK_FALSE(index.add_page(9, text));
  }
}

TEST_CASE("wallet: what lists need of a credential stands on the page, the rest among its details",
          "[vault_format]") {
  test::SeededRandom random;
  Index index;
  const Json meta{{"title", {{"nl", "a"}}}, {"digest", "00"}, {"later", 1}, {"words", " a"}};
  const auto pages = index.plan(
      {{1, Kind::credential, meta}, {2, Kind::receipt, Json{{"to", "x"}, {"digest", "01"}}}},
      random);
  REQUIRE(pages.size() == 1);
  CHECK(
      page_text(pages[0]) ==
      R"([{"id":"0000000000000001","kind":2,"title":{"nl":"a"},"words":" a"},{"id":"0000000000000002","kind":4,"to":"x","digest":"01"}])");
  const std::string details = *json::to_text(details_after(std::nullopt, pages[0].changed));
  CHECK(details == R"([{"id":"0000000000000001","digest":"00","later":1}])");

  REQUIRE(index.replace_page(pages[0].page, page_text(pages[0]), 7));
  CHECK_FALSE(index.details(1));
  REQUIRE(index.unread(1));
  CHECK(index.unread(1)->details == 7);
  REQUIRE(index.add_details(pages[0].page, *Index::parse_page(details)));
  CHECK(index.details(1)->string_at("digest").value_or("") == "00");
  CHECK_FALSE(index.details(2));
  CHECK(index.unread().empty());
}

TEST_CASE("wallet: details change with their record only, and go with the last of them",
          "[vault_format]") {
  test::SeededRandom random;
  Index index;
  REQUIRE(index.add_page(
      9, R"([{"id":"0000000000000001","kind":2},{"id":"0000000000000002","kind":2}])", 7));
  const std::string text =
      R"([{"id":"0000000000000001","note":"a"},{"id":"0000000000000002","note":"b"}])";
  REQUIRE(index.add_details(9, *Index::parse_page(text)));
  const auto after = [&](const std::vector<EntryChange>& changes) {
    const auto pages = index.plan(changes, random);
    REQUIRE(pages.size() == 1);
    CHECK(pages[0].details == std::optional<Id>(7));
    return *json::to_text(details_after(index.details_of_page(9), pages[0].changed));
  };
  CHECK(after({{3, Kind::receipt, Json::object()}}) == text);
  CHECK(after({{1, Kind::credential, Json{{"note", "c"}}}}) ==
        R"([{"id":"0000000000000002","note":"b"},{"id":"0000000000000001","note":"c"}])");
  CHECK(after({{1, Kind::credential, Json::object()}}) ==
        R"([{"id":"0000000000000002","note":"b"}])");
  CHECK(after({{1, Kind::credential, std::nullopt}}) ==
        R"([{"id":"0000000000000002","note":"b"}])");
  CHECK(after({{1, Kind::credential, std::nullopt}, {2, Kind::credential, std::nullopt}}) == "[]");
}

TEST_CASE("wallet: details that are not those of their page are refused", "[vault_format]") {
  Index index;
  REQUIRE(index.add_page(
      9, R"([{"id":"0000000000000001","kind":2},{"id":"0000000000000002","kind":4}])", 7));
  REQUIRE(index.add_page(10, R"([{"id":"0000000000000003","kind":2}])"));
  CHECK(error_of(index.add_page(11, R"([{"id":"0000000000000004","kind":2}])", 7)).code ==
        Code::malformed);
  for (const char* text : {R"({})", R"([1])", R"([{"note":"no id"}])", R"([{"id":"1"}])",
                           R"([{"id":"0000000000000002"}])", R"([{"id":"0000000000000003"}])",
                           R"([{"id":"0000000000000005"}])",
                           R"([{"id":"0000000000000001"},{"id":"0000000000000001"}])"}) {
    INFO(text);
    CHECK_FALSE(index.add_details(9, *Index::parse_page(text)));
  }
  CHECK_FALSE(index.details(1));
}
