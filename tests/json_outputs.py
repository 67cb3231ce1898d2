#!/usr/bin/env python3
"""What the three programs print under --json against the JSON Schemas that are installed.

The scripts of tests/cli leave every such output in a folder. Each is one object, or a stream of one object on each line;
each keeps to the schema of its verb, or to that of an error. Every verb has a schema and every schema an output that was
held against it. An output with a member too many, or one of another kind is refused.

    json_outputs.py TOP BIN FOLDER    TOP: the root of the source tree; BIN: the built programs; FOLDER: the outputs
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

warnings.simplefilter("ignore", DeprecationWarning)
try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

ROLES = ("issuer", "wallet", "verifier")
STREAMS = {"issuer.lint", "issuer.issue", "issuer.export"}
# Schemas of what every program has, and of a part of other outputs.
SHARED, PARTS = "host", {"wallet.report", "verifier.check.explain"}
# Members that hold what somebody else wrote, or a learning record: schemas leave them open.
OPEN = {"record", "credential", "document", "title"}
ABSENT = object()

top, binaries, outputs = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
failures = []


def folder_of(owner):
    return top / ("specs/host/schemas" if owner == SHARED else f"{owner}/schemas")


def load(owner):
    found = {}
    for path in sorted(folder_of(owner).glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        resolver = jsonschema.RefResolver(base_uri=folder_of(owner).as_uri() + "/", referrer=schema)
        found[path.stem] = jsonschema.Draft202012Validator(
            schema, resolver=resolver, format_checker=jsonschema.FormatChecker())
    return found


def verbs_of(role):
    """Those that have a manual page: not a group, which has verbs below it and does nothing by itself."""
    program = f"credenza-{role}"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([binaries / program, "man", "--out", folder], check=True, capture_output=True)
        pages = {page.stem.removeprefix(program).strip("-"): page.read_text(encoding="utf-8")
                 for page in pathlib.Path(folder).glob("*.1")}
    # A group has --help and nothing else; a verb can have verbs below it all the same ("backup", "backup verify").
    return sorted(name.replace("-", ".") for name, text in pages.items()
                  if name and (r"\-\-json" in text or not any(other.startswith(name + "-") for other in pages)))


def closed_objects(schema, where=""):
    """Every object that a schema describes by its members says that it has no others."""
    if isinstance(schema, list):
        for i, item in enumerate(schema):
            yield from closed_objects(item, f"{where}/{i}")
    if not isinstance(schema, dict):
        return
    if isinstance(schema.get("properties"), dict) and schema.get("additionalProperties") is not False:
        yield where
    for name, value in schema.items():
        yield from closed_objects(value, f"{where}/{name}")


def documents_in(path):
    text = path.read_text(encoding="utf-8")
    try:
        return [json.loads(text)]
    except json.JSONDecodeError:
        # A stream; an error may end it, which is one line too.
        return [json.loads(line) for line in text.splitlines()]


def changed(value, steps, new):
    """A copy of `value` with what is at `steps` replaced; taken out when `new` is ABSENT."""
    copy = json.loads(json.dumps(value))
    node = copy
    for step in steps[:-1]:
        node = node[step]
    if new is ABSENT:
        del node[steps[-1]]
    else:
        node[steps[-1]] = new
    return copy


def places_in(value, steps=()):
    """The way to every member, as far as schemas look."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield steps + (name,)
            if name not in OPEN:
                yield from places_in(member, steps + (name,))
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from places_in(item, steps + (i,))


def objects_in(value, steps=()):
    if isinstance(value, dict):
        yield steps
        value = {name: member for name, member in value.items() if name not in OPEN}
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, child in children:
        yield from objects_in(child, steps + (name,))


def broken(value):
    """Copies of an output, each with one thing wrong."""
    yield "nothing but a schema", {"schema": value.get("schema")}
    if "schema" in value:
        yield "no schema", changed(value, ("schema",), ABSENT)
    for steps in objects_in(value):
        yield f"a member too many in /{'/'.join(map(str, steps))}", changed(value, steps + ("surplus",), 1)
    for steps in places_in(value):
        node = value
        for step in steps:
            node = node[step]
        wrong = 7 if isinstance(node, (str, list, dict)) or node is None else "seven"
        yield f"of another kind: /{'/'.join(map(str, steps))}", changed(value, steps, wrong)


schemas = {owner: load(owner) for owner in (*ROLES, SHARED)}
seen, kinds = {}, set()

for owner, found in schemas.items():
    for name, validator in found.items():
        failures += [f"{owner} {name}: open at {where}" for where in closed_objects(validator.schema)]


def find(role, name):
    """(owner, validator) of credenza.<role>.<name>/1"""
    for owner in (role, SHARED):
        if name in schemas[owner]:
            return owner, schemas[owner][name]
    return None, None


def look_at(path, value, before):
    """@return  credenza.<role>.<verb>/1, taken apart; of a line without a schema, that of the line before"""
    declared = value.get("schema") if isinstance(value, dict) else None
    if declared is None and before == ("issuer", "export"):
        role, name = before
    else:
        if next(iter(value), None) != "schema":
            failures.append(f"{path}: the first member is not the schema")
        match = re.fullmatch(r"credenza\.(\w+)\.([a-z.]+)/1", str(declared))
        if not match:
            failures.append(f"{path}: no schema of ours: {declared}")
            return None
        role, name = match.groups()
    owner, validator = find(role, name)
    if validator is None:
        failures.append(f"{path}: there is no schema {declared}")
        return role, name
    errors = [f"{path}: {declared}: {error.json_path}: {error.message[:300]}" for error in validator.iter_errors(value)]
    failures.extend(errors[:3])
    seen[role, name] = seen.get((role, name), 0) + 1
    kind = (role, name, tuple(value))
    if not errors and kind not in kinds:
        kinds.add(kind)
        for what, bad in broken(value):
            if validator.is_valid(bad):
                failures.append(f"{path}: {declared} has nothing to say about {what}")
    return role, name


files = sorted(outputs.glob("*/*.json"))
for path in files:
    label = path.relative_to(outputs)
    try:
        values = documents_in(path)
    except json.JSONDecodeError as error:
        failures.append(f"{label}: no JSON: {error}")
        continue
    if not values:
        failures.append(f"{label}: nothing was printed")
    before = None
    for value in values:
        before = look_at(label, value, before)
    if len(values) > 1 and before and ".".join(before) not in STREAMS and before[1] != "error":
        failures.append(f"{label}: several objects, and {'.'.join(before)} is no stream")

for role in ROLES:
    names = verbs_of(role)
    for name in names:
        if find(role, name)[1] is None:
            failures.append(f"credenza-{role} {name}: no schema")
        elif (role, name) not in seen:
            failures.append(f"credenza-{role} {name}: no output was held against its schema")
    if (role, "error") not in seen:
        failures.append(f"credenza-{role}: no error was held against its schema")
    failures += [f"{role}/schemas/{name}.json: there is no such verb" for name in schemas[role]
                 if name not in names and f"{role}.{name}" not in PARTS]

# One report, under two names.
reports = [json.loads(json.dumps(schemas[role][name].schema)) for role, name in (("verifier", "check"), ("wallet", "report"))]
for report in reports:
    del report["title"], report["properties"]["schema"]
if reports[0] != reports[1]:
    failures.append("wallet/schemas/report.json is not as verifier/schemas/check.json")

print("\n".join(failures[:60]) if failures else
      f"json outputs: {len(files)} of {len(seen)} schemas, {len(kinds)} kinds broken in every place")
sys.exit(1 if failures else 0)
