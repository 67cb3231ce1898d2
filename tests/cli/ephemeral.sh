#!/usr/bin/env bash
# A library's computer and a stick: --ephemeral leaves nothing behind, --helper hides what is in the vault from who
# helps, --plain says one thing on a line. U7.
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
cp "issued/$(ls issued | head -n 1)" diploma.json

# The computer: a home, folders of the desktop, temporary files, the folder in which one stands.
mkdir -m 700 computer computer/run
mkdir computer/home computer/config computer/data computer/cache computer/state computer/tmp computer/here stick
export HOME=$work/computer/home XDG_CONFIG_HOME=$work/computer/config XDG_DATA_HOME=$work/computer/data
export XDG_CACHE_HOME=$work/computer/cache XDG_STATE_HOME=$work/computer/state XDG_RUNTIME_DIR=$work/computer/run
export TMPDIR=$work/computer/tmp
# What is on it: every name, size, time of change and content.
computer() { (cd -- "$work/computer" && find . -printf '%p %y %s %T@\n' | sort && find . -type f -exec sha256sum {} + | sort); }
shared_tmp() { find /tmp -maxdepth 1 -user "$(id -u)" -iname '*credenza*' -newer "$work/begun" | sort; }
# An older user left settings: they do not count.
mkdir computer/config/credenza
printf 'lang = "nl"\n[wallet]\nvault = "/nowhere/old.vault"\n' >computer/config/credenza/config.toml
touch begun
computer >before
shared_tmp >tmp_before
cd computer/here || exit 1
# away: a verb as somebody at this computer would type it.
wallet() {
  wanted=$1
  shift
  for name in "$1" "$1-${2:-}" "$1-${2:-}-${3:-}"; do echo "$name" >>"$work/tried"; done
  expect "$wanted" credenza-wallet "$@" --ephemeral
  computer >"$work/after"
  cmp -s "$work/before" "$work/after" || fail "left behind by $1: $(diff "$work/before" "$work/after")"
}
vault="--vault $work/stick/marek.vault --passphrase-file $work/phrase"
world="--offline --published $work/copies"
# shellcheck disable=SC2086
{
  wallet 0 init --no-words $vault
  wallet 0 key new $vault
  did=$(cat "$work/out")
  wallet 0 key list $vault
  wallet 0 add "$work/diploma.json" $vault $world
  id=$(cut -c 1-8 "$work/out")
  # Settings of others do not count.
  no_out 'toegevoegd'
  wallet 0 list $vault
  wallet 0 show "$id" $vault
  wallet 0 verify --all $vault $world
  wallet 0 share "$id" --to https://brouwer.example --yes -o "$work/stick/for-brouwer.json" $vault $world
  wallet 12 list --vault "$work/stick/marek.vault" --passphrase-file "$work/other"
  wallet 10 list --vault "$work/stick/none.vault" --passphrase-file "$work/phrase"
  wallet 2 unlock $vault
}
# The ways in, copies and exports: what they write is on the stick, where it was asked for.
# shellcheck disable=SC2086
{
  wallet 0 slot list $vault
  wallet 0 slot add passphrase --new-passphrase-file "$work/other" --kdf-floor $vault
  way=$(cut -c 1-8 "$work/out")
  wallet 0 slot add words --new-words-file "$work/stick/words" --kdf-floor $vault
  wallet 0 slot add person "$did" $vault
  wallet 0 slot test "$way" --vault "$work/stick/marek.vault" --passphrase-file "$work/other"
  wallet 0 slot rm "$way" --yes $vault
  wallet 0 passwd --new-passphrase-file "$work/phrase" --kdf-floor $vault
  wallet 0 backup -o "$work/stick/copy.vault" $vault
  wallet 0 backup verify "$work/stick/copy.vault" $vault
  wallet 0 restore "$work/stick/copy.vault" --vault "$work/stick/restored.vault" --passphrase-file "$work/phrase"
  wallet 0 export --all --plain --yes --dir "$work/stick/export" $vault
  wallet 0 rotate-key "$did" --dir "$work/stick/letters" $vault
}
# Every day: looking, sorting, own words, opinions, files; at last something goes.
echo 'a photograph' >"$work/photo.txt"
# shellcheck disable=SC2086
{
  wallet 0 search magazijn $vault
  wallet 0 expiring --within 1d $vault
  wallet 0 skills $vault
  wallet 0 history --json $vault
  receipt=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["receipts"][0]["id"])' "$work/out")
  wallet 0 receipts show "$receipt" $vault
  wallet 0 receipts letter "$receipt" --kind access $vault
  wallet 0 tag "$id" +baan $vault
  wallet 0 note "$id" 'voor het gesprek' $vault
  wallet 0 declare 'Werkt zelfstandig' --json $vault
  own=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["id"])' "$work/out")
  wallet 0 endorse ask "$own" -o "$work/stick/request.json" $vault
  wallet 9 endorse add "$work/diploma.json" $vault $world
  wallet 0 endorse list $vault
  wallet 0 evidence add "$own" "$work/photo.txt" $vault
  wallet 0 evidence list --json $vault
  file=$(grep -o '"id": *"[0-9a-f]*"' "$work/out" | head -n 1 | grep -o '[0-9a-f]\{16\}')
  wallet 0 evidence show "$file" -o "$work/stick/photo.txt" $vault
  wallet 0 profile new werk $vault
  wallet 0 profile add werk "$id" $vault
  wallet 0 profile list $vault
  wallet 0 profile remove werk "$id" $vault
  wallet 0 profile rm werk $vault
  wallet 0 rm "$own" --yes $vault
}
# Every verb that opens a vault is among those.
expect 0 credenza-wallet man --out "$work/pages" --lang en
for page in "$work"/pages/credenza-wallet-*.1; do
  name=$(basename "$page" .1)
  name=${name#credenza-wallet-}
  ! grep -q 'passphrase.file' "$page" || ! grep -q ephemeral "$page" || grep -qxF -e "$name" "$work/tried" ||
    fail "$name was not tried with --ephemeral"
done
wallet 2 list --passphrase-file "$work/phrase"
err '--vault'
wallet 2 init --no-words --passphrase-file "$work/phrase"
shared_tmp >"$work/tmp_after"
cmp -s "$work/tmp_before" "$work/tmp_after" || fail "something is left in /tmp"
# On the stick: what was asked for, nothing beside it. Nothing was bound to the old key, so there are no letters.
[ "$(ls -A "$work/stick" | sort | tr '\n' ' ')" = \
  'copy.vault export for-brouwer.json marek.vault photo.txt request.json restored.vault words ' ] || fail "more on the stick"
cd "$work" || exit 1

# Somebody looks along: the steps, not the values.
expect 0 credenza-wallet show "$id" $vault --json
python3 - out >values <<'PY' || fail "no values"
import json, sys
held = json.load(open(sys.argv[1], encoding="utf-8"))
values = {held["id"][:8], held["issuer"]["id"], held["issuer"]["name_claimed"], held["subject"]["id"] if "subject" in held else ""}
values |= set(held["title"].values())
def leaves(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, str) and len(value) > 3:
        yield value
values |= {leaf for leaf in leaves(held["document"].get("credentialSubject", {}))}
for name in ("awarded", "valid_from", "valid_until"):
    if name in held:
        day = held[name][:10]
        values |= {day, "-".join(reversed(day.split("-")))}
values |= {"brouwer"}
print("\n".join(sorted(v for v in values if v)))
PY
[ "$(wc -l <values)" -gt 6 ] || fail "too few values to look for"
hides() {
  while read -r value; do
    no_out "$value"
    no_err "$value"
  done <values
}
for language in nl en; do
  for plain in '' --plain; do
    # shellcheck disable=SC2086
    {
      expect 0 credenza-wallet list $vault --helper --lang $language $plain
      hides
      expect 0 credenza-wallet show "$id" $vault --helper --lang $language $plain
      hides
      expect 0 credenza-wallet share "$id" --to https://brouwer.example --dry-run -o brouwer.json $vault $world \
        --helper --lang $language $plain
      hides
      expect 0 credenza-wallet share "$id" --to https://brouwer.example --yes --force -o shared.json $vault $world \
        --helper --lang $language $plain
      hides
    }
  done
done
expect 0 credenza-wallet list $vault --helper --lang nl
out 'wat: ▒▒▒'
out 'stand: ✔ in orde'
expect 0 credenza-wallet list $vault --helper --lang nl --plain
out 'wat: (verborgen)'
out 'stand: in orde'
no_out '▒'
# What would show it all is refused; and so is the option by a verb that does not know it.
expect 2 credenza-wallet list $vault --helper --json
expect 2 credenza-wallet show "$id" $vault --helper --raw
silent_out
expect 2 credenza-wallet key list $vault --helper
# The hiding is not just an empty list: without the option the values are there.
expect 0 credenza-wallet list $vault
found=0
while read -r value; do ! grep -qF -e "$value" out || found=$((found + 1)); done <values
[ $found -gt 2 ] || fail "the values that are looked for stand in no list"

# Plainly: no symbol, no table, no colour; a word for every state.
expect 0 credenza-wallet list $vault --plain --lang nl
out 'stand: in orde'
grep -qP '[^\x00-\x7FÀ-ÿ–—’]' out && fail "a symbol in plain words"
expect 0 env NO_COLOR=1 credenza-wallet list $vault --color auto
! grep -q $'\x1b' out || fail "colour"
# Without internet, and without a copy from before, it says what could not be looked at, and keeps what there is.
expect 0 credenza-wallet init --no-words --vault fresh.vault --passphrase-file phrase
expect 7 credenza-wallet add diploma.json --vault fresh.vault --passphrase-file phrase --offline --lang nl
err '? onbekend'
err 'NIET NA TE GAAN'
