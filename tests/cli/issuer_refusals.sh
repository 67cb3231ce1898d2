# What the issuer refuses, and what it says then.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
echo 'drie droge' >wrong
chmod 600 pass wrong
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv
with_keys() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }

expect 2 credenza-issuer
expect 2 credenza-issuer isue
err "did you mean 'issue'"
expect 2 credenza-issuer init --home school --name x --url http://school.example --passphrase-file pass
expect 2 credenza-issuer init --home school --name x --url https://10.0.0.1/ --passphrase-file pass
expect 2 credenza-issuer init --home school --name x --url https://x.example --country XX --passphrase-file pass
err --country
expect 2 credenza-issuer init --home school --name x --url https://x.example --identifier 99ZZ --passphrase-file pass
expect 4 credenza-issuer init --home school --name x --url https://x.example
[ ! -e school/issuer.toml ] || fail "a refused init made a home"
expect 10 credenza-issuer list --home school --passphrase-file pass
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass
expect 1 credenza-issuer init --home school --name x --url https://x.example --passphrase-file pass
err 'already'

expect 12 credenza-issuer list --home school --passphrase-file wrong
expect 4 credenza-issuer list --home school
err --passphrase-file
expect 12 credenza-issuer issue --home school --passphrase-file wrong --template "$template" --csv "$csv" --out issued --lang nl
err 'hoofdletters'
[ ! -e issued ] || fail "something was written with a wrong passphrase"

# Errors in the rows: each named, nothing signed, in both languages and as JSON.
expect 9 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" --out issued
silent_out
for place in 'row 5, column leerlingnr' 'row 7, column achternaam' 'row 7, column did' 'row 8, column leerlingnr' 'row 9, column geboortedatum' \
  'row 9, column email' 'row 9, column datum' 'row 10, column module' 'row 10, column resultaat' 'row 11, column uren_sbu'; do
  err "mc-log-02-errors.csv, $place: "
done
err '1970 is not a leap year'
err 'did you mean "MC-LOG-02"'
err 'Nothing was signed'
[ ! -e issued ] || fail "a refused batch wrote something"
expect 9 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" --out issued --lang nl
err 'rij 9, kolom geboortedatum'
err '1970 is geen schrikkeljaar'
expect 9 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" --out issued --json
out '"row":9,"outcome":"refused","column":"datum","code":"E-DATE"'
out '"kind":"summary","rows":11,"issued":0'
expect 0 with_keys list --json
json credentials '[]'

# With --skip-errors the other rows are issued, the report says what became of every row, and one file takes them all.
expect 8 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" -o issued.ndjson \
  --results results.csv --skip-errors --json
[ "$(wc -l <issued.ndjson)" -eq 5 ] || fail "five good rows in one file"
[ "$(wc -l <results.csv)" -eq 12 ] || fail "a line for every row in the report"
grep -q '^10;refused;;;E-RESULT E-CODE;$' results.csv || fail "the report does not name what is wrong"
grep -q '^1;issued;urn:uuid:[0-9a-f-]*;issued.ndjson;;$' results.csv || fail "the report does not name what was issued"
[ "$(stat -c %a issued.ndjson results.csv | sort -u)" = 600 ] || fail "others can read what was issued"
out '"rows":11,"issued":5,"issued_before":0,"withdrawn":0,"replaced":0,"forgotten":0,"skipped":6'
# A pipe gives its list once, and issuing reads it twice.
expect 1 bash -c 'sed "s/1002/9002/" "$1" | credenza-issuer issue --home "$2" --template "$3" --csv /dev/stdin -o piped.ndjson \
  --passphrase-file "$4"' - "$top/examples/batches/mc-log-02.csv" school "$template" pass
err 'the class list was changed while it was read'
err 'a list that comes through a pipe is --csv -.'
# The same again is refused because of the files, and with --force gives the same credentials.
expect 1 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" -o issued.ndjson --skip-errors
cp issued.ndjson first.ndjson
expect 8 with_keys issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" -o issued.ndjson \
  --skip-errors --force
err '5 issued before (already issued, the first on 20'
cmp -s first.ndjson issued.ndjson || fail "running again changed a credential"
expect 2 with_keys issue --template "$template" --csv "$csv"
err --out

# Files that are no table.
rest=';2-11-2003;;MC-LOG-02;240;goed;12-06-2026;'
{ head -1 "$csv"; printf '1;;Smit;Zo\303\253%s\n2;;Bront\351;Jo%s\n' "$rest" "$rest"; } >mixed.csv
expect 9 with_keys issue --template "$template" --csv mixed.csv --out issued
err 'mixed.csv, row 2, column achternaam'
err 'CSV UTF-8'
: >empty.csv
expect 9 with_keys issue --template "$template" --csv empty.csv --out issued
head -c 10000001 /dev/zero | tr '\0' x >long.csv
expect 9 with_keys issue --template "$template" --csv long.csv --out issued --json
out '"code":"out_of_range"'
expect 5 with_keys issue --template "$template" --csv none.csv --out issued
expect 5 with_keys issue --template none --csv "$csv" --out issued

# A cell that would steer the terminal is shown, not obeyed.
sed '2s/Sanne/Sanne\x1b[2J/' "$csv" >escape.csv
expect 9 with_keys issue --template "$template" --csv escape.csv --out issued
! grep -q "$(printf '\033')" "$work/err" || fail "an escape character reached the terminal"
err 'row 1, column voornaam'

# Templates.
sed 's/"type": "MicroCredential"/"type": "{{soort}}"/' "$template" >text_hole.json
expect 9 credenza-issuer template check text_hole.json --home school
out '/record/type'
sed 's/"title"/"tittle"/' "$template" >typo.json
expect 9 credenza-issuer template check typo.json --home school --json
json problems.0.where /achievement/tittle
expect 9 with_keys issue --template typo.json --csv "$csv" --out issued
err /achievement/tittle
expect 5 credenza-issuer template show none --home school

# One writer at a time; a store and a configuration of a newer version are left alone.
exec 9>>school/lock
flock 9
expect 11 with_keys publish --out www
expect 11 with_keys revoke 00000000 --reason data-error --yes 1
exec 9>&-
sed 's/^version = 1/version = 2/' school/issuer.toml >newer && cp school/issuer.toml old && cp newer school/issuer.toml
expect 13 with_keys publish --out www
cp old school/issuer.toml
expect 5 with_keys show 00000000
expect 5 with_keys revoke 00000000 --reason data-error --yes 1
