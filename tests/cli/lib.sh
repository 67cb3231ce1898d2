# What the scripts of this folder share. Source it first; $1 is the folder with the built programs.
#
# A script works in a folder of its own, with an empty home, and ends at the first thing that is not as expected.
set -u

bin=$(cd -- "$1" && pwd)
top=$(cd -- "$(dirname -- "$0")/../.." && pwd)
PATH=$bin:$PATH
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd -- "$work" || exit 1
export HOME=$work/home LC_ALL=C.UTF-8 TZ=UTC
# New vaults cost no more to open than they have to: scripts open them a hundred times.
export CREDENZA_KDF_FLOOR=1
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR NO_COLOR http_proxy https_proxy
mkdir -- "$HOME"

fail() {
  printf 'FAILED: %s\n--- stdout ---\n' "$*" >&2
  head -c 4000 -- "$work/out" >&2
  printf '\n--- stderr ---\n' >&2
  head -c 4000 -- "$work/err" >&2
  exit 1
}

# What a command printed under --json, kept as NUMBER.json in a folder of this script, for the test json_outputs.
json_folder=${CREDENZA_JSON_OUTPUTS:+$CREDENZA_JSON_OUTPUTS/$(basename -- "$0" .sh)}
json_count=0
if [ -n "$json_folder" ]; then
  rm -rf -- "$json_folder"
  mkdir -p -- "$json_folder" || exit 1
fi
keep_json() {
  case " $* " in
    *" --help "*) ;;
    *" --json "*)
      json_count=$((json_count + 1))
      [ -z "$json_folder" ] || cp -- "$work/out" "$json_folder/$json_count.json"
      ;;
  esac
}

# expect CODE command…: runs it without a terminal; its output is left in $work/out and $work/err.
expect() {
  wanted=$1
  shift
  "$@" >"$work/out" 2>"$work/err" </dev/null
  got=$?
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*"
  keep_json "$@"
}

# expect_from FILE CODE command…: the same, with FILE as standard input.
expect_from() {
  input=$1
  wanted=$2
  shift 2
  "$@" >"$work/out" 2>"$work/err" <"$input"
  got=$?
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*"
  keep_json "$@"
}

# out TEXT, err TEXT: the last output has this text in it. no_out, no_err: it has not.
out() { grep -qF -e "$1" -- "$work/out" || fail "no '$1' on standard output"; }
err() { grep -qF -e "$1" -- "$work/err" || fail "no '$1' on standard error"; }
no_out() { ! grep -qF -e "$1" -- "$work/out" || fail "'$1' on standard output"; }
no_err() { ! grep -qF -e "$1" -- "$work/err" || fail "'$1' on standard error"; }
# silent_out: nothing on standard output, which is for data.
silent_out() { [ ! -s "$work/out" ] || fail "something on standard output"; }
# json MEMBER VALUE: the last output is one JSON object with this member; "a.b.0" goes deeper.
json() {
  python3 - "$work/out" "$1" "$2" <<'PY' || fail "JSON member $1 is not $2"
import json, sys
value = json.load(open(sys.argv[1], encoding="utf-8"))
for step in sys.argv[2].split("."):
    value = value[int(step)] if isinstance(value, list) else value[step]
sys.exit(str(value) != sys.argv[3])
PY
}

# recognise_company HOME: the school of this home knows the learning company De Blauwe Hal.
recognise_company() {
  cat >>"$1/issuer.toml" <<'TOML'

[[recognised]]
name = "De Blauwe Hal Logistiek B.V."
did = "did:web:deblauwehal.example"
identifier = "990000017"
from = 2024-09-01
until = 2027-08-31
source = "trust list 2026-11"
TOML
}

# put_dossier HOME: the home has the dossier of the practice statements in examples.
put_dossier() {
  mkdir -p -- "$1/dossiers"
  cat >"$1/dossiers/99001@2024.json" <<'JSON'
{"schema": "credenza.issuer.dossier/1", "crebo": "99001", "version": "2024", "name": "Medewerker magazijn",
 "work_processes": {"P1-K1-W1": "Ontvangt goederen", "P1-K1-W2": "Slaat goederen op", "P1-K1-W3": "Verzamelt orders",
                    "P1-K2-W1": "Houdt het magazijn schoon en veilig"}}
JSON
}

# newer_vault FROM TO: the same vault, as a program of the next format version would have made it.
newer_vault() {
  cp -- "$1" "$2"
  python3 - "$2" <<'PY' || fail "no newer vault"
import sqlite3, sys
vault = sqlite3.connect(sys.argv[1], isolation_level=None)
body = bytearray(vault.execute("SELECT body FROM header").fetchone()[0])
body[9] = 2
vault.execute("UPDATE header SET body = ?", (bytes(body),))
vault.execute("PRAGMA user_version = 2")
PY
}

# hold_vault FILE: another process writes to it, until release_vault.
hold_vault() {
  mkfifo held release
  python3 - "$1" <<'PY' &
import sqlite3, sys
vault = sqlite3.connect(sys.argv[1], isolation_level=None)
vault.execute("BEGIN IMMEDIATE")
open("held", "w").write("x")
open("release").read()
PY
  cat held >/dev/null
}
release_vault() {
  echo >release
  wait
  rm held release
}
