// A second writer of vaults, made from docs/vault_format.md and not from wallet/: what the two
// agree on, the document says. It makes the golden files, and vaults for tests, with a key
// derivation that costs little.
#pragma once

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

#include <sodium.h>
#include <sqlite3.h>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/password.h"
#include "crypto/seal.h"
#include "support/ports.h"

namespace credenza::test {

inline constexpr crypto::PasswordCost k_cheap{1, 8192};

struct MadeRecord {
  std::uint64_t id;
  std::uint8_t kind;
  std::uint64_t revision;
  std::string meta;  ///< without id and kind: "{…}"; of an index page the whole array
  std::string body;
};

class VaultMaker {
 public:
  explicit VaultMaker(const std::string& seed, std::string passphrase = "correct horse")
      : random_(seed), passphrase_(std::move(passphrase)) {
    random_.fill(vault_);
    data_key_ = crypto::SecretBytes::random(32, random_);
  }

  /// Adds a record and names it in the one index page; before write().
  void add(MadeRecord record) {
    const std::string rest = record.meta == "{}" ? "}" : "," + record.meta.substr(1);
    entries_ += (entries_.empty() ? "" : ",") + ("{\"id\":\"" + hex(record.id)) +
                "\",\"kind\":" + std::to_string(record.kind) + rest;
    records_.push_back(std::move(record));
  }

  /// Adds a credential of which the index page says `listed`, and the details of that page the
  /// rest: both "{…}", `details` not empty; before write().
  void add_parted(MadeRecord record, const std::string& listed, const std::string& details) {
    details_ +=
        (details_.empty() ? "" : ",") + ("{\"id\":\"" + hex(record.id)) + "\"," + details.substr(1);
    MadeRecord entry = record;
    entry.meta = listed;
    add(std::move(entry));
    records_.back() = std::move(record);
  }
  /// Has the page name this record as that of its details, whatever there is; before write().
  void name_details(std::uint64_t id) { named_details_ = id; }

  /// Adds a slot that opens with recovery words, of which `secret` is the 14 bytes; before write().
  void add_words_slot(std::uint64_t id, const Bytes& secret) {
    Bytes salt(16);
    random_.fill(salt);
    const auto key = crypto::derive_key(crypto::SecretBytes::copy_of(secret), salt, k_cheap);
    check(key.has_value());
    slots_[id] = make_slot(2, id, argon_parameters(salt), *key);
  }
  /// Adds a slot for another person's key of X25519, in libsodium's own sealed box; before write().
  void add_person_slot(std::uint64_t id, const Bytes& u) {
    const auto key = crypto::SecretBytes::random(32, random_);
    Bytes box(32 + crypto_box_SEALBYTES);
    check(u.size() == crypto_box_PUBLICKEYBYTES);
    crypto_box_seal(box.data(), key.reveal().data(), key.size(), u.data());
    slots_[id] = make_slot(3, id, joined({number(1, 1), box}), key);
  }
  /// Adds a slot of any bytes; before write().
  void add_slot(std::uint64_t id, std::uint8_t kind, const Bytes& parameters) {
    slots_[id] = make_slot(kind, id, parameters, crypto::SecretBytes::random(32, random_));
  }

  void write(const std::string& path, std::uint64_t counter = 1,
             std::uint64_t written = 1781258400) {
    std::string page_body;
    if (!details_.empty()) {
      records_.push_back({k_details, 12, 1, "[" + details_ + "]", ""});
      if (named_details_ == 0) named_details_ = k_details;
    }
    if (named_details_ != 0) page_body = as_text(number(named_details_, 8));
    if (!entries_.empty()) records_.push_back({k_page, 1, 1, "[" + entries_ + "]", page_body});
    std::ranges::sort(records_, {}, &MadeRecord::id);
    sqlite3* database = nullptr;
    check(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
    run(database,
        "PRAGMA synchronous=OFF; PRAGMA page_size=4096; PRAGMA application_id=1128553046; PRAGMA "
        "user_version=1; BEGIN;"
        "CREATE TABLE header (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL);"
        "CREATE TABLE slot (id INTEGER PRIMARY KEY, body BLOB NOT NULL);"
        "CREATE TABLE record (id INTEGER PRIMARY KEY, revision INTEGER NOT NULL, sealed BLOB NOT "
        "NULL);"
        "CREATE TABLE manifest (one INTEGER PRIMARY KEY CHECK (one = 1), counter INTEGER NOT NULL,"
        " sealed BLOB NOT NULL);");
    Bytes header = joined({text("credenza"), number(1, 2), to_bytes(vault_)});
    header = joined({header, sha256(joined({text("credenza-header/1"), header}))});
    insert(database, "INSERT INTO header VALUES (1, ?1)", 0, 0, header);
    add_passphrase_slot();
    Bytes manifest = joined({number(counter, 8), number(written, 8), number(slots_.size(), 2)});
    for (const auto& [id, slot] : slots_) {
      insert(database, "INSERT INTO slot VALUES (?2, ?1)", id, 0, slot);
      manifest = joined({manifest, number(id, 8), sha256(slot)});
    }
    manifest = joined({manifest, number(records_.size(), 4)});
    for (const MadeRecord& record : records_) {
      const Bytes sealed = seal(record.kind, record.id, record.revision, record.meta, record.body);
      insert(database, "INSERT INTO record VALUES (?2, ?3, ?1)", record.id, record.revision,
             sealed);
      manifest = joined({manifest, number(record.id, 8), number(record.kind, 1),
                         number(record.revision, 8), sha256(sealed)});
    }
    insert(database, "INSERT INTO manifest VALUES (1, ?2, ?1)", counter, 0,
           seal(0, 0, counter, "", std::string(as_text(manifest))));
    run(database, "COMMIT");
    check(sqlite3_close(database) == SQLITE_OK);
  }

  [[nodiscard]] const crypto::SecretBytes& data_key() const { return data_key_; }

  /// A sealed blob of this vault, to be put where it does not belong.
  Bytes seal(std::uint8_t kind, std::uint64_t id, std::uint64_t revision, const std::string& meta,
             const std::string& body) {
    const char* label = kind == 0                 ? "cz-manif"
                        : kind == 1 || kind == 12 ? "cz-index"
                        : kind == 3               ? "cz-hkeys"
                                                  : "cz-recrd";
    Bytes plaintext =
        joined({number(meta.size(), 4), number(body.size(), 4), text(meta), text(body)});
    std::size_t bucket = 4096;
    while (bucket < plaintext.size() + 40)
      bucket *= 2;
    check(bucket <= 65536);
    plaintext.resize(bucket - 40);
    return crypto::seal(crypto::derive_subkey(data_key_, label, 1), plaintext,
                        joined({text("credenza-vault/1"), number(kind, 1), to_bytes(vault_),
                                number(id, 8), number(revision, 8)}),
                        random_);
  }

  static constexpr std::uint64_t k_slot = 0x0102030405060708;
  static constexpr std::uint64_t k_page = 0x7000000000000001;
  static constexpr std::uint64_t k_details = 0x7000000000000002;

 private:
  static void check(bool holds) { must(holds); }
  static Bytes text(std::string_view value) { return to_bytes(as_bytes(value)); }
  static Bytes sha256(const Bytes& data) {
    return to_bytes(crypto::hash(crypto::HashAlgorithm::sha256, data).view());
  }
  static Bytes number(std::uint64_t value, int bytes) {
    Bytes out;
    for (int i = bytes - 1; i >= 0; --i)
      out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return out;
  }
  static std::string hex(std::uint64_t id) { return to_hex(number(id, 8)); }
  static Bytes joined(const std::vector<Bytes>& parts) {
    Bytes out;
    for (const Bytes& part : parts)
      out.insert(out.end(), part.begin(), part.end());
    return out;
  }

  static Bytes argon_parameters(const Bytes& salt) {
    return joined({number(1, 1), number(k_cheap.passes, 8), number(k_cheap.memory_bytes, 8), salt});
  }
  void add_passphrase_slot() {
    Bytes salt(16);
    random_.fill(salt);
    const auto secret = crypto::SecretBytes::copy_of(as_bytes(passphrase_));
    const auto key = crypto::derive_key(secret, salt, k_cheap);
    check(key.has_value());
    slots_[k_slot] = make_slot(1, k_slot, argon_parameters(salt), *key);
  }
  Bytes make_slot(std::uint8_t kind, std::uint64_t id, const Bytes& parameters,
                  const crypto::SecretBytes& key) {
    const Bytes front = joined(
        {number(1, 1), number(kind, 1), number(id, 8), number(parameters.size(), 2), parameters});
    const Bytes sealed =
        crypto::seal(key, data_key_.reveal(),
                     joined({text("credenza-slot/1"), to_bytes(vault_), front}), random_);
    const Bytes slot = joined({front, number(sealed.size(), 2), sealed});
    return joined({slot, sha256(joined({text("credenza-slot/1"), to_bytes(vault_), slot}))});
  }

  static void run(sqlite3* database, const char* sql) {
    check(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  /// ?1 is the blob, ?2 and ?3 numbers.
  static void insert(sqlite3* database, const char* sql, std::uint64_t a, std::uint64_t b,
                     const Bytes& blob) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_bind_blob(statement, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, static_cast<sqlite3_int64>(a));
    sqlite3_bind_int64(statement, 3, static_cast<sqlite3_int64>(b));
    check(sqlite3_step(statement) == SQLITE_DONE);
    sqlite3_finalize(statement);
  }

  SeededRandom random_;
  std::string passphrase_;
  std::array<std::uint8_t, 16> vault_{};
  crypto::SecretBytes data_key_;
  std::map<std::uint64_t, Bytes> slots_;
  std::vector<MadeRecord> records_;
  std::string entries_;
  std::string details_;
  std::uint64_t named_details_ = 0;
};

}  // namespace credenza::test
