# Something went wrong in one exam session: all of its certificates are withdrawn at once, with a reason.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
school=did:web:rocwaterkant.example
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
session='session="2026-06-12-A"'

# Two sessions of the same exam: 39 persons in A, 5 in B. The session is kept in the ledger only.
python3 - "$top/examples/templates/mc-log-02.json" >exam.json <<'PY'
import json, sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
form["labels"] = {"session": {"$column": "sessie"}}
json.dump(form, sys.stdout)
PY
{
  echo "$(head -n 1 "$top/examples/batches/mc-log-02.csv");sessie"
  row=$(sed -n 3p "$top/examples/batches/mc-log-02.csv")
  for n in $(seq 39); do echo "$row;2026-06-12-A" | sed "s/^100232/20$n/; s/Zoë/Zoë $n/"; done
  for n in $(seq 5); do echo "$row;2026-06-12-B" | sed "s/^100232/30$n/; s/Zoë/Bram $n/"; done
} >class.csv
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
expect 0 issuer issue --template exam.json --csv class.csv --out issued
! grep -q '2026-06-12-A' issued/* || fail "the session stands in a certificate"
ids=$(credenza-issuer list --home school --passphrase-file pass --where "$session" | cut -c 1-36)
set -- $ids
[ $# -eq 39 ] || fail "39 certificates of the session"
one=$3
# Two were withdrawn before.
expect 0 issuer revoke "$1" "$2" --reason issued-in-error --yes 2
expect 0 issuer publish --out www
cp -r www before
expect 0 credenza-verifier trust add $school --name "ROC Waterkant" --type OpenBadgeCredential
expect 0 credenza-verifier check --offline --published www "issued/$one.json"

# What cannot be: nothing happens then.
expect 2 issuer revoke --where 'sesion="2026-06-12-A"' --reason exam-irregularity --yes 37
err 'did you mean "session"'
expect 2 issuer revoke --where 'session="2026-06-12-A' --reason exam-irregularity --yes 37
err 'column 9'
expect 2 issuer revoke --where 'session="2026-06-12-A' --reason exam-irregularity --yes 37 --lang nl
err 'dit aanhalingsteken wordt nergens gesloten'
expect 2 issuer revoke --where "$session" --reason exam-iregularity --yes 37
err 'did you mean "exam-irregularity"'
expect 2 issuer revoke --where "$session" --reason other --yes 37
err --note
expect 2 issuer revoke --reason exam-irregularity --yes 37
expect 2 issuer revoke "$one" --where "$session" --reason exam-irregularity --yes 37
expect 5 issuer revoke --where 'session="2026-06-12-C"' --reason exam-irregularity --yes 37
expect 5 issuer revoke "$one" 00000000 --reason exam-irregularity --yes 2
expect 0 issuer list --where "$session and status=in_force"
[ "$(wc -l <"$work/out")" -eq 37 ] || fail "a refused withdrawal changed something"

# --dry-run lists 37 by name, and says that 2 are withdrawn already.
expect 0 issuer revoke --where "$session" --reason exam-irregularity --dry-run
[ "$(wc -l <"$work/out")" -eq 37 ] || fail "37 ids"
[ "$(grep -c 'Zoë [0-9]* Brontë-Yıldız' "$work/err")" -eq 37 ] || fail "37 names"
err '2 already withdrawn'
no_err 'Bram'
# Without it the number has to be typed; a script gives it, and another number changes nothing.
expect 4 issuer revoke --where "$session" --reason exam-irregularity
err '--yes 37'
expect 2 issuer revoke --where "$session" --reason exam-irregularity --yes 39
sqlite() { python3 -c 'import sqlite3, sys; print(*[v for row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]) for v in row])' school/ledger.sqlite "$1"; }
acts=$(sqlite "SELECT count(*) FROM entry WHERE kind <> 'issued'")
expect 0 issuer revoke --where "$session" --reason exam-irregularity --note 'one phone, 37 answers' --operator j.visser \
  --letters letters.csv --yes 37 --json
json schema credenza.issuer.revoke/1
json changed 37
json withdrawn 37
json withdrawn_before 2

# The ledger has one entry for the batch, with why and who, sealed.
[ "$(sqlite "SELECT count(*) FROM entry WHERE kind <> 'issued'")" -eq $((acts + 1)) ] || fail "more than one entry"
[ "$(sqlite "SELECT body FROM entry ORDER BY position DESC LIMIT 1" | grep -o '"state":"revoked"')" ] || fail "no batch entry"
! grep -q 'j.visser\|one phone' school/ledger.sqlite || fail "who did it lies open in the ledger"
expect 0 issuer show "$one" --json
json status revoked
json reason exam-irregularity
json history.1.by j.visser
json history.1.note 'one phone, 37 answers'

# One publication for all 37: the list of withdrawals changes once, signed anew, and nothing else is signed for it.
expect 0 issuer publish --out www
python3 - before www <<'PY' || fail "the list was not signed anew for 37, once"
import base64, gzip, json, sys
def read(folder):
    text = json.load(open(folder + "/status/revocation-1.json", encoding="utf-8"))
    bits = gzip.decompress(base64.urlsafe_b64decode(text["credentialSubject"]["encodedList"][1:] + "=="))
    return text, sum(byte.bit_count() for byte in bits)
(old, few), (new, many) = read(sys.argv[1]), read(sys.argv[2])
assert (few, many) == (2, 39), (few, many)
assert old["proof"]["proofValue"] != new["proof"]["proofValue"]
assert new["validFrom"] >= old["validFrom"] and new["validUntil"] >= old["validUntil"]
assert new["validUntil"] > new["validFrom"]
PY
[ "$(ls www/status | grep -c revocation)" -eq 1 ] || fail "one list"
cp -r www after

# A letter for each person can be merged from a table that no spreadsheet runs.
python3 - letters.csv <<'PY' || fail "no letter for each of the 37"
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8-sig", newline=""), delimiter=";"))
assert len(rows) == 37, len(rows)
assert len({row["id"] for row in rows}) == 37
assert all(row["name"].startswith("Zoë ") and row["title"] and row["date"] for row in rows)
assert {(row["reason_en"], row["reason_nl"]) for row in rows} == {
    ("something went wrong at the exam", "er bij het examen iets niet in orde was")}
PY

# Whoever reads the new list sees it. Session B holds.
expect 6 credenza-verifier check --offline --published www "issued/$one.json"
out 'withdrawn by the issuer'
b=$(credenza-issuer list --home school --passphrase-file pass --where 'session="2026-06-12-B"' | sed -n "1s| .*||p")
expect 0 credenza-verifier check --offline --published www "issued/$b.json"

# Whoever has only an older bundle: it says nothing against the certificate, but is older than the reader takes.
cp -r before older
python3 "$top/tests/cli/past_lists.py" older 48 || fail "no older lists"
day=$(date -d '48 hours ago' +%-d-%-m-%Y)
expect 0 credenza-verifier check --offline --published older "issued/$one.json"
expect 7 credenza-verifier check --offline --published older --status-max-age 24 "issued/$one.json"
out "status as of $day: not withdrawn; older than your limit of 24 h: "
grep -Eq ': 4[89] h old$' "$work/out" || fail "not how old the list is"
expect 7 credenza-verifier check --offline --published older --status-max-age 24 "issued/$one.json" --lang nl
out "status van $day: niet ingetrokken; ouder dan uw grens van 24 uur: "
grep -Eq ': 4[89] uur oud$' "$work/out" || fail "not how old the list is, in Dutch"

# Again: nothing is left to do, and nothing happens.
expect 0 issuer revoke --where "$session" --reason exam-irregularity --yes 37
err '39 already withdrawn'
[ "$(sqlite "SELECT count(*) FROM entry WHERE kind <> 'issued'")" -eq $((acts + 1)) ] || fail "an empty batch was entered"

# Undoing is for suspensions only.
expect 9 issuer reinstate "$one" --reason suspended-in-error --yes 1
err 'a withdrawn credential stays withdrawn'
expect 9 issuer suspend "$one" --reason under-investigation --yes 1
expect 9 issuer reinstate "$one" --reason suspended-in-error --yes 1 --lang nl
err 'een ingetrokken bewijs blijft ingetrokken'
expect 0 issuer suspend "$b" --reason under-investigation --yes 1
expect 0 issuer publish --out www
expect 6 credenza-verifier check --offline --published www "issued/$b.json"
no_out 'withdrawn'
expect 0 issuer reinstate "$b" --reason investigation-closed --yes 1
expect 0 issuer publish --out www
expect 0 credenza-verifier check --offline --published www "issued/$b.json"

# Forgotten: the person goes, the count, the status and the entry stay.
expect 0 issuer forget --where 'given_name="Bram 3"' --yes 1
expect 0 issuer list --where 'session="2026-06-12-B"'
[ "$(wc -l <"$work/out")" -eq 5 ] || fail "somebody who was forgotten is not counted"
out '(forgotten)'
no_out 'Bram 3'
expect 5 issuer revoke --where 'given_name="Bram 3"' --reason data-error --yes 1

# Two at once: the second is told to wait.
mkfifo hold
( exec 9>school/lock; flock 9; echo >hold; sleep 2 ) &
read -r _ <hold
expect 11 issuer revoke "$b" --reason data-error --yes 1
wait

# --publish: "must go, today". The change and one publication of all of it, by one command.
head -n 1 class.csv >later.csv
row=$(sed -n 3p "$top/examples/batches/mc-log-02.csv")
for n in $(seq 9); do echo "$row;2026-11-20-C" | sed "s/^100232/40$n/; s/Zoë/Noor $n/"; done >>later.csv
expect 0 issuer issue --template exam.json --csv later.csv --out issued
expect 0 issuer publish --out www
third='session="2026-11-20-C"'
c=$(credenza-issuer list --home school --passphrase-file pass --where "$third" | sed -n '1s| .*||p')
rm -rf before
cp -r www before
# A dry run says that it would be published, and does neither.
expect 0 issuer suspend --where "$third" --reason under-investigation --publish www --dry-run
err 'It would be published in www.'
diff -r before www || fail "a dry run published"
# Counted: the list of suspensions and the head of the ledger are signed once, for all nine; nothing else is.
then=$(date +%s)
until [ "$(date +%s)" -gt "$then" ]; do :; done
expect 0 issuer suspend --where "$third" --reason under-investigation --publish www --yes 9 --json
json changed 9
json published.out www
json published.written 2
[ "$(diff -rq before www | wc -l)" -eq 2 ] || fail "more or less than two files for nine credentials"
python3 - before www <<'PY' || fail "the list was not signed anew, with new dates"
import base64, gzip, json, sys
def read(folder):
    text = json.load(open(folder + "/status/suspension-1.json", encoding="utf-8"))
    bits = gzip.decompress(base64.urlsafe_b64decode(text["credentialSubject"]["encodedList"][1:] + "=="))
    return text, sum(byte.bit_count() for byte in bits)
(old, few), (new, many) = read(sys.argv[1]), read(sys.argv[2])
assert many - few == 9, (few, many)
assert new["validFrom"] > old["validFrom"] and new["validUntil"] > old["validUntil"]
PY
expect 6 credenza-verifier check --offline --published www "issued/$c.json"
expect 0 issuer reinstate --where "$third" --reason suspended-in-error --publish www --yes 9
err '9 in force again. Published in www (2 files)'
expect 0 credenza-verifier check --offline --published www "issued/$c.json"
# What cannot be published is changed all the same, and the message says how to publish.
cp school/published.json published.json
sed -i 's/"at": "20/"at": "29/' school/published.json
expect 1 issuer revoke "$c" --reason exam-irregularity --publish www --yes 1
err 'the clock has gone back'
err '1 withdrawn. The change stands in the ledger, and is not published yet.'
err 'credenza-issuer publish --out www'
expect 0 issuer show "$c" --json
json status revoked
expect 1 issuer revoke "$c" --reason exam-irregularity --publish www --yes 1 --json --lang nl
json changed 0
json published.error.where clock
err 'De verandering staat in het register, maar is nog niet gepubliceerd.'
expect 0 credenza-verifier check --offline --published www "issued/$c.json"
cp published.json school/published.json
# Again, when that is put right: there is nothing to change, and what was changed is published.
expect 0 issuer revoke "$c" --reason exam-irregularity --publish www --yes 1
err 'Published in www (2 files)'
expect 6 credenza-verifier check --offline --published www "issued/$c.json"
expect 0 issuer revoke "$c" --reason exam-irregularity --publish www --yes 1
err 'Everything is published in www.'
# replace and renew publish too: what is withdrawn, what has a successor, and the head of the ledger.
d=$(credenza-issuer list --home school --passphrase-file pass --where "$third and status=in_force" | sed -n '1s| .*||p')
expect 0 issuer replace "$d" --set 'givenName=Nora' --reason data-error --out corrected --publish www --json
json published.written 3
expect 6 credenza-verifier check --offline --published www "issued/$d.json"
out 'by a newer version; ask for that one'
expect 0 issuer renew --where "$third and status=in_force" --reason prolonged --out renewed --publish www --yes 8
err '8 replaced. Published in www (3 files)'
expect 0 credenza-verifier check --offline --published www renewed/*.json
