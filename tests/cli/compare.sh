# Do two documents say the same? Both are checked first: with what is not genuine, or could not be read, nothing is
# compared. In which order a file has its members, and how it is spaced, says nothing.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
compare() { credenza-verifier compare --offline --published www "$@"; }
template=$top/examples/templates/mc-log-02.json

expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
expect 0 issuer issue --template "$template" --csv "$top/examples/batches/mc-log-02.csv" --out issued
expect 0 issuer publish --out www
one=$(grep -l '"Sanne"' issued/*.json)
other=$(grep -l '"Suharto"' issued/*.json)

# The same document, spaced and ordered in another way.
python3 - "$one" >spaced.json <<'PY'
import json, sys
badge = json.load(open(sys.argv[1], encoding="utf-8"))
json.dump(dict(reversed(badge.items())), sys.stdout, indent=3, ensure_ascii=True)
PY
expect 0 compare "$one" spaced.json
out 'They say the same'
expect 0 compare "$one" "$one" --lang nl
out 'Ze zeggen hetzelfde'
expect 0 compare "$one" spaced.json --json
json same True
json exit 0
json differences '[]'
json left.genuine True

# Two people: each member that differs, with both values; and what only one of them says.
expect 6 compare "$one" "$other"
out '/person/family_name'
out 'A: Heijden'
out 'B: Suharto'
out '/person/given_name'
out 'only in A: Sanne'
out 'They do not say the same'
expect 6 compare "$other" "$one" --lang nl
out 'alleen in B: Sanne'
out 'Ze zeggen niet hetzelfde'
expect 6 compare "$one" "$other" --json
json same False
json exit 6
json differences.0.where /person/family_name
json differences.0.kind changed

# A correction: the name, and what it takes the place of. That the old one is out of force is another question.
id=$(basename "$one" .json)
expect 0 issuer replace "$id" --set givenName=Sannah --reason data-error --out corrected
expect 0 issuer publish --out www
expect 6 compare "$one" corrected/*.json
out 'A: Sanne'
out 'B: Sannah'
out 'only in B: {"id":"urn:uuid:'

# Forged, or a copy cut off: nothing is compared, whatever it says.
sed 's/"Sanne"/"Sanna"/' "$one" >forged.json
expect 3 compare "$one" forged.json
out 'Nothing is compared'
no_out 'Sanna'
expect 3 compare forged.json "$one" --json
json left.genuine False
json right.genuine True
json differences '[]'
expect 3 compare "$one" forged.json --lang nl
out 'niet echt'

# Keys that cannot be had: nobody can tell.
expect 7 credenza-verifier compare --offline "$one" "$other"
out 'nobody can tell'
expect 7 credenza-verifier compare --offline "$one" "$other" --lang nl
out 'Niemand kan het dus zeggen'

# What cannot be compared is said, with what to do.
expect 5 compare "$one" none.json
err 'none.json'
expect 5 compare "$one" none.json --json
expect 2 compare "$one"
printf '{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiablePresentation"],"verifiableCredential":[%s,%s]}' \
  "$(cat "$one")" "$(cat "$other")" >both.json
expect 2 compare "$one" both.json
err 'one certificate in each of the two files'
expect 2 compare both.json "$one" --lang nl
err 'in elk van de twee bestanden'

# A name that would steer a terminal is shown, not obeyed.
expect 5 compare "$one" "$(printf 'a\033[31mb.json')"
! grep -q "$(printf '\033')" "$work/err" || fail "an escape sequence of a file name reached the terminal"
echo ok
