#!/usr/bin/env bash
# Sharing as people do it: what is shown to whom, for what, until when; refused, too large, several, withdrawn; and what
# is known of it afterwards. Story U8; what QR codes hold is read back in host_qr_code_test.
# A badge goes out as a whole, and the preview says so; selective_sharing.sh leaves a date of birth out of a token.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

echo 'vier natte fietsen' >pass
chmod 600 pass
school() { credenza-issuer "$@" --home school --passphrase-file pass; }
wallet() { credenza-wallet "$@" --vault marek.vault --passphrase-file pass; }
office() { credenza-verifier "$@" --home office; }
first_id() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["credentials"][0]["id"])' "$work/out"; }
count_receipts() {
  expect 0 wallet history --json
  python3 -c 'import json, sys; print(len(json.load(open(sys.argv[1]))["receipts"]))' "$work/out"
}
brouwer=https://brouwertransport.example
copies="--offline --published www"

# A school gives Marek two certificates, bound to the key of his vault.
expect 0 wallet init --no-words
expect 0 wallet key new --name 'ROC Waterkant'
did=$(cat "$work/out")
expect 0 school init --name 'ROC Waterkant' --url https://rocwaterkant.example/ --identifier BRIN:99ZZ
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
for day in 12-06-2026 13-06-2026; do
  echo "100301;;Nowak;Marek;24-12-1984;m.nowak@student.example;MC-LOG-02;240;goed;$day;$did" >>class.csv
done
expect 0 school issue --template "$top/examples/templates/mc-log-02.json" --csv class.csv --out issued
expect 0 school publish --out www
mapfile -t issued < <(ls issued/*.json)
one=${issued[0]}
# shellcheck disable=SC2086
expect 0 wallet add "$one" $copies --json
held=$(first_id)
# shellcheck disable=SC2086
expect 0 wallet add "${issued[1]}" $copies --json
other=$(first_id)
expect 0 office trust add did:web:rocwaterkant.example --name 'ROC Waterkant'

# Preview before anything: for whom, what for, until when, what it shows.
# shellcheck disable=SC2086
expect 0 wallet share "$held" --to $brouwer --purpose 'night shift in the warehouse' --for 7d --nonce n-42 $copies \
  -o brouwer.json --dry-run
for text in "$brouwer" 'night shift in the warehouse' 'n-42' 'everything in it' 'date of birth' grade; do err "$text"; done
silent_out
[ ! -e brouwer.json ] || fail "a dry run wrote a file"
[ "$(count_receipts)" = 0 ] || fail "a dry run left a receipt"

# Refusing leaves no file and no receipt; so does not being asked. The answer is typed on a terminal.
cat >answer.py <<'PY'
import os, pty, sys
answer, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
said = b""
while True:
    try:
        some = os.read(terminal, 4096)
    except OSError:
        break
    if not some:
        break
    said += some
    if b"Share this?" in said and answer:
        os.write(terminal, answer.encode() + b"\n")
        answer = ""
sys.stdout.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
PY
# shellcheck disable=SC2086
expect 1 python3 answer.py n credenza-wallet share "$held" --vault marek.vault --passphrase-file pass --lang en \
  --to $brouwer $copies -o brouwer.json
out 'Nothing was shared'
[ ! -e brouwer.json ] || fail "a refused share wrote a file"
[ "$(count_receipts)" = 0 ] || fail "a refused share left a receipt"
# shellcheck disable=SC2086
expect 4 wallet share "$held" --to $brouwer $copies -o brouwer.json
[ "$(count_receipts)" = 0 ] || fail "a share without an answer left a receipt"
# shellcheck disable=SC2086
expect 0 python3 answer.py y credenza-wallet share "$held" --vault marek.vault --passphrase-file pass --lang en \
  --to $brouwer --purpose 'night shift in the warehouse' --nonce n-42 --for 7d $copies -o brouwer.json
[ "$(stat -c %a brouwer.json)" = 600 ] || fail "mode of a presentation"

# Bound to its audience and its number: to anybody else it is a copy.
shown_to="--offline --published www"
# shellcheck disable=SC2086
expect 0 office check brouwer.json $shown_to --audience $brouwer --nonce n-42
# shellcheck disable=SC2086
expect 3 office check brouwer.json $shown_to --audience https://other.example --nonce n-42
# shellcheck disable=SC2086
expect 3 office check brouwer.json $shown_to --audience $brouwer --nonce n-43
! grep -q 'night shift' brouwer.json || fail "the purpose is for the receipt, not for the receiver"

# What was shared is known: who, what for, until when, which file.
expect 0 wallet history --to brouwer --json
json receipts.0.to $brouwer
json receipts.0.purpose 'night shift in the warehouse'
json receipts.0.running True
json receipts.0.credentials.0.id "$held"
json receipts.0.digest "$(sha256sum <brouwer.json | cut -d ' ' -f 1)"
receipt=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["receipts"][0]["id"])' "$work/out")
expect 0 wallet history
out "${brouwer%.example}"
expect 0 wallet history --running --lang nl
out 'loopt nog'
expect 0 wallet history --to nobody
silent_out
expect 0 wallet receipts show "$receipt"
out 'Veilig werken in het magazijn'
expect 0 wallet receipts letter "$receipt" --kind access --lang nl
out 'artikel 15 AVG'
out 'Marek Nowak'
out 'Veilig werken in het magazijn'
out "Aan: $brouwer"
expect 0 wallet receipts letter "$receipt" --kind deletion -o letter.txt
grep -q 'article 17 GDPR' letter.txt || fail "the letter for deletion"
expect 1 wallet receipts letter "$receipt" --kind access -o letter.txt
grep -q 'article 17 GDPR' letter.txt || fail "a letter was written over"
expect 2 wallet receipts letter "$receipt" --kind both

# A QR code: this one is too large for it, which is said before anything is written.
before=$(count_receipts)
# shellcheck disable=SC2086
expect 1 wallet share "$held" --to $brouwer $copies --qr --yes
err 'one certificate at a time'
err '2953'
silent_out
# shellcheck disable=SC2086
expect 1 wallet share "$held" --to $brouwer $copies --qr-out code.png -o file.json --yes --lang nl
err 'QR-code'
[ ! -e code.png ] && [ ! -e file.json ] || fail "something was written that does not fit"
[ "$(count_receipts)" = "$before" ] || fail "a receipt of what does not fit"

# Several in one, each with its own verdict; and a receipt that names both.
# shellcheck disable=SC2086
expect 0 wallet share "$held" "$other" --to $brouwer $copies -o both.json --yes
# shellcheck disable=SC2086
expect 0 office check both.json $shown_to --audience $brouwer --json
json credentials.0.verdict accepted
json credentials.1.verdict accepted
expect 0 wallet history --credential "$other" --json
json receipts.0.credentials.0.id "$held"
json receipts.0.credentials.1.id "$other"

# Withdrawn since: it may be shown, with the word on it. The receiver finds it genuine and not accepted, not a forgery.
expect 0 school revoke --where "$(printf 'id = "urn:uuid:%s"' "$(basename "$one" .json)")" --reason exam-irregularity --yes 1
expect 0 school publish --out www
# shellcheck disable=SC2086
expect 6 wallet verify "$held" $copies
# shellcheck disable=SC2086
expect 0 wallet share "$held" --to $brouwer $copies -o withdrawn.json --yes
err 'withdrawn'
err 'the receiver will see this state too'
# shellcheck disable=SC2086
expect 6 office check withdrawn.json $shown_to --audience $brouwer
expect 0 wallet history --credential "$held" --json
# Two of one second stand in any order.
states=$(python3 -c 'import json; print(*sorted(r["credentials"][0]["state"] for r in json.load(open("out"))["receipts"]))')
[ "$states" = "ok ok revoked" ] || fail "the states when they were shown: $states"
