"""Signs the status lists of a published folder as they would have been signed some hours ago.

    past_lists.py FOLDER HOURS [CREDENTIAL…]

CREDENTIALs, which were issued today, are signed as of then too; their end stays.

The clock of a test is that of the machine, so a list of the day before yesterday has to be made: with a key of its own
(eddsa-jcs-2022), which the DID document of this copy names beside the issuer's keys.
"""
import datetime
import glob
import json
import sys

import signing


def main():
    folder, hours = sys.argv[1], int(sys.argv[2])
    path = folder + "/.well-known/did.json"
    did = json.load(open(path, encoding="utf-8"))
    key = signing.Key("a key for lists of the past", did["id"] + "#key-of-the-past")
    did["verificationMethod"].append({"id": key.method, "type": "Multikey", "controller": did["id"],
                                      "publicKeyMultibase": key.multibase})
    did["assertionMethod"].append(key.method)
    json.dump(did, open(path, "w", encoding="utf-8"))
    begin = signing.from_now(hours=-hours)
    for path in glob.glob(folder + "/status/*.json") + sys.argv[3:]:
        text = json.load(open(path, encoding="utf-8"))
        text.update(validFrom=signing.instant(begin))
        if path not in sys.argv[3:]:
            text.update(validUntil=signing.instant(begin + datetime.timedelta(days=7)))
        json.dump(key.prove(text, created=signing.instant(begin)), open(path, "w", encoding="utf-8"))


if __name__ == "__main__":
    main()
