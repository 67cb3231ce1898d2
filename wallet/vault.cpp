#include "wallet/vault.h"

#include <algorithm>

#include "host/files.h"
#include "wallet/vault_detail.h"
#include "wallet/vault_scratch.h"

namespace credenza::wallet {

using detail::column;
using detail::place_of;

namespace {

/// Opens what the manifest lists as `record`.
Result<Content> open_sealed(const Keys& keys, const VaultId& vault, const ListedRecord& record,
                            ByteView sealed) {
  Result<Content> content =
      open_record(keys, {vault, record.kind, record.id, record.revision}, sealed);
  if (!content) return detail::changed(content.error().code, record.id);
  TRY(detail::compare_digest(record, sealed));
  return content;
}

}  // namespace

Status Vault::load() {
  TRY(load_manifest());
  TRY(compare_slots());
  TRY(compare_records());
  return load_index();
}

Status Vault::load_manifest() {
  sqlite::Statement row = TRY(database_.prepare("SELECT counter, sealed FROM manifest"));
  const bool found = TRY(row.step());
  if (!found) return fail(Code::malformed, "manifest", "there is none: damaged");
  const std::int64_t counter = TRY(row.integer(0));
  const ByteView sealed = TRY(row.view(1));
  const Name name{vault_, Kind::manifest, 0, static_cast<std::uint64_t>(counter)};
  const Result<Content> content = open_record(keys_, name, sealed);
  if (!content) {
    return fail(Code::bad_signature, "manifest",
                "the list of what is in the vault was changed or is damaged");
  }
  manifest_ = TRY(decode_manifest(content->body()));
  if (manifest_.counter != static_cast<std::uint64_t>(counter)) {
    return fail(Code::malformed, "manifest", "it counts otherwise than its row");
  }
  return {};
}

Status Vault::compare_records() {
  sqlite::Statement rows = TRY(database_.prepare("SELECT id, revision FROM record ORDER BY id"));
  auto listed = manifest_.records.begin();
  while (TRY(rows.step())) {
    const auto id = static_cast<Id>(TRY(rows.integer(0)));
    const std::int64_t revision = TRY(rows.integer(1));
    if (listed != manifest_.records.end() && listed->id < id) break;
    if (listed == manifest_.records.end() || listed->id != id) {
      return fail(Code::conflict, place_of(id), "this record was put in from outside");
    }
    if (listed->revision != static_cast<std::uint64_t>(revision)) {
      return fail(Code::mismatch, place_of(id),
                  "another state of this record was put in its place");
    }
    ++listed;
  }
  if (listed != manifest_.records.end()) {
    return fail(Code::missing, place_of(listed->id), "this record was taken out from outside");
  }
  return {};
}

Result<Content> Vault::open_listed(const ListedRecord& record) {
  sqlite::Statement row = TRY(database_.prepare("SELECT sealed FROM record WHERE id = ?"));
  row.bind(1, column(record.id));
  const bool found = TRY(row.step());
  if (!found)
    return fail(Code::missing, place_of(record.id), "this record was taken out from outside");
  const ByteView sealed = TRY(row.view(0));
  return open_sealed(keys_, vault_, record, sealed);
}

Result<Content> Vault::read(Id id) {
  const ListedRecord* record = manifest_.find(id);
  if (record == nullptr) return fail(Code::not_found, place_of(id), "the vault has no such record");
  return open_listed(*record);
}

std::vector<Error> Vault::check() {
  std::vector<Error> findings;
  Result<sqlite::Statement> row = database_.prepare("SELECT sealed FROM record WHERE id = ?");
  if (!row) return {row.error()};
  Bytes plaintext;
  const auto look = [&](const ListedRecord& record) -> Status {
    row->reset();
    row->bind(1, column(record.id));
    const bool found = TRY(row->step());
    if (!found)
      return fail(Code::missing, place_of(record.id), "this record was taken out from outside");
    const ByteView sealed = TRY(row->view(0));
    if (record.kind == Kind::holder_key) {
      TRY(open_sealed(keys_, vault_, record, sealed));
      return {};
    }
    const auto parts = detail::open_listed_in(plaintext, keys_, vault_, record, sealed);
    crypto::wipe(plaintext);
    return parts ? Status{} : Status(parts.error());
  };
  for (const ListedRecord& record : manifest_.records) {
    const Status sound = look(record);
    if (!sound) findings.push_back(sound.error());
  }
  return findings;
}

Status Vault::copy_to(const std::string& path, bool overwrite) {
  host::FileWriter file = TRY(host::FileWriter::create(path, {.overwrite = overwrite}));
  TRY(database_.read_file([&file](ByteView piece) { return file.write(as_text(piece)); }));
  return file.put_in_place();
}

Result<Vault> Vault::open_copy(const std::string& path) const {
  LockedVault locked = TRY(LockedVault::open(path, Access::read));
  if (locked.vault_ != vault_) return fail(Code::mismatch, "vault", "this is another vault");
  auto key = crypto::SecretBytes::copy_of(data_key_.reveal());
  return std::move(locked).load({opened_by_, std::move(key)});
}

Status Vault::add_blob(Draft& draft, Id id, Kind kind, std::string_view meta, ByteView body,
                       Random& random) const {
  const ListedRecord* known = manifest_.find(id);
  const Name name{vault_, kind, id, known == nullptr ? 1 : known->revision + 1};
  Bytes sealed = TRY(seal_record(keys_, name, meta, body, random));
  draft.manifest.put({id, kind, name.revision, digest_of(sealed)});
  draft.blobs.push_back({id, name.revision, std::move(sealed)});
  return {};
}

Result<Vault::Draft> Vault::draft(const Changes& changes, Instant now, Random& random) const {
  Draft draft{manifest_, {}, changes.removals, {}, {}, {}, {}, {}};
  TRY(draft_slots(draft, changes));
  std::vector<EntryChange> entries;
  const auto add = [&](const Put& put) -> Status {
    const std::string meta = TRY(json::to_text(put.meta));
    if (meta.size() > k_max_meta_bytes)
      return fail(Code::out_of_range, place_of(put.id), "its description is too long");
    entries.push_back({put.id, put.kind, put.meta});
    return add_blob(draft, put.id, put.kind, meta, put.body, random);
  };
  for (const Put& put : changes.puts)
    TRY(add(put));
  const std::optional<Put> use = note_of_use(changes, now);
  if (use) TRY(add(*use));
  for (const Id id : changes.removals) {
    const ListedRecord* known = manifest_.find(id);
    if (known == nullptr)
      return fail(Code::not_found, place_of(id), "the vault has no such record");
    draft.manifest.remove(id);
    entries.push_back({id, known->kind, std::nullopt});
  }
  for (const PageChange& page : index_.plan(entries, random))
    TRY(draft_page(draft, page, random));
  draft.manifest.counter += 1;
  draft.manifest.written = now;
  const Name name{vault_, Kind::manifest, 0, draft.manifest.counter};
  draft.sealed_manifest = TRY(seal_record(keys_, name, {}, encode(draft.manifest), random));
  return draft;
}

Status Vault::draft_page(Draft& draft, const PageChange& page, Random& random) const {
  const auto go = [&draft](Id id) {
    draft.manifest.remove(id);
    draft.removals.push_back(id);
  };
  std::optional<Id> details = page.details;
  if (!page.changed.empty()) {
    if (details && !index_.details_of_page(page.page)) TRY(read_details({{page.page, *details}}));
    const Json after = details_after(index_.details_of_page(page.page), page.changed);
    if (after.empty()) {
      if (details) go(*details);
      details.reset();
    } else {
      if (!details) details = make_id(random);
      const std::string meta = TRY(json::to_text(after));
      TRY(add_blob(draft, *details, Kind::details, meta, {}, random));
    }
  }
  const std::string meta = TRY(json::to_text(page.entries));
  if (page.entries.empty()) {
    go(page.page);
  } else {
    TRY(add_blob(draft, page.page, Kind::index, meta, detail::body_of_page(details), random));
  }
  draft.pages.push_back({page.page, meta, details});
  return {};
}

Status Vault::write(const Draft& draft) {
  TRY(write_slots(draft));
  sqlite::Statement remove = TRY(database_.prepare("DELETE FROM record WHERE id = ?"));
  for (const Id id : draft.removals) {
    remove.bind(1, column(id));
    TRY(remove.run());
  }
  sqlite::Statement put = TRY(
      database_.prepare("INSERT OR REPLACE INTO record (id, revision, sealed) VALUES (?, ?, ?)"));
  for (const Blob& blob : draft.blobs) {
    put.bind(1, column(blob.id));
    put.bind(2, column(blob.revision));
    put.bind(3, ByteView(blob.sealed));
    TRY(put.run());
  }
  sqlite::Statement manifest =
      TRY(database_.prepare("UPDATE manifest SET counter = ?, sealed = ?"));
  manifest.bind(1, column(draft.manifest.counter));
  manifest.bind(2, ByteView(draft.sealed_manifest));
  TRY(manifest.run());
  return database_.run("COMMIT");
}

Status Vault::commit(const Changes& changes, Instant now, Random& random) {
  must(writable_);
  Draft draft = TRY(this->draft(changes, now, random));
  TRY(begin());
  Status written = write(draft);
  if (!written) {
    // SQLite may have rolled back by itself; what it cannot undo now, the next opening undoes.
    if (database_.in_transaction()) static_cast<void>(database_.run("ROLLBACK"));
    return written;
  }
  manifest_ = std::move(draft.manifest);
  slots_ = std::move(draft.slots);
  for (const DraftPage& page : draft.pages) {
    const Status taken = index_.replace_page(page.id, page.meta, page.details);
    must(taken.has_value());
  }
  if (told_) told_(manifest_);
  // Keeps others from writing while this vault is open; begin() sees to it when this one fails.
  static_cast<void>(database_.run("BEGIN IMMEDIATE"));
  return {};
}

Status Vault::begin() {
  if (!database_.in_transaction()) TRY(database_.run("BEGIN IMMEDIATE"));
  const std::int64_t counter = TRY(database_.number("SELECT counter FROM manifest"));
  if (static_cast<std::uint64_t>(counter) != manifest_.counter) {
    return fail(Code::conflict, "lock", "another process changed the vault meanwhile; try again");
  }
  return {};
}

}  // namespace credenza::wallet
