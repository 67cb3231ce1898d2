#!/usr/bin/env bash
# Own words, and what others say: declared skills are shown apart and never with a mark; an endorsement is bound to the digest
# of what it is about, and shown under it as an opinion; a changed one is refused. All of it without the company's site.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME
echo 'vier natte fietsen' >pass
chmod 600 pass
export CREDENZA_VAULT=my.vault
wallet() { credenza-wallet "$@" --passphrase-file pass; }
world='--offline --published www'
member() { python3 -c 'import json, sys; v = json.load(open(sys.argv[1])); [v := v[int(s)] if isinstance(v, list) else v[s] for s in sys.argv[2].split(".")]; print(v)' "$1" "$2"; }

# A school; a company that endorses.
mkdir www
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file pass
expect 0 credenza-issuer issue --home school --template "$top/examples/templates/mc-log-02.json" \
  --csv "$top/examples/batches/mc-log-02.csv" --out issued --passphrase-file pass
expect 0 credenza-issuer publish --home school --out www/school --passphrase-file pass
expect 0 credenza-issuer init --home company --name 'De Blauwe Hal' --url https://deblauwehal.example --passphrase-file pass
# endorse REQUEST TEXT DIR [PYTHON]: the company answers a request.
endorse() {
  python3 - "$1" "$2" <<'PY'
import csv, json, sys
target = json.load(open(sys.argv[1], encoding="utf-8"))["target"]
with open("answer.csv", "w", encoding="utf-8", newline="") as table:
    out = csv.writer(table, delimiter=";")
    out.writerow(["bewijs", "sha256", "wie", "tekst", "datum"])
    out.writerow([target["id"], target["digest"], "leidinggevende", sys.argv[2], "15-06-2026"])
PY
  expect 0 credenza-issuer issue --home company --template "$top/examples/endorsement/template.json" --csv answer.csv \
    --out "$3" --passphrase-file pass
}
expect 0 wallet init --no-words
expect 0 wallet add "issued/$(ls issued | head -n 1)" $world --json
held=$(member out credentials.0.id)

# Declared: apart, and never with a mark of proof.
expect 0 wallet declare "Werkt zelfstandig" --skill "operate forklift" --skill "koffie zetten" --at "De Blauwe Hal" \
  --from 2023-09-01 --until 2026-06-30 --text "Drie jaar; twee collega's ingewerkt." --json
own=$(member out id)
json proof self-declared
out "28cb374e-6261-4133-8371-f9a5470145da"
err "endorse ask"
expect 2 wallet declare ""
expect 2 wallet declare "$(printf 'a\033[31mb')"
expect 2 wallet declare "$(printf '%0300d' 1)"
expect 2 wallet declare x --from 2026-02-30
expect 0 wallet list
out "nobody proved this"
[ "$(grep -n "Werkt zelfstandig" out | cut -d: -f1)" -gt "$(grep -n "nobody proved" out | cut -d: -f1)" ] || fail "not apart"
! grep "Werkt zelfstandig" out | grep -q '✔' || fail "a mark on own words"
expect 0 wallet list --json
json own_words.0.proof self-declared
[ "$(python3 -c 'import json; print(len(json.load(open("out"))["credentials"]))')" = 1 ] || fail "own words among credentials"
expect 0 wallet search koffie --json
json own_words.0.id "$own"
expect 0 wallet show "$own"
out "nobody proved this"
no_out "✔"
expect 0 wallet show "$own" --json
expect 0 wallet show "$own" --raw
out "credenza.wallet.own-words/1"

# Skills: what proves each.
expect 0 wallet skills --json
python3 - <<'PY' || fail "skills before the endorsement"
import json
by = {tuple(s["name"].values())[0]: s for s in json.load(open("out"))["skills"]}
assert by["koffie zetten"]["proof"] == "self_declared", by
assert all(s["proof"] in ("certificate", "self_declared") for s in by.values()), by
assert any(s["proof"] == "certificate" for s in by.values()), by
PY

# Asked: a digest, and nothing of the person.
expect 0 wallet endorse ask "$held" -o request.json
expect 1 wallet endorse ask "$held" -o request.json
! grep -q -e Heijden -e Sanne -e did:key request.json || fail "the request names the person"
expect 0 wallet endorse ask "$own" -o own-request.json --json
json target.digest "$(member own-request.json target.digest)"
expect 0 wallet show "$own" --raw
[ "$(python3 -c 'import hashlib, json; v = json.load(open("out")); print(hashlib.sha256(json.dumps(v, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest())')" = \
  "$(member own-request.json target.digest)" ] || fail "the digest is not that of the document"

# Answered, kept, shown under it as an opinion.
endorse request.json 'Werkt zelfstandig; drie jaar; leerde twee collega’s het vak.' said
endorse own-request.json 'Zet ook goede koffie.' said-own
expect 0 credenza-issuer publish --home company --out www/company --passphrase-file pass
expect 0 wallet endorse add said/*.json $world --lang nl
out 'mening van een leidinggevende, "De Blauwe Hal" (zeggen zij): "Werkt zelfstandig'
expect 0 wallet endorse add said/*.json $world --json
json duplicate True
expect 0 wallet endorse add said-own/*.json $world --json
json endorsement.about "$own"
expect 0 wallet show "$held"
out 'opinion of a manager, "De Blauwe Hal" (as they say)'
expect 0 wallet show "$held" --json
json endorsements.0.relation manager
expect 0 wallet show "$own"
out 'Zet ook goede koffie'
expect 0 wallet endorse list --json
[ "$(python3 -c 'import json; print(len(json.load(open("out"))["endorsements"]))')" = 2 ] || fail "two endorsements"
expect 0 wallet skills --json
python3 - <<'PY' || fail "skills after the endorsement"
import json
by = {tuple(s["name"].values())[0]: s for s in json.load(open("out"))["skills"]}
assert by["koffie zetten"]["proof"] == "endorsed" and by["koffie zetten"]["self_declared"] == 1, by
PY
expect 0 wallet skills --lang nl
out "mening van anderen"
out "certificaat"

# The company's site is gone: everything lists, shows and verifies from what is held.
mv www/company gone
expect 0 wallet list
expect 0 wallet show "$held"
out 'De Blauwe Hal'
expect 0 wallet verify --all $world
expect 0 wallet endorse list
out "not checked"
mv gone www/company
expect 0 wallet verify --all $world
expect 0 wallet endorse list
no_out "not checked"

# Shared with the certificate: endorsements are bound to nobody; the verifier shows all three, and that the first opinion
# is about this very certificate. Own words alone do not go out.
expect 0 wallet endorse list --json
# Two that came within the same second stand in any order.
about() {
  python3 -c 'import json, sys
print(*[one["id"] for one in json.load(open("out"))["endorsements"] if one["about"].startswith(sys.argv[1]) == (sys.argv[2] == "yes")][:1])' "$held" "$1"
}
opinion=$(about yes)
opinion_own=$(about no)
office() { credenza-verifier "$@" --home office; }
expect 0 office trust add did:web:rocwaterkant.example --name 'ROC Waterkant'
expect 0 office trust add did:web:deblauwehal.example --name 'De Blauwe Hal'
agency=https://inzet-uitzend.example
# shellcheck disable=SC2086
{
  expect 0 wallet share "$held" "$opinion" "$opinion_own" --to $agency --purpose 'a new job' $world -o shared.json \
    --yes --lang nl
  err 'aanbeveling bij Werkt zelfstandig'
  err 'aanbeveling bij Veilig werken'
  expect 0 office check shared.json --audience $agency $world --json
  json credentials.1.record.endorsement.relation manager
  python3 - <<'PY' || fail "what the verifier says of the endorsements"
import json
found = json.load(open("out"))["credentials"]
assert [one["verdict"] for one in found] == ["accepted"] * 3, found
def outcomes(name):
    return [next((c["outcome"] for c in one["checks"] if c["name"] == name), None) for one in found]
assert outcomes("holder_binding") == ["not_applicable"] * 3, outcomes("holder_binding")
assert outcomes("target") == [None, "passed", "not_applicable"], outcomes("target")
PY
  expect 0 office check shared.json --audience $agency $world --lang nl
  out 'Werkt zelfstandig; drie jaar'
  expect 3 office check shared.json --audience https://other.example $world
  expect 5 wallet share "$own" --to $agency $world -o no.json --yes
  expect 0 wallet share "$opinion_own" --to $agency $world -o alone.json --yes
}
expect 0 wallet history --credential "$opinion" --json
json receipts.0.credentials.1.held True
json receipts.0.credentials.1.state ok

# Refused: forged, of something else, of something that was changed, no endorsement, one's own.
sed 's/zelfstandig/zelden/' said/*.json >forged.json
expect 3 wallet endorse add forged.json $world
expect 9 wallet endorse add "issued/$(ls issued | sed -n 2p)" $world
python3 - <<'PY'
import json
request = json.load(open("request.json"))
request["target"]["digest"] = "00" + request["target"]["digest"][2:]
json.dump(request, open("changed.json", "w"))
request["target"]["id"] = "urn:uuid:11111111-1111-4111-8111-111111111111"
json.dump(request, open("elsewhere.json", "w"))
PY
endorse changed.json 'Werkt goed.' said-changed
expect 6 wallet endorse add said-changed/*.json $world
err "about something else"
endorse elsewhere.json 'Werkt goed.' said-elsewhere
expect 5 wallet endorse add said-elsewhere/*.json $world
expect 0 wallet endorse list --json
[ "$(python3 -c 'import json; print(len(json.load(open("out"))["endorsements"]))')" = 2 ] || fail "a refused one was kept"

expect 7 wallet endorse add said/*.json --offline
err "could not be checked"

# Removed with what it is about.
expect 0 wallet rm "$own" --yes --json
json endorsements 1
expect 0 wallet endorse list --json
[ "$(python3 -c 'import json; print(len(json.load(open("out"))["endorsements"]))')" = 1 ] || fail "an opinion of nothing"

# What others said leaves the vault in the form in which it came.
expect 0 wallet export --all --dir everything --plain --yes
cmp -s said/*.json everything/endorsements/*.json || fail "the endorsement is not exported as it came"
