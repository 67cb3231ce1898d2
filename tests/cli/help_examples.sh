#!/usr/bin/env bash
# The example that ends the help of each verb works as it stands there, in a home that has what it names.
#
# Ids and places outside of the folder are put in; a passphrase and copies instead of a network are added.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT

# For an unlocked vault, which is locked when its folder is made anew for the next example.
mkdir -m 700 runtime
export XDG_RUNTIME_DIR=$work/runtime

# A school with a class of 37, its site, a learning company beside it, a person's vault.
echo 'vier natte fietsen' >pass
chmod 600 pass
mkdir base
cd base || exit 1
mkdir -p copies
python3 - "$top" <<'PY' || fail "no templates"
import json, pathlib, sys
top = pathlib.Path(sys.argv[1])
form = json.loads((top / "examples/templates/mc-log-02.json").read_text(encoding="utf-8"))
form["labels"] = {"session": {"$column": "sessie"}}
pathlib.Path("mc-log-02.json").write_text(json.dumps(form), encoding="utf-8")
rows = (top / "examples/batches/mc-log-02.csv").read_text(encoding="utf-8-sig").splitlines()
with open("class.csv", "w", encoding="utf-8") as table:
    print(rows[0] + ";sessie", file=table)
    for n in range(37):
        print(rows[2].replace("100232", f"20{n:04}").replace("Zoë", f"Zoë {n}") + ";2026-06-12-A", file=table)
PY
grep -e leerlingnr -e Mehari "$top/examples/practice-statement/praktijk.csv" >mehari.csv
cp "$top/examples/practice-statement/template.json" practice.json
cp "$top/examples/profiles/teamleider-nachtploeg.toml" team-leader.toml
printf 'name = "Erkende opleiders"\n' >register.toml
echo 'STARR-formulier 1' >starr-1.pdf
expect 0 credenza-issuer init --home issuer --name 'ROC Waterkant' --url https://rocwaterkant.example/ \
  --identifier BRIN:99ZZ --passphrase-file ../pass
mkdir -p issuer/templates
cp mc-log-02.json practice.json issuer/templates/
export CREDENZA_HOME=issuer CREDENZA_VAULT=my.vault
expect 0 credenza-issuer issue --template mc-log-02 --csv class.csv --out issued --passphrase-file ../pass
expect 0 credenza-issuer publish --out copies --passphrase-file ../pass
diploma=$(ls issued | head -n 1)
cp "issued/$diploma" diploma.json
cp diploma.json badge.json
cp "$top/examples/policies/warehouse.toml" .
cp diploma.json copy.json
expect 0 credenza-wallet init --passphrase-file ../pass --words-file words
expect 0 credenza-wallet slot list --passphrase-file ../pass --json
slot_of() { python3 -c 'import json, sys; print([s["id"] for s in json.load(open("../out"))["slots"] if s["kind"] == sys.argv[1]][0])' "$1"; }
phrase_slot=$(slot_of passphrase)
words_slot=$(slot_of words)
expect 0 credenza-wallet add diploma.json --offline --published copies --passphrase-file ../pass
held=$(cut -c 1-8 ../out)
expect 0 credenza-wallet share "$held" --to https://brouwer.example --for 7d -o shared.json --yes --json --offline \
  --published copies --passphrase-file ../pass
receipt=$(sed -n 's/.*"receipt": *"\([0-9a-f]\{8\}\).*/\1/p' ../out)
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant'
expect 0 credenza-verifier bundle make -o gate.bundle --from-published copies --offline
expect 0 credenza-verifier check diploma.json --offline --published copies --report-out report-2026-11.json
cat >brouwer.json <<'JSON'
{"schema": "credenza.verifier.request/1", "id": "urn:uuid:1", "verifier": {"name": "Brouwer"}, "purpose": "night shift",
 "audience": "https://brouwer.example", "nonce": "n-42", "until": "2099-12-31T17:00:00Z",
 "credentials": [{"id": "a", "types": ["MicroCredential"]}]}
JSON
cd ..
mv "$HOME" base/home
mkdir "$HOME"

# before EXAMPLE: what has to have happened for an example to make sense.
before() {
  case $1 in
    *' init --home issuer '*) rm -r issuer ;;
    *'cosign '*) prepare_cosign "$1" ;;
    *' reinstate '*) expect 0 credenza-issuer suspend "${diploma%.json}" --reason under-investigation --yes 1 \
      --passphrase-file ../pass ;;
    *'/var/www/html') cp -r copies html ;;
    *' evidence show '*) expect 0 credenza-wallet evidence add "$held" starr-1.pdf --passphrase-file ../pass ;;
    *' volunteering'*) expect 0 credenza-wallet profile new volunteering --passphrase-file ../pass ;;
    *' endorse add '*) prepare_endorsement ;;
    *' backup verify '*) expect 0 credenza-wallet backup -o mine-may.vault --passphrase-file ../pass ;;
    *' restore '*) mv my.vault mine-may.vault ;;
    *' rotate-key '*)
      expect 0 credenza-wallet key new --passphrase-file ../pass
      expect 0 credenza-wallet key list --passphrase-file ../pass
      line=${line//"$held"/$(cut -c 1-8 ../out)}
      ;;
    *' trust import '*)
      expect 0 credenza-issuer trust make --entries register.toml --sequence 8 --until 2099-12-31 -o trust-list.json \
        --passphrase-file ../pass
      expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC' --as list-keeper --force
      ;;
    *' trust add '*) rm -r home/.config 2>/dev/null; rm -rf home/.local ;;
  esac
}

# The company has a home of its own; who does what is in the verb.
prepare_cosign() {
  case $1 in *' place '*) return ;; esac
  expect 0 credenza-issuer cosign place --count 1 -o places.json --passphrase-file ../pass
  expect 0 credenza-issuer init --home company --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example \
    --passphrase-file ../pass
  mkdir -p company/templates
  cp practice.json company/templates/
  expect 0 credenza-issuer publish --home company --out company-site --passphrase-file ../pass
  cp company-site/.well-known/did.json copies/company.json
  mkdir -p issuer/dossiers
  put_dossier issuer
  recognise_company issuer
  case $1 in *' start '*) CREDENZA_HOME=company; return ;; esac
  expect 0 credenza-issuer cosign start --home company --template practice --csv mehari.csv --place places.json \
    -o mehari.draft --passphrase-file ../pass
  case $1 in *' sign '*) CREDENZA_HOME=company; return ;; esac
  expect 0 credenza-issuer cosign sign mehari.draft --home company --role learning-company --passphrase-file ../pass
}

# The company answers a request for an endorsement.
prepare_endorsement() {
  expect 0 credenza-wallet endorse ask "$held" -o request.json --passphrase-file ../pass
  expect 0 credenza-issuer init --home company --name 'De Blauwe Hal' --url https://deblauwehal.example \
    --passphrase-file ../pass
  python3 - <<'PY' || fail "no answer"
import json
target = json.load(open("request.json"))["target"]
with open("answer.csv", "w") as table:
    print("bewijs;sha256;wie;tekst;datum", file=table)
    print(target["id"], target["digest"], "collega", "Werkt veilig.", "15-06-2026", sep=";", file=table)
PY
  expect 0 credenza-issuer issue --home company --template "$top/examples/endorsement/template.json" --csv answer.csv \
    --out said --passphrase-file ../pass
  cp said/*.json from-rob.json
  expect 0 credenza-issuer publish --home company --out copies/company --passphrase-file ../pass
}

# example LANGUAGE LINE: what the help in this language ends in.
example() { sed -n "\$s/^$1: //p" <"$work/out"; }

tried=0
for role in issuer wallet verifier; do
  program=credenza-$role
  expect 0 $program man --out pages
  for page in pages/$program.1 pages/$program-*.1; do
    name=$(basename "$page" .1)
    # A group of verbs has no example of its own.
    if compgen -G "pages/$name-*.1" >/dev/null && [ "$name" != $program ]; then continue; fi
    words=${name#"$program"}
    words=${words//-/ }
    words=${words/rotate key/rotate-key}
    # shellcheck disable=SC2086
    expect 0 $program $words --help --lang nl
    dutch=$(example Voorbeeld)
    # shellcheck disable=SC2086
    expect 0 $program $words --help --lang en
    english=$(example Example)
    [ -n "$english" ] || fail "$name: the help does not end in an example"
    [ "$english" = "$dutch" ] || fail "$name: another example in Dutch"
    case $english in "$program "*) ;; *) fail "$name: the example is of another verb" ;; esac
    line=$english
    case $line in *' share '* | *' present '*) line="$line --yes" ;; esac
    if [ "$name" = $program ]; then
      # The help of the program shows one of its verbs.
      # shellcheck disable=SC2046
      expect 0 $program $(echo "$english" | awk '{print $2}') --help
    fi
    if grep -q -- --no-words "$work/out"; then line="$line --no-words"; fi
    if grep -q -- --new-passphrase-file "$work/out"; then line="$line --new-passphrase-file ../pass"; fi
    if grep -q -- --new-words-file "$work/out"; then line="$line --new-words-file more-words"; fi
    case $line in *' slot rm '*) line="$line --yes" ;; esac
    if grep -q -- ' --passphrase-file' "$work/out"; then line="$line --passphrase-file ../pass"; fi
    if grep -q -- --offline "$work/out"; then line="$line --offline"; fi
    if grep -q -- --published "$work/out" && [[ $line != *--published* ]]; then line="$line --published copies"; fi
    line=${line//\/var\/www\/html/html}
    line=${line//\/media\/usb\//}
    line=${line//5f2a7c1e/${diploma%.json}}
    line=${line//3fa8/$held}
    line=${line//5c21/$words_slot}
    line=${line//8e07/$phrase_slot}
    line=${line//7c01/$receipt}
    rm -rf run
    cp -r base run
    cd run || exit 1
    old=$HOME
    HOME=$PWD/home
    before "$english"
    case $line in *7c41*) line=${line//7c41/$(cut -c 1-8 "$work/out")} ;; esac
    expect 0 bash -c "$line"
    HOME=$old CREDENZA_HOME=issuer
    cd ..
    tried=$((tried + 1))
  done
done
[ "$tried" -gt 45 ] || fail "only $tried examples were run"
