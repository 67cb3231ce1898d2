// Who asks the agents of this user. docs/agent_protocol.md.
#pragma once

#include <string>
#include <vector>

#include "host/local_socket.h"
#include "wallet/agent_message.h"

namespace credenza::wallet {

/// The keys of `vault`.
/// @error not_found    no agent holds them
/// @error forbidden    somebody else's process has the agent's name
/// @error unavailable  no runtime folder, or no answer
/// @error malformed, unsupported  an answer that is none
[[nodiscard]] Result<Keys> keys_from_agent(const VaultId& vault);

/// Every agent of this user that answers.
/// @error unavailable  no runtime folder
[[nodiscard]] Result<std::vector<AgentStatus>> running_agents();

/// Locks every agent of this user; each has wiped its keys when this returns.
/// @return how many there were
/// @error unavailable  no runtime folder, or an agent that does not answer: the detail names its
/// process
[[nodiscard]] Result<std::size_t> lock_agents();

/// Starts agents. Made before the vault is opened, so that nothing of it is in the new process.
class AgentStarter {
 public:
  /// @error unavailable  no runtime folder, or no process can be started
  [[nodiscard]] static Result<AgentStarter> make();
  /// Hands over what it has to hold. An agent that is there for this vault gives way.
  /// @error unavailable  it does not come up
  [[nodiscard]] Status start(const AgentStart& start);

 private:
  explicit AgentStarter(host::LocalConnection agent) : agent_(std::move(agent)) {}
  host::LocalConnection agent_;
};

}  // namespace credenza::wallet
