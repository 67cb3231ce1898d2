# U8 with a request file. Brouwer asks for a micro-credential, the name and the result, and asks the birth date too. Marek
# sees who asks, what is asked, what is needed and what he gives; what is not needed stays out, what is hidden is not in
# the file, the answer is bound to Brouwer and to the number in the request, and a no leaves no file and no receipt.
# F10: a poster that calls itself UWV, and asks for everything, is shown as unknown.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

echo 'vier natte fietsen' >pass
chmod 600 pass
brouwer=https://brouwer.example
school=did:web:rocwaterkant.example
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
wallet() { credenza-wallet "$@" --vault my.vault --passphrase-file pass; }
present() { wallet present --offline --published www "$@"; }
check() { credenza-verifier check --offline --published www --audience $brouwer --nonce n-42 "$@"; }
count_receipts() {
  wallet history --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["receipts"]))'
}
# request FILE PYTHON: what Brouwer asks, with what PYTHON changes in `r`.
request() {
  python3 - "$1" "$2" <<'PY' || fail "no request"
import json, sys
r = {"schema": "credenza.verifier.request/1", "id": "urn:uuid:5a0f2f0e-6f0e-4c9e-9a57-0d3c1d6b7a10",
     "verifier": {"name": "Brouwer Transport"},
     "purpose": {"nl": "nachtploeg in het magazijn", "en": "night shift in the warehouse"},
     "audience": "https://brouwer.example", "nonce": "n-42", "until": "2099-12-31T17:00:00Z",
     "credentials": [{"id": "safety", "types": ["MicroCredential"], "issuers": ["did:web:rocwaterkant.example"],
                      "claims": [{"claim": "name", "needed": True}, {"claim": "birth-date", "needed": False},
                                 {"claim": "grade", "needed": False}]}]}
exec(sys.argv[2])
json.dump(r, open(sys.argv[1], "w"))
PY
}

expect 0 wallet init --no-words
expect 0 wallet key new --name 'ROC Waterkant'
did=$(cat out)
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
sed -i 's/^token_lists = false/token_lists = true/' school/issuer.toml
cat >class.csv <<CSV
leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;datum;did
100301;;Nowak;Marek;24-12-1984;marek@student.example;MC-LOG-02;240;goed;12-06-2026;$did
CSV
expect 0 issuer issue --template "$top/examples/templates/mc-log-02.json" --csv class.csv --out issued \
  --format openbadge,dc+sd-jwt
expect 0 issuer publish --out www
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant'
token=$(ls issued/*.dc.sd-jwt)
request brouwer.json ''

# Nothing fits: what is missing is named, and nothing is made.
expect 5 present --request brouwer.json -o shown.txt --yes
err 'missing: micro-credential'
err "$school"
expect 5 present --request brouwer.json -o shown.txt --yes --lang nl
err 'ontbreekt'
[ ! -e shown.txt ] || fail "a file without a certificate in it"

expect 0 wallet add "$token" --offline --published www --json
held=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')

# Three columns: asked / needed by the policy / what you give; over-asking is marked.
expect 0 present --request brouwer.json --preview
out 'asked'
out 'needed'
out 'what you give'
out 'Marek Nowak'
out 'date of birth'
out 'asks: date of birth (birth-date). Not needed for this purpose: left out unless you say otherwise.'
out 'unknown: it calls itself "Brouwer Transport"'
no_out '1984'
expect 0 present --request brouwer.json --preview --lang nl
out 'wat u geeft'
out 'onbekend: noemt zich "Brouwer Transport"'
out 'nachtploeg in het magazijn'
out 'Niet nodig voor dit doel'
expect_from brouwer.json 0 present --request - --preview --json
json verifier.verified False
json credentials.0.id "$held"
json credentials.0.claims.0.given shown
json credentials.0.claims.1.given left_out
[ "$(count_receipts)" = 0 ] || fail "a preview left a receipt"

# Nobody can be asked, or the answer is no: no file, no receipt, no trace to Brouwer.
expect 4 present --request brouwer.json -o shown.txt
expect 4 present --request brouwer.json -o shown.txt --no-input
# On a terminal each part that is not needed is asked about, then the whole.
python3 "$top/tests/cli/at_terminal.py" transcript 'Show it all the same?=>n' 'Share this?=>n' -- credenza-wallet present \
  --request brouwer.json -o shown.txt --vault my.vault --passphrase-file pass --offline --published www >out 2>err
[ $? -eq 1 ] || fail "a no is no success"
grep -q 'asks: date of birth. It is not needed. Show it all the same?' transcript || fail "the birth date is not asked about"
[ ! -e shown.txt ] || fail "shown without consent"
[ "$(count_receipts)" = 0 ] || fail "a receipt of what was not shown"

# Shown: what is not needed cannot be found in the file, nor its salt.
expect 0 present --request brouwer.json -o shown.txt --yes --json
json file shown.txt
json digest "$(sha256sum <shown.txt | cut -d ' ' -f 1)"
python3 - "$token" shown.txt <<'PY' || fail "something that was left out is in the file"
import base64, json, sys
def read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
whole, shown = (open(path, encoding="ascii").read().strip() for path in sys.argv[1:])
jwt, *parts = whole.split("~")
seen_jwt, *seen = shown.split("~")
hidden = [part for part in parts if part and part not in seen]
assert seen_jwt == jwt and hidden
said = " ".join([json.dumps(read(jwt.split(".")[1]), ensure_ascii=False)] +
                [json.dumps(read(part), ensure_ascii=False) for part in seen[:-1] if part])
for part in hidden:
    assert read(part)[0] not in shown + said, "a salt"
assert "1984-12-24" not in said and '"goed"' not in said and "100301" not in said
assert "Nowak" in said
PY

# The holder's proof is bound to Brouwer's nonce and audience.
expect 0 check shown.txt --json
json credentials.0.verdict accepted
expect 3 credenza-verifier check --offline --published www shown.txt --audience https://other.example --nonce n-42
expect 3 credenza-verifier check --offline --published www shown.txt --audience $brouwer --nonce n-43

# The receipt: who, what, purpose, until, digest.
expect 0 wallet history --json
json receipts.0.to $brouwer
json receipts.0.purpose 'night shift in the warehouse'

json receipts.0.credentials.0.id "$held"
json receipts.0.digest "$(sha256sum <shown.txt | cut -d ' ' -f 1)"
[ "$(count_receipts)" = 1 ] || fail "one receipt"

# Its owner decides: more than is needed, or less.
rm shown.txt
expect 0 present --request brouwer.json --show birth-date --hide name --preview --json
json credentials.0.claims.0.given left_out
json credentials.0.claims.1.given shown
expect 2 present --request brouwer.json --show birthday --preview
err 'birth-date'

# F10: a poster that calls itself UWV and asks for everything.
request uwv.json 'r["verifier"]["name"] = "UWV"; r["credentials"][0]["claims"] = [{"claim": c, "needed": True} for c in
  ("name", "birth-date", "grade", "learner-number", "key", "evidence", "register-number", "trainer")]'
expect 0 present --request uwv.json --preview
out 'unknown: it calls itself "UWV"; the request is not signed, so it can be from anybody'
out 'Everything that can be hidden is asked for, and nobody knows by whom.'

# Requests that are refused: nothing is shown, and each says what is wrong.
request old.json 'r["until"] = "2020-01-01T00:00:00Z"'
expect 6 present --request old.json -o shown.txt --yes
err 'can no longer be answered'
request more.json 'r["callback"] = "https://brouwer.example/in"'
expect 9 present --request more.json -o shown.txt --yes
err '/callback'
request forged.json 'r["proof"] = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022",
  "proofPurpose": "assertionMethod", "verificationMethod": "did:web:brouwer.example#k", "proofValue": "z2"}'
expect 3 present --request forged.json -o shown.txt --yes
expect 5 present --request none.json -o shown.txt --yes
[ ! -e shown.txt ] || fail "something was written that was refused"

# A badge cannot be hidden in part, which is said.
badge=$(ls issued/*.json)
expect 0 wallet add "$badge" --offline --published www --json
whole=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
expect 0 present --request brouwer.json --select "$whole" --preview
out 'goes along: this certificate goes out as a whole'
out 'Nothing of this can be hidden: everything in it is seen.'
expect 1 present --request brouwer.json --select "$whole" --hide grade -o shown.txt --yes
err 'dc+sd-jwt'
expect 0 present --request brouwer.json --select "$whole" -o shown.txt --yes
expect 0 check shown.txt
echo ok
