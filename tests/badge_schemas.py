#!/usr/bin/env python3
"""Credentials against the JSON Schemas that they name, and against that of Open Badges.

Every schema that a credential names has to be there and to hold. The schema of Open Badges, which no credential names,
holds for everything but two forms that the data model leaves free: it wants one status entry, and its proof in a list
(docs/adr/0025).

    badge_schemas.py DATA FILE…    DATA: the folder with what others published

Prints what is wrong and exits 1; 77 when the schemas or python3-jsonschema are not there.
"""
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

folder = pathlib.Path(sys.argv[1]) / "europass/schema/nl-edubadges-obv3/schemas"
if not folder.is_dir():
    print(f"skipped: no {folder}")
    sys.exit(77)


def without_ids(node):
    """A schema whose own $id is not what its references start from; what it refers to lies in itself."""
    if isinstance(node, dict):
        return {k: without_ids(v) for k, v in node.items() if not (k == "$id" and isinstance(v, str))}
    return [without_ids(v) for v in node] if isinstance(node, list) else node


def faults(credential, name):
    schema = without_ids(json.loads((folder / name).read_text(encoding="utf-8")))
    check = jsonschema.validators.validator_for(schema)(schema)
    return [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:160]}" for e in check.iter_errors(credential)]


BADGE = "ob_v3p0_achievementcredential_schema.json"
failures = []
named = 0
for path in sys.argv[2:]:
    credential = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    for schema in credential.get("credentialSchema", []):
        name = schema["id"].rsplit("/", 1)[-1]
        named += 1
        if not (folder / name).is_file():
            failures.append(f"{path}: names {schema['id']}, which is not among what was published")
            continue
        failures += [f"{path}: {name}: {fault}" for fault in faults(credential, name)]
    if "OpenBadgeCredential" not in credential["type"]:
        continue
    proofs = credential["proof"] if isinstance(credential["proof"], list) else [credential["proof"]]
    for status in credential["credentialStatus"]:
        other_form = {**credential, "credentialStatus": status, "proof": proofs}
        failures += [f"{path}: {BADGE}: {fault}" for fault in faults(other_form, BADGE)]

print("\n".join(failures) or f"{len(sys.argv) - 2} credentials, {named} schemas named, each holds")
sys.exit(1 if failures else 0)
