# Whoever asks for Dutch gets Dutch: every verb of the issuer, with what people give it wrong, and nothing they read then
# has a word that only English has. What each mistake leads to is the matter of other scripts; here the code is enough.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME

echo 'vier natte fietsen' >pass
echo 'drie droge' >mis
: >leeg
chmod 600 pass mis leeg
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv

# dutch CODE VERB…: credenza-issuer in Dutch; what it printed is kept with what was typed.
: >said
dutch() {
  wanted=$1
  shift
  credenza-issuer "$@" --lang nl >"$work/out" 2>"$work/err" </dev/null
  got=$?
  { printf '\n$ %s\n' "$*"; cat "$work/out" "$work/err"; } >>said
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*"
}
# with CODE VERB…: the same, of the school and with its passphrase.
with() { code=$1; shift; dutch "$code" "$@" --home school --passphrase-file pass; }

# Typed wrong.
dutch 2
dutch 2 isue
dutch 2 key
dutch 2 list --zomaar
dutch 2 issue
dutch 2 revoke abcd --reason data-error --yes veel
dutch 2 list --home school --passphrase-file pass --passphrase-fd 0
dutch 0 --help

# init
new() { code=$1; shift; dutch "$code" init --home school --name 'ROC Waterkant' --passphrase-file pass "$@"; }
for url in http://school.example https://10.0.0.1/ 'https://x.example/?q' 'https://x y.example' https://u:p@x.example \
  https://x.example:99999 school.example ftp://x.example; do
  new 2 --url "$url"
done
new 2 --url https://x.example --country XX
new 2 --url https://x.example --identifier 99ZZ
dutch 2 init --home school --name '' --url https://x.example --passphrase-file pass
dutch 4 init --home school --name x --url https://x.example
dutch 1 init --home school --name x --url https://x.example --passphrase-file leeg
dutch 1 init --home school --name x --url https://x.example --passphrase-file weg
dutch 1 init --home school --name x --url https://x.example --passphrase-command 'sh -c "exit 3"'
dutch 1 init --home pass/school --name x --url https://x.example --passphrase-file pass
new 0 --url https://rocwaterkant.example --identifier BRIN:99ZZ
new 1 --url https://rocwaterkant.example
cp -r school bewaard

echo 'vier natte fietsen' >open.pass
chmod 644 open.pass
dutch 0 list --home school --passphrase-file open.pass

# A home that is not there, is in use, is newer or was damaged.
dutch 10 list --home weg --passphrase-file pass
dutch 10 show abcd --home weg --passphrase-file pass
dutch 10 publish --home weg --out www --passphrase-file pass
dutch 10 key list --home weg
dutch 10 template list --home weg
dutch 1 doctor --home weg
exec 9>>school/lock
flock 9
with 11 publish --out www
exec 9>&-
dutch 12 list --home school --passphrase-file mis
dutch 4 list --home school
# config LINE…: issuer.toml with these lines more.
config() { cp bewaard/issuer.toml school/issuer.toml; printf '%s\n' "$@" >>school/issuer.toml; with 1 list; }
config 'dit is geen toml'
config 'kleur = "rood"'
config '[[recognised]]' 'name = "x"'
config '[[recognised]]' 'name = "x"' 'did = "did:web:x.example"' 'source = "x"' 'until = "morgen"'
config '[[accreditor]]' 'did = "did:web:x.example"'
sed 's/^version = 1/version = 9/' bewaard/issuer.toml >school/issuer.toml
with 13 list
sed '/^version/d' bewaard/issuer.toml >school/issuer.toml
with 1 list
cp bewaard/issuer.toml school/issuer.toml
printf '{"schema": "x"}' >school/keys.json
with 1 list
printf '{"schema": "credenza.issuer.keys/9"}' >school/keys.json
with 13 list
printf 'x' >school/keys.json
with 1 list
cp bewaard/keys.json school/keys.json
printf 'x' >school/ledger.sqlite
with 1 list
dutch 1 doctor --home school
cp bewaard/ledger.sqlite school/ledger.sqlite

# template
dutch 5 template show weg --home school
printf '{' >half.json
printf '\377' >bytes.json
for form in half.json bytes.json leeg; do dutch 9 template check $form --home school; done
dutch 1 template check . --home school
sed 's/"type": "MicroCredential"/"type": "{{soort}}"/' "$template" >gat.json
sed 's/"title"/"titel"/' "$template" >typo.json
sed 's/template\/1/template\/2/' "$template" >nieuwer.json
sed 's/"dd-mm-yyyy"/"dag"/' "$template" >datum.json
sed 's/"sbu"/"ects"/' "$template" >ects.json
sed 's/"\$column"/"$kolom"/' "$template" >kolom.json
for form in gat typo nieuwer datum kolom; do dutch 9 template check $form.json --home school; done
credenza-issuer template check ects.json --home school --lang nl >>said 2>&1
dutch 0 template check "$template" --home school
mkdir -p school/templates
cp "$template" school/templates/
cp typo.json school/templates/
dutch 0 template list --home school
dutch 0 template show mc-log-02 --home school

# lint and issue
errors=$top/examples/batches/mc-log-02-errors.csv
dutch 9 lint --template "$template" --csv "$errors" --home school
dutch 5 lint --template "$template" --csv weg.csv --home school
dutch 5 lint --template weg --csv "$csv" --home school
printf 'a;b\n1;"2\n' >open.csv
printf 'a;b\n1;2"3\n' >midden.csv
printf 'a;a\n1;2\n' >dubbel.csv
printf '\377\376a\0' >utf16.csv
printf 'a;b\n1;\0\n' >nul.csv
printf 'a;;b\n1;2;3\n' >naamloos.csv
head -n 1 "$csv" >kop.csv
for list in open midden dubbel utf16 nul naamloos; do dutch 9 lint --template "$template" --csv $list.csv --home school; done
dutch 0 lint --template "$template" --csv kop.csv --home school
with 2 issue --template "$template" --csv "$csv"
with 2 issue --template "$template" --csv "$csv" -o uit.ndjson --sealed
with 2 issue --template "$template" --csv "$csv" --out uit --letters brieven.csv
with 9 issue --template "$template" --csv "$errors" --out uit
with 9 issue --template "$template" --csv leeg --out uit
with 9 issue --template typo.json --csv "$csv" --out uit
with 1 issue --template "$template" --csv "$csv" -o /dev/full --force
with 1 issue --template "$template" --csv "$csv" -o weg/uit.ndjson
with 0 issue --template "$template" --csv "$csv" --out uit --dry-run
with 0 issue --template "$template" --csv "$csv" --out uit
with 0 issue --template "$template" --csv "$csv" --out uit
sed 's/"uren_sbu"/"uren_sbu", "optional": false/' "$template" >anders.json
credenza-issuer issue --template anders.json --csv "$csv" --out uit2 --home school --passphrase-file pass --lang nl >>said 2>&1
with 8 issue --template "$template" --csv "$errors" --out uit3 --skip-errors

# list, show, export
with 0 list
for asked in 'sesion=x' 'status=revokd' 'issued>=gisteren' 'familyName=' '(status=revoked' 'status>revoked' 'list=een' 'id=5f2a' \
  'reason=zomaar' 'a==b' 'a=>b' 'a=31-06-2026x' 'a=2026-06-31' 'a=12-06-2026' '=x' 'a.=x' 'a="x' 'a=“x”' 'a=b c' 'a=b)' 'a=b & c=d' \
  'a="\n"'; do
  with 2 list --where "$asked"
done
with 2 list --where "$(printf '%5000s' x)"
with 2 list --where "$(printf '(%.0s' $(seq 80))a=b"
with 5 show 00000000
with 5 show ab
one=$(credenza-issuer list --home school --passphrase-file pass | sed -n '1s/ .*//p')
two=$(credenza-issuer list --home school --passphrase-file pass | sed -n '2s/ .*//p')
three=$(credenza-issuer list --home school --passphrase-file pass | sed -n '3s/ .*//p')
with 0 show "$one"
with 0 export -o keten.ndjson
with 1 export -o keten.ndjson

# revoke, suspend, reinstate
with 2 revoke --reason data-error
with 2 revoke "$one" --reason exam-iregularity --yes 1
with 2 revoke "$one" --reason other --yes 1
with 2 revoke "$one" --reason data-error --note "$(printf 'a\nb')" --yes 1
with 5 revoke --where 'familyName=Niemand' --reason data-error --yes 1
with 2 revoke "$one" --reason data-error --yes 5
with 4 revoke "$one" --reason data-error
with 0 revoke "$one" --reason data-error --dry-run
with 0 suspend "$two" --reason under-investigation --yes 1
with 9 replace "$two" --set givenName=x --reason data-error --out nieuw
with 9 renew "$two" --reason prolonged --out nieuw --yes 1
with 2 reinstate "$two" --reason data-error --yes 1
with 0 reinstate "$two" --reason investigation-closed --yes 1
with 0 revoke "$one" --reason data-error --yes 1 --letters brieven.csv
with 1 suspend "$two" --reason under-investigation --yes 1 --letters brieven.csv
with 9 reinstate "$one" --reason suspended-in-error --yes 1
with 0 show "$one"

# replace and renew
for set in geen famlyName=x uren_sbu=x achievement.title=x type=x awarding_body.name=x familyName= achievement.workload.sbu=x; do
  credenza-issuer replace "$two" --set "$set" --reason data-error --out nieuw --home school --passphrase-file pass --lang nl >out \
    2>err && fail "replaced: $set"
  { printf '\n$ replace --set %s\n' "$set"; cat out err; } >>said
done
with 2 replace "$two" --set familyName=x --set family_name=y --reason data-error --out nieuw
with 2 replace "$two" --set familyName=x --reason zomaar --out nieuw
with 5 replace 00000000 --set familyName=x --reason data-error --out nieuw
with 9 replace "$one" --set familyName=x --reason data-error --out nieuw
with 0 replace "$two" --set familyName=Jansen --reason data-error --out nieuw
with 9 replace "$two" --set familyName=Smit --reason data-error --out nieuw
with 2 renew "$three" --reason prolonged --out nieuw --valid-until morgen --yes 1
with 2 renew "$three" --reason prolonged --out nieuw --valid-until 2020-01-01 --yes 1
with 9 renew "$three" --reason prolonged --out nieuw --again --yes 1
with 0 renew "$three" --reason prolonged --out nieuw --valid-until 2035-06-12 --yes 1
with 0 show "$three"

# forget
with 2 forget
with 4 forget "$three"
with 0 forget "$three" --yes 1
with 0 show "$three"
with 9 replace "$three" --set familyName=x --reason data-error --out nieuw

# key
dutch 5 key retire weg --home school --passphrase-file pass
with 1 key retire key-ed25519
with 2 key compromised key-ed25519 --since gisteren
with 2 key compromised key-ed25519 --since 2999-01-01
with 4 key compromised key-ed25519 --since 2026-03-03
with 0 key rotate
with 1 key retire key-ed25519
dutch 0 key list --home school

# publish and successor
with 0 publish --out www
with 0 publish --out www
with 0 publish --out www --dry-run
dutch 0 init --home ander --name Ander --url https://ander.example --passphrase-file pass
dutch 1 publish --home ander --out www --passphrase-file pass
with 1 publish --out pass
for to in zomaar did:web:rocwaterkant.example; do
  with 2 successor --to $to --name 'ROC Delta' --since 2027-08-01
done
with 2 successor --to did:web:rocdelta.example --name '' --since 2027-08-01
with 2 successor --to did:web:rocdelta.example --name 'ROC Delta' --since morgen
with 0 successor --to did:web:rocdelta.example --name 'ROC Delta' --since 2027-08-01 --dry-run

# cosign
dutch 0 init --home company --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example --passphrase-file pass
dutch 0 publish --home company --out www-company --passphrase-file pass
mkdir -p www/company
cp www-company/.well-known/did.json www/company/did.json
put_dossier school
recognise_company school
grep -e leerlingnr -e Mehari "$top/examples/practice-statement/praktijk.csv" >mehari.csv
practice=$top/examples/practice-statement/template.json
company() { code=$1; shift; dutch "$code" cosign "$@" --home company --passphrase-file pass; }
with 2 cosign place --count 0 -o plaatsen.json
with 0 cosign place --count 2 -o plaatsen.json
with 1 cosign place --count 2 -o plaatsen.json
company 2 start --template "$practice" --csv mehari.csv --place plaatsen.json
company 9 start --template "$template" --csv "$csv" --place plaatsen.json -o x.draft
printf '{"schema": "x"}' >geen.json
company 1 start --template "$practice" --csv mehari.csv --place geen.json -o x.draft
company 0 start --template "$practice" --csv mehari.csv --place plaatsen.json -o mehari.draft
company 0 start --template "$practice" --csv mehari.csv --place plaatsen.json -o mehari.draft
company 1 start --template "$practice" --csv mehari.csv --place plaatsen.json -o geen.json
company 2 sign mehari.draft --role school
company 5 sign weg.draft --role learning-company
company 2 sign - --role learning-company
for draft in geen.json half.json leeg; do company 1 sign "$draft" --role learning-company; done
dutch 2 cosign sign mehari.draft --role learning-company --home ander --passphrase-file pass
with 6 cosign issue mehari.draft -o mehari.json --offline --published www
company 0 sign mehari.draft --role learning-company --name 'Rob Jansen'
company 2 issue mehari.draft -o mehari.json --offline --published www
with 0 cosign check mehari.draft --offline --published www
with 7 cosign check mehari.draft --offline
with 2 cosign sign mehari.draft --role school
cp mehari.draft geweigerd.draft
company 0 refuse geweigerd.draft --reason 'de uren kloppen niet'
company 6 refuse geweigerd.draft --reason 'de uren kloppen niet'
with 6 cosign issue geweigerd.draft -o mehari.json --offline --published www
with 0 cosign issue mehari.draft -o mehari.json --offline --published www
with 0 cosign issue mehari.draft -o mehari.json --offline --published www

# Lists of who may issue what.
printf 'name = "Erkende opleiders"\n' >register.toml
with 0 trust make --entries register.toml --sequence 1 --until 2099-12-31 -o lijst.json
with 2 trust make --entries register.toml
printf 'naam = "Erkende opleiders"\n' >fout.toml
with 1 trust make --entries fout.toml --sequence 2 --until 2099-12-31 -o fout.json

# completion, man, config, doctor
dutch 2 completion ksh
dutch 2 completion
dutch 2 man
dutch 0 man --out boek
dutch 1 man --out pass
dutch 0 config show --origin
dutch 0 config path
mkdir -p "$HOME/.config/credenza"
printf 'lang = "fr"\n' >"$HOME/.config/credenza/config.toml"
dutch 1 list --home school --passphrase-file pass
printf 'taal = "nl"\n' >"$HOME/.config/credenza/config.toml"
dutch 1 config show
printf 'taal\n' >"$HOME/.config/credenza/config.toml"
dutch 1 config show
rm "$HOME/.config/credenza/config.toml"
dutch 0 doctor --home school
rm school/templates/typo.json
credenza-issuer doctor --home school --published www --lang nl >>said 2>&1

# Every verb was there, and no line is English.
python3 "$top/tests/cli/dutch_only.py" said "$bin/credenza-issuer"
