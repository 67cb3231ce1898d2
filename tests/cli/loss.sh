# A lost laptop: what was copied comes back, whole; what is older is told; the keys are changed, with a letter for each
# issuer that proves the old one. U9 of the product's stories.
. "$(dirname "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME

echo 'vier woorden lang genoeg' >phrase
chmod 600 phrase
pass="--passphrase-file phrase"
mine="--vault my.vault $pass"
world="--offline --published copies"

# A school, and a certificate that is bound to a key of the vault; another that is bound to nobody.
expect 0 credenza-wallet init $mine --no-words
expect 0 credenza-wallet key new --name 'ROC Waterkant' $mine
did=$(cat out)
expect 0 credenza-issuer init --home issuer --name 'ROC Waterkant' --url https://rocwaterkant.example/ $pass
cp "$top/examples/templates/mc-log-02.json" issuer/templates/
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
sed -n 2,3p "$top/examples/batches/mc-log-02.csv" >rows
python3 - "$did" <<'PY' >>class.csv
import csv, sys
head = open("class.csv", encoding="utf-8-sig").readline().strip().split(";")
for number, row in enumerate(csv.reader(open("rows", encoding="utf-8"), delimiter=";")):
    row += [""] * (len(head) - len(row))
    row[head.index("did")] = sys.argv[1] if number == 0 else ""
    print(";".join(row))
PY
expect 0 credenza-issuer issue --home issuer --template mc-log-02 --csv class.csv --out issued --results made.csv $pass
expect 0 credenza-issuer publish --home issuer --out copies $pass
bound=$(grep -l "$did" issued/*.json)
[ -f "$bound" ] || fail "nothing is bound to the key"
expect 0 credenza-wallet add "$bound" $mine $world
held=$(cut -c 1-8 out)
expect 0 credenza-wallet add issued/*.json $mine $world
out "already held"
expect 0 credenza-wallet list $mine
cp out list.before
expect 0 credenza-wallet share "$held" --to https://brouwer.example -o shown.json --yes $mine $world

# A backup is a vault: complete, of this moment, under the same passphrase; never over a file.
expect 0 credenza-wallet backup -o may.vault $mine
err "The copy is complete: 2 certificates, 1 key, 1 receipt of sharing"
[ "$(stat -c %a may.vault)" = 600 ] || fail "mode of the backup"
expect 1 credenza-wallet backup -o may.vault $mine
err "may.vault"
expect 0 credenza-wallet backup -o may.vault --force --json $mine
json file may.vault
json of_them.credentials 2
json damaged "[]"
expect 2 credenza-wallet backup $mine
err "(-o)"
expect 2 credenza-wallet backup -o - $mine
expect 1 credenza-wallet backup -o none/may.vault $mine
[ ! -e none ] || fail "a folder out of nothing"

cp may.vault kept.vault

# A vault is written over by nothing, however much one insists; an older copy of this one is, by a newer.
before=$(sha256sum <my.vault)
expect 1 credenza-wallet backup -o my.vault --force $mine
err "a vault is not written over"
ln my.vault linked.vault
expect 1 credenza-wallet backup -o linked.vault --force $mine
rm linked.vault
expect 0 credenza-wallet init --vault other.vault --no-words $pass
expect 1 credenza-wallet backup -o other.vault --force $mine
for file in my.vault other.vault; do
  expect 1 credenza-wallet export --all -o $file --force $mine
  no_err "It opens with this code"
  expect 1 credenza-wallet share "$held" --to x -o $file --force --yes $mine $world
  expect 1 credenza-wallet receipts letter 0000 --kind access -o $file --force $mine
  expect 1 credenza-wallet expiring --within 1d --ics $file --force $mine
  expect 1 credenza-wallet endorse ask "$held" -o $file --force $mine --lang nl
  err "over een kluis wordt niet geschreven"
  expect 1 credenza-wallet evidence show 0000 -o $file --force $mine
done
[ "$before" = "$(sha256sum <my.vault)" ] || fail "the vault was written over"
expect 0 credenza-wallet list --vault other.vault $pass

# Looked at: whole, how old, how far behind.
expect 0 credenza-wallet backup verify may.vault $mine
out "2 certificates, 1 key, 1 receipt of sharing"
err "less than a day ago"
err "Every record of it can be read."
no_err "Make a new one"
expect 12 credenza-wallet backup verify may.vault --vault my.vault --passphrase-command 'echo wrong'
expect 10 credenza-wallet backup verify none.vault $mine
expect 0 credenza-wallet key new --name 'one more' $mine
expect 0 credenza-wallet backup verify may.vault --lang nl $mine
err "Uw kluis heeft 2 wijzigingen die deze kopie niet heeft"
expect 0 credenza-wallet backup verify may.vault --json $mine
json schema credenza.wallet.backup.verify/1
json changes_since 2
# One byte: it says which record, and is no backup any more.
python3 - may.vault hurt.vault "$held" <<'PY'
import sqlite3, shutil, sys
shutil.copy(sys.argv[1], sys.argv[2])
vault = sqlite3.connect(sys.argv[2])
[(ident, sealed)] = [row for row in vault.execute("SELECT id, sealed FROM record") if f"{row[0]:016x}".startswith(sys.argv[3])]
vault.execute("UPDATE record SET sealed = ? WHERE id = ?",
              (sealed[:2000] + bytes([sealed[2000] ^ 1]) + sealed[2001:], ident))
vault.commit()
PY
expect 1 credenza-wallet backup verify hurt.vault $mine
err "Cannot be read: record/"
expect 1 credenza-wallet backup verify hurt.vault --json $mine
json damaged.0.where "$(sed -n "s,^Cannot be read: ,,p" err)"
expect 1 credenza-wallet restore hurt.vault --vault back.vault $pass
[ ! -e back.vault ] || fail "a damaged copy was restored"

# After ten changes without a copy there is a word about it, and none behind a copy.
for n in 1 2 3 4 5 6 7 8 9; do expect 0 credenza-wallet key new --name "$n" $mine; done
expect 0 credenza-wallet key new --name ten $mine --lang nl
err "wijzigingen die in geen kopie staan"
expect 0 credenza-wallet backup -o june.vault $mine
expect 0 credenza-wallet key new --name eleven $mine
no_err "backup"

# The bag is stolen. The copy of May comes back, byte for byte; what was shown to whom came with it.
mv my.vault stolen.vault
expect 0 credenza-wallet restore kept.vault --dry-run $mine
err "This would come back: 2 certificates"
[ ! -e my.vault ] || fail "a dry run restored"
expect 0 credenza-wallet restore kept.vault --json $mine
json schema credenza.wallet.restore/1
json vault my.vault
err "credenza-wallet rotate-key"
cmp -s my.vault kept.vault || fail "what came back is not what was copied"
[ "$(stat -c %a my.vault)" = 600 ] || fail "mode of what was restored"
expect 1 credenza-wallet restore kept.vault $mine
# Whoever put it back knows that it is older. When somebody else does so behind its owner's back, the first use tells.
expect 0 credenza-wallet list $mine
no_err "Look out"
cmp -s out list.before || fail "the list is not what it was"
expect 0 credenza-wallet key new --name 'after the restore' $mine
cp kept.vault my.vault
expect 0 credenza-wallet list $mine
err "Look out: this is an older state of your vault"
expect 0 credenza-wallet list $mine
no_err "Look out"
expect 0 credenza-wallet show "$held" --json $mine
json receipts.0.to https://brouwer.example
# What is bound to nobody can still be shown.
expect 0 credenza-wallet list $mine --json
bearer=$(python3 -c '
import json
print(next(one["id"] for one in json.load(open("out"))["credentials"] if "subject" not in one))')
expect 0 credenza-wallet share "$bearer" --to https://brouwer.example -o bearer.json --yes --dry-run $mine $world
# A copy of every version that was ever released comes back, too.
for golden in "$top"/tests/vectors/vault/*.vault; do
  expect 0 credenza-wallet restore "$golden" --vault golden.vault --passphrase-command 'printf "correct horse"'
  cmp -s "$golden" golden.vault || fail "$golden did not come back as it was"
  rm golden.vault
done
# The thief needs the passphrase.
expect 12 credenza-wallet list --vault stolen.vault --passphrase-command 'echo a guess'

# The key is changed: a letter for the issuer, and a proof by both keys that is for this issuer only.
expect 0 credenza-wallet rotate-key "$did" --dir letters $mine --json
json old "$did"
json mails.0.issuer did:web:rocwaterkant.example
json mails.0.credentials 1
new=$(python3 -c 'import json; print(json.load(open("out"))["new"])')
[ "$new" != "$did" ] || fail "the same key"
letter=$(ls letters/*.txt)
proof=$(ls letters/*.json)
grep -qF "$did" "$letter" || fail "the letter does not name the old key"
grep -qF "$new" "$letter" || fail "the letter does not name the new key"
[ "$(stat -c %a "$letter")" = 600 ] || fail "mode of the letter"
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant'
expect 0 credenza-verifier check "$proof" --audience did:web:rocwaterkant.example $world
expect 3 credenza-verifier check "$proof" --audience https://brouwer.example $world
python3 - "$proof" "$did" "$new" <<'PY' || fail "not signed by both keys"
import json, sys
proofs = json.load(open(sys.argv[1]))["proof"]
keys = {proof["verificationMethod"].split("#")[0] for proof in proofs}
sys.exit(keys != set(sys.argv[2:4]))
PY
# Again: the same new key, so that two letters do not ask for two things.
rm -r letters
expect 0 credenza-wallet rotate-key "$did" --dir letters $mine --json --lang nl
json new "$new"
grep -q 'Nieuwe sleutel: ' letters/*.txt || fail "no Dutch letter"
expect 5 credenza-wallet rotate-key nosuchkey --dir more $mine
[ ! -e more ] || fail "letters about nothing"
# The issuer gives another one, bound to the new key; the old one is replaced, not withdrawn for misconduct.
expect 0 credenza-issuer replace "$(basename "$bound" .json)" --home issuer --set "person.id=$new" --reason 'holder lost the key' \
  --out again --publish copies $pass
expect 6 credenza-wallet verify "$held" $mine $world
err "replaced"
expect 0 credenza-wallet add again/*.json $mine $world
fresh=$(cut -c 1-8 out | head -n 1)
expect 0 credenza-wallet share "$fresh" --to https://brouwer.example -o fresh.json --yes $mine $world
expect 0 credenza-verifier check fresh.json --audience https://brouwer.example $world
rm -r again

# A key that is lost cannot sign: a letter only, which says so.
expect 0 credenza-wallet init --vault second.vault $pass --no-words
expect 6 credenza-wallet add "$bound" --vault second.vault $pass $world
expect 5 credenza-wallet rotate-key "$did" --dir lost --vault second.vault $pass
expect 0 credenza-wallet rotate-key "$did" --lost --dir lost --vault second.vault $pass
[ "$(ls lost)" = "1-rocwaterkant.example.txt" ] || fail "a proof by a key that is lost"
grep -q 'I lost the old key' lost/*.txt || fail "the letter does not say that the key is lost"
expect 1 credenza-wallet rotate-key "$did" --lost --dir twice $mine

# Everything comes out in open formats: encrypted under a code, or plainly when that is said twice.
expect 0 credenza-wallet export --all -o all.jwe $mine
err "It opens with this code only"
! grep -qaF -e Heijden -e Waterkant all.jwe || fail "the export can be read without the code"
expect 4 credenza-wallet export --all --plain --dir plain $mine
[ ! -e plain ] || fail "a plain export without a yes"
expect 0 credenza-wallet export --all --plain --yes --dir plain $mine --json
json encrypted False
for file in issued/*.json; do
  found=
  for copy in plain/certificates/*.json; do cmp -s "$file" "$copy" && found=1; done
  [ -n "$found" ] || fail "$file did not come out as it went in"
done
python3 - <<'PY' || fail "contents.json"
import json, pathlib
contents = json.load(open("plain/contents.json"))
kinds = [record["kind"] for record in contents["records"]]
files = {record["file"] for record in contents["records"] if "file" in record}
there = {str(path.relative_to("plain")) for path in pathlib.Path("plain").rglob("*") if path.is_file()}
raise SystemExit(kinds.count("credential") != 3 or kinds.count("receipt") != 2
                 or there != files | {"contents.json"})
PY
expect 1 credenza-wallet export --all --plain --yes --dir plain $mine
expect 2 credenza-wallet export --all --dir folder $mine
expect 2 credenza-wallet export --all --plain --yes -o file $mine
expect 2 credenza-wallet export --migration $mine

# The list for another wallet: what to ask for again, and of whom; no values, no keys.
expect 0 credenza-wallet export --migration --plain --yes -o list.json $mine
python3 - "$did" <<'PY' || fail "the migration list"
import json, sys
data = json.load(open("list.json"))
text = json.dumps(data)
first = data["listOfCredentials"][0]
raise SystemExit(set(data) != {"transactionLog", "listOfCredentials", "nonDeviceBoundCredentials"}
                 or len(data["listOfCredentials"]) != 3 or data["nonDeviceBoundCredentials"]
                 or first["issuerIdentifier"]["identifier"] != "did:web:rocwaterkant.example"
                 or first["supplyPointURL"] != "https://rocwaterkant.example/"
                 or data["transactionLog"][0]["transactionType"] != "Presentation"
                 or "Heijden" in text or "2004" in text)
PY
expect 0 credenza-wallet export --migration --with-values --plain --yes -o whole.json $mine
python3 -c '
import json
data = json.load(open("whole.json"))
raise SystemExit(len(data["listOfCredentials"]) != 2 or len(data["nonDeviceBoundCredentials"]) != 1)
' || fail "what is bound to nobody goes as it is"
expect 0 credenza-wallet export --migration -o list.jwe $mine
python3 -c '
import base64, json
head = open("list.jwe").read().split(".")[0]
header = json.loads(base64.urlsafe_b64decode(head + "=" * (-len(head) % 4)))
raise SystemExit(header["alg"] != "PBES2-HS256+A128KW" or header["enc"] != "A128GCM")
' || fail "not encrypted as the European wallet has it"

# Killed at any point: the copy is there and whole, or it is not there; nothing lies beside it.
mkdir kills
cp my.vault killed.vault
expect 0 credenza-wallet list --vault killed.vault $pass
cp out list.killed
for round in $(seq 12); do
  credenza-wallet backup -o kills/copy.vault --vault killed.vault $pass >/dev/null 2>&1 &
  sleep "0.$(printf '%03d' $((RANDOM % 700)))"
  kill -9 $! 2>/dev/null
  wait $! 2>/dev/null
  left=$(ls -A kills)
  case $left in
    '') ;;
    copy.vault) expect 0 credenza-wallet backup verify kills/copy.vault --vault killed.vault $pass ;;
    *) fail "left behind by a kill: $left" ;;
  esac
  rm -f kills/copy.vault
done
expect 0 credenza-wallet list --vault killed.vault $pass
cmp -s out list.killed || fail "a kill while copying changed the vault"
