#!/usr/bin/env bash
# Completion in the shells themselves: what bash, zsh and fish offer, and what stands on the line after Tab.
. "$(dirname -- "$0")/lib.sh"

for shell in bash zsh fish; do
  command -v $shell >/dev/null || fail "$shell is not installed; the packages for tests are in cmake/debian.sh"
done
in_shell() { python3 "$top/tests/cli/in_shell.py" "$@"; }
# offered SHELL SCRIPT LINE: a word of the offers on each line of out.
offered() {
  in_shell "$1" "$2" --offers "$3" >words 2>err </dev/null || fail "$1: $3"
  tr ' ' '\n' <words >out
}
offers() {
  for word in "$@"; do grep -qxF -e "$word" -- "$work/out" || fail "$asked: '$word' is not offered"; done
}
offers_only() {
  offers "$@"
  [ "$(grep -c . "$work/out")" -eq $# ] || fail "$asked: more than $* is offered"
}
ask() {
  asked="$shell: $1"
  offered $shell "$script" "$1"
}

for role in issuer wallet verifier; do
  program=credenza-$role
  expect 0 $program man --out pages --lang en
  for shell in bash zsh fish; do
    script=$role.$shell
    expect 0 $program completion $shell --lang en
    cp out "$script"

    # Every verb, by its manual page: those of the program, and those of each group.
    groups=$(cd pages && for page in $program-*.1; do
      verb=${page#"$program-"}
      verb=${verb%.1}
      if compgen -G "$program-$verb-*.1" >/dev/null; then echo "$verb"; fi
    done)
    verbs=$(cd pages && for page in $program-*.1; do
      verb=${page#"$program-"}
      echo "${verb%.1}"
    done | grep -v -- -)
    ask "$program "
    # shellcheck disable=SC2086
    offers $verbs
    [ -n "$groups" ] || fail "no groups"
    for group in $groups; do
      ask "$program ${group//-/ } "
      # Those of a group within it are offered behind that one.
      # shellcheck disable=SC2046
      offers $(cd pages && for page in "$program-$group"-*.1; do
        verb=$(basename "${page#"$program-$group-"}" .1)
        [[ $verb = *-* && " ${groups//$'\n'/ } " = *" $group-${verb%%-*} "* ]] || echo "$verb"
      done)
    done

    ask "$program config show --"
    offers --origin --json --lang --color --no-input --help
    ask "$program config show --lang "
    offers_only nl en
    ask "$program doctor --color "
    offers_only always never auto
    ask "$program completion "
    offers bash zsh fish
    ask "$program complet"
    offers_only completion
  done
done
for shell in bash zsh fish; do
  script=issuer.$shell
  ask 'credenza-issuer key '
  offers list rotate retire compromised
  ask 'credenza-issuer key rotate --type '
  offers_only ed25519 p256
  ask 'credenza-issuer key rotate --passphrase-'
  offers_only --passphrase-file --passphrase-fd --passphrase-command
  ask 'credenza-issuer rev'
  offers_only revoke
done

# On the line itself: finished words, and names of files that stay one word for the shell.
touch "my file's.json" 'quo"te.json' 'dollar$HOME.json' 'Zoë (1).json'
mkdir 'a folder'
touch 'a folder/inside.json'
cat >wanted <<'LINES'
credenza-verifier trust 
credenza-verifier trust remove 
credenza-verifier check --offline 
credenza-verifier check --lang nl 
credenza-verifier check my\ file\'s.json 
credenza-verifier check "my file's.json" 
credenza-verifier check quo\"te.json 
credenza-verifier check dollar\$HOME.json 
credenza-verifier check Zoë\ \(1\).json 
credenza-verifier check --offline --published a\ folder/
credenza-verifier check a\ folder/inside.json 
LINES
for shell in bash zsh fish; do
  in_shell $shell verifier.$shell 'credenza-verifier tru' 'credenza-verifier trust rem' 'credenza-verifier check --offl' \
    'credenza-verifier check --lang n' 'credenza-verifier check my' 'credenza-verifier check "my' 'credenza-verifier check quo' \
    'credenza-verifier check dol' 'credenza-verifier check Zo' 'credenza-verifier check --offline --published a' \
    'credenza-verifier check a\ folder/' >out 2>err </dev/null || fail "$shell"
  cmp -s wanted out || fail "$shell completes otherwise: $(diff wanted out)"
done

# The dispatcher offers roles, and then what the role offers.
cat >wanted <<'LINES'
credenza wallet 
credenza verifier trust remove 
credenza issuer list --lang nl 
credenza wallet add my\ file\'s.json 
LINES
for shell in bash zsh fish; do
  expect 0 credenza completion $shell
  cp out all.$shell
  in_shell $shell all.$shell 'credenza wal' 'credenza verifier trust rem' 'credenza issuer list --lang n' \
    'credenza wallet add my' >out 2>err </dev/null || fail "$shell"
  cmp -s wanted out || fail "$shell completes otherwise: $(diff wanted out)"
done
