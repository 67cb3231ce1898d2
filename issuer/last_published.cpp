#include "issuer/last_published.h"

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

Result<LastPublished> parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text));
  const std::string_view at = TRY(document.root().string_at("at"));
  LastPublished out{TRY(parse_instant(at)), std::nullopt};
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

Status keep_last_published(const Home& home, const LastPublished& last) {
  Json value = {{"schema", k_schema}, {"at", format_instant(last.at)}};
  if (last.head) {
    value["ledger"] = last.head->ledger;
    value["count"] = last.head->count;
    value["digest"] = last.head->digest;
  }
  const std::string text = TRY(json::to_pretty_text(value));
  return host::write_file(file_of(home), as_bytes(text), {.mode = 0600, .overwrite = true});
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
