#!/usr/bin/env bash
# A vault that was damaged: told from a wrong passphrase and from a newer one, with what is still readable named and
# brought into a new vault; the damaged one stays as it is. U13, E.4(6).
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT

echo 'vier woorden lang genoeg' >phrase
echo 'another one altogether' >other
chmod 600 phrase other
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example/ \
  --passphrase-file phrase
expect 0 credenza-issuer issue --home school --passphrase-file phrase --out issued \
  --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv"
expect 0 credenza-issuer publish --home school --out copies --passphrase-file phrase
vault="--vault my.vault --passphrase-file phrase"
# shellcheck disable=SC2086
{
  expect 0 credenza-wallet init --no-words $vault
  expect 0 credenza-wallet key new $vault
  # shellcheck disable=SC2046
  expect 0 credenza-wallet add $(ls issued/* | head -n 2) --offline --published copies $vault
  expect 0 credenza-wallet list $vault --json
  held=$(grep -c '"credential_id"' out)
  [ "$held" = 2 ] || fail "$held credentials"
  # A vault that is well: everything can be read, nothing is lost.
  expect 0 credenza-wallet doctor --salvage $vault --json
  json exit 0
  no_out problem
}
one=$(python3 -c 'import json; print(json.load(open("out"))["checks"][0]["name"])')

# One record changed: the rest opens, the damage is named, in words and with the way out.
cp my.vault damaged.vault
python3 - damaged.vault "$one" <<'PY'
import sqlite3, sys
record = int(sys.argv[2].removeprefix("record/"), 16)
vault = sqlite3.connect(sys.argv[1], isolation_level=None)
(sealed,) = vault.execute("SELECT sealed FROM record WHERE id = ?", (record,)).fetchone()
vault.execute("UPDATE record SET sealed = ? WHERE id = ?", (sealed[:100] + bytes([sealed[100] ^ 1]) + sealed[101:], record))
PY
before=$(sha256sum <damaged.vault)
damaged="--vault damaged.vault --passphrase-file phrase"
# shellcheck disable=SC2086
{
  expect 0 credenza-wallet list $damaged
  expect 1 credenza-wallet show "${one#record/}" $damaged --lang nl
  err 'beschadigd'
  err 'credenza-wallet doctor --salvage'
  expect 12 credenza-wallet list --vault damaged.vault --passphrase-file other
  expect 1 credenza-wallet doctor --salvage $damaged --lang nl
  out 'dit is te lezen: '
  out "$one: dit is weg"
  out 'vraag het de uitgever opnieuw'
  expect 12 credenza-wallet doctor --salvage --vault damaged.vault --passphrase-file other -o wrong.vault
  [ ! -e wrong.vault ] || fail "a vault from nothing"
  expect 1 credenza-wallet doctor --salvage $damaged -o saved.vault --json
  json exit 1
  out "$one"
  # Not over what is there.
  expect 1 credenza-wallet doctor --salvage $damaged -o saved.vault
  err 'saved.vault'
}
[ "$before" = "$(sha256sum <damaged.vault)" ] || fail "the damaged vault was written to"
[ ! -e damaged.vault-journal ] || fail "something beside the damaged vault"
[ "$(stat -c %a saved.vault)" = 600 ] || fail "mode of the new vault"
saved="--vault saved.vault --passphrase-file phrase"
# shellcheck disable=SC2086
{
  expect 0 credenza-wallet list $saved --json
  [ "$(grep -c '"credential_id"' out)" = 1 ] || fail "not the other credential"
  expect 0 credenza-wallet key list $saved --json
  grep -q did:key: out || fail "the key is gone"
  expect 0 credenza-wallet verify --all --offline --published copies $saved
  # What was saved is byte for byte what was held.
  kept=$(credenza-wallet list $saved --json | grep -om1 '"id": "[0-9a-f]*' | cut -c 8-)
  credenza-wallet show "$kept" --raw $saved >a
  credenza-wallet show "$kept" --raw $vault >b
  cmp -s a b || fail "another document"
}

# The list of what is in the vault changed: nothing opens, all can still be read.
cp my.vault listless.vault
python3 - listless.vault <<'PY'
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).execute("UPDATE manifest SET counter = counter + 1")
PY
expect 1 credenza-wallet list --vault listless.vault --passphrase-file phrase
err 'doctor --salvage'
expect 1 credenza-wallet doctor --salvage --vault listless.vault --passphrase-file phrase -o listed.vault
expect 0 credenza-wallet list --vault listed.vault --passphrase-file phrase --json
[ "$(grep -c '"credential_id"' out)" = 2 ] || fail "not everything that could be read"

# Newer is newer, for all of these, and which is said.
newer_vault my.vault newer.vault
before=$(sha256sum <newer.vault)
expect 13 credenza-wallet list --vault newer.vault --passphrase-file phrase
expect 13 credenza-wallet doctor --salvage --vault newer.vault --passphrase-file phrase
[ "$before" = "$(sha256sum <newer.vault)" ] || fail "a newer vault was touched"

# Two at once: the second writer is told (11), a reader and a salvage are not in the way.
hold_vault my.vault
# shellcheck disable=SC2086
{
  expect 11 credenza-wallet key new $vault
  expect 0 credenza-wallet list $vault
  expect 0 credenza-wallet doctor --salvage $vault
}
release_vault

# What is no vault at all.
head -c 5000 /dev/urandom >noise.vault
expect 1 credenza-wallet doctor --salvage --vault noise.vault --passphrase-file phrase
expect 10 credenza-wallet doctor --salvage --vault none.vault --passphrase-file phrase
expect 2 credenza-wallet doctor -o new.vault --vault my.vault
