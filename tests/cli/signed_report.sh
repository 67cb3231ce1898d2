# A report that is kept: signed, with digests in the place of the certificates.
. "$(dirname "$0")/lib.sh"
examples=$top/examples
echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
expect 0 credenza-issuer init --home school --name "ROC Waterkant" --url https://rocwaterkant.example --passphrase-file pass
head -n 2 "$examples/batches/mc-log-02.csv" | sed '2s/did:[^;]*//' >class.csv
expect 0 credenza-issuer issue --home school --template "$examples/templates/mc-log-02.json" --csv class.csv --out issued \
  --passphrase-file pass
mv -- issued/*.json sanne-van-der-heijden.jsonld
sed 's/voldoende/uitstekend/' sanne-van-der-heijden.jsonld >forged.jsonld
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name "ROC Waterkant"
check() { credenza-verifier check --offline --published www "$@"; }

# The verdict stays what it is, and is kept with the digest of what was looked at.
expect 3 check sanne-van-der-heijden.jsonld forged.jsonld --report-out report.json --json
digest=$(python3 -c 'import json; print(json.load(open("out"))["credentials"][0]["digest"])')
grep -qF "$digest" report.json || fail 'no digest in the report'
[ "$(stat -c %a report.json)" = 600 ] || fail 'others can read the report'
# Nobody's data is kept: no name, no birth date, no grade, no name of a file.
for personal in Sanne sanne Heijden 2004-03-17 voldoende uitstekend jsonld; do
  ! grep -qF "$personal" report.json || fail "'$personal' in the report"
done
expect 0 credenza-verifier report verify report.json
out 'NOT GENUINE'
out '2 certificates'
out 'genuine, not changed since'
expect 0 credenza-verifier report verify report.json --lang nl
out 'echt, daarna niet veranderd'
out 'NIET ECHT'
expect 0 credenza-verifier report verify report.json --json
json relied_on True
json report.credentials.0.digest "$digest"
json report.credentials.1.verdict 'not genuine'
maker=$(python3 -c 'import json; print(json.load(open("out"))["maker"])')

# Somebody else's report: unchanged, by a maker that one may name.
expect 6 credenza-verifier report verify report.json --home other
expect 6 env HOME="$work" credenza-verifier report verify report.json
out 'you do not know who signed it'
expect 0 env HOME="$work" credenza-verifier report verify report.json --by "$maker"

# A verdict that was made better, a report that is none, one of a newer version.
sed 's/"not genuine"/"accepted"/' report.json >better.json
expect 3 credenza-verifier report verify better.json
err 'this report was changed, or is none'
expect 3 credenza-verifier report verify better.json --lang nl
err 'dit rapport is veranderd'
expect 3 credenza-verifier report verify sanne-van-der-heijden.jsonld
sed 's|credenza.verifier.report/1|credenza.verifier.report/2|' report.json >newer.json
expect 13 credenza-verifier report verify newer.json
expect 5 credenza-verifier report verify none.json
# Never over a file.
cp report.json before.json
expect 1 check sanne-van-der-heijden.jsonld --report-out report.json
cmp -s report.json before.json || fail 'a report was written over'
# With the rules it was made by.
printf 'name = "mbo"\n[accept]\ntypes = ["MboCertificate"]\n' >rules.toml
expect 6 check sanne-van-der-heijden.jsonld --policy rules.toml --report-out ruled.json
expect 0 credenza-verifier report verify ruled.json --json
json report.policy mbo
json report.policy_sha256 "$(sha256sum rules.toml | cut -d ' ' -f 1)"
