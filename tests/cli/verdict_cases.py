"""Runs the lines of a table, each one case: what the verifier says to a program and to a person, in two languages.

    verdict_cases.py TABLE TEMPLATE [JSON_FOLDER]    in a folder with a file "pass"
    verdict_cases.py --print TABLE TEMPLATE          prints what every line comes to

A line is  name | files and options | exit and verdict | what is not as it should be | what a person reads

Options: @brouwer stands for the name of an employer and the number that it gave; without --online nothing is fetched, and
without --home and --published the reader trusts the school and has what it publishes.

The checks that failed or could not tell have to be exactly those that the line names, as check:outcome:code:where, with " + "
between them and in any order, and "self_declared" where the report says so; - is none. @lists/ is where the school publishes its lists.

What a person reads are names of verdict_words.txt. <day> is any date there, <id> any word, and # any number, also in a place.

No case may take more than 64 MB of memory, print what steers a terminal, or call a port of this machine.
"""
import concurrent.futures
import glob
import importlib
import json
import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

VERDICTS = {0: "accepted", 3: "not genuine", 6: "genuine but not accepted", 7: "could not be determined"}
BROUWER = "--audience https://brouwer.example --nonce 0123456789abcdef"
# How much a check of whatever may take. The sanitizers keep memory of their own.
MOST_MEMORY = [64_000_000]
DAY = r"(?:\d{4}-\d\d-\d\d|\d{1,2}-\d{1,2}-\d{4})"


def pattern(expected):
    out = re.escape(expected.replace("@lists/", "https://rocwaterkant.example/status/"))
    return out.replace("<day>", DAY).replace("<id>", r"\S+?").replace(r"\#", r"\d+")


def read_table(path, columns):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != columns:
            sys.exit(f"{path.name}:{number}: {len(cells)} columns")
        yield number, cells


def check(arguments, *more):
    words = [word for given in shlex.split(arguments.replace("@brouwer", BROUWER)) for word in (glob.glob(given) if "*" in given else [given])]
    if "--home" not in words:
        words += ["--home", "mine"]
    if "--published" not in words:
        words += ["--published", "www"]
    if "--online" in words:
        words.remove("--online")
    else:
        words.append("--offline")
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(["credenza-verifier", "check", *words, *more], stdin=subprocess.DEVNULL, stdout=out,
                                   stderr=err)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        talk = err.read().decode()
        if used.ru_maxrss * 1024 > MOST_MEMORY[0]:
            talk += f"{used.ru_maxrss >> 10} MB of memory"
            return -1, "", talk
        return process.returncode, out.read().decode(), talk


def findings(report):
    out = []
    for credential in report["credentials"]:
        for one in credential["checks"]:
            if one["outcome"] in ("failed", "indeterminate"):
                out.append(":".join([one["name"], one["outcome"], one["code"], one["where"]]))
        if credential.get("self_declared"):
            out.append("self_declared")
    return out


def matches(expected, found):
    """Whether each of `found` is meant by another one of `expected`, and none is left over."""
    if len(expected) != len(found):
        return False
    left = list(found)
    for one in expected:
        same = [text for text in left if re.fullmatch(pattern(one), text)]
        if not same:
            return False
        left.remove(same[0])
    return True


def faults_of(cells, words, keep_json):
    _, arguments, verdict, wanted, said = cells
    code, word = verdict.split(maxsplit=1)
    exit_code, text, talk = check(arguments, "--json")
    if exit_code not in VERDICTS:
        yield f"exit {exit_code}: {talk}"
        return
    keep_json(text)
    report = json.loads(text)
    if (exit_code, report["verdict"], report["exit"]) != (int(code), word, int(code)) or VERDICTS[exit_code] != word:
        yield f"exit {exit_code}, {report['verdict']}"
    found = findings(report)
    if not matches([] if wanted == "-" else wanted.split(" + "), found):
        yield f"found {' + '.join(found) or '-'}"
    for i, language in enumerate(("en", "nl")):
        exit_code, text, talk = check(arguments, "--lang", language)
        if exit_code != int(code):
            yield f"exit {exit_code} with --lang {language}: {talk}"
        flat = " ".join(text.split())
        for sentence in (sentence for name in said.split() for sentence in words[name][i].split(" / ")):
            if not re.search(pattern(sentence), flat):
                yield f"{language}: no '{sentence}' in\n{text}"
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
            yield f"{language}: something that steers a terminal in {text!r}"


class Door:
    """Counts who knocks at a port of this machine, and lets nobody in."""

    def __init__(self):
        self.calls = 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self.count, daemon=True).start()

    def count(self):
        while True:
            connection, _ = self.listening.accept()
            self.calls += 1
            connection.close()

    def does_count(self):
        """A door that cannot count would prove nothing."""
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.recv(1)
        counted, self.calls = self.calls, 0
        return counted == 1


def is_sanitized():
    with open(shutil.which("credenza-verifier"), "rb") as program:
        return b"__asan_init" in program.read()


def said_in(text):
    lines = [line.split(":", 1)[1].strip() for line in text.splitlines() if re.match(r"  (Result|Next|Uitslag|Wat nu):", line)]
    return " / ".join(lines)


def print_case(cells):
    code, text, talk = check(cells[1], "--json")
    if code not in VERDICTS:
        print(cells[0], "| exit", code, talk)
        return
    report = json.loads(text)
    said = [said_in(check(cells[1], "--lang", language)[1]) for language in ("en", "nl")]
    print(" | ".join([cells[0], cells[1], f"{code} {report['verdict']}", " + ".join(findings(report)) or "-", *said]))


def main():
    arguments = sys.argv[1:]
    is_print = arguments[0] == "--print"
    if is_print:
        arguments.pop(0)
    table, template = pathlib.Path(arguments[0]), arguments[1]
    cases = list(read_table(table, 5))
    words = {name: said for _, (name, *said) in read_table(table.with_name("verdict_words.txt"), 3)}
    scene = importlib.import_module("verdict_scene")
    if is_sanitized():
        MOST_MEMORY[0] *= 10
    door = Door()
    if not door.does_count():
        sys.exit("the door does not count")
    scene.make(template)
    if table.stem == "fraud_list":
        importlib.import_module("fraud_files").make(door.port, str(table.resolve().parents[2]))
    if is_print:
        for _, cells in cases:
            print_case(cells)
        print(door.calls, "calls")
        return
    folder = arguments[2] if len(arguments) > 2 else ""

    def run_case(case):
        number, cells = case
        def keep_json(text):
            if folder:
                pathlib.Path(folder, f"{number}.json").write_text(text, encoding="utf-8")
        return [f"{table.name}:{number}: {cells[0]}: {fault}" for fault in faults_of(cells, words, keep_json)]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = [fault for some in pool.map(run_case, cases) for fault in some]
    if door.calls:
        faults.append(f"{door.calls} requests were made to this machine")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(cases)} cases")
    sys.exit(1 if faults else 0)


main()
