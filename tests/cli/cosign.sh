# A practice statement that a company and a school sign together, as both type it, until somebody relies on it.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
school=did:web:rocwaterkant.example
at_school() { verb=$1; shift; credenza-issuer cosign "$verb" --home school --passphrase-file pass "$@"; }
at_company() { verb=$1; shift; credenza-issuer cosign "$verb" --home company --passphrase-file pass "$@"; }
look() { at_school check --offline --published www "$@"; }
check() { credenza-verifier check --offline --published www "$@"; }

expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file pass
expect 0 credenza-issuer init --home company --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example \
  --passphrase-file pass
for home in school company; do
  expect 0 credenza-issuer publish --home $home --out www-$home --passphrase-file pass
done
mkdir -p www/company school/dossiers
cp www-company/.well-known/did.json www/company/did.json
cp -r www-school/. www/
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant (mbo)'
expect 0 credenza-verifier trust add did:web:deblauwehal.example --name 'De Blauwe Hal' --as learning-company
put_dossier school
recognise_company school

# The company's list: a line for each work process, the same person in front of each.
cat >mehari.csv <<'CSV'
achternaam;voornaam;geboortedatum;uren;werkproces;titel;beoordeling;datum;methode
Tesfay Gebremedhin;Mehari;1991;620;P1-K1-W1;Ontvangt goederen;zelfstandig;2026-04-10;observatie
Tesfay Gebremedhin;Mehari;1991;620;P1-K1-W3;Verzamelt orders;zelfstandig;2026-05-08;observatie
Tesfay Gebremedhin;Mehari;1991;620;P1-K2-W1;Houdt het magazijn schoon en veilig;onder begeleiding;2026-05-20;gesprek (STARR)
CSV
python3 - "$top/tests/vectors/records/PracticeStatement.json" >practice.json <<'PY' || fail "no template"
import json, sys
record = json.load(open(sys.argv[1], encoding="utf-8"))
for member in ("awarding_body", "evidence", "valid_from"):
    record.pop(member)
record["person"] = {"family_name": {"$column": "achternaam"}, "given_name": {"$column": "voornaam"},
                    "birth_date": {"$column": "geboortedatum", "type": "date", "format": "yyyy-mm-dd", "partial": True}}
record["practice"]["hours"] = {"$column": "uren", "type": "number"}
record["co_signers"][0].pop("signatory")
record["work_processes"] = {"$rows": {
    "code": {"$column": "werkproces"}, "title": {"nl": {"$column": "titel"}}, "result": {"$column": "beoordeling"},
    "date": {"$column": "datum", "type": "date", "format": "yyyy-mm-dd"},
    "method": {"$column": "methode", "map": {"observatie": "observation", "gesprek (STARR)": "STARR interview"}}}}
json.dump({"schema": "credenza.issuer.template/1", "id": "praktijkverklaring-99001", "record": record}, sys.stdout)
PY
echo 'STARR-formulier 1: ontvangt goederen' >starr-1.pdf
echo 'STARR-formulier 2: houdt schoon en veilig' >starr-2.pdf

# The school gives a place; the company makes the document with it and signs.
expect 0 at_school place --count 2 -o places.json --json
json schema credenza.issuer.cosign.place/1
json places 2
expect 0 at_company start --template practice.json --csv mehari.csv --place places.json --evidence starr-1.pdf \
  --evidence starr-2.pdf -o mehari.draft
err 'Mehari Tesfay Gebremedhin: draft, waiting for De Blauwe Hal Logistiek B.V., ROC Waterkant'
[ "$(stat -c %a mehari.draft)" = 600 ] || fail "others can read the draft"
expect 6 look mehari.draft
out 'the signature of De Blauwe Hal Logistiek B.V.'
expect 6 at_school issue mehari.draft -o mehari.json --offline --published www
[ ! -e mehari.json ] || fail "issued without the company's signature"
expect 2 at_company sign mehari.draft --role school
err 'as learning-company'
expect 2 at_school sign mehari.draft --role school
err 'cosign issue'
expect 0 at_company sign mehari.draft --role learning-company --name 'Rob Jansen, bedrijfsleider'
out 'draft, waiting for ROC Waterkant'

# (1) With one signature it opens as a draft that waits for the school, and never verifies.
expect 0 look mehari.draft
out 'draft, waiting for ROC Waterkant'
out 'De Blauwe Hal Logistiek B.V. (Rob Jansen, bedrijfsleider)'
out 'recognised learning company until 2027-08-31, source: trust list 2026-11'
out 'Ilse Smit (named, not signing)'
out '3 of 3 known in dossier 99001@2024'
out '2026-01-12 … 2026-05-29, 620 h'
grep -Eq '^  missing +ok +nothing$' "$work/out" || fail "something is missing"
expect 0 look mehari.draft --lang nl
out 'concept, wacht op ROC Waterkant'
out '3 van 3 bekend in dossier 99001@2024'
expect 0 look mehari.draft --json
json schema credenza.issuer.cosign.check/1
json ready True
json waiting_for.0.name 'ROC Waterkant'
expect 3 check mehari.draft
out 'a draft, not a certificate yet'
out 'waits for   "ROC Waterkant"'
expect 3 check mehari.draft --lang nl
out 'een concept, nog geen bewijs'
expect 3 check mehari.draft --json
json credentials.0.format draft
json credentials.0.waiting_for.0 'ROC Waterkant'
python3 -c 'import json; print(json.dumps(json.load(open("mehari.draft"))["document"]))' >unwrapped.json
expect 3 check unwrapped.json
out 'a draft, not a certificate yet'
expect 0 credenza-wallet init --vault mehari.vault --passphrase-file pass --no-words
for file in mehari.draft unwrapped.json; do
  expect 3 credenza-wallet add $file --vault mehari.vault --passphrase-file pass --offline --published www
  err 'waits for "ROC Waterkant"'
  err 'Not added.'
done

# (2) One hour more after the company signed: its signature is broken, and it has to sign again.
sed 's/\b620\b/621/' mehari.draft >changed.draft
! cmp -s mehari.draft changed.draft || fail "nothing was changed"
expect 3 look changed.draft
out 'De Blauwe Hal Logistiek B.V. has to sign again'
expect 3 look changed.draft --lang nl
out 'De Blauwe Hal Logistiek B.V. moet opnieuw ondertekenen'
expect 3 at_school issue changed.draft -o changed.json --offline --published www
[ ! -e changed.json ] || fail "a changed document was issued"

# (3) A recognition that ended before the period did.
cp school/issuer.toml kept.toml
sed -i 's/^until = 2027-08-31/until = 2026-05-28/' school/issuer.toml
expect 6 look mehari.draft
out 'ended on 2026-05-28, before the period ended on 2026-05-29'
expect 6 at_school issue mehari.draft -o mehari.json --offline --published www
expect 9 at_school start --template practice.json --csv mehari.csv -o late.draft
err 'E-RECOGNITION'
expect 9 at_school start --template practice.json --csv mehari.csv -o late.draft --lang nl
err 'is gestopt op 2026-05-28, voor het einde van de periode op 2026-05-29'
expect 9 credenza-issuer lint --template practice.json --csv mehari.csv --home school
out 'E-RECOGNITION'
[ ! -e late.draft ] || fail "a draft of a company that was not recognised"
cp kept.toml school/issuer.toml

# Without the company's key nothing can be said.
expect 7 at_school check mehari.draft --offline
expect 7 at_school issue mehari.draft -o mehari.json --offline
[ ! -e mehari.json ] || fail "issued without knowing the company's key"

# The school issues; once more gives the same.
expect 0 at_school issue mehari.draft -o mehari.json --offline --published www
err 'Issued.'
cp mehari.json first.json
rm mehari.json
expect 0 at_school issue mehari.draft -o mehari.json --offline --published www --json
json issued_before True
cmp first.json mehari.json || fail "another credential the second time"
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
expect 0 check mehari.json --json
json verdict accepted
# (4) No day of birth is invented. (5) It is no diploma and lists only what was shown.
json credentials.0.record.person.birth_date 1991
! grep -qE '1991-[0-9]' mehari.json || fail "a day of birth was invented"
json credentials.0.record.co_signers.0.signatory 'Rob Jansen, bedrijfsleider'
json credentials.0.record.work_processes.2.result 'onder begeleiding'
json credentials.0.record.evidence.1.name starr-2.pdf
grep -q 'geen diploma' mehari.json || fail "it does not say that it is no diploma"
expect 0 check mehari.json --lang nl
out 'geen diploma'
out 'P1-K1-W1'
out 'P1-K1-W3'
out 'P1-K2-W1'
no_out 'P1-K1-W2'
no_out '1991-'
! grep -q 'P1-K1-W2' mehari.json || fail "it lists what was not shown"

# (6) On paper first: the file opens with the code on the letter, now or later.
expect 0 at_school issue mehari.draft -o mehari.jwe --letters letters.csv --offline --published www
grep -q 'Mehari Tesfay Gebremedhin' letters.csv || fail "no letter for Mehari"
! grep -q 'Gebremedhin' mehari.jwe || fail "the file can be read without the code"
tail -n 1 letters.csv | tr -d '\r"' | cut -d';' -f2 >code
chmod 600 code
expect 0 credenza-wallet init --vault paper.vault --passphrase-file pass --no-words
echo 'XXXX-XXXX-XXXX-XXXX-XXXX' >wrong-code
chmod 600 wrong-code
credenza-wallet add mehari.jwe --code-file wrong-code --vault paper.vault --passphrase-file pass --offline --published www \
  >"$work/out" 2>"$work/err" && fail "opened with another code"
expect 0 credenza-wallet add mehari.jwe --code-file code --vault paper.vault --passphrase-file pass --offline --published www
expect 0 credenza-wallet list --vault paper.vault --passphrase-file pass
out 'Practice statement Warehouse worker'

# A credential from which one signature was taken is refused, and whose is said.
for kept in 0 1; do
  python3 - $kept >one.json <<'PY'
import json, sys
credential = json.load(open("mehari.json"))
credential["proof"] = credential["proof"][int(sys.argv[1])]
json.dump(credential, sys.stdout)
PY
  expect 3 check one.json
  out 'a draft, not a certificate yet'
done
out 'waits for   "De Blauwe Hal Logistiek B.V."'

# (7) It is kept and shared without the evidence; the evidence can be looked at apart.
expect 0 credenza-wallet add mehari.json --vault mehari.vault --passphrase-file pass --offline --published www
! grep -q 'STARR-formulier' mehari.json || fail "the evidence itself is in the document"
held=$(credenza-wallet list --vault mehari.vault --passphrase-file pass --json 2>/dev/null |
  grep -o '"id": "[0-9a-f-]*"' | head -n 1 | cut -d '"' -f 4)
expect 0 credenza-wallet share "$held" --vault mehari.vault --passphrase-file pass --to https://brouwertransport.example \
  --nonce 0123456789abcdef --for 24h --offline --published www --yes -o shown.json
! grep -q 'STARR-formulier' shown.json || fail "the evidence itself is shared"
expect 0 check shown.json --audience https://brouwertransport.example --nonce 0123456789abcdef
out 'P1-K1-W1'
# Whoever gets the evidence apart finds its digest in what was shared.
expect 0 check shown.json --audience https://brouwertransport.example --nonce 0123456789abcdef --json
json credentials.0.record.evidence.0.digest "$(sha256sum starr-1.pdf | cut -d ' ' -f 1)"
expect 0 look mehari.draft --evidence starr-2.pdf
out 'starr-2.pdf is starr-2.pdf, unchanged'
echo 'better than it was' >>starr-2.pdf
expect 9 look mehari.draft --evidence starr-2.pdf
out 'none of the documents that are named'

# A second document of the same place is not issued; the second place is for another one.
start_again() { at_company start --template practice.json --csv mehari.csv --place places.json -o "$@"; }
expect 0 start_again second.draft --json
json drafts.0.file second.draft
cp second.draft kept.draft
# The same again is the same draft, at the same place, until somebody has signed it; --force makes it anew.
expect 0 start_again second.draft
err 'was made before and stays as it is'
cmp -s second.draft kept.draft || fail "a draft was written over"
expect 0 start_again second.draft --force
id_of() { grep -o 'urn:uuid:[0-9a-f-]*' "$1" | head -n 1; }
[ "$(id_of second.draft)" = "$(id_of kept.draft)" ] || fail "another place for the same rows"
# What says something else needs a place of its own.
expect 2 at_company start --template practice.json --csv mehari.csv --place places.json --evidence starr-1.pdf -o third.draft
err 'ask the school for more'
expect 2 at_company start --template practice.json --csv mehari.csv --place places.json --evidence starr-1.pdf -o third.draft \
  --lang nl
err 'vraag de school om meer'
expect 0 at_company sign second.draft --role learning-company --name 'Rob Jansen, bedrijfsleider' --json
json waiting_for.0.name 'ROC Waterkant'
expect 2 start_again third.draft

# One party refuses: recorded, signed, and nothing is issued from it afterwards.
cp second.draft signed.draft
expect 0 at_school refuse second.draft --reason 'the hours are in the first one' --name 'J. de Wit' --json
json schema credenza.issuer.cosign.refuse/1
expect 6 look second.draft
out 'ROC Waterkant (J. de Wit)'
out 'the hours are in the first one'
out 'draft, refused'
expect 6 at_school issue second.draft -o second.json --offline --published www --json
json refused True
expect 6 at_school issue signed.draft -o second.json --offline --published www
[ ! -e second.json ] || fail "issued after it was refused"
expect 6 at_company sign second.draft --role learning-company

# The school can begin by itself: the same rows have the same place.
expect 0 at_school start --template practice.json --csv mehari.csv -o own.draft
expect 0 at_school start --template practice.json --csv mehari.csv -o again.draft
python3 - <<'PY' || fail "another place for the same rows"
import json, sys
one, two = (json.load(open(name))["document"] for name in ("own.draft", "again.draft"))
sys.exit(one["id"] != two["id"] or one["credentialStatus"] != two["credentialStatus"])
PY

# What is no draft, and what a newer program made.
expect 1 look places.json
sed 's#draft/1#draft/2#' mehari.draft >newer.draft
expect 13 look newer.draft
expect 5 look nobody.draft
expect 2 at_company refuse mehari.draft
