# A long class list is issued in memory that hardly grows: some tens of bytes a row, to know duplicates.
. "$(dirname -- "$0")/lib.sh"

echo 'vier natte fietsen' >pass
chmod 600 pass
template=$top/examples/templates/mc-log-02.json
python3 - "$top/examples/batches/mc-log-02.csv" <<'PY'
import sys
head = open(sys.argv[1], encoding="utf-8").readline()
for name, rows in (("short.csv", 2000), ("long.csv", 30000)):
    with open(name, "w", encoding="utf-8") as file:
        file.write(head)
        for i in range(rows):
            file.write(f"A{i};van der;Heijden-{i};Sanne;17-03-2004;;MC-LOG-02;240;goed;12-06-2026;\n")
PY
for home in short long; do
  expect 0 credenza-issuer init --home $home --name 'ROC Waterkant' --url https://rocwaterkant.example --passphrase-file pass
done
python3 - "$template" <<'PY' || fail "30000 rows"
import os, resource, subprocess, sys
os.environ["ASAN_OPTIONS"] = "quarantine_size_mb=1"
def peak(name, rows):
    run = subprocess.run(["credenza-issuer", "issue", "--home", name, "--passphrase-file", "pass", "--template", sys.argv[1], "--csv",
                          name + ".csv", "-o", name + ".ndjson", "--json"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
    assert run.returncode == 0, run.stderr
    assert f"{rows} rows: {rows} issued" in run.stderr, run.stderr
    assert sum(1 for _ in open(name + ".ndjson", "rb")) == rows
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
short = peak("short", 2000)
long = peak("long", 30000)
print(f"peak memory: {short} kB for 2000 rows, {long} kB for 30000", file=sys.stderr)
assert long - short < 64 * 1024
PY
expect 0 credenza-issuer doctor --home long
