#!/usr/bin/env bash
# A site gate at 06:30 without a network (product story U16): what bundles hold, how old they may be, who made them.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT CREDENZA_VERIFIER_HOME
here=$top/tests/cli
school=did:web:rocwaterkant.example
key=$HOME/.config/credenza/bundle.key
another_day() { python3 "$here/bundle_of_another_day.py" "$@" || fail "no bundle of another day"; }

echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
expect 0 credenza-issuer init --home school --name "ROC Waterkant" --url https://rocwaterkant.example --passphrase-file pass
head -n 1 "$top/examples/batches/mc-log-02.csv" >class.csv
for i in 1 2; do echo "$i;;Student$i;Test;1-1-2000;;MC-LOG-02;240;goed;12-06-2026;" >>class.csv; done
expect 0 credenza-issuer issue --home school --template "$top/examples/templates/mc-log-02.json" --csv class.csv \
  --out issued --passphrase-file pass
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
mapfile -t all < <(ls issued/*.json)
one=${all[0]}
gate() { credenza-verifier check --bundle gate.bundle --offline "$@"; }

# Nobody to collect for.
expect 2 credenza-verifier bundle make -o gate.bundle --from-published www --offline
err 'your list is empty'
expect 0 credenza-verifier trust add $school --name "ROC Waterkant (mbo)"
expect 2 credenza-verifier bundle make -o gate.bundle --from-published www --offline --max-age status=soon
expect 2 credenza-verifier bundle make -o gate.bundle --issuer school
expect 5 credenza-verifier bundle make -o gate.bundle --for none.json --offline

# Made of a folder of copies, for the issuers on the list; signed with a key of the reader's own.
expect 0 credenza-verifier bundle make -o gate.bundle --from-published www --offline --json
json parts.did_document 1
json parts.status_list 3
json requests 0
json unreached '[]'
[ "$(stat -c %a "$key") $(stat -c %a gate.bundle) $(stat -c %s "$key")" = '600 600 32' ] || fail "open to others"
expect 1 credenza-verifier bundle make -o gate.bundle --from-published www --offline
err 'gate.bundle'
expect 0 credenza-verifier bundle show gate.bundle
out "keys          "
out "$school"
out 'too old or ended: 0'
expect 0 credenza-verifier bundle show gate.bundle --lang nl
out 'sleutels'
expect 0 credenza-verifier bundle show gate.bundle --json
json max_age_hours.status_list 24
json parts.0.state good
expect 0 credenza-verifier bundle verify gate.bundle
out '✔ whole'
expect 0 credenza-verifier bundle verify gate.bundle --json
json damaged '[]'
maker=$(python3 -c 'import json; print(json.load(open("out"))["maker"])')

# "bundle age always on screen", and nothing is asked of anybody.
expect 0 gate "$one"
out 'Bundle:  of '
out ' old; requests to the network: 0'
out 'Result:     accepted'
expect 0 gate "$one" --lang nl
out 'uur oud; vragen aan internet: 0'
expect 0 gate "$one" --json
json bundle.requests 0
json bundle.maker "$maker"
if command -v strace >/dev/null && strace -f -o trace true 2>/dev/null; then
  expect 0 env ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=network -o trace credenza-verifier check "$one" \
    --bundle gate.bundle --offline
  ! grep -q AF_INET trace || fail "a socket was opened"
fi
# Everything that is needed is in it: without --offline nobody is asked either.
expect 0 credenza-verifier check "$one" --bundle gate.bundle
out 'requests to the network: 0'

# For a given certificate instead of the list: its issuer and its lists.
expect 0 credenza-verifier bundle make -o one.bundle --from-published www --for "$one" --offline --json
json parts.status_list 3
expect 0 credenza-verifier check "$one" --bundle one.bundle --offline
# What is nowhere is named, and a mixed outcome.
cp -r www without
rm without/status/revocation-1.json
expect 8 credenza-verifier bundle make -o less.bundle --from-published without --for "$one" --offline
err 'could not be had: https://rocwaterkant.example/status/revocation-1.json'
expect 8 credenza-verifier bundle make -o less.bundle --from-published without --for "$one" --offline --force --json
json unreached.0.kind status_list
expect 7 credenza-verifier check "$one" --bundle less.bundle --offline
out 'the bundle has no copy of it'
expect 7 credenza-verifier check "$one" --bundle less.bundle --offline --json
json credentials.0.checks.4.name status
json credentials.0.checks.4.outcome indeterminate

# "policy 'status ≤ 24 h old' passes, ≤ 12 h → could not check": lists of yesterday 17:00.
cp -r www yesterday
python3 "$here/past_lists.py" yesterday 13
expect 0 credenza-verifier bundle make -o gate.bundle --from-published yesterday --offline --force
expect 0 gate "$one" --status-max-age 24
expect 7 gate "$one" --status-max-age 12
out 'not withdrawn; older than your limit of 12 h'
# The bundle's own limit, on when a list was had, makes the same: 13 hours of the 24, then 37.
another_day gate.bundle "$key" -13.5 gate.old
expect 0 credenza-verifier check "$one" --bundle gate.old --offline
out '14 h old'
another_day gate.bundle "$key" -37 gate.old
expect 7 credenza-verifier check "$one" --bundle gate.old --offline
out 'not withdrawn; older than your limit of 24 h'
expect 7 credenza-verifier check "$one" --bundle gate.old --offline --lang nl
out 'ouder dan uw grens van 24 uur'
# Keys that are too old stand for nothing: which, how old, how old they may be.
another_day gate.bundle "$key" -192 gate.old 1
expect 7 credenza-verifier check "$one" --bundle gate.old --offline
out "days old, and may be 7 days; get a newer one ($school)"
expect 0 credenza-verifier bundle show gate.old
out 'TOO OLD'
expect 0 credenza-verifier bundle verify gate.old --json
json too_old 1

# Refreshed: what has grown old is had anew, in the place of the old one; what cannot be reached stays, and is named.
expect 0 credenza-verifier bundle refresh gate.old --from-published yesterday --offline --json
json renewed 1
expect 0 credenza-verifier check "$one" --bundle gate.old --offline
another_day gate.bundle "$key" -20 gate.old 2
expect 8 credenza-verifier bundle refresh gate.old --offline
err 'an older copy stays: https://rocwaterkant.example/status/'
expect 8 credenza-verifier bundle refresh gate.old --offline --json
json unreached.0.kept True
expect 0 credenza-verifier check "$one" --bundle gate.old --offline
# An older list does not take the place of a newer one.
another_day one.bundle "$key" -20 new.old 2
expect 8 credenza-verifier bundle refresh new.old --from-published yesterday --offline
err 'an older copy stays'
expect 0 credenza-verifier check "$one" --bundle new.old --offline --status-max-age 12

# Withdrawn today, and the bundle is of yesterday: "status as of …: not revoked; older than your limit of 24 h".
id=$(grep -o 'urn:uuid:[0-9a-f-]*' "$one" | head -n 1)
expect 0 credenza-issuer revoke "$id" --home school --passphrase-file pass --reason issued-in-error --yes 1
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
another_day one.bundle "$key" -37 gate.old
expect 7 credenza-verifier check "$one" --bundle gate.old --offline
out 'status as of '
out ': not withdrawn; older than your limit of 24 h'
expect 0 credenza-verifier bundle refresh gate.old --from-published www --offline
expect 6 credenza-verifier check "$one" --bundle gate.old --offline
out 'withdrawn by the issuer'
expect 0 credenza-verifier check "${all[1]}" --bundle gate.old --offline

# "clock wrong by > 5 min is noticed (compare with bundle time) and said"; less is nothing.
another_day one.bundle "$key" 0.05 gate.old
expect 0 credenza-verifier check "$one" --bundle gate.old --offline
no_out 'Clock:'
another_day one.bundle "$key" 3 gate.old
expect 7 credenza-verifier check "$one" --bundle gate.old --offline
out 'Clock:   WRONG, at least 3 h behind'
out 'the clock of this computer is wrong, so the dates cannot be checked'
expect 7 credenza-verifier check "$one" --bundle gate.old --offline --lang nl
out 'LOOPT FOUT, minstens 3 uur achter'
expect 7 credenza-verifier check "$one" --bundle gate.old --offline --json
json credentials.0.checks.2.where clock

# Of somebody else: refused, unless they are named or on the list for bundles.
export HOME=$work/other
mkdir -- "$HOME"
expect 0 credenza-verifier trust add $school --name ROC
expect 7 gate "$one"
err 'you do not rely on the maker of this bundle'
silent_out
expect 7 gate "$one" --json
json code untrusted
expect 3 credenza-verifier bundle verify gate.bundle
expect 3 credenza-verifier bundle refresh gate.bundle --from-published www --offline
expect 0 credenza-verifier bundle verify gate.bundle --by "$maker"
expect 3 credenza-verifier bundle verify gate.bundle --by did:key:z6MkvugVpCeUKWBt67sTek5PQZCz9nzT2zgjC6jZWnLmv2gx
expect 0 gate "$one" --bundle-maker "$maker"
# Somebody who may issue anything may not answer for the keys of others.
expect 0 credenza-verifier trust add "$maker" --name Office
expect 7 gate "$one"
expect 0 credenza-verifier trust add "$maker" --name Office --type CredenzaBundle --force
expect 0 gate "$one"
expect 0 credenza-verifier bundle verify gate.bundle
export HOME=$work/home

# One byte changed: in the front it is noticed when the bundle is opened, in a part when that is read.
python3 - gate.bundle <<'PY'
import sys
data = bytearray(open(sys.argv[1], "rb").read())
for name, at in (("front", 30), ("magic", 2), ("part", -100)):
    copy = bytearray(data)
    copy[at] ^= 1
    open(name + ".bundle", "wb").write(copy)
open("short.bundle", "wb").write(data[:-1])
newer = bytearray(data)
newer[9] = 2
open("newer.bundle", "wb").write(newer)
PY
for broken in front magic short; do
  expect 7 credenza-verifier check "$one" --bundle $broken.bundle --offline
  err 'this bundle is damaged, was changed, or is none'
  silent_out
  expect 3 credenza-verifier bundle show $broken.bundle
  expect 3 credenza-verifier bundle verify $broken.bundle
done
expect 3 credenza-verifier bundle verify part.bundle
out 'DAMAGED'
expect 3 credenza-verifier bundle verify part.bundle --json
json exit 3
expect 7 credenza-verifier check "$one" --bundle part.bundle --offline
out 'is not what its maker signed for'
expect 13 credenza-verifier check "$one" --bundle newer.bundle --offline
expect 13 credenza-verifier bundle show newer.bundle
expect 5 credenza-verifier check "$one" --bundle none.bundle --offline
expect 5 credenza-verifier bundle show none.bundle
expect 3 credenza-verifier bundle show "$one"
expect 10 credenza-verifier bundle show gate.bundle --home nowhere

# The domains are gone, and so is the issuer: its successor speaks from the bundle.
expect 0 credenza-issuer successor --home school --passphrase-file pass --to did:web:rocdelta.example --name 'ROC Delta' \
  --since 2027-08-01
expect 0 credenza-issuer publish --home school --out www --passphrase-file pass
expect 0 credenza-verifier bundle make -o gate.bundle --from-published www --offline --force --json
json parts.statement 1
expect 0 gate "${all[1]}"
out 'issued by ROC Waterkant (mbo), since 1-8-2027 part of ROC Delta'
