# A school from its first day to a withdrawal, as its staff types it.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv
issuer() { command credenza-issuer "$@"; }
with_keys() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }

expect 0 issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file pass
[ "$(cat "$work/out")" = did:web:rocwaterkant.example ] || fail "init prints the DID and nothing else"
[ "$(stat -c %a school school/keys.json school/ledger.sqlite school/issuer.toml | tr '\n' ' ')" = '700 600 600 600 ' ] ||
  fail "others can read the home"
grep -q '99ZZ' school/issuer.toml || fail "no identifier in issuer.toml"

expect 0 issuer key list --home school --json
json schema credenza.issuer.key.list/1
json keys.0.id 'did:web:rocwaterkant.example#key-ed25519'
json keys.0.signs True
json keys.1.type P-256

# Templates: by path, and by name once they lie in the home.
expect 0 issuer template check "$template" --home school --json
json schema credenza.issuer.template.check/1
json id mc-log-02
cp "$template" school/templates/
expect 0 issuer template list --home school --json
json templates.0.name mc-log-02
json templates.0.sound True
expect 0 issuer template show mc-log-02 --home school
out achternaam
out 'dd-mm-yyyy'

# A dry run asks for no passphrase and writes nothing.
expect 0 issuer issue --home school --template mc-log-02 --csv "$csv" --out issued --dry-run --json
json kind summary
json rows 10
json issued 0
[ ! -e issued ] || fail "a dry run made a folder"

expect 0 with_keys issue --template mc-log-02 --csv "$csv" --out issued
[ "$(wc -l <"$work/out")" -eq 10 ] || fail "ten files on standard output"
err '10 rows: 10 issued, 0 issued before'
[ "$(ls issued | wc -l)" -eq 10 ] || fail "ten files in the folder"
[ "$(stat -c %a issued/* | sort -u)" = 600 ] || fail "others can read credentials"
cp -r issued first

# Again: the same credentials. One file lost: it comes back.
rm "$(ls -d issued/* | head -n 1)"
expect 0 with_keys issue --template mc-log-02 --csv "$csv" --out issued --json
[ "$(tail -n 1 "$work/out" | grep -c '"issued":0,"issued_before":10')" -eq 1 ] || fail "ten issued before"
diff -r first issued || fail "running again changed a credential"

expect 0 with_keys publish --out www
out www/.well-known/did.json
out https://rocwaterkant.example/status/revocation-1.json
[ -f www/.well-known/did.json ] && [ -f www/status/revocation-1.json ] || fail "what is published is not there"

expect 0 with_keys list --json
json schema credenza.issuer.list/1
json credentials.0.name 'Sanne van der Heijden'
json credentials.9.status in_force
id=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["credentials"][0]["id"])' "$work/out")
expect 0 with_keys show "$id" --json
json credential.id "$id"
json title 'Veilig werken in het magazijn'

# Withdrawing: asks; the number has to be right; a dry run changes nothing.
expect 4 with_keys revoke "$id" --reason 'exam declared void'
err --yes
expect 2 with_keys revoke "$id" --reason 'exam declared void' --yes 2
expect 0 with_keys revoke "$id" --reason 'exam declared void' --dry-run
expect 0 with_keys list --json
json credentials.0.status in_force
short=$(echo "$id" | cut -c 10-17)
expect 0 with_keys revoke "$short" --reason 'exam declared void' --yes 1
expect 0 with_keys list --json
json credentials.0.status revoked
json credentials.0.reason other
expect 0 with_keys show "$id" --json
json history.1.note 'exam declared void'
cp www/status/revocation-1.json before.json
expect 0 with_keys publish --out www
! cmp -s before.json www/status/revocation-1.json || fail "the status list did not change"

# Withdrawn is withdrawn: running again does not hand it out, and says that a row gave nothing (8).
rm -r issued
expect 8 with_keys issue --template mc-log-02 --csv "$csv" --out issued
err '1 withdrawn since'
[ "$(ls issued | wc -l)" -eq 9 ] || fail "a withdrawn credential was written again"
