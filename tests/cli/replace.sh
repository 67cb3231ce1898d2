# U2. A training centre issues 18 certificates with an expiry and corrects a name on one: the new certificate takes the
# place of the old one, and readers of the old one are told so, in other words than of something that was withdrawn for
# misconduct.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
centre=did:web:rtc-noordkade.example
issuer() { verb=$1; shift; credenza-issuer "$verb" --home centre --passphrase-file pass "$@"; }
check() { credenza-verifier check --offline --published www "$@"; }

# RTC issues 18 certificates: 16 hours, so SURF profile "extracurricular", valid 5 years (own rule). One has its name in
# the wrong script.
python3 - "$top/examples/templates/mc-log-02.json" >reachtruck.json <<'PY'
import json, sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
form["id"] = "reachtruck"
record = form["record"]
record["profile"] = "extracurricular"
record["achievement"]["title"] = {"nl": "Reachtruck"}
record["achievement"]["workload"] = {"sbu": 16}
record["valid_until"] = "2031-06-12"
json.dump(form, sys.stdout)
PY
expect 0 issuer init --name 'Regionaal Trainingscentrum Noordkade' --url https://rtc-noordkade.example
cp "$top/examples/batches/mc-log-02.csv" reachtruck.csv
for n in 1 2 3 4 5 6 7 8; do
  echo "20024$n;;Deelnemer$n;Test;1$n-03-2001;;MC-LOG-02;16;voldoende;12-06-2026;" >>reachtruck.csv
done
expect 0 issuer issue --template reachtruck.json --csv reachtruck.csv --out issued
err '18 issued'
[ "$(ls issued | wc -l)" -eq 18 ] || fail "18 certificates"
python3 - issued/*.json <<'PY' || fail "certificates of 16 hours, valid for five years"
import json, sys
for path in sys.argv[1:]:
    badge = json.load(open(path, encoding="utf-8"))
    said = json.dumps(badge)
    assert badge["validUntil"] == "2031-06-12T21:59:59Z", badge["validUntil"]
    assert badge["credentialSubject"]["achievement"]["SBU"] == 16, path
    assert "/schemas/extracurricular.json" in said, path
PY
expect 0 issuer publish --out www
expect 0 credenza-verifier trust add $centre --name "RTC Noordkade" --type OpenBadgeCredential
old=$(credenza-issuer list --home centre --passphrase-file pass --where 'familyName="Коваленко"' | cut -c 1-36)
[ ${#old} -eq 36 ] || fail "one certificate of that name"
cp "issued/$old.json" old.json
expect 0 check old.json
expect 0 check issued/*.json
out '18 accepted'

# What cannot be: no such member, nothing that changes, a record that would be wrong. Nothing happens then.
replace() { issuer replace "$old" --out corrected --operator j.visser "$@"; }
expect 2 replace --set famlyName=Kovalenko --reason data-error
err 'did you mean "person.family_name"'
expect 2 replace --set 'familyName=Коваленко' --reason data-error
expect 9 replace --set familyName= --reason data-error
err 'person/family_name'
expect 2 replace --set familyName=Kovalenko --reason misconduct
expect 5 issuer replace 00000000 --set familyName=x --reason data-error --out corrected
expect 0 replace --set familyName=Kovalenko --reason data-error --dry-run
[ ! -e corrected ] || fail "something was written that was refused"
expect 0 issuer list --where status!=in_force --json
json credentials '[]'

expect 0 issuer replace "$old" --set familyName=Kovalenko --set givenName=Olena --reason 'spelling, passport seen' \
  --operator j.visser --out corrected
new=$(basename -- corrected/*.json .json)
expect 0 issuer publish --out www

# The new one points to the old one, by its id and by its digest.
python3 - corrected/*.json old.json "urn:uuid:$old" <<'PY' || fail "the new one does not point to the old one"
import hashlib, json, sys
new, old = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
# Every member name here is ASCII and every number whole, so this is RFC 8785.
canonical = json.dumps(old, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
said = new["learningRecord"]["replaces"]
assert said["id"] == sys.argv[3] == old["id"], said
assert said["digest"] == hashlib.sha256(canonical.encode()).hexdigest(), said
assert new["id"] != old["id"]
assert [s["statusListIndex"] for s in new["credentialStatus"]] != [s["statusListIndex"] for s in old["credentialStatus"]]
assert new["validUntil"] == old["validUntil"], "five years from the exam, not from today"
PY
expect 0 check corrected/*.json
out 'Olena Kovalenko'

# The name as it was is kept as an alternative name.
python3 - corrected/*.json <<'PY' || fail "the name in Cyrillic script is lost"
import json, sys
names = json.load(open(sys.argv[1], encoding="utf-8"))["learningRecord"]["person"]["alternative_names"]
assert names == [{"family_name": "Коваленко", "given_name": "Олена", "language": "und-Cyrl"}], names
PY

# Whoever holds the old one is told to ask for the newer one.
# The day is one of the Netherlands.
today=$(TZ=CET-1CEST,M3.5.0,M10.5.0/3 date +%-d-%-m-%Y)
expect 6 check old.json
out "replaced on $today by a newer version; ask for that one"
out '! replaced'
no_out '✘'
no_out 'withdrawn'
no_out 'revoked'
no_out 'misconduct'
expect 6 check old.json --color always
out "$(printf '\033[33m')"
no_out "$(printf '\033[31m')"
expect 6 check old.json --lang nl
out '! vervangen'
no_out '✘'
no_out 'ingetrokken'
out "op $today vervangen door een nieuwere versie; vraag daarom"
expect 6 check old.json --json
json verdict 'genuine but not accepted'
out '"superseded"'

# The other 17 are as they were.
mkdir others
cp issued/*.json others/
rm "others/$old.json"
expect 0 check others/*.json
out '17 accepted'

# What is published says that it is out of force and that there is a newer one; it says no reason, and nobody's name.
python3 - www old.json <<'PY' || fail "withdrawn, with a newer version"
import base64, gzip, json, pathlib, sys
site, old = pathlib.Path(sys.argv[1]), json.load(open(sys.argv[2], encoding="utf-8"))
for entry in old["credentialStatus"]:
    path = site / entry["statusListCredential"].removeprefix("https://rtc-noordkade.example/")
    said = json.load(open(path, encoding="utf-8"))["credentialSubject"]
    packed = said["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(packed + "=" * (-len(packed) % 4)))
    index = int(entry["statusListIndex"])
    is_set = bits[index // 8] >> (7 - index % 8) & 1
    assert is_set == (entry["statusPurpose"] in ("revocation", "refresh")), entry
    assert sum(byte.bit_count() for byte in bits) == is_set, "nobody else"
for path in site.rglob("*.json"):
    text = path.read_text(encoding="utf-8")
    for word in ("misconduct", "data-error", "passport", "j.visser", "Kovalenko"):
        assert word not in text, (path, word)
PY

# The ledger says who did it and why: superseded, no misconduct.
expect 0 issuer show "$old" --json
json status superseded
json reason data-error
json history.1.kind replaced
json history.1.by j.visser
json history.1.note 'spelling, passport seen'
json history.1.replaced_by "urn:uuid:$new"
grep -q 'j.visser\|passport seen' centre/ledger.sqlite && fail "who did it lies open in the ledger"

# What was replaced is not replaced again, and the newest one is named.
expect 9 replace --set familyName=Kowalenko --reason data-error
err "urn:uuid:$new"
expect 9 issuer reinstate "$old" --reason suspended-in-error --yes 1
# The new one can be corrected in its turn, and the oldest names the newest.
expect 0 issuer replace "$new" --set givenName=Olenka --reason name-changed --out again
newest=$(basename -- again/*.json .json)
expect 9 replace --set familyName=Kowalenko --reason data-error
err "urn:uuid:$newest"

# Renewing: the same under today's date, after a look and a count.
expect 4 issuer renew --where 'status=in_force and given_name="Zoë"' --reason prolonged --out renewed
expect 2 issuer renew --where 'given_name="Zoë"' --reason prolonged --out renewed --yes 2
expect 2 issuer renew --where 'given_name="Zoë"' --reason prolonged --out renewed --valid-until 2020-01-01 --yes 1
[ ! -e renewed ] || fail "a refused renewal wrote something"
expect 0 issuer renew --where 'given_name="Zoë"' --reason prolonged --valid-until 2035-06-12 --out renewed --yes 1
expect 0 issuer publish --out www
expect 0 check renewed/*.json
grep -q '"validUntil":"2035-06-12T21:59:59Z"' renewed/*.json || fail "not valid to the end of that day"
expect 0 issuer renew --where 'kid=key-ed25519 and issued>=2026-03-03 and family_name="Suharto"' --reason key-compromise \
  --out renewed --yes 1 --json
json schema credenza.issuer.renew/1
[ "$(ls renewed | wc -l)" -eq 2 ] || fail "one file each"
