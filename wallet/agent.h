// The agent: a process that keeps the keys of one vault for a while, so that its owner is not asked
// for the passphrase by each verb. docs/agent_protocol.md.
#pragma once

#include <string>

#include "host/local_socket.h"
#include "host/system.h"
#include "wallet/agent_message.h"

namespace credenza::wallet {

/// What an agent holds and when it stops. Reads no clock and no file.
class Agent {
 public:
  Agent(AgentStart start, const host::Uptime& now) noexcept;

  /// Answers a request; what is no request is refused. Locks when it is too late or asked to.
  [[nodiscard]] crypto::SecretBytes answer(ByteView request, const host::Uptime& now);
  /// Whether it holds no keys any more. Locks first when it is too late: nobody asked for too long,
  /// the longest time is over, or the machine slept.
  [[nodiscard]] bool is_locked(const host::Uptime& now) noexcept;
  /// Wipes the keys.
  void lock() noexcept;

  [[nodiscard]] const VaultId& vault() const noexcept { return start_.vault; }
  [[nodiscard]] const std::string& path() const noexcept { return start_.path; }

 private:
  [[nodiscard]] AgentStatus status(const host::Uptime& now) const;

  AgentStart start_;
  host::Uptime started_;
  host::Uptime asked_;  ///< when somebody last got the keys
  bool locked_ = false;
};

/// "HEX.sock" in runtime_folder(): where the agent of a vault listens.
[[nodiscard]] std::string agent_socket(const VaultId& vault);

/// The work of the process, for host::start_in_background(): takes an AgentStart from `starter`,
/// says done, and answers until it is locked, a stop signal comes, the vault's file is gone or is
/// another vault, or another agent takes its name.
int run_agent(host::LocalConnection& starter);

}  // namespace credenza::wallet
