#!/usr/bin/env bash
# config and doctor: where every setting comes from, and what is wrong with a set-up.
. "$(dirname -- "$0")/lib.sh"

# origin NAME VALUE ORIGIN WHERE: one of the settings in the last output.
origin() {
  python3 - "$work/out" "$@" <<'PY' || fail "setting $1 is not $2 from $3 at $4"
import json, sys
found = [s for s in json.load(open(sys.argv[1]))["settings"] if s["name"] == sys.argv[2]]
sys.exit([(s["value"], s["origin"], s["where"]) for s in found] != [tuple(sys.argv[3:6])])
PY
}
# outcome NAME OUTCOME: one of the checks in the last output.
outcome() {
  python3 - "$work/out" "$@" <<'PY' || fail "check $1 is not $2"
import json, sys
found = [c["outcome"] for c in json.load(open(sys.argv[1]))["checks"] if c["name"] == sys.argv[2]]
sys.exit(found != [sys.argv[3]])
PY
}

file=$HOME/.config/credenza/config.toml
expect 0 credenza-issuer config path
out "$file"

# Defaults, then the file over them, the environment over the file, an option over all.
expect 0 credenza-wallet config show --json
json schema credenza.wallet.config.show/1
origin lang en default ''
origin wallet.vault "$HOME/.local/share/credenza/wallet.vault" default ''
mkdir -p -- "$HOME/.config/credenza"
printf 'lang = "nl"\nno_input = true\n\n[wallet]\nvault = "/media/usb/mine.vault"\n' >"$file"
expect 0 credenza-wallet config show --json
origin lang nl file "$file:1"
origin no_input true file "$file:2"
origin wallet.vault /media/usb/mine.vault file "$file:5"
expect 0 env CREDENZA_LANG=en CREDENZA_VAULT=other.vault credenza-wallet config show --json
origin lang en environment CREDENZA_LANG
origin wallet.vault other.vault environment CREDENZA_VAULT
expect 0 env CREDENZA_LANG=en credenza-wallet config show --lang nl --vault my.vault --json
origin lang nl option --lang
origin wallet.vault my.vault option --vault
expect 0 credenza-wallet config show --origin
out "lang = nl  (bestand $file:1)"
# What is set counts: the vault of the file is the one that is looked for, and in Dutch.
expect 10 credenza-wallet list
err 'er is geen kluis'
err /media/usb/mine.vault
expect 10 env CREDENZA_VAULT=other.vault credenza-wallet list --lang en
err other.vault

# What is not known is refused with its line, by every verb that would use it, but not by help.
printf 'lang = "nl"\nlanguage = "en"\n' >"$file"
expect 1 credenza-verifier trust list
err "config.toml:2"
expect 0 credenza-verifier --help
printf 'lang = "fr"\n' >"$file"
expect 1 credenza-issuer list
err "config.toml:1"
printf 'lang = \n' >"$file"
expect 1 credenza-issuer list
err "config.toml:1"
expect 1 credenza-issuer doctor --json
outcome settings problem
rm -- "$file"
expect 1 env CREDENZA_COLOR=pink credenza-verifier trust list
err CREDENZA_COLOR

# The issuer shows its own configuration too, with file and line.
printf 'wachtzin\n' >pass
expect 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example/ \
  --passphrase-file pass
expect 0 credenza-issuer config show --home school --json
origin issuer.home school option --home
python3 - <<'PY' || fail "issuer.toml is not shown with its lines"
import json
settings = {s["name"]: s for s in json.load(open("out"))["settings"]}
line = next(i for i, l in enumerate(open("school/issuer.toml"), 1) if l.startswith("name"))
assert settings["name"]["value"] == "ROC Waterkant" and settings["name"]["where"] == f"school/issuer.toml:{line}"
PY

# A healthy issuer; then one thing after the other goes wrong, and is named.
chmod 700 school
expect 0 credenza-issuer doctor --home school --json
json schema credenza.issuer.doctor/1
json exit 0
for check in settings home home_rights keys_rights store_rights passphrase_cost store ledger space clock; do
  outcome $check ok
done
expect 0 credenza-issuer doctor --home school --lang nl
out 'goed'
# One byte of the ledger changed: the entry is named. Not with --quick, which does not look.
expect 0 credenza-issuer issue --home school --passphrase-file pass --out issued \
  --template "$top/examples/templates/mc-log-02.json" --csv "$top/examples/batches/mc-log-02.csv"
expect 0 credenza-issuer doctor --home school --json
outcome ledger ok
cp -r school changed
python3 - <<'PY'
import sqlite3
ledger = sqlite3.connect("changed/ledger.sqlite")
for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
    ledger.execute(f"DROP TRIGGER {name}")
position, body = ledger.execute("SELECT position, body FROM entry WHERE position = 4").fetchone()
ledger.execute("UPDATE entry SET body = ? WHERE position = 4", (body[:-1] + bytes([body[-1] ^ 1]),))
ledger.commit()
PY
expect 1 credenza-issuer doctor --home changed --json
outcome ledger problem
out 'entry 4:'
expect 1 credenza-issuer doctor --home changed --lang nl
out 'regel 4:'
expect 0 credenza-issuer doctor --home changed --quick --json
chmod 644 school/keys.json
expect 1 credenza-issuer doctor --home school --json
outcome keys_rights problem
expect 1 credenza-issuer doctor --home school --lang nl
out 'chmod 600'
chmod 600 school/keys.json
sed -i 's/"passes": 3/"passes": 1/' school/keys.json
expect 0 credenza-issuer doctor --home school --json
outcome passphrase_cost warning
# A home that lacks its keys is a home all the same: a new one would be another. A ledger of a newer version was not changed.
cp -r school keyless
rm keyless/keys.json
expect 1 credenza-issuer doctor --home keyless
out 'Put that file back from a copy.'
no_out 'credenza-issuer init'
cp -r school newer
python3 -c 'import sqlite3, sys
ledger = sqlite3.connect(sys.argv[1])
ledger.execute("PRAGMA user_version = 99")
ledger.commit()' newer/ledger.sqlite
expect 1 credenza-issuer doctor --home newer
out 'Install a newer version of this program.'
no_out 'who changed it'
expect 1 credenza-issuer doctor --home nowhere --json
outcome home problem
mkdir site
expect 0 credenza-issuer doctor --home school --published site --json
outcome published warning
printf '{"validUntil":"2026-01-02T00:00:00Z"}' >site/revocation-1.json
expect 1 credenza-issuer doctor --home school --published site --json
outcome published problem
head -c 3000 /dev/zero >school/$(sed -n 's/^store = .\(.*\).$/\1/p' school/issuer.toml)
expect 1 credenza-issuer doctor --home school --json
outcome store problem

expect 1 credenza-wallet doctor --json
outcome vault problem
expect 0 credenza-wallet init --vault my.vault --passphrase-file pass --no-words
expect 0 credenza-wallet doctor --vault my.vault --json
outcome vault ok
outcome vault_rights ok
outcome passphrase_cost ok
# A vault whose passphrase is cheap to try: named, with what it costs, what it should cost, and what to do.
cp "$top/tests/vectors/vault/v1.vault" cheap.vault
chmod 600 cheap.vault
expect 0 credenza-wallet doctor --vault cheap.vault --json
outcome passphrase_cost warning
out 'cheaper to guess than it should be'
out '3 x 65536 KiB'
out 'credenza-wallet passwd'
expect 0 credenza-wallet doctor --vault cheap.vault --lang nl
out 'de wachtzin is makkelijker te raden dan zou moeten'
out 'credenza-wallet passwd'
chmod 640 my.vault
expect 1 credenza-wallet doctor --vault my.vault --json
outcome vault_rights problem
head -c 5000 /dev/zero >broken.vault
expect 1 credenza-wallet doctor --vault broken.vault --json
outcome vault problem

expect 0 credenza-verifier doctor --json
outcome trust warning
expect 0 credenza-verifier trust add did:web:rocwaterkant.example --name 'ROC Waterkant'
expect 0 credenza-verifier doctor --json
outcome trust ok
outcome trust_ends ok
sed -i 's/"since"/"until": "2026-01-01", "since"/' "$HOME/.config/credenza/trust.json"
expect 0 credenza-verifier doctor --json
outcome trust_ends warning
printf '{' >"$HOME/.config/credenza/trust.json"
expect 1 credenza-verifier doctor --json
outcome trust problem
