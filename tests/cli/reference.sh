#!/usr/bin/env bash
# Completion and manual pages: made by the programs, from the same descriptions as their help; no home, no vault.
. "$(dirname -- "$0")/lib.sh"

# complete_in FILE WORD…: what bash would offer for the last of the words, one on each line.
complete_in() {
  local file=$1
  shift
  bash -c '
    . "$1"; shift
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    how=$(complete -p -- "$1"); how=${how##* -F }
    "${how%% *}"
    printf "%s\n" "${COMPREPLY[@]}"' bash "$file" "$@" >"$work/out" 2>"$work/err"
}
offers() { grep -qxF -e "$1" -- "$work/out" || fail "'$1' is not offered"; }
offers_no() { ! grep -qxF -e "$1" -- "$work/out" || fail "'$1' is offered"; }

for role in issuer wallet verifier; do
  program=credenza-$role
  expect 0 $program completion bash --lang en
  cp out $role.bash
  bash -n $role.bash || fail "no bash: $role"
  complete_in $role.bash $program ''
  offers doctor
  offers config
  offers completion
  complete_in $role.bash $program comp
  offers completion
  offers_no doctor
  complete_in $role.bash $program config ''
  offers show
  offers path
  offers_no doctor
  complete_in $role.bash $program doctor --l
  offers --lang
  offers_no --json
  complete_in $role.bash $program doctor --lang ''
  offers nl
  offers en
  offers_no --json
  complete_in $role.bash $program completion ''
  offers zsh

  expect 0 $program completion zsh --lang nl
  out "#compdef $program"
  out "compdef _credenza_$role $program"
  zsh -n out || fail "no zsh: $role"
  expect 0 $program completion fish --lang nl
  out "complete -c $program "
  fish --no-execute out || fail "no fish: $role"
  # As many quotation marks as belong together: every line of a script stands by itself.
  python3 - out <<'PY' || fail "unbalanced quotes: $role"
import re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    if re.sub(r"\\.", "", line).count("'") % 2:
        sys.exit(line)
PY
  expect 2 $program completion tcsh
  expect 0 $program completion bash --json
  json schema "credenza.$role.completion/1"

  for language in en nl; do
    expect 0 $program man --lang $language --out man.$language
    silent_out
  done
  [ -s man.en/$program.1 ] || fail "no manual of $program"
  [ -s man.en/$program-config-show.1 ] || fail "no manual of a verb of $program"
  # Every verb that the help names has a page.
  expect 0 $program --help --lang en
  sed -n '/^Verbs:/,/^$/p' out | sed 1d | awk 'NF && /^  [a-z]/ {print $1}' >verbs
  [ -s verbs ] || fail "the help of $program names no verbs"
  while read -r verb; do
    [ -s man.en/$program-"$verb".1 ] || fail "no manual of $program $verb"
    grep -q '^\.TH ' man.en/$program-"$verb".1 || fail "no title: $verb"
  done <verbs
done

# Everything that a page says of a verb or an option is there in both languages, and not the same.
python3 - <<'PY' || fail "a description is missing or stands in one language only"
import pathlib, sys
bad = []
for page in sorted(pathlib.Path("man.en").glob("*.1")):
    en = page.read_text(encoding="utf-8").splitlines()
    nl = pathlib.Path("man.nl", page.name).read_text(encoding="utf-8").splitlines()
    if len(en) != len(nl):
        bad.append(f"{page.name}: not as long")
        continue
    for i, line in enumerate(en):
        if line.startswith(".B ") and i > 0 and en[i - 1] == ".TP":
            if not en[i + 1].strip() or not nl[i + 1].strip() or en[i + 1] == nl[i + 1]:
                bad.append(f"{page.name}: {line}: {en[i + 1]} / {nl[i + 1]}")
        if line.startswith(".SH") and en[i - 1].startswith(".TH") and en[i + 1] == nl[i + 1]:
            bad.append(f"{page.name}: {en[i + 1]}")
print("\n".join(bad), file=sys.stderr)
sys.exit(bool(bad))
PY

# groff has nothing to say about any page, and shows the whole of it.
command -v groff >/dev/null || fail "groff is not installed; the packages for tests are in cmake/debian.sh"
for page in man.en/*.1 man.nl/*.1; do
  groff -man -Tutf8 -ww -K utf8 "$page" >page.txt 2>complaints || fail "groff: $page"
  [ ! -s complaints ] || fail "groff on $page: $(head -n 3 complaints)"
  # What stands in the last section is there, so no line was taken for a request.
  words=$(sed -n '/^\.SH/h; ${x;p}' "$page" | cut -d '"' -f 2)
  # Bold is written as a letter over itself.
  sed 's/.\x08//g' page.txt | grep -qF -- "$words" || fail "the end of $page is missing"
done
grep -q 'credenza\\-issuer issue' man.en/credenza-issuer-issue.1 || fail "no example in the manual"
grep -q '^\.B "130"' man.en/credenza-issuer-issue.1 || fail "no exit codes in the manual"
grep -q 'CREDENZA_LANG' man.en/credenza-wallet-add.1 || fail "no environment in the manual"
grep -q 'UITGANGSCODES' man.nl/credenza-verifier-check.1 || fail "the manual is not in Dutch"

# Help and wrong usage are wholly in the reader's language.
for role in issuer wallet verifier; do
  expect 0 credenza-$role config show --help --lang nl
  out 'Gebruik: '
  out 'Voorbeeld: '
  no_out 'Usage'
  no_out 'Options'
  expect 2 credenza-$role doctro --lang nl
  err "er is geen opdracht 'doctro'; bedoelt u 'doctor'?"
  expect 2 credenza-$role completion --lang nl
  err 'SHELL is verplicht'
  expect 2 credenza-$role doctor more --lang nl
  err 'dit hoort er niet bij: more'
done

# The dispatcher offers roles, and then what the role offers.
expect 0 credenza completion bash
cp out all.bash
bash -n all.bash || fail "no bash: credenza"
complete_in all.bash credenza w
offers wallet
offers_no issuer
complete_in all.bash credenza verifier trust ''
offers remove
expect 2 credenza completion tcsh

# None of this makes or needs a home.
[ -z "$(ls -A "$HOME")" ] || fail "something was left in the home folder"
