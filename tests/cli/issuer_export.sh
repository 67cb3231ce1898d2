# What an outsider gets: every entry of the ledger, without anything personal, and a chain that proves itself.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
expect 0 issuer issue --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv" --out issued
id=$(ls issued | sed -n '1s/.json//p')
expect 0 issuer revoke "$id" --reason exam-irregularity --operator j.visser --yes 1

expect 0 issuer list --where status=revoked --csv table.csv
[ "$(wc -l <table.csv)" -eq 2 ] || fail "a table with one row"
grep -q "urn:uuid:$id.*exam-irregularity" table.csv || fail "the row of what was withdrawn"
expect 1 issuer list --csv table.csv

expect 0 issuer export --out ledger.ndjson
expect 1 issuer export --out ledger.ndjson
! grep -q 'Heijden\|visser' ledger.ndjson || fail "an export without persons names one"
python3 - ledger.ndjson <<'PY' || fail "the chain does not prove itself"
import datetime, hashlib, json, sys
head, *entries = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
number = lambda value: value.to_bytes(8, "big")
digest = hashlib.sha256(b"credenza.issuer.ledger/1" + bytes.fromhex(head["ledger"])).digest()
for position, entry in enumerate(entries, 1):
    body = bytes.fromhex(entry["body_hex"]) if "body_hex" in entry else entry["body"].encode()
    at = int(datetime.datetime.fromisoformat(entry["at"].replace("Z", "+00:00")).timestamp())
    kind = entry["kind"].encode()
    digest = hashlib.sha256(digest + number(position) + number(len(kind)) + kind + number(at) + number(len(body)) +
                            body).digest()
    assert digest.hex() == entry["digest"], position
assert (digest.hex(), len(entries)) == (head["head"], head["entries"])
PY
expect 0 issuer export --out persons.ndjson --with-persons
grep -q Heijden persons.ndjson && grep -q j.visser persons.ndjson || fail "an export with persons names none"
