# The program killed at moments spread over its whole run, key derivation, signing and writing of files included:
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

cp -r fresh school
begin=$(date +%s%N)
expect 0 issue
whole=$((($(date +%s%N) - begin) / 1000000))
before=0
after=0
for step in $(seq 14); do
  rm -rf school issued
  cp -r fresh school
  milliseconds=$((whole * step / 13))
  timeout -s KILL "$((milliseconds / 1000)).$(printf %03d $((milliseconds % 1000)))" \
    credenza-issuer issue --home school --passphrase-file pass --template "$template" --csv class.csv --out issued \
    >/dev/null 2>&1 </dev/null
  case $(listed) in
    '0 0') before=$((before + 1)) ;;
    '60 60') after=$((after + 1)) ;;
    *) fail "killed after $milliseconds ms, the ledger has $(listed)" ;;
  esac
  for file in issued/*.json; do
    [ ! -e "$file" ] || python3 -c 'import json,sys; json.load(open(sys.argv[1]))' "$file" || fail "half a file: $file"
  done
  expect 0 issue
  [ "$(listed)" = '60 60' ] || fail "after running again the ledger has $(listed)"
  [ "$(ls issued/*.json | wc -l)" -eq 60 ] || fail "after running again not every file is there"
done
[ "$before" -gt 0 ] && [ "$after" -gt 0 ] || fail "$before kills before and $after after the commit: no test"
