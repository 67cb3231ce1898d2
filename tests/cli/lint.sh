# What a clerk sees of a class list with mistakes, before anything is signed.
. "$(dirname -- "$0")/lib.sh"

template=$top/examples/templates/mc-log-02.json
planted=$top/examples/micro-credential/uitslag-fouten.csv
good=$top/examples/batches/mc-log-02.csv
lint() { credenza-issuer lint --template "$template" "$@"; }

# Every planted mistake with row, column and code; none invented. No home and no passphrase is needed.
expect 9 lint --csv "$planted"
err 'a stand-in awards'
for line in 'row 8       leerlingnr     duplicate of row 1;' 'row 9       geboortedatum  "29-02-1970" is no date (1970 is not a leap year);' \
  'row 9       datum          "31-06-2026" is no date (June has 30 days);' 'row 9       email          "wim.degraaf@" is no e-mail address;' \
  'row 10      module         "MC-LOG-2" is not a word the template knows here; did you mean "MC-LOG-02"?  [E-CODE]' \
  'row 10      uren_sbu       "28": a microcredential has 240 study load hours or more;' \
  'row 10      resultaat      "onvoldoende": no credential will be made;' \
  '10 rows: 7 ready, 3 with errors, 0 warnings. Nothing signed.'; do
  out "$line"
done
[ "$(grep -c '\[E-' "$work/out")" -eq 7 ] || fail "not exactly the seven planted mistakes"
expect 9 lint --csv "$planted" --lang nl
out 'rij 9       geboortedatum  "29-02-1970" is geen datum (1970 is geen schrikkeljaar);'
out '10 rijen: 7 klaar, 3 met fouten, 0 waarschuwingen. Er is niets ondertekend.'
expect_from "$planted" 9 lint --csv -
out '10 rows: 7 ready'

# For scripts: one line for each finding and a summary.
expect 9 lint --csv "$planted" --json --lang nl
python3 - "$work/out" <<'PY' || fail "the JSON lines"
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert all(line["schema"] == "credenza.issuer.lint/1" for line in lines)
found = sorted((line["row"], line["column"], line["code"]) for line in lines if line["kind"] == "finding")
assert found == sorted([(8, "leerlingnr", "E-DUP"), (9, "geboortedatum", "E-DATE"), (9, "email", "E-MAIL"), (9, "datum", "E-DATE"),
                        (10, "module", "E-CODE"), (10, "uren_sbu", "E-PROFILE"), (10, "resultaat", "E-RESULT")]), found
assert all(line["severity"] == "error" and line["text"] and line["suggestion"] is not None for line in lines[:-1])
end = lines[-1]
assert (end["kind"], end["rows"], end["ready"], end["with_errors"], end["warnings"], end["exit"]) == ("summary", 10, 7, 3, 0, 9), end
PY

# A list without mistakes, with an issuer and without.
expect 0 lint --csv "$good"
out '10 rows: 10 ready, 0 with errors, 0 warnings. Nothing signed.'
echo 'vier natte fietsen' >pass
chmod 600 pass
expect 10 lint --home school --csv "$good"
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass
expect 0 lint --home school --csv "$good"
no_err 'stand-in'

# Saved by a spreadsheet in an encoding without these letters: named, and never written as they are.
python3 - "$planted" >lost.csv <<'PY'
import sys
sys.stdout.buffer.write(open(sys.argv[1], encoding="utf-8").read().encode("cp1252", errors="replace"))
PY
expect 9 lint --csv lost.csv
out 'row 5       achternaam     "?????????" has lost letters'
out "save the original again as 'CSV UTF-8'  [E-ENCODING]"
out 'was read as Windows-1252'
out '[W-ENCODING]'

# What a list hides: a refused result in capitals, a learner with two results, a BSN as a name, a character that nobody
# sees, wrongly read letters. Named by row and column with what to do, in both languages; lawful names beside them stay.
cat >hidden.csv <<'CSV'
sep=;
leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;datum;did;opm;opm
1;;Smit;An;01-02-2000;;MC-LOG-02;240;Onvoldoende;12-06-2026;;x;y
2;;Vos;An;01-02-2000;;MC-LOG-02;240;goed;12-06-2026;;;
2;;VOS;An;01-02-2000;;MC-LOG-02;240;voldoende;12-06-2026;;;
4;;Jansen 111222333;An;01-02-2000;;MC-LOG-02;240;goed;12-06-2026;;;
5;;BrontÃ«;An;01-02-2000;;MC-LOG-02;240;goed;12-06-2026;;;
7;d';O’Neill-Yıldız;محمد;1999;;MC-LOG-02;240;goed;12-06-2026;;;
CSV
printf '6;;Jan\xe2\x80\xaesen;An;01-02-2000;;MC-LOG-02;240;goed;12-06-2026;;;\n' >>hidden.csv
expect 9 lint --csv hidden.csv
for line in 'row 1       resultaat      "Onvoldoende": no credential will be made; take the row out  [E-RESULT]' \
  'row 3       leerlingnr     the learner, achievement and date of row 2, and not the same otherwise; keep' \
  'row 4       achternaam     holds what looks like a citizen service number (BSN)' \
  'row 5       achternaam     "BrontÃ«" was read in the wrong encoding once; it was "Brontë";' \
  'row 7       achternaam     holds U+202E, which nobody sees' '7 rows: 2 ready, 5 with errors, 0 warnings.'; do
  out "$line"
done
[ "$(grep -c '\[[EW]-' "$work/out")" -eq 5 ] || fail "not exactly five findings"
no_out 'did you mean "voldoende"'
expect 9 lint --csv hidden.csv --json
python3 - "$work/out" <<'PY' || fail "a finding without a suggestion"
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert all(line["suggestion"] for line in lines if line["kind"] == "finding"), lines
PY
head -2 hidden.csv >nobody.csv
expect 0 lint --csv nobody.csv --lang nl
out 'er staat niemand in deze lijst'
out '[W-FILE]'

# What issue refuses lint names, and what lint passes issue takes.
for list in "$planted" "$good" "$top/examples/batches/mc-log-02-errors.csv" lost.csv; do
  lint --home school --csv "$list" >/dev/null 2>&1
  linted=$?
  credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv "$list" --out issued --dry-run \
    >/dev/null 2>&1 </dev/null
  issued=$?
  [ "$linted" -eq "$issued" ] || fail "lint says $linted and issue $issued of $list"
done

# What stands in a cell does not steer the terminal.
sed '2s/;Sanne;/;S\x1b[2J\xe2\x80\xae;/' "$good" >escape.csv
expect 9 lint --csv escape.csv
! grep -q "$(printf '\033')" "$work/out" || fail "an escape character reached the terminal"
out 'row 1       voornaam'

# Files that are no table, templates that are none.
expect 5 lint --csv none.csv
: >empty.csv
expect 9 lint --csv empty.csv --lang nl
out 'het bestand is leeg'
out '[E-FILE]'
sed '3s/Zoë/Z"oë/' "$good" >quote.csv
expect 9 lint --csv quote.csv
out 'row 2       voornaam'
out '1 rows: 1 ready'
sed 's/"title"/"tittle"/' "$template" >typo.json
expect 9 credenza-issuer lint --template typo.json --csv "$good" --lang nl
out '/achievement/tittle'
out '[E-TEMPLATE]'
expect 5 credenza-issuer lint --template none --csv "$good"
expect 2 credenza-issuer lint --csv "$good"

# A list of mistakes is cut off for people and whole for scripts.
{ head -1 "$good"; for i in $(seq 300); do echo "$i;;Smit;;1-1-2000;;MC-LOG-02;240;slecht;12-06-2026;"; done; } >bad.csv
expect 9 lint --csv bad.csv
out '… and 100 more; --json tells all of them.'
out '300 rows: 0 ready, 300 with errors'
expect 9 lint --csv bad.csv --json
[ "$(grep -c '"kind":"finding"' "$work/out")" -eq 300 ] || fail "--json does not tell all findings"

# The findings as a table for a spreadsheet, in which no cell is a formula; never over a file that is there.
sed '3s/;MC-LOG-02;/;=2+5;/' "$good" >formula.csv
expect 9 lint --csv formula.csv --results found.csv
expect 1 lint --csv formula.csv --results found.csv
expect 9 lint --csv formula.csv --results found.csv --force --lang nl
python3 - found.csv <<'PY' || fail "the table of findings"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], encoding="utf-8"), delimiter=";"))
assert rows[0] == ["row", "column", "code", "text", "suggestion"], rows
assert rows[1][:3] == ["2", "module", "E-CODE"] and "geen woord" in rows[1][3], rows
assert len(rows) == 2 and all(cell[:1] not in "=+-@" for row in rows for cell in row if cell), rows
PY

# After issuing: a changed template under its old id is found before anything is asked, and a typo that was mended in the
# list is told of, with the credential that is there already.
issue() { credenza-issuer issue --home school --passphrase-file pass --template "$@"; }
expect 0 issue "$template" --csv "$good" -o first.ndjson
sed 's/Veilig werken/Onveilig werken/' "$template" >changed.json
expect 9 credenza-issuer lint --home school --template changed.json --csv "$good"
out 'credentials were issued with another template of the id "mc-log-02"; give the changed template a new id  [E-TEMPLATE]'
expect 9 issue changed.json --csv "$good" -o second.ndjson
expect 0 lint --home school --csv "$good"
sed 's/;Nowak;/;Novak;/; s/;Brontë-Yıldız;/;Bronte-Yildiz;/' "$good" >mended.csv
! cmp -s "$good" mended.csv || fail "nothing was mended"
expect 0 issue "$template" --csv mended.csv -o second.ndjson --lang nl
err 'heeft al een bewijs voor deze opleiding en datum: urn:uuid:'
err '[W-DUP]'
expect 0 issue "$template" --csv mended.csv -o third.ndjson
no_err '[W-DUP]'

# A validity that is over is named; one that begins later is issued and accepted when it has begun.
expect 0 credenza-issuer init --home register --name 'Register Veilig Werk' --url https://register-veiligwerk.example --passphrase-file pass
cat >accredited.csv <<'CSV'
did;bedrijf;leerbedrijfnummer;besluit;vanaf;tot en met
did:web:a.example;A B.V.;990000017;01-09-2025;01-09-2020;31-08-2024
did:web:b.example;B B.V.;990000024;01-09-2025;01-09-2140;31-08-2144
CSV
accreditation=$top/examples/accreditation/template.json
expect 9 credenza-issuer lint --home register --template "$accreditation" --csv accredited.csv
out 'row 1       tot en met'
out '2 rows: 1 ready, 1 with errors'
expect 8 credenza-issuer issue --home register --passphrase-file pass --template "$accreditation" --csv accredited.csv -o accredited.ndjson --skip-errors
[ "$(wc -l <accredited.ndjson)" -eq 1 ] || fail "not the one that begins later"

# A long list in memory that hardly grows: some forty bytes a row, to know duplicates.
python3 - "$good" <<'PY'
import sys
head = open(sys.argv[1], encoding="utf-8").readline()
for name, rows in (("short.csv", 3000), ("long.csv", 300000)):
    with open(name, "w", encoding="utf-8") as file:
        file.write(head)
        for i in range(rows):
            file.write(f"A{i};van der;Heijden;Sanne;17-03-2004;;MC-LOG-02;240;goed;12-06-2026;\n")
PY
python3 - "$template" <<'PY' || fail "300000 rows"
import os, resource, subprocess, sys
os.environ["ASAN_OPTIONS"] = "quarantine_size_mb=1"
def peak(name, rows):
    run = subprocess.run(["credenza-issuer", "lint", "--template", sys.argv[1], "--csv", name], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert f"{rows} rows: {rows} ready, 0 with errors, 0 warnings." in run.stdout, run.stdout
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
short = peak("short.csv", 3000)
long = peak("long.csv", 300000)
print(f"peak memory: {short} kB for 3000 rows, {long} kB for 300000", file=sys.stderr)
assert long - short < 64 * 1024
PY
