#!/usr/bin/env python3
"""Refuses an #include that specs/CMakeLists.txt does not allow, and a word in a room where it may not stand.

The list of rooms is the order of the house: a room may use the rooms it lists, which were declared before
it. Programs never include each other. Run from the top of the tree; prints each offence, exits 1 on any.
"""
import pathlib
import re
import sys

SPECS = pathlib.Path("specs")
PROGRAMS = ("issuer", "wallet", "verifier")
ROOM = re.compile(r"credenza_room\(\s*(\w+)(?:\s+DEPENDS\s+([\w\s]+?))?(?:\s+PACKAGES\s+([^)]*))?\s*\)")
INCLUDE = re.compile(r'^\s*#\s*include\s+"(\w+)/(\w+)\.h"', re.M)
MAX_LINES = 600
# (pattern, where it may stand): a room's name, a program's name, or nowhere.
ONLY_IN = [
    (r"<(sodium\.h|openssl/)", {"crypto", "host"}),
    (r"<httplib\.h>", {"host"}),
    (r"<zlib\.h>", {"deflate"}),
    (r"<simdjson\.h>", {"base"}),
    (r"<sqlite3\.h>", {"host"}),
    (r"<(png|qrencode)\.h>", {"host"}),
    (r"\b(Json|nlohmann::\w+)::(parse|accept)\(", {"base"}),
    (r"_clock::now\(|\btime\(nullptr\)|\bgettimeofday\(", {"host"}),
    (r"random_device|\brand\(\)|mt19937", set()),
    (r"\bgetenv\(|<iostream>|<fstream>|<filesystem>", {"host"}),
    (r"\bthrow\b|\bcatch\s*\(", {"base", "host", "main"}),
    (r"\bmemcmp\(", set()),
    (r"using namespace", set()),
    (r"//\s*(TODO|FIXME)", set()),
]


def without_strings(text):
    """Comments stay, for the last rule; string literals go."""
    return re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)


def rooms():
    text = re.sub(r"#[^\n]*", "", (SPECS / "CMakeLists.txt").read_text())
    return {name: set((depends or "").split()) for name, depends, _ in ROOM.findall(text)}


def check_words(path, place, text, bad):
    if text.count("\n") > MAX_LINES:
        bad.append(f"{path}: more than {MAX_LINES} lines")
    for pattern, places in ONLY_IN:
        hit = re.search(pattern, without_strings(text))
        if hit and place not in places and not (path.name == "main.cpp" and "main" in places):
            line = without_strings(text)[: hit.start()].count("\n") + 1
            bad.append(f"{path}:{line}: '{hit.group(0)}' may stand only in {sorted(places) or 'no room'}")


def check_room(path, allowed, bad):
    room, text = path.parent.name, path.read_text()
    if room not in allowed:
        bad.append(f"{path}: room '{room}' is not in specs/CMakeLists.txt")
        return
    for used, header in INCLUDE.findall(text):
        if used != room and used not in allowed[room]:
            bad.append(f"{path}: includes room '{used}', which {room} does not list")
        if used != room and header.endswith("_detail"):
            bad.append(f"{path}: '{used}/{header}.h' is inside {used}, not one of its doors")
    check_words(path, room, text, bad)


def check_program(path, allowed, bad):
    program, text = path.parts[0], path.read_text()
    for used, header in INCLUDE.findall(text):
        if used in PROGRAMS and used != program:
            bad.append(f"{path}: program '{program}' includes program '{used}'")
        if used in allowed and header.endswith("_detail"):
            bad.append(f"{path}: '{used}/{header}.h' is inside {used}, not one of its doors")
    check_words(path, program, text, bad)


def main():
    allowed, bad = rooms(), []
    declared = []
    for room, depends in allowed.items():
        bad += [f"specs/CMakeLists.txt: '{room}' lists '{d}', which is not declared before it"
                for d in sorted(depends - set(declared))]
        declared.append(room)
    for path in sorted(SPECS.glob("*/*.[hc]*")):
        check_room(path, allowed, bad)
    for program in PROGRAMS:
        for path in sorted(pathlib.Path(program).glob("**/*.[hc]*")):
            check_program(path, allowed, bad)
    if not allowed:
        bad.append("specs/CMakeLists.txt: no room found")
    print("\n".join(bad) if bad else f"layers: {len(allowed)} rooms in order")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
