# The program killed at moments spread over its run, key derivation, signing and writing of files included:
# afterwards the ledger is as it was before or after, and one more run completes everything.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
credenza-issuer init --home fresh --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass \
  >/dev/null 2>&1 || exit 1
{
  head -n 1 "$top/examples/batches/mc-log-02.csv"
  for i in $(seq 60); do echo "$i;;Student$i;Test;1-1-2000;;MC-LOG-02;240;goed;12-06-2026;"; done
} >class.csv
issue() {
  credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv class.csv --out issued "$@"
}
listed() {
  credenza-issuer list --home school --passphrase-file pass --json 2>/dev/null |
    python3 -c 'import json,sys; c=json.load(sys.stdin)["credentials"]; print(len(c), len({(x["list"],x["index"]) for x in c}))'
}


# killed_when NAME CONDITION…: starts the program, kills it as soon as the condition holds, and checks what it left.
killed_when() {
  moment=$1
  shift
  rm -rf school issued
  cp -r fresh school
  credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv class.csv --out issued \
    >/dev/null 2>&1 </dev/null &
  program=$!
  while kill -0 "$program" 2>/dev/null && ! "$@"; do :; done
  kill -KILL "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  left=$(listed)
  [ "$left" = '0 0' ] || [ "$left" = '60 60' ] || fail "killed at $moment, the ledger has $left"
  for file in issued/*.json; do
    [ ! -e "$file" ] || python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$file" || fail "half a file: $file"
  done
  expect 0 issue
  [ "$(listed)" = '60 60' ] || fail "after running again the ledger has $(listed)"
  [ "$(ls issued/*.json | wc -l)" -eq 60 ] || fail "after running again not every file is there"
}

at_once() { return 0; }
files_written() { [ "$(ls issued 2>/dev/null | grep -c '\.json$')" -ge "$1" ]; }
passed() { [ "$(date +%s%N)" -ge "$1" ]; }

killed_when 'its start' at_once
[ "$left" = '0 0' ] || fail "a program that was killed at its start issued something"
for step in 1 2 3 4; do
  killed_when "$((step * 150)) ms" passed $(($(date +%s%N) + step * 150000000))
done
killed_when 'the first write to the store' test -e school/ledger.sqlite-journal
killed_when 'its first file' files_written 1
[ "$left" = '60 60' ] || fail "files were written before the ledger knew"
killed_when 'its thirtieth file' files_written 30
[ "$left" = '60 60' ] || fail "files were written before the ledger knew"

# One file for all: killed, or left by its terminal, in the middle of writing it, nothing of anybody is left in the folder.
for signal in KILL HUP; do
  rm -rf school issued all.ndjson
  cp -r fresh school
  credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv class.csv -o all.ndjson \
    >/dev/null 2>&1 </dev/null &
  program=$!
  while kill -0 "$program" 2>/dev/null && [ ! -e school/ledger.sqlite-journal ]; do :; done
  kill -"$signal" "$program" 2>/dev/null
  wait "$program" 2>/dev/null
  rm -f all.ndjson
  expect 0 credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv class.csv -o all.ndjson
  [ "$(wc -l <all.ndjson)" -eq 60 ] || fail "after $signal not every credential is in the file"
  [ -z "$(ls -A | grep unfinished)" ] || fail "something is left of a killed run"
done
