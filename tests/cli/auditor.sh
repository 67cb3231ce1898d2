#!/usr/bin/env bash
# An auditor years later (product story U17): was everybody certified on that day, by what was known on that day?
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT CREDENZA_VERIFIER_HOME
here=$top/tests/cli
school=did:web:rocwaterkant.example
key=$HOME/.config/credenza/bundle.key

echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
expect 0 credenza-issuer init --home school --name "ROC Waterkant" --url https://rocwaterkant.example --passphrase-file pass
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
echo "1;;Nowak;Marek;1-1-2000;;MC-LOG-02;240;goed;12-06-2026;" >>class.csv
expect 0 credenza-issuer issue --home school --template "$top/examples/templates/mc-log-02.json" --csv class.csv \
  --out issued --passphrase-file pass
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
expect 0 credenza-verifier trust add $school --name "ROC Waterkant"
one=$(ls issued/*.json)

# The archive: lists of 13 hours ago in a bundle of 13 hours ago. The day in question: 6 hours ago.
cp -r www then
python3 "$here/past_lists.py" then 13 "$one"
expect 0 credenza-verifier bundle make -o archive.bundle --from-published then --offline
python3 "$here/bundle_of_another_day.py" archive.bundle "$key" -13 archive.bundle || fail "no archive"
moment=$(date -u -d '6 hours ago' +%Y-%m-%dT%H:%MZ)
audit() { credenza-verifier check --as-of "$moment" --offline "$@"; }

# Today it is withdrawn.
id=$(grep -o 'urn:uuid:[0-9a-f-]*' "$one" | head -n 1)
expect 0 credenza-issuer revoke "$id" --home school --passphrase-file pass --reason issued-in-error --yes 1
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
cp then/.well-known/did.json www/.well-known/did.json
expect 6 credenza-verifier check "$one" --published www --offline

# "keys, status, trust list and schema of that day are used"
expect 0 audit "$one" --bundle archive.bundle
out 'As of:   '
out 'with what was known then'
out 'Bundle:  of '
out 'valid at that moment'
out 'not withdrawn'
expect 0 audit "$one" --bundle archive.bundle --lang nl
out 'met wat toen bekend was'
out 'toen geldig'
expect 0 audit "$one" --bundle archive.bundle --json
json as_of "${moment%Z}:00Z"
json at "${moment%Z}:00Z"
# Beside what is published today, the archive goes first.
expect 0 audit "$one" --bundle archive.bundle --published www

# Without an archive: copies of that day tell; those of today do not, and the report says which check has become
# impossible.
expect 0 audit "$one" --published then
expect 7 audit "$one" --published www
out 'the list of withdrawals begins later than that; this can no longer be checked for that moment'
expect 7 audit "$one" --published www --lang nl
out 'voor dat moment is dit niet meer te controleren'
expect 7 audit "$one"
out 'the key of the issuer could not be fetched; this can no longer be checked for that moment'

# "if the archived bundle is missing a part the report says which check has become impossible"
rm then/status/suspension-1.json
expect 8 credenza-verifier bundle make -o part.bundle --from-published then --for "$one" --offline
python3 "$here/bundle_of_another_day.py" part.bundle "$key" -13 part.bundle || fail "no archive"
expect 7 audit "$one" --bundle part.bundle
out '? unknown   status'
out 'this can no longer be checked for that moment'
out 'the bundle has no copy of it'
out 'suspension-1.json'

# "a key later declared stolen since an earlier date turns it into indeterminate with explanation"
# theft FOLDER WHEN: what is published today, where the key that signed it is stolen since then.
theft() {
  cp -r www "www_$1"
  python3 - "www_$1/.well-known/did.json" "$(date -u -d "$2" +%Y-%m-%dT%H:%M:%SZ)" <<'PY'
import json, sys
did = json.load(open(sys.argv[1]))
did["verificationMethod"][-1]["revoked"] = sys.argv[2]
json.dump(did, open(sys.argv[1], "w"))
PY
}
theft stolen '2 days ago'
expect 7 audit "$one" --bundle archive.bundle --published www_stolen
out 'made with a key that was stolen; the issuer cannot confirm that this one was made before'
expect 7 audit "$one" --bundle archive.bundle --published www_stolen --json
json credentials.0.checks.1.code revoked
# A theft after the moment changes nothing for it.
theft stolen_later '1 hour ago'
expect 0 audit "$one" --bundle archive.bundle --published www_stolen_later
expect 7 credenza-verifier check "$one" --published www_stolen_later --offline

# "expired-since is a remark, not a failure", and whom one trusted then is asked, not whom one trusts now.
cp -- "$top/tests/vectors/verifier/expired.json" .
keurpunt=$(grep -o 'did:key:z[A-Za-z0-9]*' expired.json | head -n 1)
mkdir then_home
cat >then_home/trust.json <<JSON
{"schema": "credenza.verifier.trust/1", "issuers": [{"issuer": "$keurpunt", "name": "Keurpunt",
 "since": "2020-01-01T00:00:00Z", "until": "2021-12-31"}]}
JSON
expect 6 credenza-verifier check expired.json --offline --home then_home
expect 0 credenza-verifier check expired.json --offline --home then_home --as-of 2021-01-15
out 'valid at that moment; it expired later, on 3-2-2021'
expect 0 credenza-verifier check expired.json --offline --home then_home --as-of 2021-01-15 --lang nl
out 'toen geldig; later verlopen, op 3-2-2021'
expect 0 credenza-verifier check expired.json --offline --home then_home --as-of 2021-01-15T06:30+01:00 --json
json as_of 2021-01-15T05:30:00Z
json credentials.0.checks.2.remark expired_since
json credentials.0.checks.2.date 2021-02-03
expect 6 credenza-verifier check expired.json --offline --home then_home --as-of 2021-02-04

# A moment of the past, and nothing else.
for wrong in 2999-01-01 2999-01-01T00:00Z soon 2021-02-30 ''; do
  [ -z "$wrong" ] || expect 2 credenza-verifier check "$one" --as-of "$wrong" --offline
done
err 'this is no moment of the past'
