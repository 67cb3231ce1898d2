# The yearly rotation, a laptop that was stolen, and a school that becomes part of another.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
with_keys() { credenza-issuer "$@" --home school --passphrase-file pass; }
with_short() { credenza-issuer "$@" --home short --passphrase-file pass; }
# class FIRST LAST FILE: a class list with these student numbers.
class() {
  head -n 1 "$top/examples/batches/mc-log-02.csv" >"$3"
  for i in $(seq "$1" "$2"); do echo "$i;;Student$i;Test;1-1-2000;;MC-LOG-02;240;goed;12-06-2026;" >>"$3"; done
}
issue() { expect 0 with_keys issue --template "$template" --csv "$1" --out "$2"; }
any() { set -- "$1"/*.json; echo "$1"; }
check() { credenza-verifier check "$@" --published www --offline; }
signed_with() {
  python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["proof"]["verificationMethod"].split("#")[1])' "$1"
}
member() { python3 -c 'import json,sys
v = json.load(open(sys.argv[1]))
for s in sys.argv[2].split("."): v = v[int(s)] if isinstance(v, list) else v[s]
print(json.dumps(v))' "$1" "$2"; }
settle() { sleep 1.1; }

expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example \
  --passphrase-file pass
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant'
cp school/ledger.sqlite first_ledger.sqlite
class 1 2 last_year.csv
issue last_year.csv last_year
expect 0 with_keys publish --out www
out www/.well-known/did.json
out www/status/revocation-1.json
out www/status/suspension-1.json
out www/status/refresh-1.json
out www/ledger-head.json
old=$(any last_year)
expect 0 check "$old"
expect 0 check "$old" --status-max-age 24
expect 2 check "$old" --status-max-age 0

# Nothing changed: nothing is signed, nobody is asked for a passphrase.
expect 0 credenza-issuer publish --home school --out www --if-needed --no-input
err 'nothing to do'
silent_out
expect 0 credenza-issuer publish --home school --out www --if-needed --no-input --json
json written 0

# (a) "certificates from last year verify with the retired key (valid until rotated)"
echo 'vijf droge fietsen' >wrong
chmod 600 wrong
expect 12 credenza-issuer key rotate --home school --passphrase-file wrong
expect 0 with_keys key rotate
[ "$(cat "$work/out")" = 'did:web:rocwaterkant.example#key-ed25519-2' ] || fail "the new key is not named"
grep -q "^signing_key = 'key-ed25519-2'" school/issuer.toml || fail "issuer.toml does not follow"
expect 0 credenza-issuer key list --home school
out 'valid until rotated'
out 'in use, signs'
expect 0 credenza-issuer key list --home school --lang nl
out 'geldig tot de wisseling'
expect 0 credenza-issuer key list --home school --json
json keys.0.state retired
json keys.0.signs False
json keys.0.successor 'did:web:rocwaterkant.example#key-ed25519-2'
json keys.2.signs True
expect 0 with_keys publish --out www
out www/.well-known/did.json
no_out www/status
[ "$(member www/.well-known/did.json authentication)" = \
  '["did:web:rocwaterkant.example#key-p256", "did:web:rocwaterkant.example#key-ed25519-2"]' ] ||
  fail "a retired key still authenticates"
expect 0 check "$old"
out 'signed by the issuer, not changed since'
expect 1 with_keys key retire key-ed25519-2
err 'key rotate'
expect 5 with_keys key retire key-9
expect 0 with_keys key retire key-p256 --json
json state retired
expect 5 with_keys key rotate --type p256
err 'no key of this type is active'

# (b) The laptop is stolen at a moment between two batches, and that is noticed later.
class 3 4 before.csv
issue before.csv before
settle
theft=$(date -u +%Y-%m-%dT%H:%M:%SZ)
settle
class 5 6 after.csv
issue after.csv after
before=$(any before)
after=$(any after)
[ "$(signed_with "$before") $(signed_with "$after")" = 'key-ed25519-2 key-ed25519-2' ] || fail "another key signed"
expect 0 with_keys publish --out www
expect 0 check "$after"

expect 4 with_keys key compromised key-ed25519-2 --since "$theft"
err --yes
expect 2 with_keys key compromised key-ed25519-2 --since 2999-01-01 --yes
expect 2 with_keys key compromised key-ed25519-2 --since yesterday --yes
expect 5 with_keys key compromised key-9 --since "$theft" --yes
# A day begins at midnight in the Netherlands, in summer and in winter, and on the days on which the clock is changed.
# since DAY INSTANT
since() {
  expect 4 with_keys key compromised key-ed25519-2 --since "$1"
  err "--yes"
  expect 0 with_keys key compromised key-ed25519-2 --since "$1" --yes --dry-run --json
  json since "$2"
}
since 2026-07-01 2026-06-30T22:00:00Z
since 2026-01-01 2025-12-31T23:00:00Z
since 2026-03-29 2026-03-28T23:00:00Z
since 2026-03-30 2026-03-29T22:00:00Z
since 2025-10-26 2025-10-25T22:00:00Z
since 2025-10-27 2025-10-26T23:00:00Z
expect 2 with_keys key compromised key-ed25519-2 --since 1995-12-31 --yes
err 'from 1996 on'
expect 0 with_keys key compromised key-ed25519-2 --since "$theft" --yes
[ "$(cat "$work/out")" = 'did:web:rocwaterkant.example#key-ed25519-3' ] || fail "no new key in its place"
expect 1 with_keys key compromised key-ed25519-2 --since "$(date -u +%Y-%m-%dT%H:%M:%SZ)" --yes
expect 0 credenza-issuer key list --home school
out 'stolen, not relied on since'
expect 0 with_keys publish --out www
out www/anchors/key-ed25519-2.json
no_out www/status # they were signed with a key that is not stolen
[ "$(member www/.well-known/did.json verificationMethod.2.revoked)" = "\"$theft\"" ] || fail "no revoked in did.json"
[ "$(member www/anchors/key-ed25519-2.json credentialSubject.count)" = 4 ] || fail "the anchor has not what was before"

# "makes signatures after that date indeterminate unless the ledger anchor shows them earlier"
expect 7 check "$after"
out 'made with a key that was stolen; the issuer cannot confirm that this one was made before'
expect 7 check "$after" --lang nl
out 'gemaakt met een gestolen sleutel; de uitgever kan niet bevestigen dat dit bewijs van daarvoor is'
expect 7 check "$after" --json
json credentials.0.checks.1.code revoked
expect 0 check "$before"
out 'the issuer confirms that this one was made before'
expect 0 check "$before" --json
json credentials.0.checks.1.remark before_theft
expect 0 check "$old"
# Without the anchor nobody can tell.
cp -r www without
rm -r without/anchors
expect 7 credenza-verifier check "$before" --published without --offline
# What is signed now is signed with the new key, and is good.
class 7 7 now.csv
issue now.csv now
expect 0 with_keys publish --out www
expect 0 check "$(any now)"
[ "$(signed_with "$(any now)")" = key-ed25519-3 ] || fail "the new key does not sign"

# "reissue --where 'kid=… and issued>=2026-03-03' repairs"
expect 0 with_keys renew --where "kid=\"key-ed25519-2\" and issued>=$theft" --reason key-compromise --out renewed --yes 2
[ "$(ls renewed | wc -l)" -eq 2 ] || fail "not everything since the theft was made again"
expect 0 with_keys publish --out www
expect 0 check renewed/*.json
[ "$(signed_with "$(any renewed)")" = key-ed25519-3 ] || fail "renewed with another key"
expect 7 check "$after"

# A clock that jumps back, and a ledger that lost its end, publish nothing.
cp -r school kept
sed -i 's/"at": "20/"at": "29/' school/published.json
expect 1 with_keys publish --out www
err 'the clock has gone back'
cp kept/published.json school/published.json
expect 0 with_keys publish --out www --if-needed
err 'nothing to do'

# Killed at any moment, a change of keys happened or did not, and what is published is whole.
cp www/.well-known/did.json did.before
for moment in 0 150 400 700 1000 1500; do
  rm -rf killed
  cp -r school killed
  credenza-issuer key rotate --home killed --passphrase-file pass >"$work/out" 2>"$work/err" </dev/null &
  program=$!
  sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
  kill -KILL "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  expect 0 credenza-issuer key list --home killed --json
  [ "$(grep -o '"signs": true' "$work/out" | wc -l)" -eq 1 ] || fail "killed after $moment ms, no one key signs"
  rm -rf site
  cp -r www site
  credenza-issuer publish --home killed --out site --passphrase-file pass >"$work/out" 2>"$work/err" </dev/null &
  program=$!
  sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
  kill -KILL "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  for file in site/*.json site/*/*.json site/.well-known/did.json; do
    python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$file" || fail "half a file: $file"
  done
  expect 0 credenza-verifier check "$old" "$before" --published site --offline
  expect 0 credenza-issuer publish --home killed --out site --passphrase-file pass
  expect 0 credenza-issuer publish --home killed --out site --if-needed --no-input
  [ ! -e site/.unfinished ] || fail "something unfinished lies on the web site"
  expect 0 credenza-verifier check "$old" --published site --offline
done

# A ledger that lost its end is seen against what was published, and nothing is published from it.
cp -r school short
cp first_ledger.sqlite short/ledger.sqlite
expect 1 with_short publish --out www
err 'ends before entry'

# (c) "successor statement signed by the old DID before closing"
expect 2 with_keys successor --to rocdelta --name 'ROC Delta' --since 2027-08-01
expect 2 with_keys successor --to did:web:rocdelta.example --name 'ROC Delta' --since soon
expect 0 with_keys successor --to did:web:rocbeta.example --name 'ROC Beta' --since 2027-08-01
no_err 'takes the place of'
expect 0 with_keys successor --to did:web:rocdelta.example --name 'ROC Delta' --since 2027-08-01
err 'takes the place of an earlier statement'
expect 0 with_keys publish --out www
out www/successor.json
out www/.well-known/did.json
no_out www/status
# "with rocwaterkant.example gone, cached keys still verify": there never was such a web site here.
expect 0 check "$old"
out 'issued by ROC Waterkant, since 1-8-2027 part of ROC Delta'
expect 0 check "$old" --lang nl
out 'uitgegeven door ROC Waterkant, sinds 1-8-2027 deel van ROC Delta'
expect 0 check "$old" --json
json credentials.0.issuer.successor.name 'ROC Delta'
json credentials.0.issuer.successor.since 2027-08-01
# A statement that somebody else signed is told of, and not believed.
sed -i 's/ROC Delta/ROC Beter/' www/successor.json
expect 0 check "$old"
no_out 'ROC Beter'
out 'a statement about a successor of the issuer was ignored'
