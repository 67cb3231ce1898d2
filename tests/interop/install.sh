#!/usr/bin/env bash
# Puts the test programs and the pinned peers into a folder outside the source tree; npm is asked only when the
# lock file has changed.
set -euo pipefail
source=$(dirname -- "${BASH_SOURCE[0]}")
folder=$1

mkdir -p "$folder"
cp -- "$source"/*.mjs "$source/package.json" "$source/.npmrc" "$folder/"
if [ -d "$folder/node_modules" ] && cmp -s "$source/package-lock.json" "$folder/installed.json"; then
  echo "the peers are there"
  exit 0
fi
cp -- "$source/package-lock.json" "$folder/"
cd -- "$folder"
npm ci --no-progress </dev/null
cp -- package-lock.json installed.json
