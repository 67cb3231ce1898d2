#!/usr/bin/env bash
# Everything that can be tested, from nothing: installs what is missing (Debian 12, as root), builds with sanitizers,
# runs every test and the peers from npm, builds the release and runs the benchmarks once.
#
#   tests/run.sh [ctest options]        e.g. tests/run.sh -R jcs
#
# CREDENZA_TEST_DATA=DIR names the public test vectors when they are not in ../shared/data; without them the tests
# that need them are skipped and say so.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
. cmake/debian.sh

install_missing "${build_packages[@]}" "${test_packages[@]}"

data=$(realpath -m -- "${CREDENZA_TEST_DATA:-../shared/data}")
if [ ! -d "$data" ]; then
  echo "== no public test vectors in $data: the tests that need them are skipped"
fi

echo "== building (preset dev: sanitizers, warnings are errors)"
cmake --preset dev -DCREDENZA_TEST_DATA="$data" >/dev/null
cmake --build --preset dev -- --quiet

echo "== testing"
summary=$(mktemp)
log=$(mktemp)
trap 'rm -f "$summary" "$log"' EXIT
ctest --preset dev -j "$(nproc)" "$@" </dev/null | tee "$summary"

echo "== building (preset release)"
cmake --preset release -DCREDENZA_TEST_DATA="$data" >/dev/null
cmake --build --preset release -- --quiet
echo "== the scripts of tests/cli again, with the release: its memory and time are what users get"
for script in tests/cli/*.sh; do
  if [ "$script" = tests/cli/lib.sh ]; then continue; fi
  if bash "$script" build/release/bin </dev/null >"$log" 2>&1; then
    echo "   passed: $script"
  else
    cat "$log"
    echo "   FAILED: $script"
    exit 1
  fi
done
if [ -x build/release/bin/credenza-bench ]; then
  echo "== benchmarks, once and briefly: that they run, not how fast"
  build/release/bin/credenza-bench --benchmark_min_time=0.02
  build/release/bin/credenza-sd-jwt-bench --benchmark_min_time=0.02
  build/release/bin/credenza-bundle-bench 1000 100
fi

echo
echo "== the tests' summary again"
sed -n '/tests passed/,$p' "$summary"
