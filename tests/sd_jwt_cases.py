#!/usr/bin/env python3
"""The test cases of other SD-JWT implementations in one form, as a JSON array for sd_jwt_public_test.

Each case: name, claims, selectively_disclosable and reveal (JSON Pointers), decoys (pointer and count), key_binding,
expected (the claims that a verifier has to end with; null where the case does not say).

    sd_jwt_cases.py DIR        DIR holds testcases-yml, draft-examples-yml, testcases-json and sdjwt-kt
"""
import json
import pathlib
import sys

import yaml


class Hidden:
    """A value or a name of a member that the YAML marks with !sd."""

    def __init__(self, value):
        self.value = value


def marked(loader, node):
    if isinstance(node, yaml.MappingNode):
        return Hidden(loader.construct_mapping(node, deep=True))
    if isinstance(node, yaml.SequenceNode):
        return Hidden(loader.construct_sequence(node, deep=True))
    if node.style in ('"', "'"):
        return Hidden(node.value)
    tag = loader.resolve(yaml.ScalarNode, node.value, (True, False))
    return Hidden(loader.construct_object(yaml.ScalarNode(tag, node.value)))


class Loader(yaml.SafeLoader):
    pass


Loader.add_constructor("!sd", marked)


def token(name):
    return "/" + str(name).replace("~", "~0").replace("/", "~1")


def plain(value, at, pointers):
    """`value` without marks; the pointers of what was marked are added to `pointers`."""
    if isinstance(value, dict):
        out = {}
        for name, member in value.items():
            key = name.value if isinstance(name, Hidden) else name
            if isinstance(name, Hidden):
                pointers.append(at + token(key))
            out[str(key)] = plain(member, at + token(key), pointers)
        return out
    if isinstance(value, list):
        out = []
        for index, item in enumerate(value):
            if isinstance(item, Hidden):
                pointers.append(at + token(index))
                item = item.value
            out.append(plain(item, at + token(index), pointers))
        return out
    return value


def revealed(chosen, at=""):
    """The pointers under which `chosen`, a tree, says true."""
    if chosen is True:
        return [at]
    items = chosen.items() if isinstance(chosen, dict) else enumerate(chosen) if isinstance(chosen, list) else ()
    return [pointer for name, value in items for pointer in revealed(value, at + token(name))]


def case(name, claims, pointers, reveal, expected=None, decoys=(), key_binding=False):
    there = set(every_pointer(claims))
    return {"name": name, "claims": claims, "selectively_disclosable": pointers,
            "reveal": [pointer for pointer in reveal if pointer in there], "expected": expected, "decoys": list(decoys), "key_binding": key_binding}


def of_yaml(name, said):
    pointers = []
    claims = plain(said["user_claims"], "", pointers)
    decoys = [{"pointer": "", "count": 3}] if said.get("add_decoy_claims") else []
    return case(name, claims, pointers, revealed(said.get("holder_disclosed_claims")),
                said.get("expect_verified_user_claims"), decoys, bool(said.get("key_binding")))


def of_frame(frame, at, pointers, decoys):
    """A disclosure frame: `_sd` names members or positions, other members lead deeper."""
    for name, value in frame.items():
        if name == "_sd":
            pointers += [at + token(item) for item in value]
        elif name == "_sd_decoy":
            decoys.append({"pointer": at, "count": value})
        else:
            of_frame(value, at + token(name), pointers, decoys)


def of_json(name, said):
    pointers, decoys = [], []
    of_frame(said["disclosureFrame"], "", pointers, decoys)
    return case(name, said["claims"], pointers, revealed(said["presentationFrames"]), said["presentedClaims"], decoys)


def every_pointer(value, at=""):
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, member in items:
        yield at + token(name)
        yield from every_pointer(member, at + token(name))


def main():
    top = pathlib.Path(sys.argv[1])
    cases = []
    for folder in ("testcases-yml", "draft-examples-yml"):
        for path in sorted((top / folder).rglob("specification.yml")):
            said = yaml.load(path.read_text(encoding="utf-8"), Loader)
            cases.append(of_yaml(str(path.relative_to(top)), said))
    for path in sorted((top / "testcases-json").glob("*.json")):
        cases.append(of_json(str(path.relative_to(top)), json.loads(path.read_text(encoding="utf-8"))))
    claims = json.loads((top / "sdjwt-kt/complex.json").read_text(encoding="utf-8"))
    cases.append(case("sdjwt-kt/complex.json", claims, list(every_pointer(claims)), [], {}))
    json.dump(cases, sys.stdout, default=str)


if __name__ == "__main__":
    main()
