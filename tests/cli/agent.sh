#!/usr/bin/env bash
# unlock, lock, status: opened once, used by the other verbs, and closed again. U13, E.4(4), E.3(11).
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT

mkdir -m 700 run
export XDG_RUNTIME_DIR=$work/run
# Whatever happens, no agent outlives this script.
trap 'credenza-wallet lock >/dev/null 2>&1; rm -rf -- "$work"' EXIT
umask 022
echo 'vier woorden lang genoeg' >phrase
echo 'another one altogether' >other
chmod 600 phrase other
expect 0 credenza-wallet init --no-words --vault my.vault --passphrase-file phrase
expect 0 credenza-wallet init --no-words --vault second.vault --passphrase-file phrase
expect 0 credenza-wallet key new --name 'ROC Waterkant' --vault my.vault --passphrase-file phrase

# Locked, nobody gets in without a passphrase, and nothing is said.
expect 0 credenza-wallet status --json
json unlocked '[]'
expect 4 credenza-wallet key list --vault my.vault --no-input
[ ! -e run/credenza ] || fail "asking makes a folder"
expect 12 credenza-wallet unlock --vault my.vault --passphrase-file other
expect 0 credenza-wallet status --json
json unlocked '[]'

# Unlocked, the other verbs ask nothing: for this vault only.
expect 0 credenza-wallet unlock --vault my.vault --passphrase-file phrase --idle 5m --max 2h --json
json schema credenza.wallet.unlock/1
json idle_seconds 300
json longest_seconds 7200
expect 0 credenza-wallet key list --vault my.vault --no-input
out 'ROC Waterkant'
expect 0 credenza-wallet key new --vault my.vault --no-input
expect 4 credenza-wallet list --vault second.vault --no-input
# A copy of the vault is the same vault.
cp my.vault copy.vault
expect 0 credenza-wallet key list --vault copy.vault --no-input
# Who names a passphrase means it; who wants no agent has none; on a computer of others there is none.
expect 12 credenza-wallet list --vault my.vault --passphrase-file other
expect 4 credenza-wallet list --vault my.vault --no-agent --no-input
expect 4 credenza-wallet list --vault my.vault --ephemeral --no-input
# Only this user gets at it.
[ "$(stat -c %a run/credenza)" = 700 ] || fail "mode of the folder"
for socket in run/credenza/*; do
  [ "$(stat -c %a "$socket")" = 600 ] || fail "mode of the socket"
done
# The passphrase is in no argument and no environment, and the agent holds nothing open.
agent=$(python3 - run/credenza/*.sock <<'PY'
import socket, struct, sys
s = socket.socket(socket.AF_UNIX)
s.connect(sys.argv[1])
print(struct.unpack("3i", s.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0])
PY
)
! tr '\0' '\n' <"/proc/$agent/cmdline" | grep -q woorden || fail "the passphrase is an argument"
[ "$(readlink "/proc/$agent/cwd")" = / ] || fail "the agent keeps a folder busy"
! ls -l "/proc/$agent/fd" | grep -q vault || fail "the agent keeps the vault open"
grep -q '^Max core file size *0 *0' "/proc/$agent/limits" || fail "the agent may leave a core image"

expect 0 credenza-wallet status --json
json schema credenza.wallet.status/1
json unlocked.0.vault "$work/my.vault"
expect 0 credenza-wallet status --lang nl
out 'open: '
expect 0 credenza-wallet doctor --vault my.vault --json
out '"agent"'
out 'a vault is unlocked'
out '"slots_tried"'
out 'was tried within a year'
# Two vaults, and the first once more with other times: still one agent for each.
expect 0 credenza-wallet unlock --vault second.vault --passphrase-file phrase
expect 0 credenza-wallet unlock --vault my.vault --passphrase-file phrase --idle 1m
expect 0 credenza-wallet list --vault second.vault --no-input
python3 - "$XDG_RUNTIME_DIR" <<'PY' || fail "not one agent for each vault"
import os, sys
sys.exit(len(os.listdir(sys.argv[1] + "/credenza")) != 2)
PY
expect 0 credenza-wallet status --json
python3 - out <<'PY' || fail "an agent holds on for longer than it was told"
import json, sys
left = sorted(a["idle_seconds_left"] for a in json.load(open(sys.argv[1]))["unlocked"])
sys.exit(len(left) != 2 or left[0] > 60 or left[1] > 600)
PY

# Wrong times.
expect 1 credenza-wallet unlock --vault my.vault --passphrase-file phrase --max 25h
err '--max'
expect 2 credenza-wallet unlock --vault my.vault --passphrase-file phrase --idle never
err '--idle'
expect 2 credenza-wallet unlock --vault my.vault --passphrase-file phrase --ephemeral

# Nonsense at the socket does it no harm, and gets nothing.
python3 - run/credenza/*.sock <<'PY' || fail "the agent answers nonsense"
import os, socket, sys
for path in sys.argv[1:]:
    for message in (b"", b"\xff\xff\xff\xff", b"\0\0\0\x02\x01\x01", b"\0\0\0\x12" + b"\x01\x01" + bytes(16),
                    b"GET / HTTP/1.1\r\n\r\n", os.urandom(4000)):
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(5)
        s.connect(path)
        try:
            s.sendall(message)
            s.shutdown(socket.SHUT_WR)
            answer = s.recv(1000)
        except ConnectionError:
            answer = b""
        if len(answer) > 10:
            sys.exit(f"{message[:20]} -> {len(answer)} bytes")
PY
expect 0 credenza-wallet list --vault my.vault --no-input

# Locked again.
expect 0 credenza-wallet lock --json
json schema credenza.wallet.lock/1
json locked 2
expect 4 credenza-wallet list --vault my.vault --no-input
for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ -n "$(ls run/credenza)" ] || break
  sleep 0.3
done
[ -z "$(ls run/credenza)" ] || fail "an agent is left"
expect 0 credenza-wallet lock
err 'No vault was unlocked.'

# The stick is taken out: locked, also when it comes back.
mkdir stick
cp my.vault stick/
expect 0 credenza-wallet unlock --vault stick/my.vault --passphrase-file phrase
mv stick away
for _ in 1 2 3 4 5 6 7 8 9 10; do
  [ -n "$(ls run/credenza)" ] || break
  sleep 0.3
done
mv away stick
expect 4 credenza-wallet list --vault stick/my.vault --no-input

# No folder of the user's own: said in words, and nothing in another place.
expect 1 env -u XDG_RUNTIME_DIR credenza-wallet unlock --vault my.vault --passphrase-file phrase --lang nl
err 'een kluis kan hier niet open blijven'
mkdir -m 755 open
expect 1 env XDG_RUNTIME_DIR="$work/open" credenza-wallet unlock --vault my.vault --passphrase-file phrase
err XDG_RUNTIME_DIR
expect 0 env -u XDG_RUNTIME_DIR credenza-wallet list --vault my.vault --passphrase-file phrase

expect 0 credenza-wallet unlock --vault my.vault --passphrase-file phrase

# Completion: ids of an unlocked vault, and none of a locked one.
for shell in bash zsh fish; do
  command -v $shell >/dev/null || fail "$shell is not installed; the packages for tests are in cmake/debian.sh"
done
"$bin/credenza-issuer" init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example/ \
  --passphrase-file phrase >out 2>err || fail "no school"
expect 0 credenza-issuer issue --home school --passphrase-file phrase --out issued \
  --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv"
expect 0 credenza-issuer publish --home school --out copies --passphrase-file phrase
expect 0 credenza-wallet add "issued/$(ls issued | head -n 1)" --offline --published copies --vault my.vault --no-input
id=$(cut -c 1-8 out)
expect 0 credenza-wallet ids --vault my.vault --json
json schema credenza.wallet.ids/1
for shell in bash zsh fish; do
  expect 0 credenza-wallet completion $shell --lang en
  cp out wallet.$shell
done
# offered SHELL LINE: the words that are offered.
offered() {
  python3 "$top/tests/cli/in_shell.py" "$1" "wallet.$1" --offers "$2" >words 2>err </dev/null || fail "$1: $2"
  tr ' ' '\n' <words >out
}
export CREDENZA_VAULT=$work/my.vault
for shell in bash zsh fish; do
  offered $shell 'credenza-wallet show '
  grep -q "^$id" out || fail "$shell: the id of an unlocked vault is not offered"
  offered $shell 'credenza-wallet list '
  ! grep -q "^$id" out || fail "$shell: an id is offered where none belongs"
  offered $shell "credenza-wallet show --vault $work/second.vault "
  ! grep -q "^$id" out || fail "$shell: an id of another vault is offered"
done
expect 0 credenza-wallet lock
for shell in bash zsh fish; do
  offered $shell 'credenza-wallet show '
  ! grep -q "^$id" out || fail "$shell: the id of a locked vault is offered"
done
expect 0 credenza-wallet ids
silent_out
