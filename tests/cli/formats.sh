# U1 (6). One row leaves in four forms, and all say the same: Open Badge, vc+jwt, vc+sd-jwt and SD-JWT VC. They are one
# credential: one id, one place in the status lists; what withdraws it withdraws all of them.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

echo 'vier natte fietsen' >pass
chmod 600 pass
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
check() { credenza-verifier check --offline --published www "$@"; }
compare() { credenza-verifier compare --offline --published www "$@"; }
template=$top/examples/templates/mc-log-02.json
four=openbadge,vc+jwt,vc+sd-jwt,dc+sd-jwt
school=did:web:rocwaterkant.example

expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant'
issue() { issuer issue --template "$template" --csv "$top/examples/batches/mc-log-02.csv" "$@"; }

# What cannot be is said before anything is signed.
expect 2 issue --out none --format badge
err 'openbadge, vc+jwt, vc+sd-jwt or dc+sd-jwt'
expect 2 issue --out none --format vc+jwt,vc+jwt
err 'each format once'
expect 2 issue -o none.ndjson --format openbadge,vc+jwt
err 'one format'
expect 1 issue --out none --format dc+sd-jwt
err 'token_lists = true'
expect 1 issue --out none --format dc+sd-jwt --lang nl
err 'statuslijsten voor tokens'
[ ! -e none ] && [ ! -e none.ndjson ] || fail "something was written that was refused"
sed -i 's/^token_lists = false/token_lists = true/' school/issuer.toml
grep -q '^token_lists = true' school/issuer.toml || fail "the configuration does not have the switch"

# Four files for each person.
expect 0 issue --out issued --format $four --json
python3 - out <<'PY' || fail "each row names its four files"
import json, os, sys
rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
issued = [row for row in rows if row.get("outcome") == "issued"]
assert issued
for row in issued:
    assert set(row["files"]) == {"openbadge", "vc+jwt", "vc+sd-jwt", "dc+sd-jwt"}, row
    assert all(os.path.exists(path) for path in row["files"].values()), row
    assert row["file"] == row["files"]["openbadge"], row
PY
rows=$(ls issued/*.json | wc -l)
[ "$(ls issued | wc -l)" -eq $((4 * rows)) ] || fail "four files for each of $rows people"
expect 0 issuer publish --out www
[ -f www/status/tokens-1.jwt ] || fail "no token status list"

# Each is genuine and accepted by itself, and each pair says the same.
for badge in issued/*.json; do
  one=${badge%.json}
  expect 0 check "$badge" "$one.vc.jwt" "$one.vc.sd-jwt" "$one.dc.sd-jwt"
  out '4 accepted'
  for form in vc.jwt vc.sd-jwt dc.sd-jwt; do
    expect 0 compare "$badge" "$one.$form" --json
    json same True
    json differences '[]'
  done
done
expect 0 compare "$one.vc.jwt" "$one.dc.sd-jwt"
out 'They say the same'
one=$(grep -l '"Sanne"' issued/*.json)
one=${one%.json}
expect 0 check "$one.dc.sd-jwt" --json
json credentials.0.format sd_jwt_vc
json credentials.0.issuer.id $school
expect 0 check "$one.vc.sd-jwt" --json
json credentials.0.format vc_sd_jwt

# What its holder may hide is in disclosures, not in the clear: identity, grade and numbers; title and issuer never.
python3 - "$one.vc.sd-jwt" "$one.dc.sd-jwt" <<'PY' || fail "the wrong things are hidden"
import base64, datetime, json, sys
def read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
for path in sys.argv[1:]:
    jwt, *parts = open(path, encoding="ascii").read().strip().split("~")
    clear = json.dumps(read(jwt.split(".")[1]), ensure_ascii=False)
    hidden = [read(part) for part in parts if part]
    said = json.dumps(hidden, ensure_ascii=False)
    for secret in ("Heijden", "Sanne", "2004-03-17", "100231", "voldoende\""):
        assert secret not in clear, (path, secret)
        assert secret in said + '"', (path, secret)
    for open_one in ("Veilig werken in het magazijn", "ROC Waterkant", "heftruck bedienen"):
        assert open_one in clear, (path, open_one)
    # How many identities there are does not show: the list is filled up.
    payload = read(jwt.split(".")[1])
    subject = payload.get("ld", payload)["credentialSubject"]
    assert len(subject["identifier"]) == 8, subject["identifier"]
    header = read(jwt.split(".")[0])
    assert header["alg"] == "ES256", header
    # Signed when the badge was; it has no end, and the token has none either.
    created = json.load(open(path.split(".")[0] + ".json", encoding="utf-8"))["proof"]["created"]
    moment = datetime.datetime.fromtimestamp(payload["iat"], datetime.timezone.utc)
    assert moment.strftime("%Y-%m-%dT%H:%M:%SZ") == created, (moment, created)
    assert "exp" not in payload, payload
PY

# The same rows again: nothing is new, and the files stay as they are.
sha256sum issued/* >before.txt
expect 0 issue --out issued --format $four
err "0 issued, $rows issued before"
sha256sum -c --quiet before.txt || fail "a token changed when the row came again"
# In another folder a token differs in its signature only: same salts, same claims.
expect 0 issue --out again --format $four
python3 - "$one" "again/$(basename "$one")" <<'PY' || fail "another token for the same row"
import sys
for form in (".vc.jwt", ".vc.sd-jwt", ".dc.sd-jwt"):
    a, b = (open(base + form).read() for base in sys.argv[1:])
    def unsigned(text):
        jwt, *rest = text.split("~")
        return jwt.rsplit(".", 1)[0], rest
    assert unsigned(a) == unsigned(b), form
PY

# One byte changed anywhere makes it a forgery; a disclosure that was made up, too.
for form in vc.jwt vc.sd-jwt dc.sd-jwt; do
  python3 - "$one.$form" forged <<'PY'
import sys
text = open(sys.argv[1]).read()
middle = text.index(".") + 40
open(sys.argv[2], "w").write(text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1:])
PY
  expect 3 check forged
done
printf '%s%s~' "$(cat "$one.vc.sd-jwt")" "$(printf '["c2FsdA","grade","goed"]' | base64 -w0 | tr '+/' '-_' | tr -d =)" >forged
expect 3 check forged

# One change, one publication, and every form is withdrawn.
id=$(basename "$one")
expect 0 issuer suspend "$id" --reason under-investigation --yes 1
expect 0 issuer publish --out www
expect 6 check "$one.json" "$one.vc.jwt" "$one.vc.sd-jwt" "$one.dc.sd-jwt" --json
python3 - out <<'PY' || fail "on hold in every form"
import json
for credential in json.load(open("out"))["credentials"]:
    status = [c for c in credential["checks"] if c["name"] == "status"][0]
    assert status["outcome"] == "failed" and status["code"] == "suspended", credential
PY
expect 0 issuer revoke "$id" --reason exam-irregularity --yes 1
expect 0 issuer publish --out www
expect 6 check "$one.json" "$one.vc.jwt" "$one.vc.sd-jwt" "$one.dc.sd-jwt" --json
python3 - out <<'PY' || fail "withdrawn in every form"
import json
for credential in json.load(open("out"))["credentials"]:
    status = [c for c in credential["checks"] if c["name"] == "status"][0]
    assert status["outcome"] == "failed" and status["code"] == "revoked", credential
PY
other=$(grep -l '"Suharto"' issued/*.json)
expect 0 check "${other%.json}.dc.sd-jwt"

# A list that ran out, or is not there: nobody can tell.
mv www/status/tokens-1.jwt tokens.jwt
expect 7 check "${other%.json}.dc.sd-jwt"
expect 0 check "${other%.json}.vc.jwt"
mv tokens.jwt www/status/tokens-1.jwt

# A reader who does not know the issuer fetches no list for it, and does not accept it.
expect 0 credenza-verifier trust remove $school
expect 6 check "${other%.json}.dc.sd-jwt" --json
python3 - out <<'PY' || fail "a list was looked at for an issuer that nobody trusts"
import json
status = [c for c in json.load(open("out"))["credentials"][0]["checks"] if c["name"] == "status"][0]
assert status["outcome"] == "not_applicable", status
PY

# A vault holds a token as it holds a badge; selective_sharing.sh shows one. What it cannot do with one yet it says.
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant'
wallet() { credenza-wallet "$@" --vault my.vault --passphrase-file pass; }
expect 0 wallet init --no-words
expect 0 wallet add "${other%.json}.dc.sd-jwt" --offline --published www
expect 0 wallet list --json
json credentials.0.title.nl 'Veilig werken in het magazijn'
json credentials.0.issuer.id $school
held=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
expect 0 wallet show "$held"
out 'Veilig werken in het magazijn'
expect 0 wallet verify "$held" --offline --published www
expect 0 wallet add "${other%.json}.vc.jwt" --offline --published www --json
plain=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["id"])')
expect 1 wallet share "$plain" --to https://brouwer.example --offline --published www -o shown.json --yes
err 'of this format'
[ ! -e shown.json ] || fail "a vc+jwt in a presentation of documents"

# Sealed: each form opens for the same person only, and there is one letter for all of them.
expect 8 issue --out sealed --sealed --letters letters.csv --format $four
[ "$(ls sealed | wc -l)" -eq $((4 * (rows - 1))) ] || fail "four sealed files for each"
[ "$(tail -n +2 letters.csv | cut -d ';' -f 3 | sort | uniq -d | wc -l)" -eq 0 ] || fail "two letters for one credential"
echo ok
