# The vault as a file: made once, opened with its passphrase only, told apart when it is something else.
. "$(dirname "$0")/lib.sh"
unset CREDENZA_VAULT

expect 0 credenza-wallet --version
grep -qxE 'credenza-wallet [0-9]+\.[0-9]+\.[0-9]+' "$work/out" || fail "version"
expect 0 credenza-wallet share --help
out "Example: credenza-wallet share"
expect 0 credenza-wallet init --help --lang nl
out "Maak een kluis"
expect 2 credenza-wallet
expect 2 credenza-wallet shre x
err "did you mean 'share'?"
expect 2 credenza-wallet verify
expect 2 credenza-wallet show
expect 2 credenza-wallet share abcd --to x -o y --for 1h --until 2030-01-01

echo 'vier woorden lang genoeg' >phrase
echo 'another one altogether' >other
vault="--vault my.vault --passphrase-file phrase"

# No vault, and nobody who could be asked.
expect 10 credenza-wallet list $vault
err "credenza-wallet init"
silent_out
expect 10 credenza-wallet add none.json $vault --json
json schema credenza.wallet.error/1
json exit 10
expect 4 credenza-wallet init --vault my.vault
err "--passphrase-file"
[ ! -e my.vault ] || fail "a vault without a passphrase"

expect 4 credenza-wallet init $vault
err "--no-words or --words-file"
[ ! -e my.vault ] || fail "a vault whose recovery words nobody has"
expect 0 credenza-wallet init $vault --no-words
out "my.vault"
[ "$(stat -c %a my.vault)" = 600 ] || fail "mode of the vault"
[ "$(ls -A | grep -c vault)" = 1 ] || fail "something beside the vault"
expect 1 credenza-wallet init $vault --no-words
expect 0 credenza-wallet list $vault
silent_out
expect 0 credenza-wallet list $vault --json
json schema credenza.wallet.list/1
json credentials "[]"
expect 4 credenza-wallet list --vault my.vault
expect 12 credenza-wallet list --vault my.vault --passphrase-file other
silent_out
expect 0 credenza-wallet list --vault my.vault --passphrase-command 'cat phrase'
expect 0 env CREDENZA_VAULT=my.vault credenza-wallet list --passphrase-file phrase
expect 1 credenza-wallet list --vault my.vault --passphrase-file none

# Keys: the DID alone on standard output; nothing of it can be read in the file.
expect 0 credenza-wallet key new --name "ROC Waterkant" $vault
grep -qxE 'did:key:z6Mk[1-9A-HJ-NP-Za-km-z]+' "$work/out" || fail "no DID"
did=$(cat "$work/out")
expect 0 credenza-wallet key list $vault --json
json keys.0.did "$did"
json keys.0.name "ROC Waterkant"
! grep -qa -e "${did#did:key:}" -e Waterkant -e woorden my.vault || fail "the file can be read without a slot"
expect 2 credenza-wallet key list $vault --passphrase-fd 3  # two sources

# The default place.
expect 0 credenza-wallet init --passphrase-file phrase --no-words
[ -f "$HOME/.local/share/credenza/wallet.vault" ] || fail "no vault in the data folder"
expect 0 credenza-wallet list --passphrase-file phrase

# Another process writes: 11 for writers, not for readers.
hold_vault my.vault
expect 11 credenza-wallet key new $vault
err "in use"
expect 0 credenza-wallet key list $vault
release_vault

# Newer: nothing is touched.
newer_vault my.vault newer.vault
before=$(sha256sum <newer.vault)
expect 13 credenza-wallet key new --vault newer.vault --passphrase-file phrase
[ "$before" = "$(sha256sum <newer.vault)" ] || fail "a newer vault was touched"

# No vault, or damaged.
echo 'hello' >text.vault
expect 1 credenza-wallet list --vault text.vault --passphrase-file phrase
cp my.vault damaged.vault
python3 - damaged.vault <<'PY'
import sqlite3, sys
vault = sqlite3.connect(sys.argv[1], isolation_level=None)
vault.execute("UPDATE manifest SET counter = counter - 1")
PY
expect 1 credenza-wallet list --vault damaged.vault --passphrase-file phrase --json
json code bad_signature
json where manifest
mkdir folder
expect 1 credenza-wallet list --vault folder --passphrase-file phrase

# What cannot be printed, and what is no credential.
credenza-wallet list $vault --json >/dev/full 2>/dev/null
[ $? -eq 1 ] || fail "a full standard output"
echo '{}' >object.json
expect 3 credenza-wallet add object.json $vault
silent_out
head -c 100000000 /dev/zero >large
expect 1 credenza-wallet add large $vault
err "longer than"

# Killed at any moment, the vault opens as it was before or after.
keys_held() {
  expect 0 credenza-wallet key list $vault --json
  python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))["keys"]))' "$work/out"
}
count=$(keys_held)
for delay in 0.01 0.05 0.1 0.15 0.2 0.25 0.3 0.35 0.4 0.5 0.7 1 2; do
  timeout -s KILL "$delay" credenza-wallet key new $vault >/dev/null 2>&1
  now=$(keys_held)
  [ "$now" -eq "$count" ] || [ "$now" -eq $((count + 1)) ] || fail "$count keys became $now"
  count=$now
done
[ ! -e my.vault-journal ] || fail "a journal is left"

# A limit on the size of files is like a full disk.
(
  ulimit -f $(($(stat -c %s my.vault) / 1024))
  credenza-wallet key new $vault >/dev/null 2>&1
)
[ $? -eq 1 ] || fail "a full disk is not error 1"
[ "$(keys_held)" -eq "$count" ] || fail "a key came out of a full disk"
expect 0 credenza-wallet key new $vault
