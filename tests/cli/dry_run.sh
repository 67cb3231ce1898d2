# --dry-run of every verb that signs, withdraws, deletes or publishes: it says what would happen, and changes no byte.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv
at() { home=$1; shift; credenza-issuer "$@" --home "$home" --passphrase-file pass; }
# All that a command could write to: both homes, the web site, and whatever lies in this folder. A lock says which process
# holds it, and that is all that a dry run leaves.
digest() { find . -path ./home -prune -o -type f ! -name out ! -name err ! -name lock -exec sha256sum {} + | sort | sha256sum; }

expect 0 at school init --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ
expect 0 at company init --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example
expect 0 at school issue --template "$template" --csv "$csv" --out issued
set -- $(at school list | cut -c 1-36)
one=$1
two=$2
expect 0 at school suspend "$two" --reason under-investigation --yes 1
expect 0 at school publish --out www
# A statement that both sign: one draft to sign or to refuse, one that is signed.
mkdir -p published/company school/dossiers
expect 0 at company publish --out www-company
cp www-company/.well-known/did.json published/company/did.json
cp -r www/. published/
recognise_company school
put_dossier school
practice=$top/examples/practice-statement/template.json
head -n 4 "$top/examples/practice-statement/praktijk.csv" >mehari.csv
expect 0 at school cosign place --count 2 -o places.json
expect 0 at company cosign start --place places.json --template "$practice" --csv mehari.csv -o mehari.draft
cp mehari.draft signed.draft
expect 0 at company cosign sign signed.draft --role learning-company --name 'Rob Jansen, bedrijfsleider'

# dry WHAT HOME COMMAND…: says WHAT and that nothing was changed, in both languages, and changes nothing.
dry() {
  what=$1
  shift
  before=$(digest)
  expect 0 at "$@" --dry-run
  err "$what"
  grep -q 'Nothing was changed\|Nothing was signed\|Nothing was issued' "$work/err" || fail "not said that nothing was changed"
  expect 0 at "$@" --dry-run --lang nl
  grep -q 'Er is niets' "$work/err" || fail "not said in Dutch that nothing was changed"
  expect 0 at "$@" --dry-run --json
  [ "$(digest)" = "$before" ] || fail "a dry run changed something: $*"
}
dry 'would be made in fresh' fresh init --name 'ROC Delta' --url https://rocdelta.example
[ ! -e fresh ] || fail "a dry run made a home"
sed -n '1p;3p' "$csv" | sed 's/^100232/900001/; s/Zoë/Nieuw/' >new.csv
dry '1 rows, 0 cannot be issued' school issue --template "$template" --csv new.csv --out new
dry '1 would be withdrawn' school revoke "$one" --reason data-error --letters letters.csv --publish www
dry '1 would be suspended' school suspend "$one" --reason under-investigation
dry '1 would be in force again' school reinstate "$two" --reason suspended-in-error
dry '1 would be replaced; the new ones would go to corrected' school replace "$one" --set givenName=Anna --reason data-error \
  --out corrected --publish www
dry '1 would be replaced' school renew "$one" --reason prolonged --valid-until 2040-01-01 --out corrected --publish www
dry 'would be forgotten' school forget "$one"
dry 'file(s) would be published' school publish --out elsewhere
dry 'key-ed25519-2 would take its place' school key rotate
dry 'key-p256 would be retired' school key retire key-p256
dry 'key-ed25519 would not be relied on any more' school key compromised key-ed25519 --since 2026-01-01
dry 'ROC Delta would be named as the successor' school successor --to did:web:rocdelta.example --name 'ROC Delta' \
  --since 2027-08-01
printf 'name = "Lijst"\n' >register.toml
dry '0 issuer(s) would be signed' school trust make --entries register.toml --sequence 1 --until 2099-12-31 -o trust-list.json
dry '3 place(s) would be promised' school cosign place --count 3 -o more.json
dry '1 draft(s) would be made' company cosign start --place places.json --template "$practice" --csv mehari.csv -o again.draft
dry '1 draft(s) would be made' school cosign start --template "$practice" --csv mehari.csv -o own.draft
dry 'The draft would be signed' company cosign sign mehari.draft --role learning-company --name 'Rob Jansen'
dry 'The draft would be refused' company cosign refuse mehari.draft --reason 'hours are wrong'
dry 'Nothing was issued' school cosign issue signed.draft -o mehari.json --offline --published published

# Every verb that has something to write has --dry-run; a verb that is new is not forgotten here.
for verb in init issue revoke suspend reinstate replace renew forget publish successor 'key rotate' 'key retire' \
  'key compromised' 'cosign place' 'cosign start' 'cosign sign' 'cosign refuse' 'cosign issue' 'trust make'; do
  expect 0 credenza-issuer $verb --help
  out --dry-run
done
