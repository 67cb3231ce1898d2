# Days on which something is wrong with the machine of an issuer: a status list that is full, a clock that jumps back, a ledger
# that somebody changed or that is of a newer program, a full disk, two commands at once.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv
home=school
issuer() { verb=$1; shift; credenza-issuer "$verb" --home "$home" --passphrase-file pass "$@"; }
proven() { expect 0 credenza-issuer doctor --home "$home" && out 'entries are as they were written'; }
sql() { python3 -c '
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = \"trigger\"").fetchall():
    ledger.execute(f"DROP TRIGGER {name}")
print(*[value for row in ledger.execute(sys.argv[2]) for value in row], sep="\n")
ledger.commit()' "$home/ledger.sqlite" "$1"; }
init() { expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example; }

# --- A status list that is full: the next one begins, within one class list, and what is published is right. ---
init
chmod 700 school
for count in 10000 10000 10000 10000 10000 10000 10000 8640; do
  expect 0 credenza-issuer cosign place --home school --passphrase-file pass --count $count -o places --force
done
expect 0 issuer issue --template "$template" --csv "$csv" --out issued --json
cp out rows
python3 - rows <<'PY' || fail "the list did not go on in a second one, or a place was given twice"
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")][:-1]
places = {(row["list"], row["index"]) for row in rows}
assert len(rows) == 10 and len(places) == 10, rows
assert [row["list"] for row in rows] == [1] * 4 + [2] * 6, rows
PY
proven
first=$(python3 -c 'import json; print(json.loads(open("rows").readlines()[0])["id"])')
last=$(python3 -c 'import json; print(json.loads(open("rows").readlines()[9])["id"])')
expect 0 issuer revoke "$last" --reason data-error --note 'wrong year' --operator j.visser --yes 1
expect 0 issuer publish --out www
proven
for list in 1 2; do
  for purpose in revocation suspension refresh; do [ -s www/status/$purpose-$list.json ] || fail "no list $purpose-$list"; done
done
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant' --type OpenBadgeCredential
expect 0 credenza-verifier check --offline --published www "issued/${first#urn:uuid:}.json"
expect 6 credenza-verifier check --offline --published www "issued/${last#urn:uuid:}.json"
out 'withdrawn by the issuer'
python3 - rows www <<'PY' || fail "the published lists do not say what was withdrawn, and nothing else"
import base64, gzip, json, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")][:-1]
for purpose in ("revocation", "suspension", "refresh"):
    for number in (1, 2):
        text = json.load(open(f"{sys.argv[2]}/status/{purpose}-{number}.json", encoding="utf-8"))
        bits = gzip.decompress(base64.urlsafe_b64decode(text["credentialSubject"]["encodedList"][1:] + "=="))
        found = [byte * 8 + bit for byte in range(len(bits)) for bit in range(8) if bits[byte] >> (7 - bit) & 1]
        assert len(bits) == 16384
        assert found == ([rows[9]["index"]] if (purpose, number) == ("revocation", 2) else []), (purpose, number, found)
PY

# --- A clock that jumps back: the last entry of the ledger was made in 2031. ---
cp -r school later
home=later
rm later/published.json
python3 - later/ledger.sqlite <<'PY'
import hashlib, sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    ledger.execute(f"DROP TRIGGER {name}")
position, kind, body = ledger.execute("SELECT position, kind, body FROM entry ORDER BY position DESC LIMIT 1").fetchone()
before, = ledger.execute("SELECT digest FROM entry WHERE position = ?", (position - 1,)).fetchone()
number = lambda value: value.to_bytes(8, "big")
at = 1925000000
digest = hashlib.sha256(before + number(position) + number(len(kind)) + kind.encode() + number(at) + number(len(body)) + body).digest()
ledger.execute("UPDATE entry SET at = ?, digest = ? WHERE position = ?", (at, digest, position))
ledger.commit()
PY
sed '2s/100231/900231/; 3,$d' "$csv" >one.csv
expect 0 issuer issue --template "$template" --csv one.csv --out later-issued
err 'note: the clock stands before the last entry of the ledger (2031-01-01T02:13:20Z); what is new is entered at that time.'
sed '2s/100231/900232/; 3,$d' "$csv" >two.csv
expect 0 issuer issue --template "$template" --csv two.csv --out later-issued --lang nl
err 'let op: de klok loopt achter op het register (2031-01-01T02:13:20Z); wat nieuw is krijgt die tijd.'
expect 0 issuer revoke "$first" --reason data-error --yes 1 --json
json at 2031-01-01T02:13:20Z
expect 1 credenza-issuer doctor --home later
out 'entries are as they were written'
out 'the clock of this machine is behind'
# What is signed for others carries the real time. What was published in 2031 is not published again until then.
expect 0 issuer publish --out later-www
printf '{"schema": "credenza.issuer.published/1", "at": "2031-01-01T02:13:20Z"}' >later/published.json
expect 1 issuer publish --out later-www
err 'the clock has gone back, so nothing was published'
err 'was 2031-01-01T02:13:20Z when something was published last'
err 'Set the clock right. If it was ahead before, wait until then.'
expect 1 issuer publish --out later-www --lang nl
err 'de klok is teruggezet, dus er is niets gepubliceerd'
err 'Zet de klok goed. Liep die eerder voor, wacht dan tot die tijd.'
home=school

# --- One changed byte, in every table: doctor says it and names the first entry that is wrong. ---
# broken SQL TEXT: after the change, the proof stops with this.
broken() {
  rm -rf changed
  cp -r school changed
  home=changed
  sql "$1" >/dev/null
  expect 1 credenza-issuer doctor --home changed
  out "$2"
  home=school
}
# flip COLUMN PLACE: the blob with another byte there.
flip() { echo "CAST(substr($1, 1, $2 - 1) || CASE substr($1, $2, 1) WHEN x'41' THEN x'42' ELSE x'41' END || substr($1, $2 + 1) AS BLOB)"; }
broken "UPDATE entry SET body = $(flip body 50) WHERE position = 9" 'entry 9: was changed'
broken "UPDATE entry SET digest = $(flip digest 5) WHERE position = 10" 'entry 10: was changed'
broken "UPDATE entry SET at = at + 1 WHERE position = 11" 'entry 11: was changed'
broken "UPDATE entry SET kind = 'Issued' WHERE position = 12" 'entry 12: was changed'
broken "UPDATE personal SET sealed = $(flip sealed 60) WHERE position = 13" 'entry 13: has a personal part that is not its own'
broken "UPDATE personal SET sealed = $(flip sealed 30) WHERE position = 19" 'entry 19: has a note that is not its own'
broken "UPDATE credential SET id = $(flip id 3) WHERE position = 14" 'entry 14: cannot be found by its id'
broken "UPDATE standing SET state = 1" 'entry 18: has another standing than the entries give it'
broken "UPDATE standing SET since = since - 1" 'entry 18: has another standing than the entries give it'
broken "UPDATE cohort SET sealed = $(flip sealed 999) WHERE number = 1" 'entry 9: has a part, which it shares with others'
broken "UPDATE cohort SET form = $(flip form 1) WHERE number = 1" 'entry 9: has a part, which it shares with others'
broken "UPDATE place_list SET given = $(flip given 77) WHERE number = 2" 'status list 2 has other places given out'
broken "UPDATE place_list SET used = used - 1 WHERE number = 1" 'status list 1 has other places given out'
broken "UPDATE status_bits SET bits = $(flip bits 77) WHERE purpose = 'suspension' AND number = 2" \
  'the status list suspension-2 says something else'
broken "UPDATE meta SET value = $(flip value 4)" 'entry 1: was changed, or does not follow the one before it'
expect 1 credenza-issuer doctor --home changed --lang nl
out 'regel 1: is veranderd, of volgt niet op de vorige'
out 'Schrijf er niet meer in. Zet een reservekopie terug, en ga na wie het veranderde.'
# A byte anywhere in the file: found, or nothing that the ledger keeps is another thing for it.
python3 - school/ledger.sqlite <<'PY' || fail "a changed byte in the file was not found"
import shutil, sqlite3, subprocess, sys
tables = ("meta", "entry", "personal", "credential", "standing", "cohort", "place_list", "status_bits")
def content(path):
    ledger = sqlite3.connect(path)
    return [ledger.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]
shutil.rmtree("changed")
shutil.copytree("school", "changed")
whole, before = open(sys.argv[1], "rb").read(), content(sys.argv[1])
found = 0
for part in range(60):
    offset = (len(whole) * part // 60 + part * 37) % len(whole)
    with open("changed/ledger.sqlite", "wb") as file:
        file.write(whole[:offset] + bytes([whole[offset] ^ 0x10]) + whole[offset + 1:])
    run = subprocess.run(["credenza-issuer", "doctor", "--home", "changed"], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert run.returncode in (0, 1), (offset, run)
    found += run.returncode
    if run.returncode == 0:
        assert content("changed/ledger.sqlite") == before, offset
assert found > 30, found
PY

# --- Made by a newer version: nothing is touched (13). ---
cp -r school newer
home=newer
sql 'PRAGMA user_version = 4' >/dev/null
cp newer/ledger.sqlite newer.before
expect 13 issuer issue --template "$template" --csv one.csv --out newer-issued
err 'the home is newer than this program'
err 'Nothing was touched. Install a newer version of this program.'
expect 13 issuer revoke "$first" --reason data-error --yes 1 --lang nl
err 'de map is nieuwer dan dit programma'
err 'Er is niets veranderd. Installeer een nieuwere versie van dit programma.'
expect 13 issuer list
expect 13 issuer publish --out newer-www
expect 1 credenza-issuer doctor --home newer
out 'Install a newer version of this program.'
cmp -s newer/ledger.sqlite newer.before || fail "a ledger of a newer version was changed"
[ ! -e newer-www ] || fail "something was published from a ledger of a newer version"
home=school

# --- A full disk: nothing is half-written, and everything works again when there is space. ---
# full KIB command…: no file can be written beyond this size.
full() {
  kib=$1
  shift
  (
    # As a user meets it, whatever the caller of this script ignores.
    credenza-issuer() { env --default-signal=XFSZ credenza-issuer "$@"; }
    ulimit -f "$kib"
    "$@"
  )
}
cp school/ledger.sqlite full.before
size=$(($(stat -c %s school/ledger.sqlite) / 1024))
expect 1 full $((size / 2)) issuer issue --template "$template" --csv one.csv --out full-issued
err 'the disk'
proven
expect 1 full $((size / 2)) issuer revoke "$first" --reason data-error --yes 1 --lang nl
err 'de schijf'
proven
cmp -s school/ledger.sqlite full.before || fail "a full disk left something in the ledger"
cp -r www full.www
expect 0 issuer suspend "$first" --reason under-investigation --yes 1
expect 1 full 1 issuer publish --out www
diff -r www full.www >/dev/null || fail "half of a publication"
[ -z "$(find www -name '.*.??????')" ] || fail "a half file is left"
expect 0 issuer publish --out www
expect 6 credenza-verifier check --offline --published www "issued/${first#urn:uuid:}.json"
expect 0 issuer issue --template "$template" --csv one.csv --out full-issued
err '1 issued, 0 issued before'
proven
# What could not be told is not told as done.
credenza-issuer list --home school --passphrase-file pass >/dev/full 2>err </dev/null
[ $? -eq 1 ] || fail "a list that was written nowhere"

# --- Two commands at once: the second is told (11), and looking is possible all the time. ---
exec 9>>school/lock
flock 9
expect 11 issuer issue --template "$template" --csv two.csv --out twice
err 'the issuer is in use'
err 'Wait until the other command is done, and try again.'
expect 11 issuer revoke "$first" --reason data-error --yes 1 --lang nl
err 'de uitgever is in gebruik'
err 'Wacht tot de andere opdracht klaar is, en probeer het opnieuw.'
expect 11 issuer reinstate "$first" --reason investigation-closed --yes 1
expect 11 issuer forget "$first" --yes 1
expect 11 issuer publish --out www
expect 11 issuer replace "$first" --set given_name=Sanne --reason data-error --out again
expect 11 credenza-issuer key rotate --home school --passphrase-file pass
[ ! -e twice ] || [ -z "$(ls twice)" ] || fail "something was issued"
expect 0 issuer list
expect 0 issuer show "$first"
proven
exec 9>&-
# Another program writes into the ledger itself, and does not end.
mkfifo writes ends
python3 - school/ledger.sqlite writes ends <<'PY' &
import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
ledger.execute("BEGIN IMMEDIATE")
open(sys.argv[2], "w").close()
open(sys.argv[3]).close()
ledger.execute("ROLLBACK")
PY
: <writes
expect 11 issuer revoke "$first" --reason data-error --yes 1
err 'another process is writing to the store'
expect 0 issuer list
: >ends
wait
proven
expect 0 issuer reinstate "$first" --reason investigation-closed --yes 1
