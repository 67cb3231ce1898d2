// The index of a vault's file: its pages when the vault is opened, their details when they are
// asked for.
#include <algorithm>
#include <atomic>
#include <functional>
#include <span>
#include <thread>

#include "wallet/vault.h"
#include "wallet/vault_detail.h"
#include "wallet/vault_scratch.h"
#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

using detail::place_of;

/// So many are read at once, while those before are opened.
constexpr std::size_t k_batch_pages = 24;
/// Fewer are not worth a thread.
constexpr std::size_t k_least_pages_for_thread = 8;

/// An index page, or the details of one, as it was opened.
struct OpenedPage {
  json::Document document;
  std::optional<Id> details;
};

/// One on its way from the file into the index.
struct SealedPage {
  const ListedRecord* record = nullptr;
  Bytes sealed;
  Result<OpenedPage> opened = fail(Code::internal, "index", "not opened yet");
};

Result<std::optional<Id>> read_body(ByteView body) {
  if (body.empty()) return std::optional<Id>();
  Reader reader(body, "index");
  const Id details = TRY(reader.number(8));
  TRY(reader.end());
  return std::optional<Id>(details);
}

Result<OpenedPage> open_page(Bytes& plaintext, const Keys& keys, const VaultId& vault,
                             const SealedPage& page) {
  const detail::Parts parts =
      TRY(detail::open_listed_in(plaintext, keys, vault, *page.record, page.sealed));
  const std::optional<Id> details = TRY(read_body(parts.body));
  return OpenedPage{TRY(Index::parse_page(parts.meta)), details};
}

/// Opens every page of `pages`, some on another processor, while this one first does something
/// else: opening pages is most of what opening a large vault costs.
void open_pages(const Keys& keys, const VaultId& vault, std::vector<SealedPage>& pages,
                const std::function<void()>& meanwhile) {
  std::atomic<std::size_t> next{0};
  const auto open_some = [&] {
    Bytes plaintext;
    for (std::size_t i = next++; i < pages.size(); i = next++) {
      pages[i].opened = open_page(plaintext, keys, vault, pages[i]);
      crypto::wipe(plaintext);
    }
  };
  const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::thread> others(
      std::min(pages.size() / k_least_pages_for_thread, processors - 1));
  for (std::thread& other : others)
    other = std::thread(open_some);
  meanwhile();
  open_some();
  for (std::thread& other : others)
    other.join();
}

using TakePage = std::function<Status(const SealedPage& page, OpenedPage opened)>;

/// At most k_batch_pages of `records`, sealed, in place of what was in `batch`, whose memory is
/// used again: to get and give back as much as a page takes costs as much as to read one. Those
/// are taken off the front.
Status read_batch(sqlite::Statement& row, std::span<const ListedRecord* const>& records,
                  std::vector<SealedPage>& batch) {
  batch.resize(std::min(records.size(), k_batch_pages));
  for (SealedPage& page : batch) {
    page.record = records.front();
    records = records.subspan(1);
    row.bind(1, detail::column(page.record->id));
    const bool found = TRY(row.step());
    if (!found)
      return fail(Code::missing, place_of(page.record->id),
                  "this record was taken out from outside");
    const ByteView sealed = TRY(row.view(0));
    page.sealed.assign(sealed.begin(), sealed.end());
    row.reset();
  }
  return {};
}

/// Has `take` called with each of `records`, in their order, until it fails.
Status for_each_page(sqlite::Database& database, const Keys& keys, const VaultId& vault,
                     std::span<const ListedRecord* const> records, const TakePage& take) {
  sqlite::Statement row = TRY(database.prepare("SELECT sealed FROM record WHERE id = ?"));
  std::vector<SealedPage> batch;
  std::vector<SealedPage> next;
  TRY(read_batch(row, records, batch));
  while (!batch.empty()) {
    Status read;
    open_pages(keys, vault, batch, [&] { read = read_batch(row, records, next); });
    for (SealedPage& page : batch) {
      OpenedPage opened = TRY(std::move(page.opened));
      TRY(take(page, std::move(opened)));
    }
    TRY(read);
    std::swap(batch, next);
  }
  return {};
}

}  // namespace

Error detail::changed(Code code, Id id) {
  return fail(code, place_of(id), "this record was changed or is damaged");
}

Status detail::compare_digest(const ListedRecord& record, ByteView sealed) {
  if (digest_of(sealed) == record.digest) return {};
  return fail(Code::mismatch, place_of(record.id),
              "another state of this record was put in its place");
}

Result<detail::Parts> detail::open_listed_in(Bytes& plaintext, const Keys& keys,
                                             const VaultId& vault, const ListedRecord& record,
                                             ByteView sealed) {
  const Result<detail::Parts> parts = detail::open_record_in(
      plaintext, keys, {vault, record.kind, record.id, record.revision}, sealed);
  if (!parts) return changed(parts.error().code, record.id);
  TRY(compare_digest(record, sealed));
  return parts;
}

Bytes detail::body_of_page(std::optional<Id> details) {
  Writer out;
  if (details) out.number(*details, 8);
  return std::move(out).take();
}

Status Vault::load_index() {
  TRY(load_pages());
  return compare_index();
}

Status Vault::load_pages() {
  std::vector<const ListedRecord*> pages;
  for (const ListedRecord& record : manifest_.records) {
    if (record.kind == Kind::index) pages.push_back(&record);
  }
  index_.reserve(manifest_.records.size());
  return for_each_page(
      database_, keys_, vault_, pages, [this](const SealedPage& page, OpenedPage opened) {
        return index_.add_page(page.record->id, std::move(opened.document), opened.details);
      });
}

/// The index and its details name all that the manifest lists, and nothing else.
Status Vault::compare_index() const {
  std::size_t expected = 0;
  std::size_t details = 0;
  for (const ListedRecord& record : manifest_.records) {
    if (record.kind == Kind::details) {
      ++details;
    } else if (record.kind != Kind::index) {
      ++expected;
      const Entry* entry = index_.find(record.id);
      if (entry == nullptr || entry->kind != record.kind)
        return fail(Code::malformed, "index", "it leaves a record out, or takes it for another");
    }
  }
  for (const PageDetails& page : index_.unread()) {
    const ListedRecord* record = manifest_.find(page.details);
    if (record == nullptr || record->kind != Kind::details)
      return fail(Code::malformed, "index", "it names details that the vault does not have");
  }
  if (index_.entries().size() != expected || index_.details_records() != details)
    return fail(Code::malformed, "index", "it names a record that the vault does not have");
  return {};
}

Status Vault::read_details(const std::vector<PageDetails>& pages) const {
  if (pages.empty()) return {};
  std::vector<const ListedRecord*> records;
  records.reserve(pages.size());
  for (const PageDetails& page : pages)
    records.push_back(manifest_.find(page.details));
  must(std::ranges::find(records, nullptr) == records.end());
  auto page = pages.begin();
  return for_each_page(database_, keys_, vault_, records,
                       [&](const SealedPage& /*sealed*/, OpenedPage opened) {
                         return index_.add_details((page++)->page, std::move(opened.document));
                       });
}

Status Vault::read_details() const {
  return read_details(index_.unread());
}

Result<std::optional<json::Cursor>> Vault::details(const Entry& entry) const {
  if (const auto page = index_.unread(entry.id)) TRY(read_details({*page}));
  return index_.details(entry.id);
}

}  // namespace credenza::wallet
