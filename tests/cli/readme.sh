#!/usr/bin/env bash
# The five minutes of README.md, executed line by line: a command exits 0, or as its comment "# exit N" says.
set -euo pipefail
bin=$(cd -- "$1" && pwd)
top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd -- "$work"
export PATH="$bin:$PATH" HOME=$work examples=$top/examples

sed -n '/^## Five minutes/,/^## /p' "$top/README.md" | sed -n '/^```sh$/,/^```$/p' | sed '/^```/d' |
  sed -E 's/^(.*[^ ]) +# exit ([0-9]+)$/got=0; \1 || got=$?; [ "$got" = \2 ] || { echo "exit $got, not \2"; exit 1; }/' >story.sh
if [ "$(grep -c 'got=0' story.sh)" -ne 2 ]; then
  echo "README.md should hold two commands with another exit" >&2
  exit 1
fi
bash -euo pipefail story.sh </dev/null
