# The reader's own list, from the shell.
. "$(dirname "$0")/lib.sh"
school=did:web:rocwaterkant.example

expect 0 credenza-verifier trust list
silent_out
err "Your list is empty"
expect 0 credenza-verifier trust list --json
json schema credenza.verifier.trust.list/1
json issuers '[]'

expect 0 credenza-verifier trust add $school --name "ROC Waterkant" --type OpenBadgeCredential --until 2999-12-31 \
  --reason "called them"
out "ROC Waterkant is on your list now."
[ "$(stat -c %a "$HOME/.config/credenza/trust.json")" = 600 ] || fail "others can read the list"
expect 0 credenza-verifier trust list
out $school
out "called them"
out "2999-12-31"

# Twice is a conflict, unless it is meant.
expect 1 credenza-verifier trust add $school --name Other
err "--force"
expect 0 credenza-verifier trust add $school --name Other --force --json
json schema credenza.verifier.trust.add/1
json name Other
expect 0 credenza-verifier trust list --json
json issuers.0.name Other

# Wrong usage changes nothing.
expect 2 credenza-verifier trust add rocwaterkant.example --name x
err "DID"
expect 2 credenza-verifier trust add did:web:127.0.0.1 --name x
expect 2 credenza-verifier trust add did:web:a.example
err "--name"
expect 2 credenza-verifier trust add did:web:a.example --name "$(printf 'a\033[31m')"
expect 2 credenza-verifier trust add did:web:a.example --name x --until 2026-02-30
expect 2 credenza-verifier trust add did:web:a.example --name x --until 2001-01-01
expect 0 credenza-verifier trust list --json
json issuers.0.issuer $school
no_out a.example

expect 5 credenza-verifier trust remove did:web:a.example --lang nl
err "niet gevonden"
expect 0 credenza-verifier trust remove $school
expect 0 credenza-verifier trust list --json
json issuers '[]'

# Another home, and one that is not there.
expect 0 credenza-verifier trust add $school --name A --home office
expect 0 credenza-verifier trust list --home office
out $school
expect 10 credenza-verifier trust list --home none
expect 0 credenza-verifier trust list --json
json issuers '[]'

# Two at a time: both count, or one is told to wait.
for i in 1 2 3 4 5 6 7 8; do
  credenza-verifier trust add "did:web:school$i.example" --name "School $i" --home many >/dev/null 2>&1 &
  eval "job$i=$!"
done
added=0
for i in 1 2 3 4 5 6 7 8; do
  eval "wait \$job$i" && added=$((added + 1))
done
expect 0 credenza-verifier trust list --home many
[ "$(grep -c did:web "$work/out")" -eq "$added" ] || fail "$added were added"

# A damaged list is no empty list, and a newer one is not touched.
echo '{"schema":"credenza.verifier.trust/1","issuers":[{"issuer":"did:web:a.example","name":"A","since":"x"}]}' \
  >office/trust.json
expect 1 credenza-verifier trust list --home office
err "/issuers/0/since"
expect 1 credenza-verifier check nothing.json --home office
echo '{"schema":"credenza.verifier.trust/2"}' >office/trust.json
expect 13 credenza-verifier trust add $school --name A --home office
expect 13 credenza-verifier check nothing.json --home office --json
json exit 13
