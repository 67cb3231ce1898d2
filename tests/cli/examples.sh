# Every folder of examples/: its template is sound, its list gives credentials, and a stranger who trusts the issuer
# accepts each of them; lists with planted mistakes are refused by row.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
examples=$top/examples

# home NAME DOMAIN TYPE option…: an issuer, and a stranger who trusts it with credentials of that type.
home() {
  expect 0 credenza-issuer init --home "$1" --name "$1" --url "https://$2" --passphrase-file pass "${@:4}"
  expect 0 credenza-verifier trust add "did:web:$2" --name "$1" --type "$3"
}
# issued FOLDER HOME LIST COUNT: the list of an example becomes COUNT credentials that are accepted.
issued() {
  expect 0 credenza-issuer template check "$examples/$1/template.json" --home "$2"
  expect 0 credenza-issuer lint --home "$2" --template "$examples/$1/template.json" --csv "$examples/$1/$3"
  expect 0 credenza-issuer issue --home "$2" --template "$examples/$1/template.json" --csv "$examples/$1/$3" \
    --out "out-$1" --passphrase-file pass
  [ "$(ls "out-$1"/*.json | wc -l)" -eq "$4" ] || fail "$1: not $4 credentials"
  expect 0 credenza-issuer publish --home "$2" --out "www-$1" --passphrase-file pass
  for file in "out-$1"/*.json; do
    expect 0 credenza-verifier check --offline --published "www-$1" "$file"
    cp "$work/out" "report-$1"
  done
}
# refused FOLDER HOME LIST PLACE…: lint names these places, and nothing is signed.
refused() {
  expect 9 credenza-issuer lint --home "$2" --template "$examples/$1/template.json" --csv "$examples/$1/$3"
  for place in "${@:4}"; do out "$place"; done
}
# says FOLDER TEXT: the last report on a credential of this example has this text in it.
says() { grep -qF -e "$2" "report-$1" || fail "$1: the verifier does not show '$2'"; }

home 'ROC Waterkant' rocwaterkant.example OpenBadgeCredential --identifier BRIN:99ZZ
home 'Keurpunt Examens' keurpunt.example OpenBadgeCredential
home 'De Blauwe Hal' deblauwehal.example EndorsementCredential
home 'Register Veilig Werk' register-veiligwerk.example OpenBadgeCredential

issued micro-credential 'ROC Waterkant' uitslag.csv 10
issued mbo-certificate 'ROC Waterkant' uitslag.csv 2
says mbo-certificate 'crebo K9001'
issued safety-certificate 'Keurpunt Examens' geslaagd.csv 3
says safety-certificate 'Register Veilig Werk: RVW-2026-0047'
grep -q '"validUntil": *"2031-06-12T21:59:59Z"' out-safety-certificate/*.json || fail "not to the end of that day"
issued endorsement 'De Blauwe Hal' aanbevelingen.csv 2
says endorsement 'urn:uuid:'
issued accreditation 'Register Veilig Werk' erkenningen.csv 2
says accreditation 'PracticeStatement'
# From the first second of 1 September in the Netherlands, as the list says, on a machine that lives in UTC.
says accreditation 'valid from  2025-09-01'
says accreditation 'valid until 2029-08-31'

# What they name as their schemas are schemas that they keep to, as others published them.
python3 "$top/tests/badge_schemas.py" "${CREDENZA_TEST_DATA:-$top/../shared/data}" out-*/*.json >"$work/out" 2>"$work/err"
case $? in
  0) out 'each holds' ;;
  77) cat "$work/out" ;;
  *) fail "a credential breaks a schema" ;;
esac

# Two parties sign a practice statement, so its list is looked at here and issued by cosign.
expect 0 credenza-issuer template check "$examples/practice-statement/template.json" --home 'ROC Waterkant'
expect 0 credenza-issuer lint --home 'ROC Waterkant' --template "$examples/practice-statement/template.json" \
  --csv "$examples/practice-statement/praktijk.csv"

refused practice-statement 'ROC Waterkant' praktijk-fouten.csv werkproces datum beoordeling methode
refused safety-certificate 'Keurpunt Examens' geslaagd-fouten.csv 'geldig tot en met' registernummer
refused micro-credential 'ROC Waterkant' uitslag-fouten.csv E-DUP E-DATE E-MAIL E-CODE E-PROFILE E-RESULT
