# What happens to credentials after they were issued, where one deed meets another: what is suspended is not renewed,
# what was withdrawn by mistake is issued again on purpose, what was replaced is not taken for withdrawn.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
issuer() { verb=$1; shift; credenza-issuer "$verb" --home school --passphrase-file pass "$@"; }
issue() { issuer issue --template mc-log-02 --csv class.csv "$@"; }
check() { credenza-verifier check --offline --published www "$@"; }
id_of() { credenza-issuer list --home school --passphrase-file pass --where "status!=superseded and familyName=\"$1\"" | cut -c 1-36; }
status_is() { expect 0 issuer show "$1" --json; json status "$2"; }

expect 0 issuer init --name 'ROC Waterkant' --url https://rocwaterkant.example
cp "$top/examples/templates/mc-log-02.json" school/templates/
cp "$top/examples/batches/mc-log-02.csv" class.csv
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant'

# Before anything is published nobody can check what is issued, and the clerk hears that.
expect 0 issue --out issued
err 'note: nothing was published yet; nobody can check these before: credenza-issuer publish'
expect 0 issuer publish --out www
suharto=$(id_of Suharto) zoe=$(id_of 'Brontë-Yıldız') olena=$(id_of 'Коваленко') sanne=$(id_of Heijden)
expect 0 check issued/*.json

# A suspended one is neither renewed nor replaced: the new one would be in force, and nobody would know.
expect 0 issuer suspend "$suharto" --reason under-investigation --yes 1
expect 9 issuer renew "$suharto" --reason prolonged --out renewed --yes 1
err 'it is suspended'
err 'First end that: credenza-issuer reinstate, or revoke.'
expect 9 issuer replace "$suharto" --set familyName=Soeharto --reason data-error --out renewed --lang nl
err 'het is opgeschort'
err 'Beëindig dat eerst: credenza-issuer reinstate, of revoke.'
expect 0 issuer renew --where 'familyName=Suharto' --reason prolonged --out renewed --yes 1
err '1 suspended; reinstate or revoke them first.'
err 'Nothing was changed.'
expect 0 issuer renew --where 'familyName=Suharto' --reason prolonged --out renewed --yes 1 --lang nl
err '1 opgeschort; maak ze eerst weer geldig of trek ze in.'
[ ! -e renewed ] || fail "something was renewed that is suspended"
status_is "$suharto" suspended
expect 0 issuer reinstate "$suharto" --reason investigation-closed --yes 1
expect 0 issuer renew "$suharto" --reason prolonged --out renewed --yes 1
status_is "$suharto" superseded
newest=$(basename -- renewed/*.json .json)

# What was replaced is called so, everywhere, and the newest is named.
expect 9 issuer renew "$suharto" --reason prolonged --out renewed --yes 1
err 'there is a newer one'
err "the newest is urn:uuid:$newest"
expect 9 issuer revoke "$suharto" --reason exam-irregularity --yes 1
err "the newest is urn:uuid:$newest"
expect 9 issuer suspend "$suharto" --reason under-investigation --yes 1 --lang nl
err 'er is een nieuwer bewijs'
err "urn:uuid:$newest"
status_is "$newest" in_force
expect 0 issuer revoke --where "id=\"urn:uuid:$suharto\"" --reason exam-irregularity --yes 1
err '1 replaced before; their newer versions are others.'
no_err 'withdrawn'
expect 0 issuer revoke --where "id=\"urn:uuid:$suharto\"" --reason exam-irregularity --yes 1 --lang nl
err '1 al eerder vervangen; de nieuwere zijn andere bewijzen.'
expect 0 issuer revoke --where "id=\"urn:uuid:$suharto\"" --reason exam-irregularity --yes 1 --json
json withdrawn_before 0
json replaced_before 1

# Issued again from the list: each kind of nothing has its own words and its own count, and the exit code says it.
expect 0 issuer revoke "$zoe" --reason issued-in-error --yes 1
expect 0 issuer forget "$olena" --yes 1
rm -r issued
expect 8 issue --out issued
err '10 rows: 0 issued, 7 issued before'
err ', 1 withdrawn since, 1 replaced since, 1 forgotten since.'
err "row 3: replaced since; the newest is urn:uuid:$newest"
err "row 2: withdrawn since: urn:uuid:$zoe"
err "the person was forgotten since: urn:uuid:$olena"
err 'To issue a withdrawn one again on purpose: credenza-issuer renew ID --again'
[ "$(ls issued | wc -l)" -eq 7 ] || fail "not what holds, and nothing else"
expect 8 issue --out issued --lang nl
err ', 1 sindsdien ingetrokken, 1 sindsdien vervangen, 1 sindsdien vergeten.'
err "rij 2: sindsdien ingetrokken: urn:uuid:$zoe"
err 'Een ingetrokken bewijs bewust opnieuw uitgeven kan met: credenza-issuer renew ID --again'
expect 8 issue --out issued --json
tail -n 1 "$work/out" >last && mv last "$work/out"
json withdrawn 1
json replaced 1
json forgotten 1
json exit 8

# Withdrawn by mistake: issued again on purpose, with an id of its own. The withdrawn one stays withdrawn.
expect 9 issuer renew "$zoe" --reason withdrawn-in-error --out again --yes 1
err 'To issue the same again on purpose: credenza-issuer renew ID --again'
expect 9 issuer replace "$zoe" --set givenName=Zoe --reason data-error --out again --lang nl
err 'Hetzelfde bewust opnieuw uitgeven kan met: credenza-issuer renew ID --again'
expect 9 issuer renew "$sanne" --again --reason withdrawn-in-error --out again --yes 1
err 'it was not withdrawn'
expect 9 issuer renew "$suharto" --again --reason withdrawn-in-error --out again --yes 1
err "the newest is urn:uuid:$newest"
expect 2 issuer renew "$zoe" --again --reason withdrawn-in-error --out again --yes 2
expect 0 issuer renew "$zoe" --again --reason withdrawn-in-error --out again --yes 1 --dry-run
[ ! -e again ] || fail "something was written that was refused"
expect 0 issuer renew "$zoe" --again --reason withdrawn-in-error --operator j.visser --out again --yes 1
err '1 issued again; the withdrawn ones stay withdrawn.'
again=$(basename -- again/*.json .json)
status_is "$zoe" revoked
json history.2.kind reissued
json history.2.reason withdrawn-in-error
json history.2.by j.visser
json history.2.replaced_by "urn:uuid:$again"
json reason issued-in-error
status_is "$again" in_force
! grep -q '"replaces"' again/*.json || fail "the new one tells of the withdrawn one"
expect 9 issuer renew "$zoe" --again --reason withdrawn-in-error --out again --yes 1
err 'was issued again before'
err "the newest is urn:uuid:$again"
expect 0 issuer renew --where 'status=revoked' --again --reason withdrawn-in-error --out again --yes 1
err '1 already withdrawn.'
err 'Nothing was changed.'
[ "$(ls again | wc -l)" -eq 1 ] || fail "issued again twice"
# The row of the list is that person's, whose certificate holds again.
expect 8 issue --out issued
err '10 rows: 0 issued, 8 issued before'
err ', 0 withdrawn since'
cmp -s "issued/$again.json" "again/$again.json" || fail "the list does not give the one that was issued again"
# Withdrawn a second time, and issued a second time.
expect 0 issuer revoke "$again" --reason issued-in-error --yes 1
expect 9 issuer renew "$zoe" --again --reason withdrawn-in-error --out again --yes 1
err "the newest is urn:uuid:$again"
expect 0 issuer renew "$again" --again --reason withdrawn-in-error --out again --yes 1 --json
json schema credenza.issuer.renew/1
json credentials.0.withdrawn "urn:uuid:$again"
expect 0 issuer publish --out www
expect 0 check "again/$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["credentials"][0]["id"][9:])' \
  <(issuer list --where 'status=in_force and familyName="Brontë-Yıldız"' --json)).json"
expect 6 check "again/$again.json"
expect 0 credenza-issuer doctor --home school
out 'ledger'

# Who awards it is not a matter of one credential.
expect 2 issuer replace "$sanne" --set awardingBody.name.nl=Kapot --reason data-error --out corrected
err 'who awards it say the template and the issuer'
expect 2 issuer replace "$sanne" --set /awarding_body/id=did:web:x.example --reason data-error --out corrected --lang nl
err 'wie het geeft zeggen het sjabloon en de uitgever'
expect 2 issuer replace "$sanne" --set type=MboCertificate --reason data-error --out corrected
[ ! -e corrected ] || fail "something was corrected"
for hole in '{"name": {"$column": "module"}}' '{"name": {"nl": {"$column": "module"}}}' '{"$column": "module"}' \
  '{"identifiers": [{"scheme": "BRIN", "value": {"$column": "module"}}]}'; do
  python3 -c 'import json,sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
form["id"] = "other"
form["record"]["awarding_body"] = json.loads(sys.argv[2])
json.dump(form, open("other.json", "w"))' school/templates/mc-log-02.json "$hole"
  expect 9 credenza-issuer template check other.json --home school
  cat "$work/out" "$work/err" | grep -q 'the issuer signs, so a column cannot say who awards it' || fail "the hole $hole is let through"
done

# Two issuers do not share an address: publishing there would take the keys of the other away.
expect 0 credenza-issuer init --home company --name 'De Blauwe Hal' --url https://deblauwehal.example --passphrase-file pass
cp www/.well-known/did.json before.json
expect 1 credenza-issuer publish --home company --passphrase-file pass --out www
err 'the folder belongs to another issuer'
err 'is of did:web:rocwaterkant.example, and this is did:web:deblauwehal.example'
expect 1 credenza-issuer publish --home company --passphrase-file pass --out www --dry-run --lang nl
err 'de map is van een andere uitgever'
rm www/.well-known/did.json
expect 1 credenza-issuer publish --home company --passphrase-file pass --out www # what is left there is theirs too
[ ! -e company/published.json ] || fail "published where it was refused"
# The same address, and other keys: a home that was made anew would take away what its former self signed with.
expect 0 credenza-issuer init --home anew --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass
mkdir -p www/.well-known && cp before.json www/.well-known/did.json
rm -r www/status www/ledger-head.json && cp -r www bare
expect 1 credenza-issuer publish --home anew --passphrase-file pass --out bare
err 'has the key did:web:rocwaterkant.example#key-'
err 'which this home does not know'
diff -r www bare || fail "a refused publication changed something"
expect 0 issuer publish --out www
no_out did.json

# A yearly rotation, and an issue before the new key is published: the clerk is told, and readers cannot tell.
cp -r www old
expect 0 credenza-issuer key rotate --home school --passphrase-file pass
sleep 1.1
head -n 1 class.csv >late.csv
echo '100299;;Nowak;Marek;24-12-1984;;MC-LOG-02;240;goed;12-06-2026;' >>late.csv
expect 0 issuer issue --template mc-log-02 --csv late.csv --out late
err 'note: readers do not have the key key-ed25519-2 yet; nobody can check these before: credenza-issuer publish'
expect 7 check late/*.json
out 'signed with a key that is not among those of the issuer of '
out ': it is newer than those, or this is a forgery'
out 'Do not rely on it yet. Get what the issuer publishes today'
no_out 'NOT GENUINE'
expect 7 check late/*.json --lang nl
out 'ondertekend met een sleutel die niet bij de uitgever bekend is op '
out ': die is nieuwer, of dit bewijs is vals'
out 'Reken er nog niet op. Haal op wat de uitgever nu publiceert'
expect 7 check late/*.json --json
json credentials.0.checks.1.remark unknown_key
json credentials.0.checks.1.code unavailable
expect 0 issuer publish --out www
expect 0 check late/*.json
expect 7 credenza-verifier check --offline --published old late/*.json
expect 0 issuer issue --template mc-log-02 --csv late.csv --out late
no_err 'readers do not have'
# An older signature with an invented key is a forgery: the copy has all keys of that day.
python3 - "issued/$(ls issued | head -n 1)" <<'PY'
import json, sys
one = json.load(open(sys.argv[1], encoding="utf-8"))
one["proof"]["verificationMethod"] = "did:web:rocwaterkant.example#key-9"
one["proof"]["created"] = "2026-01-01T00:00:00Z"
json.dump(one, open("forged.json", "w"))
PY
expect 3 check forged.json
out 'NOT GENUINE'

# An endorsement is bound to one text: the digest is shown, compared, and its absence is said.
target=again/$again.json
expect 0 issuer show "$again" --json
digest=$(python3 -c 'import json,sys; print(json.load(open(sys.argv[1]))["digest"])' "$work/out")
expect 0 issuer show "$again"
err "digest, by which an endorsement names it: $digest"
expect 0 issuer show "$again" --lang nl
err "digest, waarmee een aanbeveling het noemt: $digest"
expect 6 check "$target" --json
json credentials.0.digest "$digest"
printf 'bewijs;sha256;wie;tekst;datum\nurn:uuid:%s;%s;leidinggevende;Werkt veilig.;02-11-2026\n' "$again" "$digest" >speak.csv
expect 0 credenza-issuer issue --home company --passphrase-file pass --template "$top/examples/endorsement/template.json" \
  --csv speak.csv --out spoken
expect 0 credenza-issuer publish --home company --passphrase-file pass --out company_www
expect 0 credenza-verifier trust add did:web:deblauwehal.example --name 'De Blauwe Hal'
both() { check --published company_www "$@"; }
expect 0 both spoken/*.json
out "$digest"
out 'the certificate that it speaks of was not looked at; give that file too'
expect 0 both spoken/*.json --lang nl
out 'het bewijs waar het over gaat is niet bekeken; geef dat bestand erbij'
expect 6 both spoken/*.json "$target" # that one was withdrawn; what the endorsement says of it holds
out 'it speaks of the very certificate that you gave'
expect 6 both "$target" spoken/*.json --lang nl
out 'het gaat over precies het bewijs dat u erbij gaf'
sed 's/Zo/So/' "$target" >changed.json
expect 3 both spoken/*.json changed.json
out 'it speaks of another version of the certificate than the one you gave'
expect 3 both spoken/*.json changed.json --lang nl
out 'het gaat over een andere versie van het bewijs dan u erbij gaf'
expect 3 both spoken/*.json changed.json --json
json credentials.0.checks.8.name target
json credentials.0.checks.8.outcome failed
json credentials.0.verdict 'genuine but not accepted'
# The digest of the file is another one, and lint says which is meant.
printf 'bewijs;sha256;wie;tekst;datum\nurn:uuid:%s;SHA;leidinggevende;Werkt veilig.;02-11-2026\n' "$again" >speak.csv
expect 9 credenza-issuer lint --home company --template "$top/examples/endorsement/template.json" --csv speak.csv
out 'credenza-verifier check --json tells it, and sha256sum of the file is another one'
expect 9 credenza-issuer lint --home company --template "$top/examples/endorsement/template.json" --csv speak.csv --lang nl
out 'en sha256sum van het bestand geeft een andere'
