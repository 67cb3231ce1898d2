#!/usr/bin/env python3
"""Runs a program on a terminal of its own and types answers, as a person would.

    at_terminal.py TRANSCRIPT [PROMPT=>ANSWER...] -- COMMAND...

TRANSCRIPT gets what the terminal showed. An answer is typed, with Enter behind it, each time its prompt is shown; one
that begins with "1:" only the first time. The answer @word is the recovery word whose number stands behind the prompt,
from the list that was shown before. Exits as the program does.
"""
import os
import pty
import re
import select
import signal
import sys
import time

PATIENCE_SECONDS = 120

split = sys.argv.index("--")
transcript, rules, command = sys.argv[1], [r.split("=>", 1) for r in sys.argv[2:split]], sys.argv[split + 1:]
once = [[prompt[2:], answer] for prompt, answer in rules if prompt.startswith("1:")]
always = [[prompt, answer] for prompt, answer in rules if not prompt.startswith("1:")]

child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)

shown, seen = b"", b""
end = time.monotonic() + PATIENCE_SECONDS
while True:
    if time.monotonic() > end:
        os.kill(child, signal.SIGKILL)
    ready, _, _ = select.select([terminal], [], [], 1)
    if not ready:
        continue
    try:
        more = os.read(terminal, 4096)
    except OSError:
        more = b""
    if not more:
        break
    shown += more
    seen += more
    text = seen.decode(errors="replace")
    for rule in once + always:
        prompt, answer = rule
        asked = re.search(re.escape(prompt) + r"(\d*)[^\n]*: ?$" if answer == "@word" else re.escape(prompt), text)
        if not asked:
            continue
        if answer == "@word":
            listed = dict(re.findall(r"^ *(\d+)  ([a-z]+)\r?$", shown.decode(errors="replace"), re.M))
            answer = listed[asked.group(1)]
        seen = b""
        time.sleep(0.05)  # the program turns echo off before it asks, but a person is slower still
        os.write(terminal, answer.encode() + b"\n")
        if rule in once:
            once.remove(rule)
        break
_, status = os.waitpid(child, 0)
with open(transcript, "wb") as file:
    file.write(shown)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
