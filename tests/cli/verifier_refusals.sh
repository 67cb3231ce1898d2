# What is no credential, and what cannot be read: bounded, placed, and never a pass.
. "$(dirname "$0")/lib.sh"

expect 0 credenza-verifier --version
grep -qxE 'credenza-verifier [0-9]+\.[0-9]+\.[0-9]+' "$work/out" || fail "version"
expect 0 credenza-verifier check --help
out "Example: credenza-verifier check"
expect 0 credenza-verifier check --help --lang nl
out "Controleer bewijzen"
expect 0 credenza verifier check --help
expect 2 credenza-verifier
expect 2 credenza-verifier chek x
err "did you mean 'check'?"
silent_out
expect 2 credenza-verifier check
expect 2 credenza-verifier check x --lang de
expect 2 credenza-verifier check --json --nonsense x
json schema credenza.verifier.error/1
json exit 2

expect 5 credenza-verifier check none.json
err "none.json"
silent_out
expect 5 credenza-verifier check none.json --json
json code not_found
mkdir folder
expect 1 credenza-verifier check folder
expect 5 credenza-verifier check none.json --published none
expect 10 credenza-verifier check none.json --home none
err 'there is no folder of this name, so no list of issuers either (none). Check the name'
err 'credenza-verifier trust add --home'
expect 10 env CREDENZA_VERIFIER_HOME=none credenza-verifier check none.json --lang nl
err 'deze map is er niet, dus ook geen lijst van uitgevers (none). Controleer de naam'

# refused FILE: not genuine, in words and as data.
refused() {
  expect 3 credenza-verifier check "$1"
  out "NOT GENUINE"
  expect 3 credenza-verifier check "$1" --json
  json verdict "not genuine"
  json credentials.0.checks.0.name format
  json credentials.0.checks.0.outcome failed
}
: >empty
refused empty
echo '{}' >object
refused object
echo 'not JSON' >words
refused words
printf '{"type":"VerifiableCredential","type":"VerifiableCredential"}' >twice
refused twice
head -c 10000 /dev/zero | tr '\0' '[' >deep
refused deep
printf '{"type":"VerifiableCredential","a":"\\ud800"}' >surrogate
refused surrogate
printf '{"type":"VerifiableCredential","a":"\377"}' >bytes
refused bytes
printf '{"type":"VerifiableCredential","a":NaN}' >nan
refused nan
head -c 100000000 /dev/zero >large
refused large
head -c 3000 /dev/urandom >noise
refused noise

# What has no end is read to the limit. How much memory that takes is measured in hostile_json.sh.
timeout 20 credenza-verifier check - </dev/zero >"$work/out" 2>"$work/err"
[ $? -eq 3 ] || fail "an endless input"

# Several: the worst wins, and one that cannot be read does not stop the others.
expect 3 credenza-verifier check object none.json
out "NOT GENUINE"
out "COULD NOT CHECK"
out "2 certificates: 1 COULD NOT CHECK; 1 NOT GENUINE"
expect_from object 3 credenza-verifier check -
out "(standard input)"

# A name that would steer the terminal does not.
name=$(printf 'a\033[31m\n  Result:     accepted')
expect 5 credenza-verifier check "$name"
err 'a\x1b[31m\x0a'
cp object "$name"
expect 3 credenza-verifier check "$name"
out 'a\x1b[31m\x0a'
expect 3 credenza-verifier check "$name" --json
json credentials.0.file "$name"
cp object "$(printf 'latin\351')"
expect 3 credenza-verifier check "$(printf 'latin\351')" --json
json credentials.0.file 'latin\xe9'

# Nobody reads what is printed.
credenza-verifier check object 2>"$work/err" >/dev/full
[ $? -eq 1 ] || fail "standard output was full, and nobody was told"
credenza-verifier check object 2>/dev/null | true
[ "${PIPESTATUS[0]}" -eq 1 ] || [ "${PIPESTATUS[0]}" -eq 3 ] || fail "a closed pipe"

# What cannot stand in for anything is passed over aloud.
mkdir copies
cp object copies/a.json
expect 3 credenza-verifier check object --published copies
err "passed over copies/a.json"
