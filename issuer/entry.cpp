#include "issuer/entry.h"

#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "jcs/jcs.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_urn = "urn:uuid:";
constexpr std::string_view k_chain = "credenza.issuer.ledger/1";
constexpr std::array<std::size_t, 4> k_dashes{8, 13, 18, 23};
constexpr std::size_t k_uuid_characters = 36;
constexpr std::array<std::string_view, 4> k_states{"in_force", "suspended", "revoked",
                                                   "superseded"};

Error damaged(std::string detail) {
  return fail(Code::malformed, "store", std::move(detail));
}

template <class Out>
Out put_number(std::uint64_t value, std::size_t bytes, Out out) {
  for (std::size_t i = bytes; i-- > 0;)
    *out++ = static_cast<std::uint8_t>(value >> (8 * i));
  return out;
}

std::uint32_t number_at(ByteView bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (const std::uint8_t byte : bytes.subspan(at, 4))
    value = value << 8 | byte;
  return value;
}

Hash sha256(ByteView data) {
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, data);
  Hash out{};
  std::copy(digest.view().begin(), digest.view().end(), out.begin());
  return out;
}

}  // namespace

std::string to_urn(const CredentialId& id) {
  std::string out;
  to_urn(id, out);
  return out;
}

void to_urn(const CredentialId& id, std::string& out) {
  constexpr std::string_view k_digits = "0123456789abcdef";
  out.assign(k_urn.size() + k_uuid_characters, '-');
  auto at = std::copy(k_urn.begin(), k_urn.end(), out.begin());
  for (std::size_t i = 0; i < id.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) ++at;  // RFC 9562 §4: 8-4-4-4-12
    *at++ = k_digits[id[i] >> 4U];
    *at++ = k_digits[id[i] & 0x0fU];
  }
}

std::optional<CredentialId> from_urn(std::string_view urn) {
  if (!urn.starts_with(k_urn)) return std::nullopt;
  urn.remove_prefix(k_urn.size());
  if (urn.size() != k_uuid_characters) return std::nullopt;
  std::string digits;
  for (std::size_t i = 0; i < urn.size(); ++i) {
    const bool dash = std::find(k_dashes.begin(), k_dashes.end(), i) != k_dashes.end();
    if (dash != (urn[i] == '-')) return std::nullopt;
    if (!dash) digits += urn[i];
  }
  const auto bytes = from_hex(digits);
  if (!bytes) return std::nullopt;
  CredentialId out{};
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

std::array<std::uint8_t, k_issued_bytes> to_body(const Issued& issued) {
  std::array<std::uint8_t, k_issued_bytes> out{};
  auto* at = std::copy(issued.id.begin(), issued.id.end(), out.data());
  at = put_number(issued.cohort, 4, at);
  at = put_number(issued.place.list, 4, at);
  at = put_number(issued.place.index, 4, at);
  at = std::copy(issued.personal.begin(), issued.personal.end(), at);
  std::copy(issued.text.begin(), issued.text.end(), at);
  return out;
}

Result<Issued> read_issued(ByteView body) {
  if (body.size() != k_issued_bytes) return damaged("the entry of a credential is damaged");
  Issued out;
  constexpr std::size_t k_numbers = 16;
  constexpr std::size_t k_hashes = k_numbers + 12;
  std::copy_n(body.begin(), out.id.size(), out.id.begin());
  out.cohort = number_at(body, k_numbers);
  out.place = {number_at(body, k_numbers + 4), number_at(body, k_numbers + 8)};
  std::copy_n(body.begin() + k_hashes, out.personal.size(), out.personal.begin());
  std::copy_n(body.begin() + k_hashes + out.personal.size(), out.text.size(), out.text.begin());
  return out;
}

std::string_view to_string(State state) noexcept {
  return k_states[static_cast<std::size_t>(state)];
}

std::optional<State> read_state(std::string_view name) noexcept {
  const auto* const found = std::find(k_states.begin(), k_states.end(), name);
  if (found == k_states.end()) return std::nullopt;
  return static_cast<State>(found - k_states.begin());
}

Result<Effect> read_effect(ByteView body) {
  const auto document = json::Document::parse(as_text(body), k_body_limits);
  if (!document || !document->root().is_object()) return damaged("an entry is no JSON object");
  Effect out;
  if (const auto positions = document->root().find("positions")) {
    for (const json::Cursor item : positions->items()) {
      const auto position = item.integer();
      if (!position || (!out.positions.empty() && *position <= out.positions.back()))
        return damaged("an entry names positions out of order");
      out.positions.push_back(*position);
    }
  }
  if (const auto state = document->root().find("state")) {
    out.state = state->is_string() ? read_state(state->raw_string()) : std::nullopt;
    if (!out.state) return damaged("an entry names a standing that there is not");
  }
  if (const auto forgotten = document->root().find("forgotten")) {
    const auto value = forgotten->boolean();
    if (!value) return damaged("an entry is of the wrong form at /forgotten");
    out.forgotten = *value;
  }
  return out;
}

Result<Bytes> make_body(const Json& value) {
  const json::Document document = TRY(json::to_document(value, k_body_limits));
  return to_bytes(as_bytes(TRY(jcs::canonicalize(document.root()))));
}

Hash chain_digest(const Hash& previous, Position position, std::string_view kind, Instant at,
                  ByteView body) {
  // Called for every entry of a batch by one thread: the buffer is kept between calls.
  thread_local Bytes data;
  constexpr std::size_t k_numbers = 4 * 8;
  data.resize(previous.size() + k_numbers + kind.size() + body.size());
  auto* out = std::copy(previous.begin(), previous.end(), data.data());
  out = put_number(static_cast<std::uint64_t>(position), 8, out);
  out = put_number(kind.size(), 8, out);
  out = std::copy(kind.begin(), kind.end(), out);
  out = put_number(static_cast<std::uint64_t>(at.time_since_epoch().count()), 8, out);
  out = put_number(body.size(), 8, out);
  std::copy(body.begin(), body.end(), out);
  return sha256(data);
}

Hash chain_start(ByteView ledger_id) {
  Bytes data = to_bytes(as_bytes(k_chain));
  data.insert(data.end(), ledger_id.begin(), ledger_id.end());
  return sha256(data);
}

}  // namespace credenza::issuer
