// What a verb and the agent say to each other. docs/agent_protocol.md.
//
// Pure: agent.h has the process, agent_client.h who asks it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "crypto/secret_bytes.h"
#include "wallet/vault_format.h"

namespace credenza::wallet {

inline constexpr std::size_t k_max_request_bytes = 64;
inline constexpr std::size_t k_max_answer_bytes = 8192;

enum class AgentAsks : std::uint8_t { keys = 1, status = 2, lock = 3 };

struct AgentRequest {
  AgentAsks what = AgentAsks::status;
  VaultId vault{};
};

/// What an agent holds, and for how much longer.
struct AgentStatus {
  VaultId vault{};
  std::chrono::seconds idle_left{};  ///< until it locks if nobody asks
  std::chrono::seconds left{};       ///< until it locks in any case
  std::string path;                  ///< of the vault's file
};

/// What a new agent is given, by the verb that starts it.
struct AgentStart {
  VaultId vault{};
  std::chrono::seconds idle{};
  std::chrono::seconds longest{};
  std::string path;
  Keys keys;
};

[[nodiscard]] Bytes encode(const AgentRequest& request);
/// @error malformed    no request; `where` is "agent" as in all errors of this file
/// @error unsupported  of another version, or a request that is not known
[[nodiscard]] Result<AgentRequest> decode_request(ByteView message);

// Answers. Each function that reads one has the same errors:
// @error malformed    it is no such answer
// @error unsupported  of another version
// @error not_found    the agent holds nothing for this vault, or does not answer this

[[nodiscard]] crypto::SecretBytes encode_keys(const Keys& keys);
[[nodiscard]] Result<Keys> decode_keys(ByteView message);
[[nodiscard]] crypto::SecretBytes encode(const AgentStatus& status);
[[nodiscard]] Result<AgentStatus> decode_status(ByteView message);
/// That something was done: locked, started.
[[nodiscard]] crypto::SecretBytes encode_done();
[[nodiscard]] Status decode_done(ByteView message);
[[nodiscard]] crypto::SecretBytes encode_refusal();

[[nodiscard]] crypto::SecretBytes encode(const AgentStart& start);
/// @error malformed, unsupported
[[nodiscard]] Result<AgentStart> decode_start(ByteView message);

}  // namespace credenza::wallet
