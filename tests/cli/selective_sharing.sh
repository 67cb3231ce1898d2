# U8. Marek shows a certificate to Brouwer without his birth date and his grade: they are not in the file, nor are their
# salts, and how many claims there are does not show. What he shows is bound to Brouwer and to the number that Brouwer
# gave, a receipt says what went out, and whoever says no leaves no trace.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

echo 'vier natte fietsen' >pass
chmod 600 pass
brouwer=https://brouwer.example
school=did:web:rocwaterkant.example
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
wallet() { credenza-wallet "$@" --vault my.vault --passphrase-file pass; }
share() { wallet share "$held" --to $brouwer --offline --published www "$@"; }
check() { credenza-verifier check --offline --published www --audience $brouwer --nonce n-42 "$@"; }
count_receipts() {
  wallet history --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["receipts"]))'
}

# A certificate that is bound to a key of his.
expect 0 wallet init --no-words
expect 0 wallet key new --name 'ROC Waterkant'
did=$(cat out)
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
sed -i 's/^token_lists = false/token_lists = true/' school/issuer.toml
cat >class.csv <<CSV
leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;datum;did
100301;;Nowak;Marek;24-12-1984;marek@student.example;MC-LOG-02;240;goed;12-06-2026;$did
100302;;Suharto;;8-6-1988;suharto@student.example;MC-LOG-02;240;voldoende;12-06-2026;
CSV
expect 0 issuer issue --template "$top/examples/templates/mc-log-02.json" --csv class.csv --out issued \
  --format openbadge,vc+sd-jwt,dc+sd-jwt
expect 0 issuer publish --out www
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant'
badge=$(grep -l Nowak issued/*.json)
one=${badge%.json}

for form in dc.sd-jwt vc.sd-jwt; do
  expect 0 wallet add "$one.$form" --offline --published www --json
  held=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
  before=$(count_receipts)

  # What he sees before anything goes out: what is shown with its value, what is hidden without.
  expect 0 share --nonce n-42 --hide birth-date,grade --dry-run -o shown.txt
  err 'shown'
  err 'Marek Nowak'
  err 'date of birth'
  ! grep -q '1984' err || fail "the preview shows what is hidden"
  expect 0 share --nonce n-42 --hide birth-date,grade --dry-run -o shown.txt --lang nl
  err 'verborgen'
  err 'geboortedatum'
  [ ! -e shown.txt ] || fail "a dry run wrote a file"

  # Nobody can be asked, or the answer is no: no file, no receipt, no trace.
  expect 4 share --nonce n-42 --hide birth-date,grade -o shown.txt --no-input
  [ ! -e shown.txt ] || fail "shared without consent"
  [ "$(count_receipts)" = "$before" ] || fail "a receipt of what was not shared"

  # Shared: hidden claims cannot be found in the file, nor can their salts.
  expect 0 share --nonce n-42 --hide birth-date,grade --purpose 'night shift' --for 7d -o shown.txt --yes --json
  json hidden.0 birth-date
  json shown.0 name
  python3 - "$one.$form" shown.txt <<'PY' || fail "something that was hidden is in the file"
import base64, json, sys
def read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
whole, shown = (open(path, encoding="ascii").read().strip() for path in sys.argv[1:])
jwt, *parts = whole.split("~")
seen_jwt, *seen = shown.split("~")
assert seen_jwt == jwt, "the signed part is the issuer's"
hidden = [part for part in parts if part and part not in seen]
assert hidden, "nothing was hidden"
said = " ".join([json.dumps(read(jwt.split(".")[1]), ensure_ascii=False)] +
                [json.dumps(read(part), ensure_ascii=False) for part in seen[:-1] if part])
for part in hidden:
    assert read(part)[0] not in shown + said, "a salt"
assert "1984-12-24" not in said and "ext:dateOfBirth" not in said
assert '"goed"' not in said
assert "Nowak" in said and "100301" in said
# How many identities there are does not show: eight digests, whatever is behind them.
payload = read(jwt.split(".")[1])
assert len(payload.get("ld", payload)["credentialSubject"]["identifier"]) == 8
PY

  # Brouwer finds it genuine, by the person it was issued to; and does not see what was hidden.
  expect 0 check shown.txt --json
  json credentials.0.verdict accepted
  python3 - <<'PY' || fail "the holder's signature, and what is read"
import json
credential = json.load(open("out"))["credentials"][0]
binding = [c for c in credential["checks"] if c["name"] == "holder_binding"][0]
assert binding["outcome"] == "passed", binding
person = credential["record"]["person"]
assert person["family_name"] == "Nowak" and "birth_date" not in person, person
assert "grade" not in credential["record"].get("assessment", {}), credential["record"]
PY
  # To anybody else, in answer to another request, or without his signature, it is a copy.
  expect 3 credenza-verifier check --offline --published www shown.txt --audience https://other.example --nonce n-42
  expect 3 credenza-verifier check --offline --published www shown.txt --audience $brouwer --nonce n-43
  expect 7 credenza-verifier check --offline --published www shown.txt
  sed 's/~[^~]*$/~/' shown.txt >copy.txt
  expect 3 check copy.txt

  # The receipt: who, what, what for, until when, which file.
  expect 0 wallet history --credential "$held" --json
  json receipts.0.to $brouwer
  json receipts.0.purpose 'night shift'
  json receipts.0.credentials.0.id "$held"
  json receipts.0.digest "$(sha256sum <shown.txt | cut -d ' ' -f 1)"
  ! grep -q 'night shift' shown.txt || fail "the purpose is for the receipt, not for the receiver"
  [ "$(count_receipts)" = $((before + 1)) ] || fail "one receipt"

  # Only some parts; and what there is to choose from is named.
  rm shown.txt
  expect 0 share --nonce n-42 --show name -o shown.txt --yes
  expect 0 check shown.txt --json
  ! grep -q '100301' out || fail "the learner number was not chosen"
  rm shown.txt
  expect 2 share --nonce n-42 --hide birthday -o shown.txt --yes
  err 'birth-date'
  err 'grade'
  expect 2 share --nonce n-42 --show name --hide grade -o shown.txt --yes
  expect 1 share --hide grade -o shown.txt --yes
  err 'the receiver has to give a number'
  expect 1 share --hide grade -o shown.txt --yes --lang nl
  err 'de ontvanger moet een getal geven'
  [ ! -e shown.txt ] || fail "something was written that was refused"
done

# A badge goes out as a whole, which is said; and a token is shown by itself.
expect 0 wallet add "$badge" --offline --published www --json
whole=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
expect 1 wallet share "$whole" --to $brouwer --offline --published www --hide grade -o shown.txt --yes
err 'dc+sd-jwt'
expect 1 wallet share "$whole" "$held" --to $brouwer --nonce n-42 --offline --published www -o shown.txt --yes
err 'by itself'

# One that is bound to no key: it can be shown in parts, and whoever has it can show it, which is said.
other=$(grep -l Suharto issued/*.json)
expect 0 wallet add "${other%.json}.dc.sd-jwt" --offline --published www --json
held=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
expect 0 share --hide birth-date -o shown.txt --yes
err 'bound to no key'
expect 0 credenza-verifier check --offline --published www shown.txt
! grep -q '1988' shown.txt || fail "what was hidden is in the file"
echo ok
