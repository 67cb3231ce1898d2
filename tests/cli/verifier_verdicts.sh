# Every verdict, on documents as the other two programs make them.
. "$(dirname "$0")/lib.sh"
examples=$top/examples
school=did:web:rocwaterkant.example
echo 'vier natte fietsen in de regen' >pass
chmod 600 pass

# The school, and one of its students.
expect 0 credenza-issuer init --home school --name "ROC Waterkant" --url https://rocwaterkant.example --passphrase-file pass
expect 0 credenza-wallet init --vault sanne.vault --passphrase-file pass --no-words
expect 0 credenza-wallet key new --vault sanne.vault --passphrase-file pass
did=$(grep -o 'did:key:z[A-Za-z0-9]*' "$work/out" | head -n 1)
head -n 1 "$examples/batches/mc-log-02.csv" >class.csv
sed -n "2s/[^;]*\$/$did/p" "$examples/batches/mc-log-02.csv" >>class.csv
expect 0 credenza-issuer issue --home school --template "$examples/templates/mc-log-02.json" --csv class.csv --out issued \
  --passphrase-file pass
mv -- issued/*.json usual.jsonld
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
expect 0 credenza-verifier trust add $school --name "ROC Waterkant (mbo)" --type OpenBadgeCredential

check() { credenza-verifier check --offline --published www "$@"; }

# verdict CODE VERDICT CHECK OUTCOME FILE option…: the exit code, and what alone made it so.
verdict() {
  wanted=$1 word=$2 name=$3 outcome=$4
  shift 4
  expect "$wanted" check --json "$@"
  json verdict "$word"
  json exit "$wanted"
  python3 - "$work/out" "$name" "$outcome" <<'PY' || fail "not only $name is $outcome"
import json, sys
report = json.load(open(sys.argv[1], encoding="utf-8"))
found = [(c["name"], c["outcome"]) for c in report["credentials"][0]["checks"] if c["outcome"] in ("failed", "indeterminate")]
sys.exit(found != ([(sys.argv[2], sys.argv[3])] if sys.argv[2] else []))
PY
}
not_accepted="genuine but not accepted"

verdict 0 accepted '' '' usual.jsonld
expect 0 check usual.jsonld
out "Result:     accepted"
out "ROC Waterkant (mbo) ($school)"
out "Sanne van der Heijden"
expect_from usual.jsonld 0 check -

# One character, anywhere.
sed 's/voldoende/uitstekend/' usual.jsonld >forged.jsonld
verdict 3 "not genuine" proof failed forged.jsonld
expect 3 check forged.jsonld --lang nl
out "NIET ECHT"
no_out "Sanne"

# The issuer program signs nothing that is not valid today; others may.
for form in expired early; do cp -- "$top/tests/vectors/verifier/$form.json" .; done
keurpunt=$(grep -o 'did:key:z[A-Za-z0-9]*' expired.json | head -n 1)
expect 0 credenza-verifier trust add "$keurpunt" --name Keurpunt
verdict 6 "$not_accepted" validity failed expired.json
expect 6 check expired.json
out "genuine, but not accepted: expired on 2021-02-03"
verdict 6 "$not_accepted" validity failed early.json
expect 6 check early.json
out "not valid yet, starts on 2999-01-01"

# Nobody there vouches for the issuer, or not for this.
mkdir other
verdict 6 "$not_accepted" trust failed usual.jsonld --home other
expect 6 check usual.jsonld --home other
out "claims to be \"ROC Waterkant\""
out "credenza-verifier trust add $school --name NAME"
expect 0 credenza-verifier trust add $school --name "ROC Waterkant" --type Diploma --home narrow
verdict 6 "$not_accepted" trust failed usual.jsonld --home narrow

# No keys; no list; a list that somebody changed.
expect 7 credenza-verifier check --offline usual.jsonld
out "COULD NOT CHECK: the key of the issuer could not be fetched"
mkdir keys
cp www/.well-known/did.json keys/
expect 7 credenza-verifier check --offline --published keys usual.jsonld
out "COULD NOT CHECK: the list of withdrawals could not be fetched"
no_out "NOT GENUINE"
cp -r www meddled
sed -i 's/"statusPurpose": *"revocation"/"statusPurpose":"refresh"/' meddled/status/*.json
expect 7 credenza-verifier check --offline --published meddled usual.jsonld
out "COULD NOT CHECK: the list of withdrawals cannot be relied on"

# Shown by its owner: to this reader, now, with the number that was asked for.
expect 0 credenza-wallet add usual.jsonld --vault sanne.vault --passphrase-file pass --offline --published www
held=$(credenza-wallet list --vault sanne.vault --passphrase-file pass --json 2>/dev/null |
  grep -o '"id": "[0-9a-f-]*"' | head -n 1 | cut -d '"' -f 4)
expect 0 credenza-wallet share "$held" --vault sanne.vault --passphrase-file pass --to https://brouwer.example \
  --nonce 0123456789abcdef --for 24h --offline --published www --yes -o shown.json
me="--audience https://brouwer.example --nonce 0123456789abcdef"
verdict 0 accepted '' '' shown.json $me
expect 0 check shown.json $me
out "shown by its owner, to you"
verdict 3 "not genuine" holder_binding failed shown.json --audience https://other.example --nonce 0123456789abcdef
verdict 3 "not genuine" holder_binding failed shown.json --audience https://brouwer.example --nonce fedcba9876543210
verdict 7 "could not be determined" holder_binding indeterminate shown.json
verdict 3 "not genuine" holder_binding failed usual.jsonld $me

# Several: 3 before 7 before 6 before 0.
expect 6 check usual.jsonld expired.json
expect 7 check usual.jsonld expired.json shown.json
expect 3 check usual.jsonld expired.json shown.json forged.jsonld
out "4 certificates: 1 accepted; 1 genuine, but not accepted; 1 COULD NOT CHECK; 1 NOT GENUINE"

# Withdrawn, as soon as the new list is there.
id=$(grep -o 'urn:uuid:[0-9a-f-]*' usual.jsonld | head -n 1)
expect 0 credenza-issuer revoke "$id" --home school --passphrase-file pass --reason issued-in-error --yes 1
verdict 0 accepted '' '' usual.jsonld
expect 0 credenza-issuer publish --home school --out new --passphrase-file pass
expect 6 credenza-verifier check --offline --published new usual.jsonld
out "genuine, but not accepted: withdrawn by the issuer"
