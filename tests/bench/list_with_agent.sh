#!/usr/bin/env bash
# `list` of 200 credentials as a whole process, with an agent that has the vault's keys: the median
# of 21 runs, in milliseconds by the clock and of processors, and that of `--version` beside it.
#
#   tests/bench/list_with_agent.sh build/release/bin [COUNT]
set -eu
bin=$(cd -- "$1" && pwd)
work=$(mktemp -d)
export XDG_RUNTIME_DIR=$work XDG_STATE_HOME=$work/state XDG_CONFIG_HOME=$work/config
# The agent may have gone by itself.
trap 'set +e; "$bin/credenza-wallet" lock >/dev/null 2>&1; rm -rf -- "$work"' EXIT
cd -- "$work"
printf 'correct horse\n' >phrase
chmod 600 phrase
"$bin/credenza-vault-bench" "${2:-200}" "$work/bench.vault"
"$bin/credenza-wallet" unlock --vault bench.vault --passphrase-file phrase >/dev/null
python3 - "$bin/credenza-wallet" <<'PY'
import resource, statistics, subprocess, sys, time

def median(*arguments):
    wall, work = [], []
    for _ in range(21):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        begun = time.perf_counter()
        done = subprocess.run([sys.argv[1], *arguments], capture_output=True, check=True)
        wall.append((time.perf_counter() - begun) * 1000)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        work.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    lines = done.stdout.count(b"\n")
    return f"{statistics.median(wall):.1f} ms, {statistics.median(work):.1f} of work ({lines} lines)"

print("list:     ", median("list", "--vault", "bench.vault", "--no-input"))
print("--version:", median("--version"))
PY
