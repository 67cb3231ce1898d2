#include "wallet/agent.h"

#include <optional>
#include <utility>

#include "base/encoding.h"
#include "host/files.h"
#include "wallet/vault.h"

namespace credenza::wallet {
namespace {

using host::Uptime;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// How often it looks whether it still has to be there.
constexpr milliseconds k_look{1000};
/// How long one who connected may take for its message: meanwhile nobody else is answered.
constexpr milliseconds k_patience{500};
/// By so much the two clocks may drift apart without sleep.
constexpr milliseconds k_no_sleep{1000};

milliseconds asleep(const Uptime& at) noexcept {
  return at.total - at.awake;
}

seconds left_until(milliseconds end, const Uptime& now) noexcept {
  return std::max(seconds{0}, std::chrono::ceil<seconds>(end - now.total));
}

/// Whether the file of the agent's vault is there and still is that vault.
class VaultWatch {
 public:
  explicit VaultWatch(std::string path) : path_(std::move(path)) {}

  bool is(const VaultId& vault) {
    const std::optional<host::FileState> now = host::state_of_file(path_);
    if (!now) return false;
    if (now == seen_) return true;
    const auto opened = LockedVault::open(path_, Access::read);
    // Who writes at this moment is asked about again.
    if (!opened) return opened.error().code == Code::conflict;
    if (opened->id() != vault) return false;
    seen_ = now;
    return true;
  }

 private:
  std::string path_;
  std::optional<host::FileState> seen_;
};

void serve(Agent& agent, host::LocalListener& listener, host::StopSignals& signals) {
  VaultWatch watch(agent.path());
  while (!agent.is_locked(host::uptime())) {
    std::optional<host::LocalConnection> asked = listener.accept(k_look, signals, k_patience);
    if (signals.came() || !listener.is_in_place() || !watch.is(agent.vault())) agent.lock();
    if (!asked) continue;
    const auto request = asked->receive(k_max_request_bytes);
    if (!request) continue;
    const crypto::SecretBytes answer = agent.answer(request->reveal(), host::uptime());
    static_cast<void>(asked->send(answer.reveal()).has_value());
  }
}

}  // namespace

Agent::Agent(AgentStart start, const Uptime& now) noexcept
    : start_(std::move(start)), started_(now), asked_(now) {}

bool Agent::is_locked(const Uptime& now) noexcept {
  const bool is_late = now.total - asked_.total >= start_.idle ||
                       now.total - started_.total >= start_.longest ||
                       asleep(now) - asleep(started_) >= k_no_sleep;
  if (is_late) lock();
  return locked_;
}

void Agent::lock() noexcept {
  start_.keys = Keys{};
  locked_ = true;
}

AgentStatus Agent::status(const Uptime& now) const {
  const milliseconds end = started_.total + start_.longest;
  return {start_.vault, left_until(std::min(end, asked_.total + start_.idle), now),
          left_until(end, now), start_.path};
}

crypto::SecretBytes Agent::answer(ByteView message, const Uptime& now) {
  const auto request = decode_request(message);
  if (is_locked(now) || !request || request->vault != start_.vault) return encode_refusal();
  switch (request->what) {
    case AgentAsks::keys:
      asked_ = now;
      return encode_keys(start_.keys);
    case AgentAsks::status:
      return encode(status(now));
    case AgentAsks::lock:
      lock();
      return encode_done();
  }
  return encode_refusal();
}

std::string agent_socket(const VaultId& vault) {
  return to_hex(vault) + ".sock";
}

int run_agent(host::LocalConnection& starter) {
  host::StopSignals signals;
  const auto folder = host::runtime_folder();
  auto message = starter.receive(k_max_answer_bytes);
  if (!folder || !message) return 1;
  auto start = decode_start(message->reveal());
  *message = {};
  if (!start) return 1;
  const std::string socket = *folder + "/" + agent_socket(start->vault);
  Agent agent(*std::move(start), host::uptime());
  auto listener = host::LocalListener::create(socket);
  if (!listener) return 1;
  if (!starter.send(encode_done().reveal())) return 1;
  serve(agent, *listener, signals);
  return 0;
}

}  // namespace credenza::wallet
