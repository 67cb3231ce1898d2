#!/usr/bin/env python3
"""The Dutch texts of the wallet read at level B1: no difficult word, no long sentence, no "u dient".

Texts are pairs {"English", "Dutch"} in the sources of the wallet and of the room host, as host::Text has them. The words are
those of tests/vectors/dutch/difficult_words.txt. The lint is tried first on sentences that it has to refuse.

    plain_dutch.py TOP
"""
import pathlib
import re
import sys

MAX_WORDS = 16
# One or more string literals side by side.
LITERALS = r'((?:"(?:[^"\\\n]|\\.)*"\s*)+)'
PAIR = re.compile(r"\{\s*" + LITERALS + r",\s*" + LITERALS + r"\}")
# Such a pair is a text when the English reads as English: more than a name.
NAME = re.compile(r"^[a-z0-9_.:/-]*$")
# Words of the command line stay as they are typed; so do names of formats.
TYPED = re.compile(r"credenza-[a-z]+( [a-z]+)*|--?[a-z]+(-[a-z]+)*|[A-Z_]{3,}|/\S+")
COMMENT = re.compile(r"//[^\n]*")


def joined(literals):
    return "".join(re.findall(r'"((?:[^"\\\n]|\\.)*)"', literals)).replace('\\"', '"').replace("\\n", "\n")


def texts_in(source):
    for english, dutch in PAIR.findall(COMMENT.sub("", source)):
        english, dutch = joined(english), joined(dutch)
        if NAME.match(english) and NAME.match(dutch) and (" " not in english):
            continue
        yield dutch


def difficult_words(top):
    for line in (top / "tests/vectors/dutch/difficult_words.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, easier = (part.strip() for part in line.split("=", 1))
            end = r"\w*" if word.endswith("*") else r"\b"
            yield re.compile(r"\b" + re.escape(word.rstrip("*")) + end, re.I), word, easier


def faults_of(text, words):
    said = TYPED.sub("X", text)
    for pattern, word, easier in words:
        if pattern.search(said):
            yield f"'{word}': say '{easier}'"
    for sentence in re.split(r"[.!?:;\n]+(?:\s|$)", said):
        count = len(re.findall(r"[\w'’-]+", sentence))
        if count > MAX_WORDS:
            yield f"a sentence of {count} words"
    if re.search(r"\b(u|je) (dient|dienen)\b|\bdient te\b", said):
        yield "'dient te': say 'moet'"


def main():
    top = pathlib.Path(sys.argv[1])
    words = list(difficult_words(top))
    refused = ["Desalniettemin is de geldigheidsduur verlopen.", "Uw credential is niet geldig.", "U dient te wachten.",
               "Dit is een zin die veel te lang is omdat er steeds maar weer iets achter komt te staan.",
               "De authenticatie is mislukt."]
    bad = [f"not refused: {text}" for text in refused if not list(faults_of(text, words))]
    if list(faults_of("De kluis is open. Hij gaat dicht na 10 min zonder gebruik.", words)):
        bad.append("a plain sentence is refused")
    seen = 0
    for folder in ("wallet", "specs/host"):
        for path in sorted((top / folder).glob("*.cpp")):
            for text in texts_in(path.read_text(encoding="utf-8")):
                seen += 1
                bad += [f"{path.relative_to(top)}: {text.strip()!r}: {fault}" for fault in faults_of(text, words)]
    if seen < 150:
        bad.append(f"only {seen} texts were found")
    print("\n".join(bad) if bad else f"plain Dutch: {seen} texts")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
