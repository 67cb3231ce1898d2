# A company that the school does not know by itself, with an accreditation that counts or does not: each outcome with its
# exit code and its place, for check, issue and start, and in Dutch.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
by() { home=$1; shift; credenza-issuer "$@" --home "$home" --passphrase-file pass; }
at_school() { verb=$1; shift; by school cosign "$verb" --allow-unknown-dossier "$@" --offline --published www; }
at_company() { verb=$1; shift; by company cosign "$verb" "$@"; }
dutch() {
  ! grep -Eiw 'the|has|not|and|which|with|does|cannot|nobody|this|that' "$work/err" "$work/out" >/dev/null ||
    fail "English in Dutch output"
}

for home in school:'ROC Waterkant':rocwaterkant company:'De Blauwe Hal Logistiek B.V.':deblauwehal \
  register:'Register Veilig Werk':register-veiligwerk stranger:'Iemand Anders':stranger; do
  address=https://${home##*:}.example
  name=${home#*:}
  expect 0 by "${home%%:*}" init --name "${name%:*}" --url "$address" --identifier BRIN:99ZZ
done
cat >>school/issuer.toml <<'TOML'

[[accreditor]]
name = "Register Veilig Werk"
did = "did:web:register-veiligwerk.example"
TOML

# Accreditations: NAME, DID, number, first day, last day.
accredit() {
  printf 'did;bedrijf;leerbedrijfnummer;besluit;vanaf;tot en met\n%s;De Blauwe Hal Logistiek B.V.;%s;%s;%s;%s\n' \
    "$3" "$4" "$5" "$5" "$6" >"$2.csv"
  expect 0 by "$1" issue --template "${7:-$top/examples/accreditation/template.json}" --csv "$2.csv" -o "$2.json"
}
company=did:web:deblauwehal.example
accredit register good $company 990000017 01-09-2025 31-08-2099
accredit register ended $company 990000017 01-09-2025 28-05-2098
accredit register just $company 990000017 01-09-2025 29-05-2098
accredit register elsewhere did:web:brouwertransport.example 990000024 01-09-2025 31-08-2099
accredit register number $company 990000024 01-09-2025 31-08-2099
accredit register withdrawn $company 990000017 02-09-2025 31-08-2099
accredit register suspended $company 990000017 03-09-2025 31-08-2099
accredit stranger by-stranger $company 990000017 01-09-2025 31-08-2099
sed -e 's/"PracticeStatement"/"MboCertificate"/' -e 's/"erkenning-leerbedrijf"/"erkenning-certificaat"/' \
  "$top/examples/accreditation/template.json" >certificates.json
accredit register type $company 990000017 01-09-2025 31-08-2099 certificates.json
expect 0 by register issue --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv" \
  --out others
cp "$(ls others/*.json | head -n 1)" no-accreditation.json
head -c 900 good.json >damaged.json
sed 's/990000017/990000018/' good.json >changed.json
id_of() { python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["id"])' "$1"; }
expect 0 by register revoke "$(id_of withdrawn.json)" --reason issued-in-error --yes 1
expect 0 by register suspend "$(id_of suspended.json)" --reason under-investigation --yes 1
for home in school company register stranger; do
  expect 0 by $home publish --out www/$home
done

# Drafts that the company signed: of a period in 2098, and of one that began a day before the company was recognised.
template=$top/examples/practice-statement/template.json
head -n 4 "$top/examples/practice-statement/praktijk.csv" | sed 's/2026/2098/g' >mehari.csv
sed 's/12-01-2098/31-08-2025/' mehari.csv >early.csv
expect 0 by school cosign place --count 2 -o places.json
for name in mehari early; do
  expect 0 at_company start --template "$template" --csv $name.csv --place places.json -o $name.draft
  expect 0 at_company sign $name.draft --role learning-company
done
expect 6 at_school check mehari.draft
out 'not among those that are recognised here'
expect 6 at_school check mehari.draft --lang nl
out 'staat hier niet bij de erkende leerbedrijven'

# outcome EXIT CODE FILE: it is refused, with this code, at --accreditation; nothing is issued and no draft is made.
outcome() {
  for verb in check issue; do
    where=
    [ $verb = check ] || where='-o never.json'
    # shellcheck disable=SC2086
    expect "$1" at_school $verb mehari.draft $where --accreditation "$3" --json
    json where --accreditation
    json code "$2"
    json exit "$1"
  done
  expect "$1" at_school start --template "$template" --csv mehari.csv -o never.draft --accreditation "$3" --json
  json where --accreditation
  json code "$2"
  expect "$1" at_school check mehari.draft --accreditation "$3" --lang nl
  err '(--accreditation)'
  dutch
  [ ! -e never.json ] || fail "issued with $3"
  [ ! -e never.draft ] || fail "a draft with $3"
}
outcome 6 untrusted by-stranger.json
outcome 6 revoked withdrawn.json
outcome 6 suspended suspended.json
outcome 6 forbidden type.json
outcome 6 mismatch elsewhere.json
outcome 6 unsupported no-accreditation.json
outcome 3 bad_signature changed.json
outcome 3 bad_signature mehari.draft
outcome 1 malformed damaged.json
outcome 1 malformed mehari.csv
expect 5 at_school check mehari.draft --accreditation nowhere.json
err nowhere.json
# Without what its issuer publishes nothing is known.
expect 7 by school cosign check mehari.draft --allow-unknown-dossier --accreditation good.json --offline \
  --published www/company --json
json where --accreditation
json code unavailable

# Those that do not cover the period are a line of the table, and a finding of the list.
for file in ended number; do
  expect 6 at_school check mehari.draft --accreditation $file.json --json
  json ready False
  expect 6 at_school issue mehari.draft -o never.json --accreditation $file.json --lang nl
  dutch
done
expect 6 at_school check mehari.draft --accreditation ended.json
out 'ended on 2098-05-28, before the period ended on 2098-05-29'
expect 6 at_school check mehari.draft --accreditation ended.json --lang nl
out 'is gestopt op 2098-05-28'
expect 9 at_school start --template "$template" --csv mehari.csv -o never.draft --accreditation ended.json
err E-RECOGNITION
expect 6 at_school check early.draft --accreditation good.json
out 'began on 2025-09-01, after the period began on 2025-08-31'
expect 9 at_school start --template "$template" --csv early.csv -o never.draft --accreditation good.json
err E-RECOGNITION
[ ! -e never.draft ] || fail "a draft of a company that was not recognised"

# Those that do, to the last day.
expect 0 at_school check mehari.draft --accreditation good.json
out 'recognised learning company until 2099-08-31, source: Register Veilig Werk'
expect 0 at_school check mehari.draft --accreditation just.json --lang nl
out 'erkend leerbedrijf tot en met 2098-05-29, bron: Register Veilig Werk'
expect 0 at_school issue mehari.draft -o mehari.json --accreditation good.json
expect 0 at_school start --template "$template" --csv mehari.csv -o own.draft --accreditation good.json
no_err W-RECOGNITION
