# Drafts and files as an enemy, a bad disk or a tired clerk hands them over: each is refused with its exit code and a
# sentence in both languages, nothing is signed because of it, and no terminal is told what to do.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
at_school() { verb=$1; shift; credenza-issuer cosign "$verb" --home school --passphrase-file pass "$@"; }
at_company() { verb=$1; shift; credenza-issuer cosign "$verb" --home company --passphrase-file pass "$@"; }
look() { at_school check --allow-unknown-dossier --offline --published www "$@"; }
issue() { at_school issue --allow-unknown-dossier --offline --published www "$@"; }
# plain: nothing of the last output moves a cursor or turns text around.
plain() {
  ! grep -qP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$work/out" "$work/err" ||
    fail "control characters reach the terminal"
}
dutch() {
  ! grep -Eiw 'the|has|not|and|which|with|does|cannot|nobody|this|that|was made' "$work/err" "$work/out" >/dev/null ||
    fail "English in Dutch output"
}
# refused EXIT WORDS VERB…: in English with these words, in Dutch without English ones.
refused() {
  wanted_exit=$1
  words=$2
  shift 2
  expect "$wanted_exit" "$@"
  grep -qF -e "$words" "$work/err" "$work/out" || fail "no '$words'"
  plain
  expect "$wanted_exit" "$@" --lang nl
  plain
  dutch
}
# edit IN OUT CODE: a draft changed by a line of Python on d.
edit() {
  python3 - "$1" "$2" "$3" <<'PY' || fail "no draft to edit"
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
exec(sys.argv[3])
json.dump(d, open(sys.argv[2], "w", encoding="utf-8"), ensure_ascii=False)
PY
}

expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file pass
expect 0 credenza-issuer init --home company --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example \
  --passphrase-file pass
for home in school company; do
  expect 0 credenza-issuer publish --home $home --out www/$home --passphrase-file pass
done
recognise_company school
template=$top/examples/practice-statement/template.json
head -n 4 "$top/examples/practice-statement/praktijk.csv" >mehari.csv
expect 0 at_school place --count 3 -o places.json
start() { at_company start --template "$template" --csv mehari.csv --place places.json "$@"; }
expect 0 start -o mehari.draft
cp mehari.draft unsigned.draft
expect 0 at_company sign mehari.draft --role learning-company --name 'Rob Jansen, bedrijfsleider'
expect 0 look mehari.draft

# Names that try to write to the terminal. Line feeds and tabs are data in a table too.
edit unsigned.draft escape.draft '
evil = "\x1b[2J\x1b[31m\u202eecila\u2066\x9b\x07"
text = json.dumps(d)
for name in ("Ilse Smit", "Mehari", "P1-K1-W1", "Praktijkverklaring", "De Blauwe Hal Logistiek B.V."):
    text = text.replace(json.dumps(name)[1:-1], json.dumps(name + evil)[1:-1])
d = json.loads(text)
d["history"][0]["name"] = evil'
for lang in en nl; do
  look escape.draft --lang $lang >"$work/out" 2>"$work/err"
  got=$?
  [ $got -ne 0 ] && [ $got -ne 70 ] || fail "exit $got"
  plain
  issue escape.draft -o never.json --lang $lang >"$work/out" 2>"$work/err" && fail "issued"
  plain
  at_company sign escape.draft --role learning-company --lang $lang >"$work/out" 2>"$work/err" && fail "signed"
  plain
done
cp mehari.draft evil-refusal.draft
expect 0 at_company refuse evil-refusal.draft --reason "$(printf 'nee\033[2J\342\200\256')" --name "$(printf 'Rob\033]0;x\007')"
expect 6 look evil-refusal.draft
plain

# Files that are no drafts.
truncate -s 100M huge.draft
refused 1 'longer than' look huge.draft
python3 -c 'print("[" * 10000 + "]" * 10000)' >deep.draft
refused 1 'draft' look deep.draft
python3 - <<'PY'
text = open("mehari.draft", encoding="utf-8").read()
open("deep-inside.draft", "w", encoding="utf-8").write(text.replace('"history"', '"x": ' + '[' * 10000 + ']' * 10000 + ', "history"', 1))
open("double.draft", "w", encoding="utf-8").write(text.replace('"history"', '"signers": [], "history"', 1))
open("double-inside.draft", "w", encoding="utf-8").write(text.replace('"issuer"', '"issuer": "did:web:evil.example", "issuer"', 1))
open("half.draft", "w", encoding="utf-8").write(text[:len(text) // 2])
PY
for file in deep-inside double double-inside half; do
  refused 1 'draft' look $file.draft
  refused 1 'draft' at_company sign $file.draft --role learning-company
done
: >empty.draft
refused 1 'draft' look empty.draft
refused 1 'draft' look mehari.csv
refused 5 'weg.draft' look weg.draft
refused 1 'www' look www

# Proofs that do not belong.
edit mehari.draft twice.draft 'd["document"]["proof"] = [d["document"]["proof"]] * 2'
refused 1 'a second proof by the same party' look twice.draft
edit mehari.draft stranger.draft '
p = dict(d["document"]["proof"]); p["verificationMethod"] = "did:web:evil.example#key-ed25519"
d["document"]["proof"] = [d["document"]["proof"], p]'
refused 1 'somebody who does not have to sign' look stranger.draft
edit mehari.draft borrowed.draft '
d["document"]["proof"]["verificationMethod"] = "did:web:rocwaterkant.example#key-ed25519"'
refused 3 'does not hold' look borrowed.draft
refused 3 'Nothing was issued' issue borrowed.draft -o never.json
edit mehari.draft renamed.draft 'd["signers"][0]["id"] = "did:web:evil.example"'
refused 1 'names others who have to sign' look renamed.draft
edit mehari.draft elsewhere.draft 'd["document"]["credentialStatus"][0]["statusListIndex"] = "1"'
refused 3 'not the place that this issuer gave' look elsewhere.draft

# What a newer program made.
sed 's#issuer.draft/1#issuer.draft/2#' mehari.draft >newer.draft
cp newer.draft newer.kept
refused 13 'newer version' look newer.draft
refused 13 'newer version' at_company sign newer.draft --role learning-company
refused 13 'newer version' issue newer.draft -o never.json
refused 13 'newer version' at_school refuse newer.draft --reason no
sed 's#issuer.place/1#issuer.place/2#' places.json >newer-places.json
refused 13 'newer version' at_company start --template "$template" --csv mehari.csv --place newer-places.json -o never.draft
cmp -s newer.draft newer.kept || fail "a newer draft was written over"

# Who has no part in it.
expect 0 credenza-issuer init --home stranger --name Iemand --url https://iemand.example --passphrase-file pass
refused 2 'not among those who have to sign' credenza-issuer cosign sign mehari.draft --role learning-company --home stranger \
  --passphrase-file pass
refused 2 'has to issue this' at_company issue mehari.draft -o never.json --offline --published www
refused 2 'not among those who have to sign' credenza-issuer cosign refuse mehari.draft --reason no --home stranger \
  --passphrase-file pass

# Evidence that is not there.
refused 5 'nowhere.pdf' start --evidence nowhere.pdf -o never.draft
refused 5 'nowhere.pdf' look mehari.draft --evidence nowhere.pdf

# Nobody to ask, and nothing to read.
expect 4 credenza-issuer cosign sign unsigned.draft --role learning-company --home company
credenza-issuer cosign sign unsigned.draft --role learning-company --home company <&- >"$work/out" 2>"$work/err"
[ $? -eq 4 ] || fail "with standard input closed: not 4"
look - <&- >"$work/out" 2>"$work/err"
[ $? -eq 1 ] || fail "a draft from closed standard input: not 1"
expect_from mehari.draft 0 look -
refused 2 'written back' at_company sign - --role learning-company
refused 2 'written back' at_school refuse - --reason no

# Places where nothing can be written: nothing is issued, and the ledger does not say so.
echo mine >mine.json
refused 1 'mine.json' issue mehari.draft -o mine.json
refused 1 'mine.json' issue mehari.draft -o mine.json --letters letters.csv
refused 1 'mine.json' start -o mine.json
[ "$(cat mine.json)" = mine ] || fail "somebody's file was written over"
for place in /dev/full /proc/mehari.json nowhere/mehari.json www; do
  refused 1 "$place" issue mehari.draft -o $place
  refused 1 "$place" start -o $place
done
refused 1 '/proc/letters.csv' issue mehari.draft -o sealed.jwe --letters /proc/letters.csv
refused 2 '--letters' issue mehari.draft -o both.csv --letters both.csv
[ ! -e sealed.jwe ] || fail "sealed without a letter"
look mehari.draft >/dev/full 2>"$work/err"
[ $? -eq 1 ] || fail "a full disk behind standard output: not 1"
expect 0 issue mehari.draft -o mehari.json --json
json issued_before False
refused 9 'was issued on' at_school refuse mehari.draft --reason 'too late'

# What was there of an earlier run stays; a stranger's file in its place is not taken for it.
expect 0 issue mehari.draft -o mehari.json --json
json issued_before True
refused 1 'mine.json' issue mehari.draft -o mine.json
expect 0 issue mehari.draft -o mehari.jwe --letters letters.csv
cp mehari.jwe kept.jwe
expect 0 issue mehari.draft -o mehari.jwe --letters letters.csv
cmp -s mehari.jwe kept.jwe || fail "sealed anew"
refused 1 'mine.json' issue mehari.draft -o mine.json --letters letters.csv
[ "$(cat mine.json)" = mine ] || fail "somebody's file was written over"
expect 0 issue mehari.draft -o mine.json --letters letters.csv --force
! grep -q '^mine$' mine.json || fail "--force did nothing"
[ ! -e never.json ] && [ ! -e never.draft ] || fail "something came of it"
