# Sealed delivery: every file opens for its receiver only, by a key or by the code on a letter.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
school() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
wallet() { verb=$1; shift; credenza-wallet "$verb" --vault "$who.vault" --passphrase-file pass "$@"; }

expect 0 school init --name 'ROC Waterkant' --url https://rocwaterkant.example
for who in sanne zoe; do
  expect 0 wallet init --no-words
  expect 0 credenza-wallet key new --vault $who.vault --passphrase-file pass
  cp out $who.did
done
did=$(grep -o 'did:key:[A-Za-z0-9]*' sanne.did | head -n 1)

# Sanne gave a DID; Zoë and Suharto, who has one name, get a letter; one name looks like a formula.
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
cat >>class.csv <<CSV
100231;van der;Heijden;Sanne;17-03-2004;s.vdheijden@student.example;MC-LOG-02;240;voldoende;12-06-2026;$did
100232;;Brontë-Yıldız;Zoë;2-11-2003;zoe@student.example;MC-LOG-02;240;goed;12-06-2026;
100233;;Suharto;;8-6-1988;suharto@student.example;MC-LOG-02;240;voldoende;12-06-2026;
CSV
template=$top/examples/templates/mc-log-02.json
seal() { school issue --template "$template" --csv class.csv --out sealed --sealed --letters letters.csv; }
expect 0 seal
expect 0 school publish --out www
[ "$(ls sealed | grep -c '\.jwe$')" -eq 3 ] || fail "three sealed files"
[ "$(ls sealed | wc -l)" -eq 3 ] || fail "nothing but sealed files"
! grep -rqE 'Sanne|Heijden|Zoë|Suharto|VerifiableCredential' sealed || fail "something can be read"
[ "$(stat -c %a letters.csv sealed/* | sort -u)" = 600 ] || fail "others can read what was sealed"
[ "$(grep -c . letters.csv)" -eq 3 ] || fail "two letters and a line of names"
grep -q 'Zoë Brontë-Yıldız;' letters.csv || fail "no letter for Zoë"
! grep -q 'Sanne' letters.csv || fail "a letter for Sanne, who has a key"

# Again, or with the files lost: the letters that were printed stay good.
cp letters.csv printed.csv
rm sealed/*
expect 0 seal
cmp letters.csv printed.csv || fail "other codes for the same credentials"

code_of() { grep -e "^$1;" printed.csv | cut -d';' -f2; }
file_of() { echo "sealed/$(grep -e "^$1;" printed.csv | tr -d '\r' | sed 's/.*urn:uuid://').jwe"; }
by_code=$(file_of 'Zoë Brontë-Yıldız')
suharto=$(file_of Suharto)
by_key=$(ls sealed/* | grep -v -e "$by_code" -e "$suharto")
code_of 'Zoë Brontë-Yıldız' | tr 'A-Z01' 'a-zoi' | tr -d '-' >zoe.code
code_of Suharto >suharto.code

# The right wallet opens it, and verifies what is in it; another person's wallet does not.
who=zoe
expect 5 wallet add "$by_key" --published www --offline
err 'somebody else'
who=sanne
expect 0 wallet add "$by_key" --published www --offline
expect 0 wallet list --json
json credentials.0.subject.id "$did"

# The code: with slips of the pen, not with another letter's, never as an argument, asked for only in a terminal.
who=zoe
expect 12 wallet add "$by_code" --code-file suharto.code --published www --offline
err 'not the right one'
expect 12 wallet add "$by_code" --code-file pass --published www --offline --lang nl
err 'dit is geen code'
expect 4 wallet add "$by_code" --published www --offline
err --code-file
expect 0 wallet add "$by_code" --code-file zoe.code --published www --offline
expect 2 credenza-wallet add "$by_code" --code 4F7QK

# Changed on the way, by one character of the last part.
python3 - "$by_key" <<'PY'
import sys
text = open(sys.argv[1]).read()
at = text.rindex(".") + 1
open("changed.jwe", "w").write(text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1:])
PY
who=sanne
expect 1 wallet add changed.jwe --published www --offline
err 'changed on the way'

# A sealed file needs a folder of its own.
expect 2 school issue --template "$template" --csv class.csv -o all.ndjson --sealed
