# A reader's own rules: what is accepted, what is needed together, and what becomes of what nobody could tell.
. "$(dirname "$0")/lib.sh"
examples=$top/examples
school=did:web:rocwaterkant.example
echo 'vier natte fietsen in de regen' >pass
chmod 600 pass

# A school with two certificates of one type each, whose lists of withdrawals an employer has, and has not.
expect 0 credenza-issuer init --home school --name "ROC Waterkant" --url https://rocwaterkant.example --passphrase-file pass
# The reach truck certificate of this school ends one day, and is about loading.
sed 's/28cb374e-6261-4133-8371-f9a5470145da", "name": {"en": "operate forklift"/048affec-04db-4bd5-b7a6-c666d16c0fef", "name": {"en": "load cargo"/
  s/^    "awarded":/    "valid_until": "2061-06-03",\n&/' "$examples/templates/reach-truck.json" >reach-truck.json
cp -- "$examples/templates/mc-log-02.json" .
for kind in mc-log-02 reach-truck; do
  head -n 2 "$examples/batches/$kind.csv" | sed '2s/did:[^;]*//' >class.csv
  expect 0 credenza-issuer issue --home school --template "$kind.json" --csv class.csv --out issued \
    --passphrase-file pass
  mv -- issued/*.json "$kind.jsonld"
done
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
mkdir keys
cp www/.well-known/did.json keys/
expect 0 credenza-verifier trust add $school --name "ROC Waterkant"
check() { credenza-verifier check --offline "$@"; }
with() { check --published www "$@"; }

# Accepted types and issuers.
printf 'name = "badges"\n[accept]\ntypes = ["OpenBadgeCredential"]\n' >any.toml
expect 0 with mc-log-02.jsonld --policy any.toml --json
json policy badges
printf 'name = "diplomas"\n[accept]\ntypes = ["MboCertificate"]\n' >diplomas.toml
expect 6 with mc-log-02.jsonld --policy diplomas.toml
out 'genuine, but not accepted: your rule file does not accept this kind'
expect 6 with mc-log-02.jsonld --policy diplomas.toml --lang nl
out 'uw regels accepteren dit soort niet'
printf 'name = "one school"\n[accept]\nissuers = ["did:web:rtc-noordkade.example"]\n' >school.toml
expect 6 with mc-log-02.jsonld --policy school.toml --json
json credentials.0.checks.8.name policy
json credentials.0.checks.8.code forbidden
json credentials.0.checks.8.where accept.issuers
# A rule file takes nobody on trust.
printf 'name = "one school"\n[accept]\nissuers = ["%s"]\n' $school >named.toml
expect 0 credenza-verifier trust remove $school
expect 6 with mc-log-02.jsonld --policy named.toml
out 'the issuer is not on your list'
expect 0 credenza-verifier trust add $school --name "ROC Waterkant"

# Shown by its owner.
printf 'name = "owner"\n[accept]\nholder = "required"\n' >owner.toml
expect 3 with mc-log-02.jsonld --policy owner.toml
out 'NOT GENUINE: not shown by its owner'

# Another day, and time that is left: the reach truck certificate ends after five years.
printf 'name = "day"\n[validity]\non = 2026-11-30\n' >day.toml
expect 0 with reach-truck.jsonld --policy day.toml
out 'valid on 30-11-2026, as your rules ask'
printf 'name = "later"\n[validity]\non = 2199-01-01\n' >later.toml
expect 6 with reach-truck.jsonld --policy later.toml
out 'ends before 1-1-2199; your rules ask for longer'
printf 'name = "long"\n[validity]\nremaining = "100y"\n' >long.toml
expect 6 with reach-truck.jsonld --policy long.toml --lang nl
out 'uw regels vragen langer'

# What is needed together.
cat >both.toml <<'TOML'
name = "magazijn"
require = "both"
[rule.both]
label = { nl = "mag in het magazijn", en = "may work in the warehouse" }
all = ["safe", "truck"]
[rule.safe]
label = { nl = "veilig werken", en = "safe working" }
type = "MicroCredential"
skill = "http://data.europa.eu/esco/skill/2cae39d6-78c2-4ce3-bee8-628504371463"
[rule.truck]
label = { nl = "reachtruck", en = "reach truck" }
type = "MicroCredential"
skill = "http://data.europa.eu/esco/skill/048affec-04db-4bd5-b7a6-c666d16c0fef"
TOML
expect 0 with mc-log-02.jsonld reach-truck.jsonld --policy both.toml
out 'Needed by magazijn:'
out '✔ yes'
out 'accepted: this is what you need'
expect 6 with mc-log-02.jsonld --policy both.toml --lang nl
out 'reachtruck: zit er niet bij'
out 'er ontbreekt iets dat u nodig hebt'
expect 6 with mc-log-02.jsonld --policy both.toml --json
json requirement.answer 'genuine but not accepted'
json requirement.parts.0.answer accepted
json requirement.parts.0.by.0 0
json requirement.parts.1.answer 'genuine but not accepted'
# What nobody asked for does not count, unless it is not genuine.
sed 's/voldoende/uitstekend/' mc-log-02.jsonld >forged.jsonld
cp -- "$top/tests/vectors/verifier/expired.json" .
expect 0 credenza-verifier trust add "$(grep -o 'did:key:z[A-Za-z0-9]*' expired.json | head -n 1)" --name Keurpunt
expect 0 with mc-log-02.jsonld reach-truck.jsonld expired.json --policy both.toml
expect 3 with mc-log-02.jsonld reach-truck.jsonld forged.jsonld --policy both.toml
out 'NOT GENUINE: one of the certificates is false'
# Of alternatives, the one that is not there is not missing.
printf 'name = "x"\nrequire = "a"\n[rule.a]\nany = ["b", "c"]\n[rule.b]\ntype = "MboCertificate"\n[rule.c]\ntype = "MicroCredential"\n' >either.toml
expect 0 with mc-log-02.jsonld --policy either.toml
out '– no need   b'
no_out '✘ no'
# One of which nobody could tell may be the one.
expect 7 check --published keys mc-log-02.jsonld reach-truck.jsonld --policy both.toml
out 'it may be what you need'

# What could not be reached.
usual() { check --published keys mc-log-02.jsonld "$@"; }
expect 7 usual
expect 0 usual --on-unreachable accept
out 'accepted'
expect 0 usual --on-unreachable accept --json
json credentials.0.checks.4.outcome indeterminate
json credentials.0.checks.4.ruling accepted
expect 6 usual --on-unreachable reject
out '(your rules refuse that)'
expect 4 usual --on-unreachable ask
err '--on-unreachable accept or reject'
printf 'name = "strict"\n[status]\non_unreachable = "reject"\n' >strict.toml
expect 6 usual --policy strict.toml
expect 0 usual --policy strict.toml --on-unreachable accept
# A person answers.
python3 "$top/tests/cli/at_terminal.py" shown 'Accept it? [y/N]=>y' -- \
  credenza-verifier check --offline --published keys mc-log-02.jsonld --on-unreachable ask --lang en >out 2>err ||
  fail 'a yes is no yes'
python3 "$top/tests/cli/at_terminal.py" shown 'Accept it? [y/N]=>n' -- \
  credenza-verifier check --offline --published keys mc-log-02.jsonld --on-unreachable ask --lang en >out 2>err
[ $? -eq 6 ] || fail 'a no is no no'
# Nothing rules on a signature that could not be checked.
expect 7 check mc-log-02.jsonld --on-unreachable accept

# The file itself.
expect 0 credenza-verifier policy check both.toml
out 'may work in the warehouse: all of'
out 'nothing contradicts itself'
expect 0 credenza-verifier policy check "$examples/policies/warehouse.toml" --json
json findings '[]'
printf 'name = "x"\nrequire = "a"\n[accept]\ntypes = ["Diploma"]\n[rule.a]\ntype = "MicroCredential"\n[rule.b]\ntype = "Diploma"\n' >wrong.toml
expect 9 credenza-verifier policy check wrong.toml
out '✘ error:   rule a, type: asks for a type that accept.types does not have'
out '! warning: rule b'
expect 9 credenza-verifier policy check wrong.toml --json
json findings.0.severity error
expect 9 with mc-log-02.jsonld --policy wrong.toml
err 'your rule file cannot be used'
printf 'name = "x"\n[acept]\n' >typo.toml
expect 9 with mc-log-02.jsonld --policy typo.toml
err "did you mean 'accept'?"
expect 9 credenza-verifier policy check typo.toml --lang nl
err "bedoelt u 'accept'?"
expect 5 credenza-verifier policy check none.toml

# What a code means.
expect 0 credenza-verifier check --explain suspended
out 'put on hold by the issuer'
expect 0 credenza-verifier check --explain all --lang nl
out 'vervangen door een nieuwere versie; vraag daarom'
expect 0 credenza-verifier check --explain status --json
json reasons.0.check status
expect 2 credenza-verifier check --explain suspnded
err "did you mean 'suspended'?"
expect 2 credenza-verifier check
