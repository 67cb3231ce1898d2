#!/usr/bin/env python3
"""Types lines into a real shell with a completion script, presses Tab after each, and prints what then stands there.

    in_shell.py bash|zsh|fish SCRIPT LINE...            each line after Tab
    in_shell.py bash|zsh|fish SCRIPT --offers LINE...   what the shell offers for each: words, on one line
"""
import os
import pathlib
import pty
import select
import signal
import subprocess
import sys
import tempfile

PATIENCE_SECONDS = 60
BASH = r"""
PS1='ready> '
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
. "$SCRIPT"
report() { printf '%s\n' "$READLINE_LINE" >>"$REPORT"; READLINE_LINE=; READLINE_POINT=0; echo 'told'-'you'; }
bind -x '"\C-xr": report'
"""
ZSH = r"""
PROMPT='ready> '
unsetopt beep zle_bracketed_paste
autoload -Uz compinit && compinit -u -D
bindkey -e
source "$SCRIPT"
typeset -a offered
if [[ -n $OFFERS ]]; then
  # Those that only compare fill arrays; the others would put words on the screen.
  compadd() {
    if (( ${@[(I)-[OAD]]} )); then builtin compadd "$@"; return; fi
    local -a hits
    builtin compadd -A hits "$@"
    offered+=("$hits[@]")
    return 0
  }
fi
report() {
  if [[ -n $OFFERS ]]; then print -r -- "$offered" >>"$REPORT"; else print -r -- "$BUFFER" >>"$REPORT"; fi
  BUFFER= offered=()
  print -r 'told'-'you' >/dev/tty
}
zle -N report
bindkey '^Xr' report
"""
FISH = r"""
function fish_prompt; printf 'ready> '; end
function fish_greeting; end
source $SCRIPT
function report
  commandline >>$REPORT
  commandline ''
  echo 'told'-'you'
end
bind \cxr report
"""

BASH_OFFERS = r"""
. "$SCRIPT"
for line; do
  read -ra COMP_WORDS <<<"$line"
  case $line in *' ') COMP_WORDS+=('') ;; esac
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) COMPREPLY=()
  how=$(complete -p -- "${COMP_WORDS[0]}")
  how=${how##* -F }
  "${how%% *}"
  printf '%s\n' "${COMPREPLY[*]}"
done
"""
FISH_OFFERS = r"""
source $SCRIPT
for line in $argv
  complete -C $line | string replace -r '\t.*' '' | string join ' '
end
exit 0
"""


def command_for(shell, folder):
    if shell == "bash":
        (folder / "rc").write_text(BASH)
        return ["bash", "--noprofile", "--rcfile", str(folder / "rc"), "-i"]
    if shell == "zsh":
        (folder / ".zshrc").write_text(ZSH)
        return ["zsh", "-d", "-i"]
    (folder / "rc").write_text(FISH)
    return ["fish", "--no-config", "-i", "-C", f"source {folder / 'rc'}"]


class Terminal:
    """A shell for which this is the terminal."""

    def __init__(self, command, environment):
        self.shell, self.master = pty.fork()
        if self.shell == 0:
            os.execvpe(command[0], command, environment)
        self.seen = b""

    def wait_for(self, text):
        while text not in self.seen:
            ready, _, _ = select.select([self.master], [], [], PATIENCE_SECONDS)
            try:
                part = os.read(self.master, 65536) if ready else b""
            except OSError:
                part = b""
            if not part:
                sys.exit(f"the shell does not answer; it said: {self.seen!r}")
            self.seen += part
        self.seen = self.seen.split(text, 1)[1]

    def type(self, text):
        os.write(self.master, text.encode())

    def close(self):
        os.kill(self.shell, signal.SIGKILL)
        os.waitpid(self.shell, 0)
        os.close(self.master)


def main():
    shell, script, *lines = sys.argv[1:]
    offers = lines[0] == "--offers"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        report = folder / "report"
        environment = {"PATH": os.environ["PATH"], "HOME": name, "ZDOTDIR": name, "TERM": "dumb", "LC_ALL": "C.UTF-8",
                       "SCRIPT": str(pathlib.Path(script).resolve()), "REPORT": str(report),
                       "OFFERS": "yes" if offers else ""}
        # Where what is offered may come from.
        environment |= {name: os.environ[name] for name in ("XDG_RUNTIME_DIR", "CREDENZA_VAULT") if name in os.environ}
        if offers and shell != "zsh":
            asked = ["bash", "-c", BASH_OFFERS, "bash"] if shell == "bash" else ["fish", "--no-config", "-c", FISH_OFFERS]
            subprocess.run(asked + lines[1:], env=environment, check=True)
            return
        terminal = Terminal(command_for(shell, folder), environment)
        terminal.wait_for(b"ready> ")
        for line in lines[1:] if offers else lines:
            terminal.type(line + "\t\x18r")
            terminal.wait_for(b"told-you")
        terminal.close()
        print(report.read_text(encoding="utf-8"), end="")


if __name__ == "__main__":
    main()
