#!/usr/bin/env bash
# Every verb of the three programs under --json: one object or a stream of lines, also when it fails. Whether each
# keeps to its schema is for the test json_outputs, which reads what the scripts of this folder leave.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
unset CREDENZA_HOME CREDENZA_VAULT
template=$top/examples/templates/mc-log-02.json
csv=$top/examples/batches/mc-log-02.csv
issuer() { credenza-issuer "$@" --home school --passphrase-file pass; }
look() { credenza-issuer "$@" --home school; }
wallet() { credenza-wallet "$@" --vault my.vault --passphrase-file pass; }
ids() { python3 -c 'import json, sys; print(*[c["id"] for c in json.load(open(sys.argv[1]))["credentials"]][:int(sys.argv[2])], sep="\n")' "$work/out" "$1"; }
# nothing_else: standard output is JSON and nothing but that.
nothing_else() {
  python3 -c 'import json, sys; json.load(open(sys.argv[1], encoding="utf-8"))' "$work/out" || fail "more than JSON"
}

# What every program has.
for role in issuer wallet verifier; do
  for verb in 'completion fish' "man --out man-$role" 'config path' 'config show'; do
    # shellcheck disable=SC2086
    expect 0 credenza-$role $verb --json
    json schema "credenza.$role.$(echo "$verb" | sed 's/ fish//; s/ --out.*//; s/ /./')/1"
    nothing_else
  done
  [ -f "man-$role/credenza-$role.1" ] || fail "no manual beside the JSON"
  # It may find something that is wrong here; what it prints then is as good.
  "credenza-$role" doctor --json >out 2>err </dev/null
  keep_json doctor --json
  json schema "credenza.$role.doctor/1"
  expect 2 credenza-$role nonsense --json
  json schema "credenza.$role.error/1"
  [ "$(wc -l <out)" -eq 1 ] || fail "an error is one line, so that it can end a stream"
done

# A school.
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example/ --json
expect 1 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example/ --json
expect 0 look doctor --json
expect 0 look key list --json
expect 0 look template check "$template" --json
expect 0 look template show "$template" --json
mkdir -p school/templates
cp "$template" school/templates/
echo '{}' >school/templates/broken.json
expect 0 look template list --json
expect 9 look template check broken --json
expect 5 look template check none --json
expect 0 look lint --template "$template" --csv "$csv" --json
expect 9 look lint --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" --json
expect 9 look lint --template broken --csv "$csv" --json
expect 0 issuer issue --template "$template" --csv "$csv" --out issued --json --dry-run
expect 0 issuer issue --template "$template" --csv "$csv" --out issued --json
expect 0 issuer issue --template "$template" --csv "$csv" --out issued --json
expect 8 issuer issue --template "$template" --csv "$top/examples/batches/mc-log-02-errors.csv" -o some.ndjson \
  --skip-errors --json
expect 9 issuer issue --template broken --csv "$csv" --out issued --json
printf 'a;b\n"1;2\n' >unreadable.csv
expect 9 issuer issue --template "$template" --csv unreadable.csv --out issued --json
expect 0 issuer list --json
mapfile -t id < <(ids 6)
expect 0 issuer list --csv all.csv --json
json file all.csv
nothing_else
expect 0 issuer show "${id[0]}" --json

# After issuing. What was not done says so under --json too.
expect 0 issuer revoke "${id[0]}" --reason exam-irregularity --dry-run --json
json dry_run True
expect 4 issuer revoke "${id[0]}" --reason exam-irregularity --no-input --json
json schema credenza.issuer.error/1
expect 0 issuer revoke "${id[0]}" --reason exam-irregularity --note 'one phone' --operator j.visser --yes 1 --json
expect 0 issuer suspend "${id[1]}" --reason under-investigation --yes 1 --json
expect 0 issuer reinstate "${id[1]}" --reason investigation-closed --yes 1 --json
expect 0 issuer replace "${id[2]}" --set familyName=Kovalenko --reason 'spelling, passport seen' --out corrected --json
expect 0 issuer renew "${id[3]}" --reason key-compromise --out renewed --yes 1 --json
expect 0 issuer forget "${id[4]}" --yes 1 --dry-run --json
expect 0 issuer forget "${id[4]}" --yes 1 --json
expect 0 issuer show "${id[2]}" --json
expect 0 issuer show "${id[4]}" --json
expect 0 issuer list --json
expect 8 issuer issue --template "$template" --csv "$csv" --out again --json
expect 0 issuer publish --out www --dry-run --json
expect 0 issuer publish --out www --json
expect 0 issuer publish --out www --json
printf 'name = "Lijst"\n[[entry]]\nid = "did:web:keurpunt.example"\nname = "Keurpunt"\n' >register.toml
expect 0 issuer trust make --entries register.toml --sequence 1 --until 2099-12-31 -o trust-list.json --json
expect 0 issuer export --out - --with-persons --json
expect 0 issuer export --out ledger.ndjson --json
expect 0 issuer key rotate --json
expect 0 issuer key retire key-p256 --json
expect 0 issuer key compromised key-ed25519 --since 2026-03-03 --yes --json
expect 0 look key list --json
expect 0 issuer successor --to did:web:rocdelta.example --name 'ROC Delta' --since 2027-08-01 --json

# Two signers: tests/cli/cosign.sh has the whole story, and gives it to this test.
sed 's|"type": "MicroCredential"|"type": "PracticeStatement"|' "$template" >wrong.json
expect 9 issuer cosign start --template wrong.json --csv "$csv" -o wrong.draft --json
json drafts '[]'
expect 0 issuer cosign place --count 2 -o places.json --json

# A person.
expect 0 wallet init --no-words --json
expect 0 wallet key new --name school --json
json schema credenza.wallet.key.new/1
expect 0 wallet key list --json
json schema credenza.wallet.key.list/1
[ -e issued ] || fail "nothing was issued"
one=issued/${id[5]#urn:uuid:}.json
# Before the vault holds copies of what the school publishes.
expect 7 wallet add "issued/${id[1]#urn:uuid:}.json" --offline --json
expect 0 wallet add "$one" --offline --published www --json
expect 0 wallet add "$one" --offline --published www --json
json credentials.0.duplicate True
sed 's/voldoende/uitstekend/' "$one" >forged.json
expect 3 wallet add forged.json --offline --published www --json
expect 0 wallet list --json
held=$(ids 1)
expect 0 wallet verify "$held" --offline --published www --json
expect 2 wallet show "$held" --raw --json
json where --json
share="--to https://brouwer.example --offline --published www"
# shellcheck disable=SC2086
expect 0 wallet share "$held" $share --for 7d -o for-brouwer.json --dry-run --json
json dry_run True
json file for-brouwer.json
[ ! -e for-brouwer.json ] || fail "a dry run wrote a file"
# shellcheck disable=SC2086
expect 4 wallet share "$held" $share --for 7d -o for-brouwer.json --no-input --json
# shellcheck disable=SC2086
expect 0 wallet share "$held" $share --for 7d --nonce 0123456789abcdef -o for-brouwer.json --yes --json
json dry_run False
expect 0 wallet show "$held" --json
json receipts.0.to https://brouwer.example
# shellcheck disable=SC2086
expect 0 wallet share "$held" $share --for 7d --purpose 'een baan' -o again.json --yes --json
receipt=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["receipt"])' "$work/out")
# shellcheck disable=SC2086
expect 1 wallet share "$held" $share --for 7d --qr-out code.png --yes --json
json where qr
# What stands in for the school's site is told of, in verify and in add.
expect 0 wallet verify "$held" --offline --json
json credentials.0.copies.0.of did:web:rocwaterkant.example
expect 0 wallet add "$one" --offline --json
json credentials.0.copies.0.source folder
expect 0 wallet history --json
# Two of one second stand in any order.
jobs=$(grep -o '"purpose": *"een baan"' out | wc -l)
[ "$jobs" -eq 1 ] || fail "the history names the purpose $jobs times, not once"
expect 0 wallet history --to nobody --json
expect 0 wallet receipts show "$receipt" --json
expect 0 wallet receipts letter "$receipt" --kind access --json
json kind access
expect 0 wallet receipts letter "$receipt" --kind deletion -o letter.txt --json
json file letter.txt
expect 5 wallet receipts show ffffffff --json

# An employer.
printf 'name = "x"\nrequire = "a"\n[rule.a]\nany = ["b", "c"]\n[rule.b]\ntype = "MicroCredential"\n[rule.c]\ntype = "Diploma"\n' >rules.toml
school=did:web:rocwaterkant.example
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant' --home office --json
expect 0 credenza-verifier trust add did:web:keurpunt.example --name Keurpunt --type SafetyCertificate --until 2027-12-31 \
  --reason 'called them' --home office --json
expect 0 credenza-verifier trust add $school --name 'ROC Waterkant' --as issuer --as list-keeper --force --home office --json
expect 0 credenza-verifier trust import trust-list.json --home office --offline --published www --json
expect 0 credenza-verifier trust list --home office --json
expect 0 credenza-verifier check "$one" --offline --published www --home office --json
expect 0 credenza-verifier check for-brouwer.json --offline --published www --home office --json \
  --audience https://brouwer.example --nonce 0123456789abcdef
expect 6 credenza-verifier check "$one" --offline --published www --json
expect 3 credenza-verifier check forged.json "$one" none.json --offline --published www --home office --json
expect 5 credenza-verifier check none.json --json
expect 0 credenza-verifier check "$one" --offline --published www --home office --json --policy rules.toml
expect 0 credenza-verifier check "$one" --offline --published www --home office --json --report-out kept.json
expect 0 credenza-verifier report verify kept.json --home office --json
expect 0 credenza-verifier check --explain all --json
expect 0 credenza-verifier policy check "$top/examples/policies/warehouse.toml" --json
expect 0 credenza-verifier compare "$one" "$one" --offline --published www --json
expect 3 credenza-verifier compare "$one" forged.json --offline --published www --json
expect 0 credenza-verifier trust remove did:web:keurpunt.example --home office --json

# What the employer needs without a network, in one file.
bundle="--home office --json"
# shellcheck disable=SC2086
expect 0 credenza-verifier bundle make -o gate.bundle --from-published www --offline $bundle
mkdir -p nothing
# shellcheck disable=SC2086
expect 8 credenza-verifier bundle make -o one.bundle --from-published nothing --for "$one" --offline $bundle
# shellcheck disable=SC2086
expect 0 credenza-verifier bundle refresh gate.bundle --from-published www --offline $bundle
# shellcheck disable=SC2086
expect 0 credenza-verifier bundle show gate.bundle $bundle
# shellcheck disable=SC2086
expect 0 credenza-verifier bundle verify gate.bundle $bundle
# shellcheck disable=SC2086
expect 0 credenza-verifier check "$one" --bundle gate.bundle --offline $bundle
# shellcheck disable=SC2086
expect 7 credenza-verifier check "$one" --bundle one.bundle --offline --as-of 2026-06-01 $bundle
# shellcheck disable=SC2086
expect 3 credenza-verifier bundle show "$one" $bundle
