# An examination officer issues 240 certificates, and no wrong one goes out.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
lint() { credenza-issuer lint --home school "$@"; }
school() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
give() { school issue --template "$template" --csv class.csv "$@"; }

expect 0 school init --name 'ROC Waterkant' --url https://rocwaterkant.example
python3 - "$top/examples/micro-credential/uitslag-fouten.csv" >class.csv <<'PY' || fail "no class list"
import sys
# The ten rows of the example, three of them with mistakes, and 230 students more.
rows = open(sys.argv[1], encoding="utf-8-sig").read().splitlines()
print("\n".join(rows))
for i in range(230):
    print(f"2{i:05};;Student{i};Test;1-1-2000;;MC-LOG-02;240;voldoende;12-06-2026;")
PY

# (1) Every planted mistake with its row and column, and nothing signed.
expect 9 lint --template "$template" --csv class.csv
[ "$(grep -c '\[E-' "$work/out")" -eq 7 ] || fail "not exactly the seven planted mistakes"
out '240 rows: 237 ready, 3 with errors, 0 warnings. Nothing signed.'
expect 9 give --out issued
expect 0 school list --json
json credentials '[]'

# (2) Killed half-way, and again and again: no credential and no place in a status list twice.
for tenths in 4 6 8 10 12; do
  give --skip-errors -o all.ndjson --force >/dev/null 2>&1 </dev/null &
  program=$!
  sleep "$((tenths / 10)).$((tenths % 10))"
  kill -KILL "$program" 2>/dev/null
  wait "$program" 2>/dev/null
done
expect 8 give --skip-errors -o all.ndjson --force --json
python3 - "$work/out" <<'PY' || fail "the summary"
import json, sys
end = json.loads(open(sys.argv[1], encoding="utf-8").read().splitlines()[-1])
assert (end["kind"], end["rows"], end["exit"]) == ("summary", 240, 8), end
assert end["issued"] + end["issued_before"] == 237, end
PY
[ "$(wc -l <all.ndjson)" -eq 237 ] || fail "237 lines"
expect 0 school list --json
python3 - "$work/out" all.ndjson <<'PY' || fail "the ledger"
import json, sys
listed = json.load(open(sys.argv[1], encoding="utf-8"))["credentials"]
lines = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
assert len(listed) == len({c["id"] for c in listed}) == 237
assert len({(c["list"], c["index"]) for c in listed}) == 237
assert {c["id"] for c in listed} == {c["id"] for c in lines}
# (5, 7) What no certificate may come of is not among them; all that is mandatory is in every one.
text = json.dumps(lines, ensure_ascii=False)
assert "onvoldoende\"" not in text and "Graaf" not in text
for credential in lines:
    achievement = credential["credentialSubject"]["achievement"]
    for member in ("name", "SBU", "assessmentType", "participationType", "alignment"):
        assert achievement[member], member
    assert credential["issuer"]["name"] and credential["issuer"]["address"]["addressCountryCode"] == "NL"
PY

# (3) The same row later is the same credential, byte for byte, and it is said when it was issued.
cp all.ndjson first.ndjson
expect 8 give --skip-errors -o all.ndjson --force
err '0 issued, 237 issued before'
cmp first.ndjson all.ndjson || fail "running again changed a credential"
expect 8 give --skip-errors -o all.ndjson --force --results results.csv --json
[ "$(grep -c '"outcome":"issued_before".*"detail":"already issued 20' "$work/out")" -eq 237 ] ||
  fail "not said of each row"
[ "$(grep -c ';issued_before;.*;already issued 20..-..-..$' results.csv)" -eq 237 ] || fail "not in the table of each row"
expect 8 give --skip-errors -o all.ndjson --force --results results.csv --lang nl
err "rij 2: al uitgegeven op $(date +%d-%m-%Y)"
err "(al uitgegeven, de eerste op $(date +%d-%m-%Y))"
grep -q ";al uitgegeven op $(date +%d-%m-%Y)" results.csv || fail "not in the table in Dutch"
expect 8 give --skip-errors -o all.ndjson --force
err "row 2: already issued $(date +%Y-%m-%d)"
err '… and 217 more rows that were issued before'

# (5) A failed exam gives no credential, and the reason is said, in the reader's language.
expect 9 lint --template "$template" --csv class.csv --lang nl
out 'hiervoor wordt geen bewijs gemaakt'

# (7) A template that lacks something mandatory is told what.
python3 - "$template" >lacking.json <<'PY' || fail "no template"
import json, sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
del form["record"]["achievement"]["quality_assurance"]
json.dump(form, sys.stdout)
PY
expect 9 lint --template lacking.json --csv class.csv
out quality_assurance
