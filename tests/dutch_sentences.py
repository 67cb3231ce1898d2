"""Every sentence that an Error of the issuer or of the wallet can bear has a Dutch text.

Reads the sources of each program and of the rooms whose errors reach its user as they are, takes the detail of each
fail(…), with "x" for what is put in at run time, and looks it up in the tables as host/sentences.cpp does.

usage: dutch_sentences.py <top of the sources>
"""
import pathlib
import re
import sys

COMMON = ["specs/host/sentences_nl.cpp", "specs/host/room_sentences_nl.cpp"]
# A program: its tables, the folders that are read, and how many sentences these have at least. Fewer would mean that the
# sources are not read as they are written.
PROGRAMS = [
    (["issuer/record_texts_nl.cpp", "issuer/cosign_texts_nl.cpp", "issuer/verb_texts_nl.cpp"] + COMMON,
     ["issuer", "specs/base", "specs/host", "specs/learning_record", "specs/open_badges"], 300),
    (["wallet/verb_texts_nl.cpp", "wallet/vault_texts_nl.cpp"] + COMMON,
     ["wallet", "specs/base", "specs/host", "specs/crypto", "specs/jose", "specs/did", "specs/cid", "specs/vcdm",
      "specs/presentation_request"], 400),
    (["verifier/texts_nl.cpp"] + COMMON, ["verifier", "specs/base", "specs/host"], 150),
    # Rooms that no program uses yet.
    (COMMON, ["specs/vc_jose", "specs/token_status_list", "specs/trust_list", "specs/deflate", "specs/sd_jwt", "specs/sd_jwt_vc"], 45),
]
# Functions that make an Error, and which argument the detail is.
MAKERS = {"fail": 2, "at_member": 2, "stop": 2, "refused": 1, "damaged": 0, "malformed": 1, "bad_character": 1,
          "problem": 1, "refuse": 2, "from_errno": 2}
LITERALS = r'(?:"(?:[^"\\]|\\.)*"\s*)+'


def literal(text):
    """The text of literals that stand one behind the other, with what is escaped in them."""
    inner = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
    return re.sub(r'\\(u[0-9a-f]{4}|.)', lambda m: chr(int(m.group(1)[1:], 16)) if len(m.group(1)) > 1 else m.group(1),
                  inner)


def without_comments(text):
    token = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*', re.S)
    return token.sub(lambda m: "" if m.group(0).startswith("//") else m.group(0), text)


def split(text, separator):
    """Parts of an expression between separators that stand in no brackets and no literal; how far it goes."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        quoted = re.match(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)+\'', text[at:])
        if quoted:
            at += quoted.end()
            continue
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
            if depth < 0:
                break
        elif text[at] == separator and depth == 0:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    return parts + [text[start:at]]


def sentences(expression, constants):
    """What an expression can be, with "x" for parts that are no literals; nothing when all of it is one such part."""
    expression = expression.strip()
    choice = split(expression, "?")
    if len(choice) == 2:
        return [s for branch in split(choice[1], ":") for s in sentences(branch, constants)]
    options = [""]
    spoken = False
    for part in split(expression, "+"):
        part = constants.get(re.sub(r"^std::string\((.*)\)$", r"\1", part.strip()), part.strip())
        inner = part
        wrapped = re.fullmatch(r"(?:std::string)?\((.*)\)", part, re.S)
        if wrapped:
            inner = wrapped.group(1)
        said = re.fullmatch(LITERALS, inner.strip())
        if said:
            spoken = True
            pieces = [literal(inner)]
        elif wrapped and "?" in inner:
            pieces = sentences(inner, constants)
            spoken = spoken or bool(pieces)
        else:
            pieces = ["x"]
        options = [before + piece for before in options for piece in pieces]
    return options if spoken else []


def said_in(path):
    text = without_comments(path.read_text(encoding="utf-8"))
    constants = dict(re.findall(r"constexpr std::string_view (k_\w+) = (%s);" % LITERALS, text))
    for call in re.finditer(r"\b(%s)\(" % "|".join(MAKERS), text):
        arguments = split(text[call.end():], ",")
        index = MAKERS[call.group(1)]
        if len(arguments) <= index:
            continue
        for sentence in sentences(arguments[index], constants):
            if sentence.startswith("/"):
                continue  # a place: another function of that name
            # from_errno() puts what the operating system says behind it.
            yield sentence + (": x" if call.group(1) == "from_errno" else "")


def read_tables(top, names):
    out = []
    for name in names:
        text = without_comments((top / name).read_text(encoding="utf-8"))
        for english, dutch in re.findall(r"Text\{\s*(%s),\s*(%s)\}" % (LITERALS, LITERALS), text):
            out.append((name, literal(english), literal(dutch)))
    return out


def pattern_of(english):
    """A sentence of a table: "*" is anything, and so is "&", which known() looks up again."""
    return re.compile("".join({"*": ".*", "&": "(.*)"}.get(piece, re.escape(piece)) for piece in re.split(r"([*&])", english)),
                      re.S)


def known(sentence, patterns):
    return any(all(inner == "x" or known(inner, patterns) for inner in match.groups())
               for match in (pattern.fullmatch(sentence) for pattern in patterns) if match)


def check(top, names, folders, fewest):
    table = read_tables(top, names)
    patterns = [pattern_of(english) for _, english, _ in table]
    wrong = []
    for name, english, dutch in table:
        if len(re.findall(r"[*&]", dutch)) > len(re.findall(r"[*&]", english)):
            wrong.append(f"{name}: more places in Dutch than in English: {dutch}")
        if english == dutch and re.search("[a-z]{4}", english.replace("--set", "")):
            wrong.append(f"{name}: the same in both languages: {english}")
    seen = 0
    for folder in folders:
        for path in sorted((top / folder).glob("*.[ch]*")):
            name = str(path.relative_to(top))
            if name in names:
                continue
            for sentence in said_in(path):
                seen += 1
                if not known(sentence, patterns):
                    wrong.append(f"{name}: not in Dutch: {sentence}")
    for line in wrong:
        print(line)
    print(f"{folders[0]}: {seen} sentences, {len(table)} in the tables, {len(wrong)} wrong")
    return not wrong and seen >= fewest


def main():
    top = pathlib.Path(sys.argv[1])
    return 0 if all([check(top, *program) for program in PROGRAMS]) else 1


sys.exit(main())
