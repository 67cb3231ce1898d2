#!/usr/bin/env bash
# What ends soon, by whose rule; a renewed certificate takes the place of the old one; a calendar that others can read.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME
echo 'vier natte fietsen' >pass
chmod 600 pass
export CREDENZA_VAULT=my.vault
wallet() { credenza-wallet "$@" --passphrase-file pass; }
world='--offline --published www'
day() { TZ=Europe/Amsterdam date -d "$1" +"${2-%d-%m-%Y}"; }

# certificate NAME PYTHON SCHEME: a template of the exam centre; the Python changes the record `r`.
certificate() {
  python3 - "$top/examples/safety-certificate/template.json" "$1" "$2" <<'PY'
import json, sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
r = form["record"]
form["id"] = sys.argv[2]
r["achievement"]["id"] = "https://keurpunt.example/certificaten/" + sys.argv[2]
exec(sys.argv[3])
json.dump(form, open(sys.argv[2] + ".json", "w"))
PY
}
certificate vca 'r["achievement"]["title"] = {"nl": "VCA-type B"}
r["registration"].update(scheme="VCA-type", legal_basis="geen wet; eis van opdrachtgevers")
del r["registration"]["equipment"]'
certificate bhv 'r["achievement"]["title"] = {"nl": "BHV-type"}
r["registration"].update(scheme="BHV-type", legal_basis="Arbeidsomstandighedenwet, artikel 15")
del r["registration"]["equipment"]'
certificate truck 'r["achievement"]["title"] = {"nl": "Reachtruck"}'
expect 0 credenza-issuer init --home centre --name 'Keurpunt Examens' --url https://keurpunt.example --passphrase-file pass
# exam TEMPLATE NUMBER AWARDED UNTIL DIR
exam() {
  printf '%s\n' 'achternaam,voorvoegsel,voornaam,geboortedatum,did,registernummer,examendatum,uitgereikt,geldig tot en met' \
    "Nowak,,Marek,24-12-1984,,$2,$3,$3,$4" >exam.csv
  expect 0 credenza-issuer issue --home centre --template "$1.json" --csv exam.csv --out "$5" --passphrase-file pass
}
exam vca RVW-1 "$(day '-2 years')" "$(day '+55 days')" vca
exam bhv RVW-2 "$(day '-1 year +10 days')" "$(day '+5 years')" bhv
exam truck RVW-3 "$(day '-4 years')" "$(day '+6 years')" truck
mkdir www
expect 0 credenza-issuer publish --home centre --out www --passphrase-file pass
expect 0 wallet init --no-words
expect 0 wallet expiring
silent_out
expect 0 wallet add vca bhv truck $world

cp "$top/examples/expiring-rules/regels.toml" rules.toml

# Told apart; the last valid moment is the end of the day in the Netherlands; exit 6 is for cron.
expect 6 wallet expiring --within 120d --rules rules.toml --lang nl
out "$(day '+55 days')"
out "over 55 dagen"
out "over 10 dagen"
out "gewoonte, geen wet: branche-logistiek (elk jaar herhalen is gewoonte)"
no_out "Brouwer"
err "eind van die dag in Nederland"
expect 6 wallet expiring --within 120d --rules rules.toml --json
json exit 6
json within_days 120
json ends.0.cause custom
json ends.0.days_left 10
json ends.1.cause law
json ends.1.last_day "$(day '+55 days' %Y-%m-%d)"
json ends.1.last_moment "$(date -u -d "TZ=\"Europe/Amsterdam\" $(day '+55 days' %Y-%m-%d) 23:59:59" +%Y-%m-%dT%H:%M:%SZ)"
expect 0 wallet expiring --within 5d --rules rules.toml
silent_out
expect 0 wallet expiring --within 30d
expect 6 wallet expiring --within 56d
expect 6 wallet expiring --within 120d --rules rules.toml --all
out "rule of an employer: Brouwer terreinregel"
out "$(day '+1 year' %Y-%m-%d)"
expect 0 wallet expiring --within 5d --all --json
json ends.0.due False

# A bad file of rules is named with its place; a span too.
printf '[[rule]]\nkind = "law"\n' >bad.toml
expect 1 wallet expiring --rules bad.toml
err "bad.toml, rule 1, kind"
err "in the certificate"
expect 5 wallet expiring --rules none.toml
expect 2 wallet expiring --within soon

# The calendar, as another program reads it.
expect 6 wallet expiring --within 120d --rules rules.toml --ics ends.ics --lang nl
err "Wie het agendabestand heeft"
[ "$(stat -c %a ends.ics)" = 600 ] || fail "mode of the calendar"
expect 1 wallet expiring --within 120d --ics ends.ics
expect 6 wallet expiring --within 120d --rules rules.toml --ics ends.ics --force --json
json calendar ends.ics
expect 2 wallet expiring --ics - --json
expect 6 wallet expiring --within 120d --rules rules.toml --ics - --lang nl
cp out ends.ics
# The one of the distribution has its packages.
reader=python3
$reader -c 'import icalendar' 2>/dev/null || reader=/usr/bin/python3
$reader - ends.ics "$(day '+10 days' %Y-%m-%d)" "$(day '+55 days' %Y-%m-%d)" <<'PY' || fail "the calendar is not as it should be"
import datetime, sys
text = open(sys.argv[1], "rb").read()
lines = text.split(b"\r\n")
assert lines[-1] == b"" and not any(b"\n" in line or b"\r" in line for line in lines), "line breaks"
assert all(len(line) <= 75 for line in lines), "a line of more than 75 octets"
text.decode("utf-8")
for line in lines:
    line.decode("utf-8")
try:
    import icalendar
except ImportError:
    print("python3-icalendar is not installed: the calendar was not read by another program", file=sys.stderr)
    sys.exit(0)
events = icalendar.Calendar.from_ical(text).walk("VEVENT")
assert [e.decoded("DTSTART").isoformat() for e in events] == sys.argv[2:4], [e.decoded("DTSTART") for e in events]
assert str(events[0]["SUMMARY"]) == "Verloopt: BHV-type", events[0]["SUMMARY"]
assert "branche-logistiek (elk jaar herhalen is gewoonte)" in str(events[0]["DESCRIPTION"])
assert events[0]["UID"] != events[1]["UID"]
alarms = events[0].walk("VALARM")
assert [a.decoded("TRIGGER") for a in alarms] == [datetime.timedelta(days=-60), datetime.timedelta(days=-14)]
PY

# Renewed: the newer one takes its place, the old one is kept as history, and nothing is due any more.
exam vca RVW-4 "$(day today)" "$(day '+10 years')" renewed
expect 0 credenza-issuer publish --home centre --out www --passphrase-file pass
expect 0 wallet add renewed $world
err "kept as history"
expect 0 wallet expiring --within 120d
expect 0 wallet list --all --json
[ "$(python3 -c 'import json; print(sum("superseded_by" in c for c in json.load(open("out"))["credentials"]))')" = 1 ] || fail "no history"
# "Was he certified a year ago?"
expect 0 wallet list --all --until "$(day '-1 year' %Y-%m-%d)" --type veiligheid
out "VCA-type B"
