# Whoever asks for Dutch gets Dutch: every verb of the wallet, with what people give it wrong, and nothing they read then
# has a word that only English has. What each mistake leads to is the matter of other scripts; here the code is enough.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME
mkdir -m 700 run
export XDG_RUNTIME_DIR=$work/run
trap 'credenza-wallet lock >/dev/null 2>&1; rm -rf -- "$work"' EXIT

echo 'vier natte fietsen' >pass
echo 'drie droge' >mis
echo 'zeven rode vogels' >derde
: >leeg
printf '\377\376a\0' >bytes
chmod 600 bytes
echo '{"a": ' >half.json
echo '{}' >geen.json
chmod 600 pass mis derde leeg

# dutch CODE VERB…: credenza-wallet in Dutch; what it printed is kept with what was typed.
: >said
dutch() {
  wanted=$1
  shift
  credenza-wallet "$@" --lang nl >"$work/out" 2>"$work/err" </dev/null
  got=$?
  { printf '\n$ %s\n' "$*"; cat "$work/out" "$work/err"; } >>said
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*"
}
# with CODE VERB…: the same, of a vault and with its passphrase.
with() { code=$1; shift; dutch "$code" "$@" --vault my.vault --passphrase-file pass; }
# world CODE VERB…: the same, with what the school publishes.
world() { with "$@" --offline --published www; }

# Typed wrong.
dutch 2
dutch 2 shre
dutch 2 slot
dutch 2 list --zomaar
dutch 2 share
dutch 2 list --vault my.vault --passphrase-file pass --passphrase-fd 0
dutch 0 --help

# init
dutch 4 init --vault my.vault
dutch 4 init --vault my.vault --passphrase-file pass
dutch 1 init --vault my.vault --passphrase-file leeg --no-words
dutch 1 init --vault my.vault --passphrase-file weg --no-words
dutch 1 init --vault my.vault --passphrase-command 'sh -c "exit 3"' --no-words
dutch 1 init --vault pass/my.vault --passphrase-file pass --no-words
dutch 2 init --ephemeral --passphrase-file pass --no-words
with 1 init --words-file pass
with 0 init --words-file words
with 1 init --no-words

# A vault that is not there, does not open, is newer or was damaged.
for verb in list 'key list' history skills expiring 'slot list' 'endorse list' 'evidence list' 'profile list' passwd; do
  dutch 10 $verb --vault weg.vault --passphrase-file pass
done
dutch 12 list --vault my.vault --passphrase-file mis
dutch 4 list --vault my.vault
dutch 1 list --vault geen.json --passphrase-file pass
dutch 1 list --vault . --passphrase-file pass
dutch 1 doctor --vault weg.vault
dutch 1 doctor --vault geen.json
dutch 0 doctor --vault my.vault
# changed FILE SQL…: a copy of the vault that somebody got at.
changed() {
  cp my.vault "$1"
  python3 - "$@" <<'PY' || fail "cannot change $1"
import sqlite3, sys
vault = sqlite3.connect(sys.argv[1], isolation_level=None)
for statement in sys.argv[2:]:
    vault.execute(statement)
PY
}
changed newer.vault 'PRAGMA user_version = 9'
changed counted.vault 'UPDATE manifest SET counter = counter - 1'
changed slotless.vault 'DELETE FROM slot'
for vault in newer counted slotless; do
  credenza-wallet list --vault $vault.vault --passphrase-file pass --lang nl >out 2>err && fail "$vault opens"
  { printf '\n$ list --vault %s.vault\n' "$vault"; cat out err; } >>said
  credenza-wallet doctor --vault $vault.vault --lang nl >out 2>err
  { printf '\n$ doctor --vault %s.vault\n' "$vault"; cat out err; } >>said
done

# Words
for words in leeg pass bytes; do
  credenza-wallet list --vault my.vault --words-file $words --lang nl >out 2>err && fail "$words are words"
  { printf '\n$ list --words-file %s\n' "$words"; cat out err; } >>said
done
sed 's/^\(\S*\) \(\S*\)/\2 \1/' words >verwisseld
chmod 600 verwisseld
credenza-wallet list --vault my.vault --words-file verwisseld --lang nl >>said 2>&1
dutch 0 list --vault my.vault --words-file words
dutch 4 list --vault my.vault --words

# slot and passwd
with 0 slot list
with 2 slot rm zz
with 5 slot rm 00000000
with 2 slot test zz
with 5 slot test 00000000
with 2 slot add person zomaar
with 1 slot add passphrase --new-passphrase-file leeg
with 4 slot add passphrase
with 12 slot add words --words-file pass
with 0 slot add passphrase --new-passphrase-file derde
with 5 passwd --slot 00000000 --new-passphrase-file mis
# first MEMBER VERB…: the id of the first one that a list shows.
first() {
  member=$1
  shift
  credenza-wallet "$@" --vault my.vault --passphrase-file pass --json |
    python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]][0]["id"])' "$member"
}
one=$(first slots slot list)
with 4 slot rm "$one"

# key
with 0 key new --name 'ROC Waterkant'
with 0 key list

# A school, and what it issued.
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass
expect 0 credenza-issuer issue --home school --template "$top/examples/templates/mc-log-02.json" \
  --csv "$top/examples/batches/mc-log-02.csv" --out issued --passphrase-file pass
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
ls issued | head -n 1 | while read -r name; do cp "issued/$name" een.json; done

# add
world 5 add weg.json
mkdir niets
world 5 add niets
for file in geen half; do world 3 add $file.json; done
world 3 add bytes
world 3 add leeg
sed 's/voldoende/uitstekend/' een.json >vals.json
world 3 add vals.json
with 7 add een.json --offline
world 0 add een.json
world 0 add een.json
world 3 add een.json geen.json
dutch 5 add een.json --vault my.vault --passphrase-file pass --offline --published weg

# list, search, show, verify, expiring, skills
with 2 list --columns kleur
with 2 list --from gisteren
with 2 list --until 31-02-2026
with 5 list --profile weg
with 2 search '!'
with 0 list
with 0 search magazijn
id=$(first credentials list)
[ -n "$id" ] || fail "no id"
with 2 show zz
with 5 show 00000000
with 0 show "$id"
with 2 verify zz
with 5 verify 00000000
world 0 verify --all
with 2 expiring --within straks
with 2 expiring --within 9999999d
with 5 expiring --rules weg.toml
for rules in 'dit is geen toml' 'a = 1' 'rule = 1' '[[rule]]' "$(printf '[[rule]]\nkleur = "rood"')" \
  "$(printf '[[rule]]\nkind = "law"\nname = "x"\nreason = "x"\nmonths = 1\ntitle = "x"')" \
  "$(printf '[[rule]]\nkind = "custom"\nname = "x"\nreason = "x"\nmonths = 0\ntitle = "x"')" \
  "$(printf '[[rule]]\nkind = "custom"\nname = "x"\nreason = "x"\ntitle = "x"')" \
  "$(printf '[[rule]]\nkind = "custom"\nname = "x"\nreason = "x"\nmonths = 1')"; do
  printf '%s\n' "$rules" >regels.toml
  credenza-wallet expiring --rules regels.toml --vault my.vault --passphrase-file pass --lang nl >out 2>err && fail "rules: $rules"
  { printf '\n$ expiring --rules\n'; cat out err; } >>said
done
with 1 expiring --all --ics pass
with 2 skills --zomaar
with 0 skills

# gap, cv
with 2 gap
with 5 gap --profile weg.toml
with 0 gap --profile "$top/examples/profiles/teamleider-nachtploeg.toml"
for profile in 'dit is geen toml' 'titel = "x"' 'kleur = "x"' 'title = "x"' 'title = 1' 'title = {}' 'title = { "n l" = "x" }' \
  "$(printf 'title = "x"\n[[must]]\nskil = "x"')" "$(printf 'title = "x"\n[[must]]\nskill = "lassen"')" \
  "$(printf 'title = "x"\n[[must]]\nskill = "https://data.europa.eu/esco/skill/1"')" \
  "$(printf 'title = "x"\n[[must]]\nexact = true')" "$(printf 'title = "x"\n[[must]]\nname = "x"\nexact = 1')" \
  "$(printf 'title = "x"\n[[must]]\nname = "x"\nproof = "diploma"')" "$(printf 'title = "x"\nmust = ["x"]')" \
  "$(printf 'title = "x"\n[[must]]\nname = "x"\nproof = "endorsement"\nallow_self_declared = true')" \
  "$(printf 'title = "x"\n[[must]]\nname = "x"\n[[nice]]\nname = "x"')" "$(printf 'title = "x"\ncrosswalk = "x"')"; do
  printf '%s\n' "$profile" >baan.toml
  with 1 gap --profile baan.toml
done
printf 'title = "x"\n[[must]]\nname = "x"\n' >baan.toml
for crosswalk in '' '{}' '{"results": {"bindings": []}}' '{"results": {"bindings": 1}}' '{"results": {"bindings": [{}]}}' \
  '{"results": {"bindings": [{"release": {"type": "uri", "value": "x"}}]}}'; do
  printf '%s\n' "$crosswalk" >tabel.json
  with 1 gap --profile baan.toml --crosswalk tabel.json
done
sed 's/broadMatchESCO/relatedMatch/' "$top/examples/profiles/competentnl-esco.json" >tabel.json
with 1 gap --profile baan.toml --crosswalk tabel.json
with 1 gap --profile "$top/examples/profiles/teamleider-nachtploeg.toml" --crosswalk geen.json
with 2 cv -o cv.json
with 4 cv --europass -o cv.json
with 1 cv --europass --no-name -o pass
with 0 cv --europass --name -o cv.json

# share, history, receipts
world 2 share "$id" --to ''  -o uit.json --yes
world 2 share "$id" --to https://x.example --yes
world 2 share "$id" --to https://x.example --for straks -o uit.json --yes
world 1 share "$id" --to https://x.example --for 999d -o uit.json --yes
world 2 share "$id" --to https://x.example --until morgen -o uit.json --yes
world 1 share "$id" --to https://x.example --until 2020-01-01 -o uit.json --yes
world 2 share "$id" --to https://x.example -o - --qr --yes
world 2 share "$id" --to https://x.example --qr-out uit.txt --yes
world 1 share "$id" --to https://x.example -o pass --yes
world 5 share 00000000 --to https://x.example -o uit.json --yes
credenza-wallet share "$id" --to https://x.example -o uit.json --yes --vault my.vault --passphrase-file pass --offline \
  --published www --lang nl >out 2>err
{ printf '\n$ share %s\n' "$id"; cat out err; } >>said
with 0 history
with 2 history --credential zz
with 2 receipts show zz
with 5 receipts show 00000000
with 2 receipts letter zz --kind access -o brief.txt
with 2 receipts letter 00000000 -o brief.txt

# Own words, endorsements, files, tags, notes and profiles
with 2 declare ''
with 2 declare x --from gisteren
with 2 declare x --from 2026-01-01 --until 2025-01-01
with 0 declare 'Heftruck rijden' --skill 'heftruck'
with 5 endorse ask 00000000 -o vraag.json
with 1 endorse ask "$id" -o pass
with 0 endorse ask "$id" -o vraag.json
world 3 endorse add geen.json
world 9 endorse add een.json
world 5 endorse add weg.json
with 0 endorse list
with 5 evidence add "$id" weg.pdf
with 1 evidence add "$id" leeg
with 0 evidence add "$id" geen.json
with 5 evidence show 00000000 -o uit.pdf
with 0 evidence list
with 2 tag "$id" warm
with 5 tag 00000000 +warm
with 5 note 00000000 x
with 2 note "$id" "$(printf '%600s' x)"
with 2 profile new ''
with 0 profile new werk "$id"
with 1 profile new werk
with 5 profile add weg "$id"
with 5 profile remove weg "$id"
with 5 profile rm weg
with 0 profile list

# rm, backup, restore, export, rotate-key
with 5 rm 00000000 --yes
with 4 rm "$id"
with 0 rm "$id" --dry-run
with 2 backup
with 2 backup -o -
with 1 backup -o pass
with 1 backup -o weg/kopie.vault
with 0 backup -o kopie.vault
dutch 1 backup verify geen.json --passphrase-file pass
dutch 12 backup verify kopie.vault --passphrase-file mis
dutch 0 backup verify kopie.vault --passphrase-file pass
with 1 restore geen.json
with 1 restore kopie.vault
with 1 export --all -o pass --yes
with 0 export --all -o alles.json
with 2 export --vum -o vum.json
with 2 export --all --no-name -o vum.json
with 2 export --vum --no-name --plain -o vum.json
with 2 export --migration --dir map --plain
with 1 export --vum --no-name -o pass
with 0 export --vum --no-name -o vum.json
with 5 rotate-key 00000000 --dir brieven
with 5 rotate-key zz --dir brieven
with 5 rotate-key did:key:zomaar --lost --dir brieven

# unlock, lock, status, ids
with 2 unlock --idle straks
with 1 unlock --max 25h
with 2 unlock --ephemeral
dutch 12 unlock --vault my.vault --passphrase-file mis
with 0 unlock
dutch 0 status
dutch 0 ids --vault my.vault
dutch 0 lock
dutch 0 lock
dutch 0 status
dutch 2 lock --zomaar
dutch 2 status --zomaar
dutch 2 ids --zomaar

# A way in that was damaged, and records that were.
changed lost.vault "UPDATE record SET sealed = zeroblob(length(sealed))"
credenza-wallet list --vault lost.vault --passphrase-file pass --lang nl >>said 2>&1
printf '\n$ doctor --salvage\n' >>said
credenza-wallet doctor --salvage --vault lost.vault --passphrase-file pass --lang nl >>said 2>&1
dutch 1 doctor --salvage -o pass --vault lost.vault --passphrase-file pass

# A request of somebody who reads.
cat >verzoek.json <<'JSON'
{"schema": "credenza.verifier.request/1", "id": "urn:uuid:1", "verifier": {"name": "Brouwer"}, "purpose": "nachtploeg",
 "audience": "https://brouwer.example", "nonce": "n-42", "until": "2099-12-31T17:00:00Z",
 "credentials": [{"id": "a", "types": ["Rijbewijs"]}]}
JSON
world 5 present --request verzoek.json -o getoond.json --yes
sed 's/2099/2020/' verzoek.json >oud.json
world 6 present --request oud.json -o getoond.json --yes
printf '{"schema": "credenza.verifier.request/1"}' >half.json
world 9 present --request half.json -o getoond.json --yes
dutch 2 present

# completion, man, config
dutch 2 completion ksh
dutch 2 completion
dutch 2 man
dutch 1 man --out pass
dutch 0 config show --origin
dutch 0 config path
mkdir -p "$HOME/.config/credenza"
printf 'taal = "nl"\n' >"$HOME/.config/credenza/config.toml"
dutch 1 config show
with 1 list

# Every verb was there, and no line is English.
python3 "$top/tests/cli/dutch_only.py" said "$bin/credenza-wallet"
