# 100 MB of input, and the worst of what is still read: under 64 MB of memory, in seconds, and said what it is.
. "$(dirname "$0")/lib.sh"

# measured CODE command…: as expect, and the peak of its resident memory goes to $work/peak, in bytes.
measured() {
  wanted=$1
  shift
  python3 - "$work" "$@" <<'PY'
import resource, subprocess, sys
work, command = sys.argv[1], sys.argv[2:]
with open(f"{work}/out", "wb") as out, open(f"{work}/err", "wb") as err:
    code = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, timeout=60).returncode
with open(f"{work}/peak", "w") as peak:
    peak.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024))
sys.exit(code)
PY
  got=$?
  [ "$got" -eq "$wanted" ] || fail "exit $got instead of $wanted: $*"
}

# The sanitizers keep memory of their own.
below_64_mb() {
  grep -q __asan_init "$bin/credenza-verifier" && return
  [ "$(cat "$work/peak")" -lt 64000000 ] || fail "$(cat "$work/peak") bytes of memory"
}

credential='{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"issuer":"did:example:a",'
{
  printf '%s"credentialSubject":{"a":"' "$credential"
  head -c 100000000 /dev/zero | tr '\0' x
  printf '"}}'
} >long_string
{
  printf '%s"credentialSubject":{"a":[' "$credential"
  yes '1,' | tr -d '\n' | head -c 100000000
  printf '1]}}'
} >long_array
head -c 100000000 /dev/zero | tr '\0' '[' >deep
for file in long_string long_array deep; do
  measured 3 credenza-verifier check "$file"
  below_64_mb
  out "NOT GENUINE"
done

# Just below the limit of length, where every value costs most.
for item in '1,' '[],' '"",' '{},' '{"":0},'; do
  {
    printf '%s"credentialSubject":{"a":[' "$credential"
    yes "$item" | tr -d '\n' | head -c $(((1000000 / ${#item}) * ${#item}))
    printf '1]}}'
  } >dense
  measured 3 credenza-verifier check dense
  below_64_mb
  out "NOT GENUINE"
done

# An object of many members: nothing in it is compared with everything.
{
  printf '%s"credentialSubject":{' "$credential"
  seq -f '"%.0f":0,' 0 80000 | tr -d '\n'
  printf '"a":0}}'
} >wide
measured 3 credenza-verifier check wide
below_64_mb
exit 0
