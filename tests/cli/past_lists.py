"""Signs the status lists of a published folder as they would have been signed some hours ago.

    past_lists.py FOLDER HOURS [CREDENTIAL…]

CREDENTIALs, which were issued today, are signed as of then too; their end stays.

The clock of a test is that of the machine, so a list of the day before yesterday has to be made: with a key of its own
(eddsa-jcs-2022), which the DID document of this copy names beside the issuer's keys.
"""
import datetime
import glob
import hashlib
import json
import sys

# Ed25519 as RFC 8032 §5.1 defines it. Slow, and for tests only.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Y = 4 * pow(5, -1, P) % P


def x_of(y):
    """The even one of the two x that belong to y."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return x if x % 2 == 0 else P - x


def plus(a, b):
    product = D * a[0] * b[0] * a[1] * b[1] % P
    return ((a[0] * b[1] + b[0] * a[1]) * pow(1 + product, -1, P) % P,
            (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, P) % P)


def times(number, point):
    out = (0, 1)
    while number:
        if number & 1:
            out = plus(out, point)
        point = plus(point, point)
        number >>= 1
    return out


def packed(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def number_of(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def sign(seed, message):
    base = (x_of(Y), Y)
    digest = hashlib.sha512(seed).digest()
    secret = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
    public = packed(times(secret, base))
    once = number_of(digest[32:], message) % L
    commitment = packed(times(once, base))
    answer = (once + number_of(commitment, public, message) * secret) % L
    return public, commitment + answer.to_bytes(32, "little")


def multibase(data):
    number, out = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        out = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[digit] + out
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + out


def canonical(value):
    """RFC 8785, for what stands in these files: names in ASCII and whole numbers."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def instant(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    folder, hours = sys.argv[1], int(sys.argv[2])
    seed = hashlib.sha256(b"a key for lists of the past").digest()
    path = folder + "/.well-known/did.json"
    did = json.load(open(path, encoding="utf-8"))
    method = did["id"] + "#key-of-the-past"
    did["verificationMethod"].append({"id": method, "type": "Multikey", "controller": did["id"],
                                      "publicKeyMultibase": multibase(b"\xed\x01" + sign(seed, b"")[0])})
    did["assertionMethod"].append(method)
    json.dump(did, open(path, "w", encoding="utf-8"))
    begin = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=hours)
    for path in glob.glob(folder + "/status/*.json") + sys.argv[3:]:
        text = json.load(open(path, encoding="utf-8"))
        proof = text.pop("proof")
        proof.pop("proofValue")
        proof.update(verificationMethod=method, created=instant(begin))
        text.update(validFrom=instant(begin))
        if path not in sys.argv[3:]:
            text.update(validUntil=instant(begin + datetime.timedelta(days=7)))
        data = hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(text)).digest()
        proof["proofValue"] = multibase(sign(seed, data)[1])
        text["proof"] = proof
        json.dump(text, open(path, "w", encoding="utf-8"))


if __name__ == "__main__":
    main()
