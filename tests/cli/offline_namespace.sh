#!/usr/bin/env bash
# The issuer's and the employer's domains are gone: everything still lists, shows, presents and verifies from what is
# held. It runs in a network namespace with nothing in it, so that nobody can answer, whatever the programs try.
#
# A machine that permits no such namespace says so, and the same is done with --offline and a proxy that counts.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

echo 'vier natte fietsen' >pass
chmod 600 pass
wallet() { credenza-wallet "$@" --vault marek.vault --passphrase-file pass; }

# While everything was there: a certificate of the school and a word of the employer, and what both publish.
expect 0 wallet init --no-words
expect 0 wallet key new
did=$(cat "$work/out")
for party in school company; do
  expect 0 credenza-issuer init --home $party --name "The $party" --url "https://$party.example/" --passphrase-file pass
done
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
echo "100301;;Nowak;Marek;24-12-1984;m.nowak@student.example;MC-LOG-02;240;goed;12-06-2026;$did" >>class.csv
for party in school company; do
  expect 0 credenza-issuer issue --home $party --template "$top/examples/templates/mc-log-02.json" --csv class.csv \
    --out issued-$party --passphrase-file pass
  expect 0 credenza-issuer publish --home $party --out site-$party --passphrase-file pass
  expect 0 wallet add issued-$party/*.json --offline --published site-$party --json
done
expect 0 credenza-verifier trust add did:web:school.example --name School
expect 0 credenza-verifier trust add did:web:company.example --name Company

# The employer who is to be shown them took copies in time. Everything else of both is gone.
mkdir bundle
cp -r site-school bundle/school
cp -r site-company bundle/company
rm -rf site-school site-company school company issued-school issued-company

if unshare -n true 2>/dev/null; then
  gone() { unshare -n "$@"; }
  asked=not_reachable
elif unshare -rn true 2>/dev/null; then
  gone() { unshare -rn "$@"; }
  asked=not_reachable
else
  echo "this machine permits no network namespace: --offline and a counting proxy instead" >&2
  asked=not_asked
  # Counts who calls, and answers nobody.
  python3 - <<'PY' &
import socket
door = socket.create_server(("127.0.0.1", 0))
door.settimeout(300)
open("port", "w").write(str(door.getsockname()[1]))
open("calls", "w").close()
try:
    while True:
        door.accept()[0].close()
        open("calls", "a").write("x")
except OSError:
    pass
PY
  proxy=$!
  trap 'kill "$proxy" 2>/dev/null; rm -rf -- "$work"' EXIT
  while [ ! -s port ] || [ ! -e calls ]; do sleep 0.1; done
  http_proxy=http://127.0.0.1:$(cat port)
  export http_proxy https_proxy=$http_proxy all_proxy=$http_proxy
  gone() {
    case " $* " in *' verify '* | *' share '* | *' check '* | *' add '*) "$@" --offline ;; *) "$@" ;; esac
  }
fi
alone() { gone credenza-wallet "$@" --vault marek.vault --passphrase-file pass; }
if [ $asked = not_reachable ]; then
  # The namespace is what it should be: only a loopback that is down.
  [ "$(gone python3 -c 'import socket; print(*[name for _, name in socket.if_nameindex()])')" = lo ] ||
    fail "the namespace has a network"
fi

expect 0 alone list --json
json credentials.1.state ok
# The school's in front, whichever came first within a second.
mapfile -t id < <(python3 -c 'import json
both = json.load(open("out"))["credentials"]
print(*[c["id"] for c in sorted(both, key=lambda c: c["issuer"]["id"], reverse=True)], sep="\n")')
[ ${#id[@]} -eq 2 ] || fail "not both are held"
expect 0 alone show "${id[0]}"
out 'Veilig werken in het magazijn'

# Verified from what is held, and said so, with the date of the copy.
expect 0 alone verify --all
if [ $asked = not_reachable ]; then
  err "issuer's site not reachable; keys from the copy of $(date +%Y-%m-%d)"
else
  err "issuer's site not asked; keys from the copy of $(date +%Y-%m-%d)"
fi
expect 0 alone verify --all --lang nl
err 'sleutels uit de kopie van'
expect 0 alone verify --all --json
# Two that came within the same second stand in any order.
of=$(python3 -c 'import json; print(*sorted(c["copies"][0]["of"] for c in json.load(open("out"))["credentials"]))')
[ "$of" = "did:web:company.example did:web:school.example" ] || fail "copies of both: $of"

# Presented, and verified by somebody who took copies.
expect 0 alone share "${id[@]}" --to https://brouwer.example --purpose 'een baan' -o both.json --yes
expect 0 gone credenza-verifier check both.json --published bundle --audience https://brouwer.example --json
json verdict accepted
json credentials.1.verdict accepted
# Who has no copies cannot tell, and says that rather than "not genuine".
expect 7 gone credenza-verifier check both.json --audience https://brouwer.example

# What was shown is known, and letters are written, without anybody else.
expect 0 alone history --json
json receipts.0.credentials.1.issuer.id did:web:company.example
receipt=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["receipts"][0]["id"])' "$work/out")
expect 0 alone receipts letter "$receipt" --kind access
out 'Marek Nowak'

# A forgery stays one.
expect 0 alone show "${id[0]}" --raw
sed 's/Nowak/Kowak/' "$work/out" >forged.json
expect 3 alone add forged.json

if [ $asked = not_asked ]; then
  [ ! -s calls ] || fail "somebody was called"
fi
