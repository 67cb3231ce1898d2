#!/usr/bin/env python3
"""Refuses a paper that names what is not there: a link, a path in the tree, or a test.

In Markdown files: relative links lead to a file; `tests/…`, `specs/…`, `docs/…`, `cmake/…`, `examples/…` in backticks
exist (`*` is allowed). In docs/conformance.md and docs/threat_model.md a test is named as `name` "words", "more
words": tests/<name>.cpp, tests/flow/<name>.cpp, tests/cli/<name>.sh or tests/interop/<name>.test.mjs, in which the
words have to stand.
Run from the top of the tree; prints each offence, exits 1 on any.
"""
import pathlib
import re
import sys

TOP = pathlib.Path(".")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH = re.compile(r"`((?:tests|specs|docs|cmake|examples|issuer|wallet|verifier)/[^`\s<>{}:…]*)`")
TEST = re.compile(r'`(\w+)`((?: (?:and )?"[^"]+",?)+)')
NAMED = ("docs/conformance.md", "docs/threat_model.md")
SKIP = ("build", "node_modules", ".git")


def papers():
    return [p for p in sorted(TOP.rglob("*.md")) if not any(part in SKIP for part in p.parts)]


def check_links(paper, text, bad):
    for target in LINK.findall(text):
        if "://" not in target and not (paper.parent / target).exists():
            bad.append(f"{paper}: links to {target}, which is not there")
    for path in PATH.findall(text):
        if not any(TOP.glob(path.rstrip("/"))):
            bad.append(f"{paper}: names {path}, which is not there")


def source_of(name):
    found = [p for folder, end in (("tests", "cpp"), ("tests/flow", "cpp"), ("tests/cli", "sh"),
                                   ("tests/interop", "test.mjs"))
             for p in [TOP / folder / f"{name}.{end}"] if p.exists()]
    return found[0].read_text(encoding="utf-8") if found else None


def check_tests(paper, text, bad):
    for name, words in TEST.findall(text):
        source = source_of(name)
        if source is None:
            bad.append(f"{paper}: names the test file {name}, which is not there")
            continue
        bad += [f"{paper}: '{phrase}' does not stand in {name}"
                for phrase in re.findall(r'"([^"]+)"', words) if phrase not in source]


def main():
    bad = []
    for paper in papers():
        text = re.sub(r"\s+", " ", paper.read_text(encoding="utf-8"))
        check_links(paper, text, bad)
        if str(paper) in NAMED:
            check_tests(paper, text, bad)
    print("\n".join(bad) if bad else f"papers: {len(papers())} in order")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
