#!/usr/bin/env bash
# The tour, in both languages, with the programs that were just built.
set -euo pipefail
export CREDENZA_BIN=$1
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
for lang in en nl; do
  "$top/examples/tour.sh" --lang "$lang" </dev/null
done
