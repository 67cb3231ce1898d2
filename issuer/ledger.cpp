#include "issuer/ledger.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/seal.h"
#include "open_badges/open_badges.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_urn = "urn:uuid:";
constexpr std::size_t k_shortest_prefix = 4;
constexpr std::size_t k_id_digits = 32;
constexpr std::size_t k_open_cohorts = 256;

Error damaged() {
  return fail(Code::malformed, "store", "an entry of the store is damaged or of another issuer");
}

Hash to_hash(const crypto::Digest& digest) {
  Hash out{};
  must(digest.size() == out.size());
  std::copy(digest.view().begin(), digest.view().end(), out.begin());
  return out;
}

/// What a piece is sealed for, in memory of its own.
class Context {
 public:
  Context(std::string_view kind, ByteView id) noexcept {
    constexpr std::string_view k_begin = "credenza-issuer-ledger/2 ";
    must(k_begin.size() + kind.size() + id.size() <= bytes_.size());
    put(as_bytes(k_begin));
    put(as_bytes(kind));
    put(id);
  }
  [[nodiscard]] ByteView view() const noexcept { return {bytes_.data(), size_}; }

 private:
  void put(ByteView part) noexcept {
    std::copy(part.begin(), part.end(), bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += part.size();
  }
  std::array<std::uint8_t, 80> bytes_{};
  std::size_t size_ = 0;
};

/// RFC 9562 §5.8: version 8, custom bits, with the variant of §4.1.
CredentialId to_uuid(const crypto::Digest& digest) {
  CredentialId out{};
  std::copy_n(digest.view().begin(), out.size(), out.begin());
  out[6] = static_cast<std::uint8_t>((out[6] & 0x0f) | 0x80);
  out[8] = static_cast<std::uint8_t>((out[8] & 0x3f) | 0x80);
  return out;
}

/// The record of a credential that lies whole in its personal part, which any issuer's program
/// could have made.
Result<learning_record::LearningRecord> read_whole(std::string_view text) {
  const auto document = json::Document::parse(text);
  if (!document) return damaged();
  auto record = open_badges::read_record(document->root());
  if (!record) return damaged();
  return record;
}

Hash sum_of(const Hash& key, const Hash& form, ByteView sealed) {
  Bytes data(key.begin(), key.end());
  data.insert(data.end(), form.begin(), form.end());
  data.insert(data.end(), sealed.begin(), sealed.end());
  return sha256(data);
}

}  // namespace

Hash sha256(ByteView data) {
  return to_hash(crypto::hash(crypto::HashAlgorithm::sha256, data));
}

bool is_intact(const Cohort& cohort) {
  const ByteView all = cohort.sealed;
  if (all.size() < Hash().size()) return false;
  const std::size_t end = all.size() - Hash().size();
  const Hash sum = sum_of(cohort.key, cohort.form, all.first(end));
  return std::equal(sum.begin(), sum.end(), all.begin() + static_cast<std::ptrdiff_t>(end));
}

Ledger::Ledger(const crypto::SecretBytes& data_key)
    : row_key_(crypto::derive_subkey(data_key, "row-hash", 2)),
      form_key_(crypto::derive_subkey(data_key, "formhash", 2)),
      cohort_hash_key_(crypto::derive_subkey(data_key, "coh-hash", 2)),
      cohort_key_(crypto::derive_subkey(data_key, "cohort--", 2)),
      personal_key_(crypto::derive_subkey(data_key, "personal", 2)),
      note_key_(crypto::derive_subkey(data_key, "act-note", 2)) {}

CredentialId Ledger::row_id(std::string_view template_id, ByteView values) const {
  // Called for every row of a list: the buffer is kept between calls.
  thread_local Bytes data;
  // A template's id has no NUL, so where it ends is plain.
  data.assign(template_id.begin(), template_id.end());
  data.push_back(0);
  data.insert(data.end(), values.begin(), values.end());
  return to_uuid(crypto::keyed_hash(row_key_, data));
}

CredentialId Ledger::next_id(const CredentialId& id, std::uint32_t number) const {
  Bytes data = to_bytes(as_bytes("renewal " + std::to_string(number) + " of "));
  data.insert(data.end(), id.begin(), id.end());
  return to_uuid(crypto::keyed_hash(row_key_, data));
}

Hash Ledger::form_pseudonym(const Json& record) const {
  const auto text = json::to_text(record);
  must(text.has_value());
  return to_hash(crypto::keyed_hash(form_key_, as_bytes(*text)));
}

Hash Ledger::cohort_key(ByteView content) const {
  return to_hash(crypto::keyed_hash(cohort_hash_key_, content));
}

Bytes Ledger::seal_cohort(const Hash& key, const Hash& form, ByteView content,
                          Random& random) const {
  Bytes out = crypto::seal(cohort_key_, content, Context("cohort", key).view(), random);
  const Hash sum = sum_of(key, form, out);
  out.insert(out.end(), sum.begin(), sum.end());
  return out;
}

Result<CohortContent> Ledger::open_cohort(const Cohort& cohort) const {
  if (!is_intact(cohort)) return damaged();
  const ByteView sealed = ByteView(cohort.sealed).first(cohort.sealed.size() - Hash().size());
  Bytes content;
  const Status opened =
      crypto::open_into(cohort_key_, sealed, Context("cohort", cohort.key).view(), content);
  if (!opened) return damaged();
  return read_cohort_content(content);
}

Bytes Ledger::seal_personal(const CredentialId& id, ByteView personal, Random& random) const {
  return crypto::seal(personal_key_, personal, Context("personal", id).view(), random);
}

Result<Personal> Ledger::open_personal(const Issued& issued, ByteView sealed) const {
  if (sha256(sealed) != issued.personal) return damaged();
  Bytes plaintext;
  const Status opened =
      crypto::open_into(personal_key_, sealed, Context("personal", issued.id).view(), plaintext);
  if (!opened) return damaged();
  auto out = read_personal(plaintext);
  crypto::wipe(plaintext);
  return out;
}

PersonalOpener::~PersonalOpener() {
  crypto::wipe(plaintext_);
}

Result<std::span<const std::string_view>> PersonalOpener::values(const CredentialId& id,
                                                                 ByteView sealed) {
  crypto::wipe(plaintext_);
  const Status opened =
      crypto::open_into(ledger_.personal_key_, sealed, Context("personal", id).view(), plaintext_);
  if (!opened) return damaged();
  return TRY(read_personal(plaintext_, values_)).values;
}

Bytes Ledger::seal_note(ByteView note, Random& random) const {
  return crypto::seal(note_key_, note, Context("note", {}).view(), random);
}

Result<std::string> Ledger::open_note(ByteView sealed) const {
  const auto opened = crypto::open(note_key_, sealed, Context("note", {}).view());
  if (!opened) return damaged();
  return std::string(as_text(opened->reveal()));
}

Result<const CohortContent*> LedgerReader::cohort(std::uint32_t number) {
  const auto known = open_.find(number);
  if (known != open_.end()) return known->second.get();
  const auto sealed = TRY(snapshot_.cohort(number));
  if (!sealed)
    return fail(Code::not_found, "store", "there is no cohort " + std::to_string(number));
  if (open_.size() >= k_open_cohorts) open_.clear();
  auto content = std::make_unique<CohortContent>(TRY(ledger_.open_cohort(*sealed)));
  return open_.emplace(number, std::move(content)).first->second.get();
}

Result<Personal> LedgerReader::personal(const IssuedEntry& entry) {
  const auto sealed = TRY(snapshot_.personal(entry.position));
  if (!sealed) {
    return fail(Code::not_found, "personal", "what was personal of this credential was taken away");
  }
  return ledger_.open_personal(entry.what, *sealed);
}

Result<std::string> LedgerReader::text(const IssuedEntry& entry) {
  const CohortContent* content = TRY(cohort(entry.what.cohort));
  const Personal own = TRY(personal(entry));
  return restore(*content, entry.what, own);
}

Result<Json> LedgerReader::record(const IssuedEntry& entry) {
  const CohortContent* content = TRY(cohort(entry.what.cohort));
  const auto own = personal(entry);
  if (!own && own.error().code == Code::not_found) return content->record;
  if (!own) return own.error();
  if (!content->is_whole()) return record_of(*content, *own);
  return learning_record::to_json(TRY(read_whole(own->whole)));
}

Result<LedgerLine> LedgerReader::line(const IssuedEntry& entry) {
  LedgerLine out{.id = to_urn(entry.what.id),
                 .position = entry.position,
                 .issued = entry.at,
                 .standing = entry.standing,
                 .place = entry.what.place,
                 .forgotten = false,
                 .name = {},
                 .title = {}};
  const CohortContent* content = TRY(cohort(entry.what.cohort));
  const auto own = personal(entry);
  out.forgotten = !own && own.error().code == Code::not_found;
  if (!own && !out.forgotten) return own.error();
  const auto document = TRY(json::to_document(content->record));
  const auto record = learning_record::from_json(document.root());
  if (!record) return damaged();
  out.title = learning_record::in_language(record->achievement.title, record->achievement.language);
  if (out.forgotten) return out;
  out.name = content->is_whole() ? TRY(read_whole(own->whole)).person.full_name()
                                 : full_name(name_parts(*content), own->views());
  return out;
}

Result<IssuedEntry> find_entry(Snapshot& snapshot, std::string_view text) {
  std::string digits(text.starts_with(k_urn) ? text.substr(k_urn.size()) : text);
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  if (digits.size() < k_shortest_prefix || digits.size() > k_id_digits) {
    return fail(Code::not_found, std::string(text),
                "an id, or the first four or more characters of one");
  }
  const auto filled = [&digits](char with) {
    auto bytes = from_hex(digits + std::string(k_id_digits - digits.size(), with));
    CredentialId out{};
    if (bytes) std::copy(bytes->begin(), bytes->end(), out.begin());
    return bytes ? std::optional(out) : std::nullopt;
  };
  const auto first = filled('0');
  const auto last = filled('f');
  const auto none = fail(Code::not_found, std::string(text), "nothing with this id was issued");
  if (!first || !last) return none;
  const auto found = TRY(snapshot.ids_between(*first, *last, 2));
  if (found.empty()) return none;
  if (found.size() > 1)
    return fail(Code::conflict, std::string(text), "several ids begin so; give more of it");
  const auto entry = TRY(snapshot.find(found.front()));
  if (!entry) return damaged();
  return *entry;
}

Result<std::uint32_t> keep_cohort(Transaction& transaction, const Ledger& ledger,
                                  const CohortContent& content, const Hash& form, Random& random) {
  const Bytes bytes = TRY(encode(content));
  const Hash key = ledger.cohort_key(bytes);
  if (const auto known = TRY(transaction.cohort_with_key(key))) return known->number;
  return transaction.add_cohort(key, form, ledger.seal_cohort(key, form, bytes, random));
}

Result<Transaction::Appended> enter(Transaction& transaction, const Ledger& ledger,
                                    const SignedCredential& credential, Instant now,
                                    Random& random) {
  CohortContent content;
  content.template_id = credential.template_id;
  content.labels = credential.labels;
  content.record = credential.record;
  content.record.erase("person");
  if (content.record.contains("registration")) content.record["registration"].erase("number");
  Issued issued;
  issued.id = credential.id;
  issued.place = credential.place;
  issued.cohort = TRY(keep_cohort(transaction, ledger, content, credential.form, random));
  issued.text = sha256(as_bytes(credential.text));
  const Bytes sealed = ledger.seal_personal(
      credential.id, encode(Personal{credential.issued, {}, {}, credential.text}), random);
  issued.personal = sha256(sealed);
  return transaction.append_issued(now, issued, sealed);
}

}  // namespace credenza::issuer
