#include "issuer/last_published.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/json_value.h"
#include "host/files.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_schema = "credenza.issuer.published/1";
constexpr std::size_t k_max_bytes = std::size_t{64} << 10;

std::string file_of(const Home& home) {
  return home.folder + "/published.json";
}

bool contains(const std::vector<std::string>& keys, const std::string& id) {
  return std::find(keys.begin(), keys.end(), id) != keys.end();
}

Result<LastPublished> parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text));
  const std::string_view at = TRY(document.root().string_at("at"));
  LastPublished out{TRY(parse_instant(at)), std::nullopt, std::nullopt};
  if (const auto keys = document.root().find("keys")) {
    out.keys.emplace();
    for (const json::Cursor key : keys->items())
      out.keys->emplace_back(TRY(key.string()));
  }
  if (!document.root().find("ledger")) return out;
  const json::Cursor count = TRY(document.root().at("count"));
  const std::uint64_t entries = TRY(count.unsigned_integer());
  const std::string_view ledger = TRY(document.root().string_at("ledger"));
  const std::string_view digest = TRY(document.root().string_at("digest"));
  out.head = LedgerHead{std::string(ledger), static_cast<Position>(entries), std::string(digest)};
  return out;
}

}  // namespace

Result<LedgerHead> head_of(Snapshot& snapshot) {
  const Head head = TRY(snapshot.head());
  const Bytes id = TRY(snapshot.id());
  return LedgerHead{to_hex(id), head.position, to_hex(head.digest)};
}

Status check_holds(Snapshot& snapshot, const LedgerHead& head) {
  if (to_hex(TRY(snapshot.id())) != head.ledger) {
    return fail(Code::conflict, "ledger", "this is another ledger than the one that was published");
  }
  if (head.count == 0) return {};
  const std::string number = std::to_string(head.count);
  const auto entry = TRY(snapshot.entry(head.count));
  if (!entry) {
    return fail(Code::conflict, "ledger",
                "the ledger ends before entry " + number +
                    ", which was there when it was published; restore a backup");
  }
  if (to_hex(entry->digest) == head.digest) return {};
  return fail(
      Code::conflict, "ledger",
      "entry " + number + " of the ledger is not the one that was published; restore a backup");
}

Result<std::optional<LastPublished>> read_last_published(const Home& home) {
  const auto text = host::read_file(file_of(home), k_max_bytes);
  if (!text && text.error().code == Code::not_found) return std::optional<LastPublished>();
  if (!text) return text.error();
  auto last = parse(*text);
  if (!last) return fail(Code::malformed, "published.json", last.error().detail);
  return std::optional(*std::move(last));
}

Status keep_last_published(const Home& home, Instant at, const LedgerHead& head) {
  Json keys = Json::array();
  for (const PublicKeyEntry& key : home.keys.keys())
    keys.push_back(key.id);
  const Json value = {{"schema", k_schema},  {"at", format_instant(at)}, {"ledger", head.ledger},
                      {"count", head.count}, {"digest", head.digest},    {"keys", std::move(keys)}};
  const std::string text = TRY(json::to_pretty_text(value));
  return host::write_file(file_of(home), as_bytes(text), {.mode = 0600, .overwrite = true});
}

bool has_all_keys(const LastPublished& last, const Home& home) {
  const auto& keys = home.keys.keys();
  return last.keys && std::all_of(keys.begin(), keys.end(), [&last](const PublicKeyEntry& key) {
           return contains(*last.keys, key.id);
         });
}

std::optional<Sentence> note_of_unpublished_key(const Home& home) {
  const auto last = read_last_published(home);
  if (!last) return std::nullopt;
  const std::string& key = home.config.signing_key;
  if (!*last) {
    return Sentence{
        "note: nothing was published yet; nobody can check these before: "
        "credenza-issuer publish --out FOLDER",
        "let op: er is nog niets gepubliceerd; deze bewijzen zijn pas te "
        "controleren na: credenza-issuer publish --out MAP"};
  }
  if (!(*last)->keys || contains(*(*last)->keys, key)) return std::nullopt;
  return Sentence{"note: readers do not have the key " + key +
                      " yet; nobody can check these before: credenza-issuer publish --out FOLDER",
                  "let op: lezers hebben de sleutel " + key +
                      " nog niet; deze bewijzen zijn pas te controleren na: credenza-issuer "
                      "publish --out MAP"};
}

Result<std::unique_ptr<Store>> open_store_to_write(const Home& home) {
  auto store = TRY(open_store(home));
  const auto last = TRY(read_last_published(home));
  if (!last || !last->head) return store;
  const auto snapshot = TRY(store->look());
  TRY(check_holds(*snapshot, *last->head));
  return store;
}

}  // namespace credenza::issuer
