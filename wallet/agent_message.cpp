#include "wallet/agent_message.h"

#include <algorithm>

#include "wallet/wire.h"

namespace credenza::wallet {
namespace {

constexpr std::uint8_t k_protocol_version = 1;
constexpr std::size_t k_key_bytes = 32;
constexpr std::size_t k_keys_bytes = 4 * k_key_bytes;

/// The second byte of whatever is not a request.
enum class Says : std::uint8_t { keys = 0x81, status = 0x82, done = 0x83, start = 0x90, no = 0xff };

Writer begin(std::uint8_t kind) {
  Writer out;
  out.number(k_protocol_version, 1);
  out.number(kind, 1);
  return out;
}

Writer begin(Says kind) {
  return begin(static_cast<std::uint8_t>(kind));
}

crypto::SecretBytes finish(const Writer& out) {
  return crypto::SecretBytes::copy_of(out.bytes());
}

/// Reads the two bytes in front. @return the second
Result<std::uint8_t> front_of(Reader& reader) {
  const std::uint64_t version = TRY(reader.number(1));
  if (version != k_protocol_version)
    return fail(Code::unsupported, "agent", "the agent is of another version of this program");
  return static_cast<std::uint8_t>(TRY(reader.number(1)));
}

Status expect(Reader& reader, Says wanted) {
  const std::uint8_t kind = TRY(front_of(reader));
  if (kind == static_cast<std::uint8_t>(wanted)) return {};
  if (kind == static_cast<std::uint8_t>(Says::no))
    return fail(Code::not_found, "agent", "the agent holds nothing for this vault");
  return fail(Code::malformed, "agent", "the agent answers something else than was asked");
}

Result<VaultId> vault_from(Reader& reader) {
  VaultId vault{};
  const ByteView bytes = TRY(reader.raw(vault.size()));
  std::ranges::copy(bytes, vault.begin());
  return vault;
}

Result<std::chrono::seconds> seconds_from(Reader& reader) {
  return std::chrono::seconds(static_cast<std::int64_t>(TRY(reader.number(4))));
}

Result<std::string> path_from(Reader& reader) {
  const std::uint64_t size = TRY(reader.number(2));
  const ByteView bytes = TRY(reader.raw(static_cast<std::size_t>(size)));
  return std::string(as_text(bytes));
}

void put_seconds(Writer& out, std::chrono::seconds value) {
  out.number(static_cast<std::uint64_t>(value.count()), 4);
}

void put_path(Writer& out, const std::string& path) {
  out.number(path.size(), 2);
  out.raw(as_bytes(path));
}

/// `front` and behind it the keys, which are never anywhere else than in locked memory.
crypto::SecretBytes with_keys(const Writer& front, const Keys& keys) {
  const Bytes& before = front.bytes();
  crypto::SecretBytes out(before.size() + k_keys_bytes);
  auto at = std::ranges::copy(before, out.writable().begin()).out;
  for (const crypto::SecretBytes* key :
       {&keys.manifest, &keys.index, &keys.holder_keys, &keys.records}) {
    must(key->size() == k_key_bytes);
    at = std::ranges::copy(key->reveal(), at).out;
  }
  return out;
}

Result<Keys> keys_from(Reader& reader) {
  Keys keys;
  for (crypto::SecretBytes* key : {&keys.manifest, &keys.index, &keys.holder_keys, &keys.records}) {
    const ByteView bytes = TRY(reader.raw(k_key_bytes));
    *key = crypto::SecretBytes::copy_of(bytes);
  }
  TRY(reader.end());
  return keys;
}

}  // namespace

Bytes encode(const AgentRequest& request) {
  Writer out = begin(static_cast<std::uint8_t>(request.what));
  out.raw(request.vault);
  return std::move(out).take();
}

Result<AgentRequest> decode_request(ByteView message) {
  Reader reader(message, "agent");
  const std::uint8_t kind = TRY(front_of(reader));
  if (kind < static_cast<std::uint8_t>(AgentAsks::keys) ||
      kind > static_cast<std::uint8_t>(AgentAsks::lock))
    return fail(Code::unsupported, "agent", "a request that is not known");
  const VaultId vault = TRY(vault_from(reader));
  TRY(reader.end());
  return AgentRequest{static_cast<AgentAsks>(kind), vault};
}

crypto::SecretBytes encode_keys(const Keys& keys) {
  return with_keys(begin(Says::keys), keys);
}

Result<Keys> decode_keys(ByteView message) {
  Reader reader(message, "agent");
  TRY(expect(reader, Says::keys));
  return keys_from(reader);
}

crypto::SecretBytes encode(const AgentStatus& status) {
  Writer out = begin(Says::status);
  out.raw(status.vault);
  put_seconds(out, status.idle_left);
  put_seconds(out, status.left);
  put_path(out, status.path);
  return finish(out);
}

Result<AgentStatus> decode_status(ByteView message) {
  Reader reader(message, "agent");
  TRY(expect(reader, Says::status));
  AgentStatus status;
  status.vault = TRY(vault_from(reader));
  status.idle_left = TRY(seconds_from(reader));
  status.left = TRY(seconds_from(reader));
  status.path = TRY(path_from(reader));
  TRY(reader.end());
  return status;
}

crypto::SecretBytes encode_done() {
  return finish(begin(Says::done));
}

Status decode_done(ByteView message) {
  Reader reader(message, "agent");
  TRY(expect(reader, Says::done));
  return reader.end();
}

crypto::SecretBytes encode_refusal() {
  return finish(begin(Says::no));
}

crypto::SecretBytes encode(const AgentStart& start) {
  Writer out = begin(Says::start);
  out.raw(start.vault);
  put_seconds(out, start.idle);
  put_seconds(out, start.longest);
  put_path(out, start.path);
  return with_keys(out, start.keys);
}

Result<AgentStart> decode_start(ByteView message) {
  Reader reader(message, "agent");
  TRY(expect(reader, Says::start));
  AgentStart start;
  start.vault = TRY(vault_from(reader));
  start.idle = TRY(seconds_from(reader));
  start.longest = TRY(seconds_from(reader));
  start.path = TRY(path_from(reader));
  start.keys = TRY(keys_from(reader));
  return start;
}

}  // namespace credenza::wallet
