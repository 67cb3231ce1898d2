#!/usr/bin/env bash
# Trust lists and accreditations from both sides: a register signs a list, an employer imports it; rollback, the end of a
# list, types, the day of issuing, companies that sign beside a school, chains and circles of accreditations, look-alikes.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
by() { home=$1; shift; credenza-issuer "$@" --home "$home" --passphrase-file pass; }
check() { credenza-verifier check --offline --published www "$@"; }
import() { credenza-verifier trust import --offline --published www "$@"; }
register=did:web:register-veiligwerk.example
school=did:web:rocwaterkant.example
company=did:web:deblauwehal.example

# home NAME HOST 'NAME OF IT'
home() { expect 0 by "$1" init --name "$3" --url "https://$2/" --identifier BRIN:99ZZ; }
home register register-veiligwerk.example 'Register Veilig Werk'
home school rocwaterkant.example 'ROC Waterkant'
home company deblauwehal.example 'De Blauwe Hal Logistiek B.V.'
home branch branche.example 'Branche Logistiek'
home hyphen roc-waterkant.example 'Iets anders'
home cyrillic xn--rocwaterknt-6ij.example 'Iets anders'
home sames heel-anders.example 'ROC Waterkant'
home other ergens.example 'Vakschool Zuid'

head -n 2 "$top/examples/batches/mc-log-02.csv" >one.csv
sed -n 4p "$top/examples/batches/mc-log-02.csv" >>one.csv
for issuer in school hyphen cyrillic sames other; do
  expect 0 by $issuer issue --template "$top/examples/templates/mc-log-02.json" --csv one.csv --out out-$issuer
  cp "$(find out-$issuer -name '*.json' | head -n 1)" $issuer.json
done

# A practice statement of both.
put_dossier school
recognise_company school
for name in register school company branch hyphen cyrillic sames other; do
  expect 0 by $name publish --out www/$name
done
head -n 4 "$top/examples/practice-statement/praktijk.csv" >mehari.csv
expect 0 by school cosign place --count 1 -o places.json
expect 0 by company cosign start --template "$top/examples/practice-statement/template.json" --csv mehari.csv \
  --place places.json -o mehari.draft
expect 0 by company cosign sign mehari.draft --role learning-company
# F13 "company signs alone": a draft.
expect 3 check mehari.draft
expect 0 by school cosign issue mehari.draft --offline --published www -o mehari.json
expect 0 by school publish --out www/school

# entry DID NAME LINES…: an entry of register.toml
entry() { printf '\n[[entry]]\nid = "%s"\nname = "%s"\n' "$1" "$2"; shift 2; printf '%s\n' "$@"; }
# list NUMBER NAME: signs register.toml
make_list() { expect 0 by register trust make --entries register.toml --sequence "$1" --until 2099-12-31 -o "$2.json"; }
granted() { printf 'name = "Erkende opleiders"\n'; }

{ granted; entry $school 'ROC Waterkant (mbo)' 'may_issue = [{type = "MicroCredential", from = 2020-09-01, until = 2098-08-31},
 {type = "PracticeStatement"}]'
  entry $company 'De Blauwe Hal' 'register_number = "990000017"' \
    'may_co_sign = [{type = "PracticeStatement", role = "learning-company", from = 2024-09-01, until = 2097-08-31}]'; } >register.toml
expect 0 by register trust make --entries register.toml --sequence 7 --until 2099-12-31 -o seven.json --dry-run
[ ! -e seven.json ] || fail "a dry run wrote a file"
make_list 7 seven
# Two entries for one DID are refused, with the place.
{ cat register.toml; entry $school 'ROC Waterkant'; } >twice.toml
expect 1 by register trust make --entries twice.toml --sequence 8 --until 2099-12-31 -o twice.json --json
json code malformed
json where 'twice.toml /entry/2/id'

# The keeper has to be pinned; before that nothing is taken in.
expect 6 check school.json
expect 6 import seven.json
err 'credenza-verifier trust add --as list-keeper'
expect 0 credenza-verifier trust add $register --name 'Register Veilig Werk' --as list-keeper --json
json as.0 list-keeper
sed 's/ROC Waterkant (mbo)/ROC Waterkant (hbo)/' seven.json >changed.json
expect 3 import changed.json
expect 3 import changed.json --lang nl
err 'is veranderd'
expect 7 credenza-verifier trust import --offline seven.json
expect 1 import school.json
expect 0 import seven.json --json
json schema credenza.verifier.trust.import/1
json lists.0.sequence 7
json lists.0.entries 2

# On the list for this type: accepted, by the list, until its day.
expect 0 check school.json
out 'ROC Waterkant (mbo)'
out 'by the list "Erkende opleiders", until 31-8-2098'
expect 0 check school.json --json
json credentials.0.issuer.trusted_by.source list
json credentials.0.issuer.trusted_by.through.0.id https://register-veiligwerk.example/trust-list.json
# F13: the company is on the list for the whole period.
expect 0 check mehari.json --json
json credentials.0.checks.8.name recognition
json credentials.0.checks.8.outcome passed
expect 0 check mehari.json --lang nl
out 'het leerbedrijf was erkend'

# F12 "older sequence number: refused: rollback", and the same one; what was there stays.
cp seven.json older.json
make_list 6 six
for file in six seven; do
  expect 6 import $file.json
  err rollback
  expect 6 import $file.json --json
  json code conflict
done
expect 0 credenza-verifier trust list --json
json lists.0.sequence 7
json lists.0.state counts
expect 1 by register trust make --entries register.toml --sequence 7 --until 2099-12-31 -o seven.json --force

# "issuer known, not for this type": issuer may not issue this.
{ granted; entry $school 'ROC Waterkant' 'may_issue = [{type = "SafetyCertificate"}]'; } >register.toml
make_list 8 eight
expect 0 import eight.json
expect 6 check school.json
out 'the issuer may not issue this kind'
expect 6 check school.json --json
json credentials.0.checks.6.code forbidden
# Somebody who may only sign beside an issuer may not issue.
{ granted; entry $school 'ROC Waterkant' 'may_co_sign = [{type = "MicroCredential", role = "learning-company"}]'; } >register.toml
make_list 9 nine
expect 0 import nine.json
expect 6 check school.json
out 'sign beside an issuer, not issue'
# The day of issuing counts: withdrawn afterwards undoes nothing, unless from the start.
ahead='may_issue = [{type = "MicroCredential"}, {type = "PracticeStatement"}]'
{ granted; entry $school 'ROC Waterkant' "$ahead" 'history = [{status = "granted", since = 2020-09-01},
 {status = "withdrawn", since = 2026-06-20}]'; } >register.toml
make_list 10 ten
expect 0 import ten.json
valid=$(python3 -c 'import json; print(json.load(open("school.json"))["validFrom"][:10] < "2026-06-20")')
if [ "$valid" = True ]; then expect 0 check school.json; else expect 6 check school.json; fi
{ granted; entry $school 'ROC Waterkant' "$ahead" 'history = [{status = "withdrawn", since = 2026-06-20, from_start = true}]'; } \
  >register.toml
make_list 11 eleven
expect 0 import eleven.json
expect 6 check school.json
out 'the issuer was withdrawn'
# The reader's own pin stands over it, and says so.
expect 0 credenza-verifier trust add $school --name 'Onze school' --reason 'called them'
expect 0 check school.json
out 'it was withdrawn by the list "Erkende opleiders"'
# F13: the company is on no list any more.
expect 7 check mehari.json
out 'whether the learning company was recognised is not known'
expect 0 credenza-verifier trust add did:web:brouwer.example --name Brouwer --as learning-company
expect 6 check mehari.json
out 'the learning company is on none of your lists'
expect 0 credenza-verifier trust add $company --name 'De Blauwe Hal' --as learning-company
expect 0 check mehari.json
for who in $company did:web:brouwer.example $school; do expect 0 credenza-verifier trust remove $who; done

# F4: look-alikes, with exit 6, and never a pass.
{ granted; entry $school 'ROC Waterkant' "$ahead"; } >register.toml
make_list 12 twelve
expect 0 import twelve.json
# alike FILE LIKENESS
alike() {
  expect 6 check "$1.json" --json
  json credentials.0.issuer.look_alikes.0.likeness "$2"
  json credentials.0.issuer.look_alikes.0.id $school
  json credentials.0.issuer.name_trusted ''
  expect 6 check "$1.json"
  out "this is NOT \"ROC Waterkant\" ($school), which you trust"
  no_out 'trust add'
  expect 6 check "$1.json" --lang nl
  out 'dit is NIET "ROC Waterkant"'
}
alike hyphen hyphen
alike sames name
alike cyrillic letters
out 'xn--rocwaterknt-6ij'
out 'rocwaterkаnt.example'
expect 6 check other.json
no_out NOT

# Accreditations: a branch that the reader lets accredit says what another may issue.
accreditation() { # BY FILE DID TYPES
  sed "s/\"co_sign_types\": \[\"PracticeStatement\"\]/\"types\": [$4]/; s/erkenning-leerbedrijf/erkenning-$2/" \
    "$top/examples/accreditation/template.json" >form.json
  printf 'did;bedrijf;leerbedrijfnummer;besluit;vanaf;tot en met\n%s;Erkend;990000017;01-09-2020;01-09-2020;31-08-2099\n' "$3" >a.csv
  expect 0 by "$1" issue --template form.json --csv a.csv -o "$2.json"
  expect 0 by "$1" publish --out "www/$1"
}
other=did:web:ergens.example
accreditation branch by-branch $other '"MicroCredential"'
expect 6 check other.json --accreditation by-branch.json
expect 0 credenza-verifier trust add did:web:branche.example --name 'Branche Logistiek' --as accreditor
expect 6 check other.json
expect 0 check other.json --accreditation by-branch.json
out 'accredited by "Branche Logistiek" (did:web:branche.example), until 31-8-2099'
# A folder of copies may hold it.
cp by-branch.json www/accreditation.json
expect 0 check other.json --json
json credentials.0.issuer.trusted_by.source accreditation
rm www/accreditation.json
expect 2 credenza-verifier check other.json --accreditation
expect 1 check other.json --accreditation school.json
# Not for this type.
accreditation branch for-others $other '"SafetyCertificate"'
expect 6 check other.json --accreditation for-others.json
out 'may not issue this kind'
# A chain: the branch lets the company accredit.
accreditation branch up did:web:deblauwehal.example '"Accreditation", "MicroCredential"'
accreditation company down $other '"MicroCredential"'
expect 6 check other.json --accreditation down.json
expect 0 check other.json --accreditation down.json --accreditation up.json
out 'accredited by "Branche Logistiek"'
# Whoever was not let accredit hands nothing on.
accreditation branch only-issue did:web:deblauwehal.example '"MicroCredential"'
expect 6 check other.json --accreditation down.json --accreditation only-issue.json
# A circle, and by oneself.
accreditation other round did:web:deblauwehal.example '"Accreditation", "MicroCredential"'
accreditation other self $other '"Accreditation", "MicroCredential"'
expect 6 check other.json --accreditation down.json --accreditation round.json --json
json credentials.0.checks.6.code forbidden
expect 6 check other.json --accreditation self.json
out 'in a circle'
# Withdrawn, and its list not to be had.
id=$(python3 -c 'import json; print(json.load(open("by-branch.json"))["id"])')
expect 7 credenza-verifier check --offline --published www/other other.json --accreditation by-branch.json
expect 0 by branch revoke "$id" --reason issued-in-error --yes 1
expect 0 by branch publish --out www/branch
expect 6 check other.json --accreditation by-branch.json

# A list that has ended answers nothing: could not be determined for those only on it. It is made in the past by hand.
python3 - <<'PY'
import glob, json
path = glob.glob("home/.config/credenza/trust_lists/*.json")[0]
value = json.load(open(path))
value["validFrom"], value["validUntil"] = "2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"
json.dump(value, open(path, "w"))
PY
expect 7 check school.json
out 'your lists cannot tell now whether to trust the issuer'
out 'credenza-verifier trust import'
expect 0 credenza-verifier trust list
out 'it has ended'

# A list is taken away by its address.
expect 0 credenza-verifier trust remove https://register-veiligwerk.example/trust-list.json --json
json list https://register-veiligwerk.example/trust-list.json
expect 5 credenza-verifier trust remove https://register-veiligwerk.example/trust-list.json
expect 6 check school.json
