#!/usr/bin/env bash
# Every day with a vault: a folder comes in, things are found again, tagged, grouped and removed; a newer certificate takes
# the place of an older one; a hostile one shows nothing but harmless text.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME
echo 'vier natte fietsen' >pass
chmod 600 pass
export CREDENZA_VAULT=my.vault
wallet() { credenza-wallet "$@" --passphrase-file pass; }
world='--offline --published www'
# first MEMBER: of the first credential in the last output; every MEMBER: of all, a line each.
every() { python3 -c 'import json, sys; [print(c[sys.argv[2]]) for c in json.load(open(sys.argv[1]))["credentials"]]' "$work/out" "$1"; }
first() { every "$1" | head -n 1; }
count() { python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))[sys.argv[2]]))' "$work/out" "${1-credentials}"; }

# A school with a class, and an exam centre.
mkdir www
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file pass
expect 0 credenza-issuer issue --home school --template "$top/examples/templates/mc-log-02.json" \
  --csv "$top/examples/batches/mc-log-02.csv" --out issued --passphrase-file pass
expect 0 credenza-issuer publish --home school --out www/school --passphrase-file pass
expect 0 credenza-issuer init --home centre --name 'Keurpunt Examens' --url https://keurpunt.example --passphrase-file pass
exam() { # exam NUMBER DATE UNTIL DIR
  printf '%s\n' 'achternaam,voorvoegsel,voornaam,geboortedatum,did,registernummer,examendatum,uitgereikt,geldig tot en met' \
    "Nowak,,Marek,24-12-1984,,$1,$2,$2,$3" >exam.csv
  expect 0 credenza-issuer issue --home centre --template "$top/examples/safety-certificate/template.json" --csv exam.csv \
    --out "$4" --passphrase-file pass
}
exam RVW-2021-000101 10-06-2022 10-06-2060 old
exam RVW-2026-004712 12-06-2026 12-06-2090 new
expect 0 credenza-issuer publish --home centre --out www/centre --passphrase-file pass
expect 0 wallet init --no-words

# A folder: what is in it and no certificate stops nothing, and makes the outcome mixed. No link is followed, nothing below.
mkdir -p inbox/deeper
ls issued | head -n 3 | while read -r name; do cp "issued/$name" inbox/; done
cp "issued/$(ls issued | tail -n 1)" inbox/deeper/
echo 'shopping list' >inbox/notes.txt
head -c 5000000 /dev/zero >inbox/big.json
ln -s ../old/$(ls old) inbox/linked.json
expect 8 wallet add inbox $world --json
json exit 8
[ "$(count)" = 5 ] || fail "a folder of five files"
[ "$(python3 -c 'import json; print(sum(c["stored"] for c in json.load(open("out"))["credentials"]))')" = 3 ] || fail "three of five"
err "notes.txt: not added"
err "big.json: not added"
expect 8 wallet add inbox $world --lang nl
err "niet toegevoegd"
out "had u al"
expect 0 wallet list --json
[ "$(count)" = 3 ] || fail "the same three, once each"
rm inbox/notes.txt inbox/big.json inbox/linked.json
expect 0 wallet add inbox $world
expect_from "issued/$(ls issued | sed -n 4p)" 0 wallet add - $world
mkdir empty
expect 5 wallet add empty $world
expect 5 wallet add none.json $world
expect 8 wallet add none.json "issued/$(ls issued | sed -n 5p)" $world
sed 's/voldoende/uitstekend/' "issued/$(ls issued | sed -n 6p)" >forged.json
expect 3 wallet add forged.json "issued/$(ls issued | sed -n 7p)" $world
expect 0 wallet list --json
[ "$(count)" = 6 ] || fail "one that is forged keeps the next from coming in"

# A newer one takes the place of an older one, in either order; the older one is kept as history.
expect 0 wallet add old/*.json $world --json
older=$(first id)
expect 0 wallet add new/*.json $world --json
newer=$(first id)
json credentials.0.replaced "['$older']"
expect 0 wallet list --type veiligheid --json
[ "$(every id)" = "$newer" ] || fail "the newer one alone"
expect 0 wallet list --type SafetyCertificate --all --json
[ "$(count)" = 2 ] || fail "the older one is gone"
out '"superseded_by": "'"$newer"'"'
expect 0 wallet list --all --type safety
out "replaced"
expect 0 wallet show "$newer"
out "before it"
out "${older:0:8}"
expect 0 wallet show "$newer" --json
json older.0 "$older"
expect 0 wallet show "$older"
out "replaced by"

# Found by words, Dutch or English, whatever the ending, the case and the diacritics.
found() { # found COUNT WORDS…
  wanted_count=$1
  shift
  expect 0 wallet search "$@" --json
  [ "$(count)" = "$wanted_count" ] || fail "$(count) found instead of $wanted_count: $*"
}
found 1 reachtruck
found 1 REACHTRUCKS
found 1 veiligheidscertificaten
found 1 keurpunt reachtruck
found 0 keurpunt magazijn
found 6 magazijn
found 6 Magazijnen
found 6 waterkant
found 2 reachtruck --all
expect 0 wallet search xyzzy
silent_out
err "Nothing found"
expect 2 wallet search de
expect 0 wallet search magazijn --columns title,issuer --no-header
[ "$(wc -l <out)" = 6 ] || fail "a header that nobody asked for"
no_out "✔"
expect 2 wallet list --columns colour
expect 2 wallet list --from yesterday
expect 0 wallet list --issuer keurpunt --json
[ "$(count)" = 1 ] || fail "by issuer"
expect 0 wallet list --issuer did:web:keurpunt.example --json
[ "$(count)" = 1 ] || fail "by the issuer's DID"
expect 0 wallet list --skill http://data.europa.eu/esco/skill/dcc96a49-0bac-4a9c-8f8e-a32b4e47e6eb --issuer keurpunt --json
[ "$(every id)" = "$newer" ] || fail "by the code of a skill"
expect 0 wallet list --skill "normen gezondheid" --issuer keurpunt --json
[ "$(every id)" = "$newer" ] || fail "by words of a skill"
expect 0 wallet list --from 2026-06-12 --until 2026-06-12 --issuer keurpunt --json
[ "$(count)" = 1 ] || fail "by date"
expect 0 wallet list --from 2026-06-13 --issuer keurpunt --json
[ "$(count)" = 0 ] || fail "a day too late"

# Tags, notes.
expect 0 wallet tag "$newer" +magazijn +Werk
expect 0 wallet tag "$newer" -magazijn +"night shift" --json
json tags "['Werk', 'night shift']"
expect 2 wallet tag "$newer" werk
expect 2 wallet tag "$newer" --vualt
expect 2 wallet tag "$newer" +"$(printf 'a\033[31m')"
expect 0 wallet list --tag werk --json
[ "$(every id)" = "$newer" ] || fail "by tag"
expect 0 wallet note "$newer" "The paper is in the blue folder"
found 1 blue folders
echo 'from a file' >note
expect_from note 0 wallet note "$newer" - --json
json note "from a file"
expect 2 wallet note "$newer" "$(printf '%0600d' 1)"
expect 0 wallet verify "$newer" $world
expect 0 wallet show "$newer"
out "from a file"
out "night shift"
# What was written stays when the same file comes in again.
expect 0 wallet add new/*.json $world
expect 0 wallet list --tag werk --json
[ "$(every id)" = "$newer" ] || fail "the tag is gone"

# Evidence: by its digest, bounded.
echo 'a photo' >photo.jpg
expect 0 wallet evidence add "$newer" photo.jpg --json
evidence=$(python3 -c 'import json; print(json.load(open("out"))["id"])')
json digest "$(sha256sum <photo.jpg | cut -d ' ' -f 1)"
json duplicate False
cp photo.jpg other-name.jpg
expect 0 wallet evidence add "$newer" other-name.jpg --json
json duplicate True
json name photo.jpg
head -c 17000000 /dev/zero >film
expect 1 wallet evidence add "$newer" film
err "longer than"
expect 0 wallet evidence list "$newer"
out photo.jpg
expect 0 wallet evidence list --json
[ "$(count evidence)" = 1 ] || fail "one file"
expect 0 wallet evidence show "$evidence" -o back.jpg --json
cmp -s photo.jpg back.jpg || fail "another file came back"
expect 1 wallet evidence show "$evidence" -o back.jpg
expect 0 wallet show "$newer"
out photo.jpg
! grep -qa -e photo -e Nowak my.vault || fail "the vault can be read without a slot"

# Profiles.
expect 0 wallet profile new werk "$newer" --json
expect 1 wallet profile new werk
expect 0 wallet profile new vrijwillig
mine=$(wallet list --columns id --no-header --issuer waterkant 2>/dev/null | head -n 1)
expect 0 wallet profile add vrijwillig "$mine" "$newer" --json
expect 0 wallet profile remove vrijwillig "$newer" --json
expect 0 wallet list --profile vrijwillig --json
[ "$(first id | cut -c 1-8)" = "${mine:0:8}" ] || fail "another one in the profile"
expect 5 wallet list --profile none
expect 0 wallet profile list --json
[ "$(count profiles)" = 2 ] || fail "two profiles"
expect 0 wallet profile rm vrijwillig --json

# Removing: asked first, shown first, receipts stay; what it took the place of counts again.
expect 0 wallet share "$mine" --to https://brouwer.example --for 7d -o shared.json --yes $world
expect 4 wallet rm "$mine" --no-input
expect 0 wallet rm "$mine" --dry-run --json
json dry_run True
expect 0 wallet list --json
[ "$(count)" = 7 ] || fail "a dry run removed something"
expect 0 wallet rm "$mine" --yes
expect 5 wallet show "$mine"
expect 0 wallet rm "$newer" --yes --json
json evidence 1
expect 0 wallet list --type veiligheid --json
[ "$(every id)" = "$older" ] || fail "the older one does not count again"
expect 0 wallet profile list --json
json profiles.0.records "[]"
expect 0 wallet evidence list --json
[ "$(count evidence)" = 0 ] || fail "evidence of nothing"
expect 5 wallet rm 0123456789abcdef --yes

# A hostile certificate, whose key nobody can have: kept with its mark, shown escaped and bounded in every verb.
python3 - "issued/$(ls issued | sed -n 8p)" <<'PY'
import json, sys
evil = "\u001b]0;owned\u0007\u202eevil\n✔ ok"
credential = json.load(open(sys.argv[1], encoding="utf-8"))
credential["issuer"] = {"id": "did:web:unknown.example", "type": ["Profile"], "name": evil}
credential["id"] = "urn:uuid:00000000-0000-4000-8000-000000000000"
achievement = credential["credentialSubject"]["achievement"]
achievement["name"] = evil + "x" * 100000
achievement["alignment"] = [{"type": ["Alignment"], "targetName": f"{evil} {n}", "targetUrl": f"https://e.example/{n}",
                             "targetType": "ext:ESCO"} for n in range(10000)]
for n in range(10000):
    credential[f"member{n}"] = evil
for proof in credential["proof"] if isinstance(credential["proof"], list) else [credential["proof"]]:
    proof["verificationMethod"] = "did:web:unknown.example#key-ed25519"
json.dump(credential, open("hostile.json", "w"))
credential["pad"] = "x" * 5000000
json.dump(credential, open("huge.json", "w"))
PY
harmless() {
  ! grep -qP '\x1b|\x07|\x{202e}' "$work/out" "$work/err" || fail "a control character got through: $*"
  ! grep -q '^✔ ok' "$work/out" "$work/err" || fail "a line of theirs looks like one of ours: $*"
  [ "$(wc -c <"$work/out")" -lt "${limit:-20000}" ] || fail "an endless output: $*"
}
expect 7 wallet add hostile.json $world
harmless add
expect 0 wallet list --json
hostile=$(python3 -c 'import json; print([c["id"] for c in json.load(open("out"))["credentials"] if c["state"] == "not_checked"][0])')
expect 0 wallet tag "$hostile" +vreemd
harmless tag
for verb in "list" "search vreemd" "list --columns id,title,skills,type,tags,person" "show $hostile" "skills" \
  "expiring --all" "evidence list" "endorse list" "profile list"; do
  # shellcheck disable=SC2086
  expect 0 wallet $verb
  harmless "$verb"
done
expect 0 wallet endorse ask "$hostile" -o hostile-request.json
harmless endorse
[ "$(wc -c <hostile-request.json)" -lt 65536 ] || fail "an endless request"
expect 0 wallet expiring --all --ics hostile.ics --force
! grep -qP '\x1b|\x07' hostile.ics || fail "a control character in the calendar"
expect 0 wallet rm "$hostile" --yes
harmless rm
expect 1 wallet add huge.json $world
err "longer than"
