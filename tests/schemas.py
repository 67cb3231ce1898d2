#!/usr/bin/env python3
"""The JSON Schemas of learning records against the whole records and the negative vectors.

Every whole record keeps to the schema of its type. Every vector that from_json() refuses, and every one in which
something mandatory is missing, breaks it. What a schema cannot say is listed here, with the reason.

    schemas.py TOP    TOP: the root of the source tree
"""
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

BEYOND = {"title_blank": "a schema does not look for white space"}

top = pathlib.Path(sys.argv[1]).resolve()
folder = top / "specs/learning_record/schemas"
vectors = top / "tests/vectors"
failures = []


def validator(name):
    schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    resolver = jsonschema.RefResolver(base_uri=folder.as_uri() + "/", referrer=schema)
    return jsonschema.Draft202012Validator(schema, resolver=resolver, format_checker=jsonschema.FormatChecker())


def changed(value, changes):
    value = json.loads(json.dumps(value))
    for pointer, change in changes.items():
        steps = [s.replace("~1", "/").replace("~0", "~") for s in pointer.split("/")[1:]]
        node = value
        for step in steps[:-1]:
            node = node[int(step)] if isinstance(node, list) else node.setdefault(step, {})
        last = int(steps[-1]) if isinstance(node, list) else steps[-1]
        if change is None:
            del node[last]
        elif isinstance(node, list) and last == len(node):
            node.append(change)
        else:
            node[last] = change
    return value


def sample_of_header():
    text = (top / "tests/support/records.h").read_text(encoding="utf-8")
    return json.loads(text.split('R"(', 1)[1].split(')")', 1)[0])


samples = {"MicroCredential": sample_of_header()}
for path in sorted((vectors / "records").glob("*.json")):
    samples[path.stem] = json.loads(path.read_text(encoding="utf-8"))
validators = {name: validator(name) for name in samples}
jsonschema.Draft202012Validator.check_schema(json.loads((folder / "common.json").read_text(encoding="utf-8")))

for name, sample in samples.items():
    for error in validators[name].iter_errors(sample):
        failures.append(f"{name}: {error.json_path}: {error.message}")
    for other, check in validators.items():
        if other != name and check.is_valid(sample):
            failures.append(f"a {name} keeps to the schema of {other}")

looked_at = 0
for path in sorted((vectors / "learning_record").glob("*.json")):
    vector = json.loads(path.read_text(encoding="utf-8"))
    structural = vector["door"].endswith("from_json") or vector["expect"]["code"] == "missing"
    if not structural or path.stem in BEYOND:
        continue
    looked_at += 1
    name = vector.get("base", "MicroCredential")
    if validators[name].is_valid(changed(samples[name], vector["change"])):
        failures.append(f"{path.stem}: the schema of {name} has nothing to say about it")

if looked_at < 80:
    failures.append(f"only {looked_at} vectors were looked at")
print("\n".join(failures) if failures else f"schemas: {len(samples)} types, {looked_at} vectors")
sys.exit(1 if failures else 0)
