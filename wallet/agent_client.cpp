#include "wallet/agent_client.h"

#include <algorithm>

#include "base/encoding.h"
#include "wallet/agent.h"

namespace credenza::wallet {
namespace {

using host::LocalConnection;

/// An agent that is well answers at once.
constexpr std::chrono::milliseconds k_patience{2000};
/// A person types the passphrase meanwhile.
constexpr std::chrono::milliseconds k_start_patience{std::chrono::minutes{30}};
constexpr std::string_view k_socket_end = ".sock";

/// The vault whose agent listens at a socket of this name.
Result<VaultId> vault_of(std::string_view name) {
  if (!name.ends_with(k_socket_end)) return fail(Code::malformed, "agent", "no agent's name");
  const Bytes bytes = TRY(from_hex(name.substr(0, name.size() - k_socket_end.size())));
  VaultId vault{};
  if (bytes.size() != vault.size()) return fail(Code::malformed, "agent", "no agent's name");
  std::ranges::copy(bytes, vault.begin());
  return vault;
}

Result<crypto::SecretBytes> ask(LocalConnection& agent, const AgentRequest& request) {
  TRY(agent.send(encode(request)));
  return agent.receive(k_max_answer_bytes);
}

/// Nobody ever unlocked a vault here.
bool is_missing(const Result<std::string>& folder) {
  return !folder && folder.error().code == Code::not_found;
}

Result<AgentStatus> status_of(const std::string& path, const VaultId& vault) {
  LocalConnection agent = TRY(LocalConnection::open(path, k_patience));
  const crypto::SecretBytes answer = TRY(ask(agent, {AgentAsks::status, vault}));
  return decode_status(answer.reveal());
}

/// @return whether there was one
Result<bool> lock_agent(const std::string& path, const VaultId& vault) {
  auto agent = LocalConnection::open(path, k_patience);
  if (!agent && agent.error().code == Code::not_found) return false;
  if (!agent) return agent.error();
  const auto answer = ask(*agent, {AgentAsks::lock, vault});
  const bool is_done = answer && decode_done(answer->reveal()).has_value();
  // It ends by itself when it holds nothing any more, or could not say so before it ended.
  const bool is_gone = answer || answer.error().code == Code::missing;
  if (is_done || is_gone) return true;
  return fail(Code::unavailable, "agent",
              "it does not answer; stop it: kill " + std::to_string(agent->peer_process()));
}

}  // namespace

Result<Keys> keys_from_agent(const VaultId& vault) {
  const std::string folder = TRY(host::runtime_folder());
  LocalConnection agent =
      TRY(LocalConnection::open(folder + "/" + agent_socket(vault), k_patience));
  const crypto::SecretBytes answer = TRY(ask(agent, {AgentAsks::keys, vault}));
  return decode_keys(answer.reveal());
}

Result<std::vector<AgentStatus>> running_agents() {
  const auto found_folder = host::runtime_folder();
  if (is_missing(found_folder)) return std::vector<AgentStatus>{};
  if (!found_folder) return found_folder.error();
  const std::string& folder = *found_folder;
  std::vector<AgentStatus> found;
  for (const std::string& name : host::sockets_in(folder)) {
    const auto vault = vault_of(name);
    if (!vault) continue;
    auto status = status_of(folder + "/" + name, *vault);
    if (status) found.push_back(*std::move(status));
  }
  return found;
}

Result<std::size_t> lock_agents() {
  const auto found_folder = host::runtime_folder();
  if (is_missing(found_folder)) return std::size_t{0};
  if (!found_folder) return found_folder.error();
  const std::string& folder = *found_folder;
  std::size_t locked = 0;
  Status trouble;
  for (const std::string& name : host::sockets_in(folder)) {
    const auto vault = vault_of(name);
    if (!vault) continue;
    const auto done = lock_agent(folder + "/" + name, *vault);
    if (!done) trouble = done.error();
    if (done && *done) ++locked;
  }
  if (!trouble) return trouble.error();
  return locked;
}

Result<AgentStarter> AgentStarter::make() {
  // Known now, not after the passphrase was typed.
  TRY(host::make_runtime_folder());
  LocalConnection agent = TRY(host::start_in_background(&run_agent, k_start_patience));
  return AgentStarter(std::move(agent));
}

Status AgentStarter::start(const AgentStart& start) {
  const std::string folder = TRY(host::runtime_folder());
  TRY(lock_agent(folder + "/" + agent_socket(start.vault), start.vault));
  TRY(agent_.send(encode(start).reveal()));
  const auto answer = agent_.receive(k_max_answer_bytes);
  if (!answer) return fail(Code::unavailable, "agent", "it could not be started");
  return decode_done(answer->reveal());
}

}  // namespace credenza::wallet
