#!/usr/bin/env bash
# The ways into a vault: a forgotten passphrase and a suspicious vault (user story U13), and the recovery words of
# somebody at a library computer (U7).
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT
export TERM=xterm

echo 'vier woorden lang genoeg' >phrase
echo 'een heel andere wachtzin' >second
echo 'de wachtzin van Nadia zelf' >nadias
echo 'nog een derde wachtzin' >third
echo 'niet de goede woorden' >wrong
chmod 600 phrase second third nadias wrong
at_terminal() { python3 "$top/tests/cli/at_terminal.py" "$@"; }
slot() { verb=$1; shift; credenza-wallet slot $verb --vault my.vault "$@"; }
# slot_of KIND: the id of the first slot of this kind in the last list.
slot_of() {
  python3 -c 'import json,sys
print([s["id"] for s in json.load(open(sys.argv[1]))["slots"] if s["kind"] == sys.argv[2]][0])' "$work/out" "$1"
}
# opens CODE OPTION…: what listing the vault with these options answers.
opens() { wanted=$1; shift; expect "$wanted" credenza-wallet key list --vault my.vault "$@"; }
# change_sql FILE STATEMENT: a stranger at work.
change_sql() {
  python3 -c 'import sqlite3,sys; v = sqlite3.connect(sys.argv[1], isolation_level=None)
assert v.execute(sys.argv[2]).rowcount != 0' "$1" "$2" || fail "nothing changed: $2"
}

# --- U7: recovery words on a terminal. Shown once, in the language of who is there, and two of them asked back.
mkdir nowhere
(cd nowhere && at_terminal ../transcript '1:Nieuwe wachtzin (1/2)=>vier woorden lang genoeg' \
  'Nieuwe wachtzin (2/2)=>vier woorden lang genoeg' 'Druk op Enter=>' '1:Typ woord =>qqqqq' 'Typ woord =>@word' -- \
  "$bin/credenza-wallet" init --vault ../marek.vault --lang nl) || fail "init on a terminal"
grep -q 'achterdeur' transcript || fail "nothing is said of a back door"
grep -q 'NIEMAND' transcript || fail "nobody is told that nobody else can open it"
[ "$(grep -cE '^ *[0-9]+  [a-z]+.?$' transcript)" = 12 ] || fail "not twelve words, once"
[ "$(grep -c 'Typ woord' transcript)" -ge 2 ] || fail "two words are not asked back"
grep -q 'Dat is een ander woord' transcript || fail "a wrong word is not told"
! grep -q 'vier woorden lang genoeg' transcript || fail "the passphrase was echoed"
grep -q "$(printf '\033\\[2J')" transcript || fail "the words stay on the screen"
[ -z "$(ls -A nowhere)" ] && [ -z "$(ls -A "$HOME")" ] || fail "something remains on the computer"
grep -oE '^ *[0-9]+  [a-z]+' transcript | awk '{print $2}' >paper
chmod 600 paper
expect 0 credenza-wallet list --vault marek.vault --words-file paper
expect 0 credenza-wallet list --vault marek.vault --passphrase-file phrase
while read -r word; do
  ! grep -qa -e " $word " marek.vault || fail "a word stands in the vault"
done <paper
# Who never types them back has no vault: nothing half-made.
at_terminal transcript 'New passphrase (=>vier woorden lang genoeg' 'Press Enter=>' 'Type word =>nonsense' -- \
  credenza-wallet init --vault none.vault
[ $? -eq 1 ] || fail "words that nobody has are no error"
[ ! -e none.vault ] || fail "a vault whose words nobody has"
# Typed at the prompt, also wrong at first; the passphrase forgotten.
at_terminal transcript "1:Herstelwoorden=>$(sed '7s/.*/qqqqq/' paper | tr '\n' ' ')" \
  "Herstelwoorden=>$(tr '\n' '-' <paper | tr a-z A-Z)" -- \
  credenza-wallet list --vault marek.vault --words --lang nl || fail "words at the prompt"
grep -q 'Woord 7 staat niet in de lijst' transcript || fail "the wrong word is not named"
! grep -qiE "$(sed -n 1p paper)[ -]$(sed -n 2p paper)" transcript || fail "the words were echoed"

# --- Without a terminal: an answer is needed, and the message names the options.
expect 4 credenza-wallet init --vault my.vault --passphrase-file phrase
err '--no-words or --words-file'
[ ! -e my.vault ] || fail "a vault without its words"
expect 2 credenza-wallet init --vault my.vault --passphrase-file phrase --no-words --words-file words
expect 0 credenza-wallet init --vault my.vault --passphrase-file phrase --words-file words --json
json recovery_words True
[ "$(stat -c %a words)" = 600 ] || fail "others can read the words"
[ "$(wc -w <words)" = 12 ] || fail "not twelve words"
no_out "$(cut -d ' ' -f 1,2 words)"
no_err "$(cut -d ' ' -f 1,2 words)"
# A vault that is not made leaves no words behind, and words are never written over something.
expect 1 credenza-wallet init --vault no/such/folder.vault --passphrase-file phrase --words-file lost
[ ! -e lost ] || fail "words that open nothing"
expect 1 credenza-wallet init --vault other.vault --passphrase-file phrase --words-file words
[ ! -e other.vault ] || fail "a vault whose words were not written"

# --- U13: the recovery slot opens, in any spelling and language of who reads.
opens 0 --words-file words
tr 'a-z ' 'A-Z-' <words >shouted
tr ' ' '\n' <words >lines
chmod 600 shouted lines
opens 0 --words-file shouted
opens 0 --words-file lines --lang nl
expect 0 credenza-wallet init --vault nl.vault --passphrase-file phrase --words-file woorden --lang nl
expect 0 credenza-wallet list --vault nl.vault --words-file woorden --lang en

# A wrong word is named with its place and a suggestion; a slip of the hand is told from a wrong paper.
third=$(cut -d ' ' -f 3 words)
awk '{$3 = $3 "x"; print}' words >typo
opens 12 --words-file typo
err "Word 3 is not in the list. Did you mean: "
err "$third"
silent_out
opens 12 --words-file typo --lang nl
err "Woord 3 staat niet in de lijst. Bedoelt u: "
opens 12 --words-file typo --json
json code malformed
json where words/3
# Those of tests/vectors/vault, the first two in each other's place.
echo 'hamer ijverig lief lelie boter geur tong zwart papier mouw meer vloer' >swapped
opens 12 --words-file swapped --json
json code mismatch
json where words
err "two changed places"
cut -d ' ' -f 1-11 words >short
opens 12 --words-file short
err "you typed 11"
opens 12 --words-file woorden --json
json code bad_signature
json where words
: >empty
opens 1 --words-file empty
opens 1 --words-file none
opens 4 --words
err --words-file

# --- U13: there is no back door, and the text says so.
opens 12 --passphrase-file wrong
err "There is no other way in"
opens 12 --passphrase-file wrong --lang nl
err "Een andere weg is er niet"

# --- U13: the list says kind, label, made on, last used, and no secret.
expect 0 credenza-wallet key new --vault my.vault --passphrase-file phrase
today=$(date -u +%F)
expect 0 slot list --passphrase-file phrase --json
json schema credenza.wallet.slot.list/1
first=$(slot_of passphrase)
on_paper=$(slot_of words)
json slots.0.used "$today"
json slots.1.used None
expect 0 slot list --passphrase-file phrase
out passphrase
out "recovery words"
out "made $today"
out "last used $today"
out "last used never"
# Some words of the lists may stand in any text.
for word in $(tr ' ' '\n' <words | grep -vxE 'never|person'); do no_out "$word"; done
no_out "$(cat phrase)"
expect 0 slot list --words-file words --lang nl
out herstelwoorden
out "laatst gebruikt"
# Who forgot everything still sees which papers to look for.
expect 0 slot list --closed --json
json slots.0.made None
expect 12 slot list --passphrase-file wrong

# --- Three kinds: passphrase, words, another person.
expect 0 slot 'add passphrase' --label "at home" --passphrase-file phrase --new-passphrase-file second
second_slot=$(cat out)
opens 0 --passphrase-file second
expect 4 slot 'add passphrase' --passphrase-file phrase
err --new-passphrase-file
expect 0 slot 'add passphrase' --passphrase-file second --new-passphrase-file third --json
json schema credenza.wallet.slot.add.passphrase/1
expect 0 slot 'add words' --words-file words --new-words-file more --lang nl --json
json schema credenza.wallet.slot.add.words/1
opens 0 --words-file more
expect 1 slot 'add words' --words-file words --new-words-file more
expect 4 slot 'add words' --words-file words
err --new-words-file
opens 0 --words-file more
# The second person makes a key in a vault of her own, and opens this one with it.
expect 0 credenza-wallet init --vault nadia.vault --passphrase-file nadias --no-words
opens 12 --identity nadia.vault --passphrase-file nadias
err "slot add person"
expect 0 credenza-wallet key new --vault nadia.vault --passphrase-file nadias --name "for Marek"
nadia=$(cat out)
expect 0 slot 'add person' "$nadia" --label Nadia --passphrase-file phrase
expect 0 slot 'add person' "$nadia" --passphrase-file phrase --json
json schema credenza.wallet.slot.add.person/1
opens 0 --identity nadia.vault --passphrase-file nadias
opens 12 --identity nadia.vault --passphrase-file phrase
opens 10 --identity none.vault --passphrase-file nadias
opens 2 --identity nadia.vault --words
expect 0 slot list --identity nadia.vault --passphrase-file nadias
out Nadia
out "$nadia"
! grep -qa -e "${nadia#did:key:}" -e Nadia my.vault || fail "the file says who can open it"
expect 2 slot 'add person' did:web:nadia.example --passphrase-file phrase
expect 2 slot 'add person' did:key:zNonsense --passphrase-file phrase
err "key new"

# --- A slot is tried, and the day noted.
expect 0 slot list --passphrase-file phrase --json
person=$(slot_of person)
json slots.1.tested None
expect 0 slot "test $on_paper" --words-file words --json
json id "$on_paper"
json tested "$today"
expect 12 slot "test $on_paper" --words-file more
expect 12 slot "test $first" --passphrase-file second
expect 0 slot "test ${first%????????}" --passphrase-file phrase
expect 0 slot "test $person" --identity nadia.vault --passphrase-file nadias
expect 5 slot 'test ffff' --passphrase-file phrase
expect 2 slot 'test ff' --passphrase-file phrase
expect 0 slot list --passphrase-file phrase
out "last tested $today"

# --- Removing asks, and what is removed does not open.
expect 4 slot "rm $second_slot" --passphrase-file phrase
err --yes
opens 0 --passphrase-file second
at_terminal transcript 'Remove it?=>n' -- credenza-wallet slot rm "$second_slot" --vault my.vault --passphrase-file phrase
[ $? -eq 1 ] || fail "a no is no error"
grep -q 'at home' transcript || fail "the question does not say which"
opens 0 --passphrase-file second
expect 0 slot "rm $second_slot" --passphrase-file phrase --yes --json
json schema credenza.wallet.slot.rm/1
opens 12 --passphrase-file second
expect 0 slot "rm $person" --passphrase-file phrase --yes
err "Older copies"
opens 0 --identity nadia.vault --passphrase-file nadias  # she was let in twice
# Never the last.
expect 0 credenza-wallet init --vault one.vault --passphrase-file phrase --no-words
expect 0 credenza-wallet slot list --vault one.vault --passphrase-file phrase --json
expect 1 credenza-wallet slot rm "$(slot_of passphrase)" --vault one.vault --passphrase-file phrase --yes
err "slot add"
expect 0 credenza-wallet list --vault one.vault --passphrase-file phrase

# --- passwd: by who knows it, and by who forgot it and has the words.
expect 4 credenza-wallet passwd --vault my.vault --passphrase-file phrase
expect 0 credenza-wallet passwd --vault my.vault --passphrase-file phrase --new-passphrase-file second --json
json id "$first"
opens 12 --passphrase-file phrase
opens 0 --passphrase-file second
expect 2 credenza-wallet passwd --vault my.vault --words-file words --new-passphrase-file phrase
err "several passphrases"
expect 0 credenza-wallet passwd --vault my.vault --words-file words --new-passphrase-file phrase --slot "$first"
opens 0 --passphrase-file phrase
opens 0 --words-file words
expect 5 credenza-wallet passwd --vault my.vault --words-file words --new-passphrase-file phrase --slot "$on_paper"
at_terminal transcript '1:Passphrase:=>vier woorden lang genoeg' '1:New passphrase (1/2)=>een heel andere wachtzin' \
  'New passphrase (2/2)=>een heel andere wachtzinn' -- credenza-wallet passwd --vault my.vault
[ $? -eq 1 ] || fail "two different new passphrases"
opens 0 --passphrase-file phrase

# --- U13: wrong (12), damaged (1, with what can still be read), newer (13, with which version).
cp my.vault broken.vault
change_sql broken.vault 'UPDATE manifest SET counter = counter + 1'
for opener in '--passphrase-file phrase' '--words-file words' '--identity nadia.vault --passphrase-file nadias'; do
  # shellcheck disable=SC2086
  expect 1 credenza-wallet key list --vault broken.vault $opener
  err "can still be read: 2"
  err "damaged: manifest"
done
expect 12 credenza-wallet key list --vault broken.vault --passphrase-file wrong
expect 1 credenza-wallet key list --vault broken.vault --words-file words --lang nl --json
json where manifest
err "Nog te lezen: 2"
err "een sleutel"
for id in "$first" "$on_paper"; do
  cp my.vault broken.vault
  change_sql broken.vault "UPDATE slot SET body = zeroblob(200) WHERE id = $((16#$id))"
  expect 1 credenza-wallet key list --vault broken.vault --identity nadia.vault --passphrase-file nadias --json
  json where slots
  err "can still be read: 2"
done
expect 1 credenza-wallet slot test "$on_paper" --vault broken.vault --words-file words --json
json where "slot/$on_paper"
newer_vault my.vault newer.vault
before=$(sha256sum <newer.vault)
for opener in '--passphrase-file phrase' '--words-file words' '--identity nadia.vault --passphrase-file nadias'; do
  # shellcheck disable=SC2086
  expect 13 credenza-wallet key list --vault newer.vault $opener
  err "version 2"
done
[ "$before" = "$(sha256sum <newer.vault)" ] || fail "a newer vault was touched"
# One way in of a newer program: that one is newer, the others open.
python3 - my.vault "$first" <<'PY'
import hashlib, shutil, sqlite3, sys
shutil.copy(sys.argv[1], "half.vault")
vault = sqlite3.connect("half.vault", isolation_level=None)
id = int(sys.argv[2], 16)
header = vault.execute("SELECT body FROM header").fetchone()[0]
body = bytearray(vault.execute("SELECT body FROM slot WHERE id = ?", (id,)).fetchone()[0])
body[0] = 2
body[-32:] = hashlib.sha256(b"credenza-slot/1" + header[10:26] + body[:-32]).digest()
vault.execute("UPDATE slot SET body = ? WHERE id = ?", (bytes(body), id))
PY
expect 0 slot list --closed --json
expect 13 credenza-wallet slot test "$first" --vault half.vault --passphrase-file phrase --json
json code unsupported

# --- Killed at any moment, what opened the vault before opens it still, or its successor does.
one() { credenza-wallet key list --vault one.vault "$@" >/dev/null 2>&1 </dev/null; }
for delay in 0.05 0.1 0.2 0.3 0.4 0.5 0.6 0.8 1 1.5; do
  timeout -s KILL "$delay" credenza-wallet passwd --vault one.vault --passphrase-file phrase --new-passphrase-file second \
    >/dev/null 2>&1 </dev/null
  if one --passphrase-file second; then
    expect 0 credenza-wallet passwd --vault one.vault --passphrase-file second --new-passphrase-file phrase
  fi
  one --passphrase-file phrase || fail "killed after $delay s, passwd left a vault that does not open"
  timeout -s KILL "$delay" credenza-wallet init --vault "new$delay.vault" --passphrase-file phrase --no-words \
    >/dev/null 2>&1 </dev/null
  [ ! -e "new$delay.vault" ] ||
    expect 0 credenza-wallet list --vault "new$delay.vault" --passphrase-file phrase
done
[ -z "$(ls -A | grep -e journal -e '^\.')" ] || fail "something is left beside the vaults"
# A limit on the size of files is like a full disk: no vault, and no words of one.
(
  ulimit -f 4
  credenza-wallet init --vault full.vault --passphrase-file phrase --words-file full.words >/dev/null 2>&1 </dev/null
)
[ $? -eq 1 ] || fail "a full disk is not error 1"
[ ! -e full.vault ] && [ ! -e full.words ] || fail "half a vault"

# --- What a guess costs is measured when the vault is made, and never below the floor.
unset CREDENZA_KDF_FLOOR
expect 0 credenza-wallet init --vault dear.vault --passphrase-file phrase --no-words
export CREDENZA_KDF_FLOOR=1
expect 0 credenza-wallet init --vault floor.vault --passphrase-file phrase --no-words --kdf-floor
python3 - <<'PY' || fail "cost of a slot"
import sqlite3, sys
def cost(path):
    body = sqlite3.connect(path).execute("SELECT body FROM slot").fetchone()[0]
    return int.from_bytes(body[13:21], "big"), int.from_bytes(body[21:29], "big")
floor, dear = cost("floor.vault"), cost("dear.vault")
good = floor == (3, 64 << 20) and 3 <= dear[0] <= 16 and (64 << 20) <= dear[1] <= (256 << 20)
sys.exit(not good)
PY
