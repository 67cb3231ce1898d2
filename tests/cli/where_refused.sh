# Expressions for --where that cannot be meant so: refused with the place and a sentence in the language of the user, and nothing
# is changed. What is hard to read but right is read.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
# A ledger without credentials: any name may come to be known.
expect 5 issuer revoke --where 'anything=1' --reason data-error --yes 1
expect 0 issuer issue --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv" --out issued

# refused EXPRESSION COLUMN ENGLISH DUTCH
refused() {
  expect 2 issuer revoke --where "$1" --reason data-error --yes 10
  err "--where, column $2"
  err "$3"
  silent_out
  expect 2 issuer revoke --where "$1" --reason data-error --yes 10 --lang nl
  err "--where, teken $2"
  err "$4"
}
refused 'family_name="Suharto' 13 'this quotation mark is never closed' 'dit aanhalingsteken wordt nergens gesloten'
refused 'family_name=“Suharto”' 13 'write straight quotation marks' 'schrijf rechte aanhalingstekens'
refused 'family_name="Su\harto"' 17 'behind \ stands ", '"'"' or \, and nothing else' 'achter \ staat ", '"'"' of \, en niets anders'
refused 'family_name=van der Heijden' 17 'text with spaces goes between quotation marks' 'zet tekst met spaties tussen aanhalingstekens'
refused 'family_name==Suharto' 12 'write = once' 'schrijf = maar een keer'
refused '(family_name=Suharto' 21 'a ) is missing here' 'hier ontbreekt een )'
refused 'family_name=Suharto && given_name=x' 21 'write the word and, or the word or, here' "schrijf hier het woord 'and' of het woord 'or'"
refused 'familie_naam=Suharto' 1 'no credential of this issuer has "familie_naam"' 'geen bewijs van deze uitgever heeft "familie_naam"'
refused 'Status=revoked' 1 'did you mean "status"' 'bedoelt u "status"'
refused 'awarded>=12-06-2026' 10 'write a date as 2026-06-12' 'schrijf een datum als 2026-06-12'
refused 'awarded=2026-06-31' 9 '2026-06-31 is no date of the calendar' '2026-06-31 is geen datum van de kalender'
refused 'type=MicroCredential and issued>=yesterday' 34 '"yesterday" is no date' '"yesterday" is geen datum'
refused 'status!=revokd' 9 '"revokd" is no status; did you mean "revoked"' '"revokd" is geen status; bedoelt u "revoked"'
refused 'status>revoked' 8 'status is asked for with = or != only' 'vraag naar status alleen met = of !='
refused 'not reason=fraud' 12 '"fraud" is no reason' '"fraud" is geen reden'
refused 'index=first' 7 '"first" is no number' '"first" is geen getal'
refused 'id!=5f2a' 5 '"5f2a" is no whole id' '"5f2a" is geen hele id'

# Too deep and too long, whatever is in it; the terminal is not steered by it.
deep=$(printf '(%.0s' $(seq 70))
refused "${deep}a=1" 66 'too many ( and not within each other' "te veel ( en 'not' binnen elkaar"
refused "$(printf 'not %.0s' $(seq 900))a=1" 261 'too many ( and not within each other' "te veel ( en 'not' binnen elkaar"
refused "$(head -c 5000 /dev/zero | tr '\0' a)=1" 1 'the expression is longer than 4096 bytes' 'de voorwaarde is langer dan 4096 bytes'
expect 2 issuer revoke --where "$(printf 'a\033[2J=1')" --reason data-error --yes 1
! grep -q "$(printf '\033')" err || fail "an escape character reached the terminal"

# As long as may be, and asked of every person.
long='learner_id=100233'
while [ ${#long} -lt 4060 ]; do long="$long or learner_id=$((900000 + ${#long}))"; done
expect 0 issuer list --where "$long"
[ "$(wc -l <out)" -eq 1 ] || fail "one person is meant by a long expression"
expect 0 issuer list --where "not(not((family_name='Suharto')))"
[ "$(wc -l <out)" -eq 1 ] || fail "one person is meant by a nested expression"
expect 0 issuer list --where 'not status=in_force or index<0'
silent_out
expect 0 issuer list --where 'status=in_force and issued>=2026-01-01 and not reason=data-error'
[ "$(wc -l <out)" -eq 10 ] || fail "a refused expression changed something"
