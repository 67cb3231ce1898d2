# A ledger that lost its end: every command that would write to it refuses, and nothing is written. doctor sees it too.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
with() { home=$1; shift; credenza-issuer "$@" --home "$home" --passphrase-file pass; }
digest() { (cd -- "$1" && find . -type f ! -name lock -exec sha256sum {} + | sort | sha256sum); }

expect 0 with school init --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ
recognise_company school
head -n 2 "$top/examples/batches/mc-log-02.csv" >one.csv
sed -n '1p;3p' "$top/examples/batches/mc-log-02.csv" >two.csv
expect 0 with school issue --template "$template" --csv one.csv --out issued
id=$(basename -- issued/*.json .json)
cp school/ledger.sqlite early.sqlite
expect 0 with school issue --template "$template" --csv two.csv --out issued
# Drafts that others sign too, made while all was well: one waits for the company, one for the school.
practice=$top/examples/practice-statement/template.json
head -n 4 "$top/examples/practice-statement/praktijk.csv" >mehari.csv
expect 0 with company init --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example
expect 0 with school cosign place --count 2 -o places.json
expect 0 with company cosign start --place places.json --template "$practice" --csv mehari.csv -o mehari.draft
cp mehari.draft signed.draft
cp company/ledger.sqlite company_early.sqlite
expect 0 with company cosign sign signed.draft --role learning-company --name 'Rob Jansen, bedrijfsleider'
expect 0 with company publish --out www-company
expect 0 with school publish --out www
expect 0 with school publish --out www --if-needed

cp -r school short
cp early.sqlite short/ledger.sqlite
cp -r company short-company
cp company_early.sqlite short-company/ledger.sqlite
# refused COMMAND…: exit 1, a clear message, nothing written.
refused() { refused_by short "$@"; }
refused_by() {
  expect 1 with "$@"
  err 'the ledger lacks what it had when it was published'
  err 'ends before entry'
  err 'Nothing was changed. Restore the newest backup of the ledger.'
  silent_out
  [ "$(digest short) $(digest short-company) $(sha256sum ./*.draft)" = "$before" ] || fail "something was written: $*"
}
all() { before="$(digest short) $(digest short-company) $(sha256sum ./*.draft)"; }
all
refused issue --template "$template" --csv two.csv --out again
[ ! -e again ] || fail "issue made a folder"
refused revoke "$id" --reason data-error --yes 1
refused suspend "$id" --reason under-investigation --yes 1
refused reinstate "$id" --reason suspended-in-error --yes 1
refused replace "$id" --set givenName=Anna --reason data-error --out corrected
refused renew "$id" --reason prolonged --out corrected --yes 1
refused forget "$id" --yes 1
refused key rotate
refused key retire key-p256
refused key compromised key-ed25519 --since 2026-01-01 --yes
refused publish --out www
refused cosign place --count 1 -o more.json
refused cosign start --template "$practice" --csv mehari.csv -o own.draft
refused cosign issue signed.draft -o mehari.json --offline --published www-company
refused_by short-company cosign start --place places.json --template "$practice" --csv mehari.csv -o own.draft
refused_by short-company cosign sign mehari.draft --role learning-company --name 'Rob Jansen, bedrijfsleider'
refused_by short-company cosign refuse mehari.draft --reason 'hours are wrong'
[ ! -e more.json ] && [ ! -e own.draft ] && [ ! -e mehari.json ] || fail "a file was made"
expect 1 with short revoke "$id" --reason data-error --yes 1 --lang nl
err 'in het register ontbreekt wat er bij het publiceren in stond'
err 'Zet de nieuwste reservekopie van het register terug.'
# To look is allowed.
expect 0 with short show "$id"
expect 0 with short list

# The home knows nothing (its published.json is gone too), and the web site does: nothing is published or entered either.
rm short/published.json
all
cp -r www site
refused publish --out site
refused revoke "$id" --reason data-error --yes 1 --publish site
diff -r www site || fail "something was published"
# A published.json that cannot be read is no reason to go on.
echo '{' >short/published.json
expect 1 with short revoke "$id" --reason data-error --yes 1
err 'when something was published last cannot be read'
expect 1 with short revoke "$id" --reason data-error --yes 1 --lang nl
err 'wanneer er voor het laatst is gepubliceerd, is niet te lezen'

# doctor --published: the head of the ledger.
# head_is OUTCOME TEXT HOME SITE
head_is() {
  credenza-issuer doctor --home "$3" --published "$4" --json >"$work/out" 2>"$work/err" </dev/null
  python3 - "$work/out" "$1" "$2" <<'PY' || fail "doctor does not say of the head: $1, $2"
import json, sys
check = [c for c in json.load(open(sys.argv[1], encoding="utf-8"))["checks"] if c["name"] == "ledger_head"]
sys.exit(not (len(check) == 1 and check[0]["outcome"] == sys.argv[2] and sys.argv[3] in check[0]["detail"]))
PY
}
head_is ok 'has everything that was published' school www
cp school/published.json short/published.json
head_is problem 'ends before entry' short www
expect 1 credenza-issuer doctor --home short --published www --lang nl
out 'Zet de nieuwste reservekopie ervan terug.'
# Another ledger, under the same keys.
expect 0 with other init --name 'ROC Waterkant' --url https://rocwaterkant.example
cp -r school swapped
cp other/ledger.sqlite swapped/ledger.sqlite
head_is problem 'another ledger' swapped www
# As long as the one that was published, but it went another way.
cp -r school forked
cp early.sqlite forked/ledger.sqlite
rm forked/published.json
sed -n '1p;4,10p' "$top/examples/batches/mc-log-02.csv" >fork.csv
expect 0 with forked issue --template "$template" --csv fork.csv --out forked_out
head_is problem 'is not the one that was published' forked www
expect 1 with forked publish --out www
err 'is not the one that was published'
# A head that is damaged, that somebody else signed, or that is not there tells nothing, and is not taken for a good one.
cp -r www damaged
sed -i 's/"count":[0-9]*/"count":0/' damaged/ledger-head.json
head_is problem 'damaged, or not of this issuer' school damaged
echo '{' >damaged/ledger-head.json
head_is problem 'damaged, or not of this issuer' school damaged
expect 0 with other publish --out other_site
head_is problem 'damaged, or not of this issuer' school other_site
rm damaged/ledger-head.json
head_is warning 'no head of the ledger was published' school damaged
