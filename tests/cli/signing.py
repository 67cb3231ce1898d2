"""Signs what the programs sign for nobody: credentials of another day, and forgeries. For tests only.

Ed25519 as RFC 8032 §5.1 defines it, proofs of eddsa-jcs-2022, and compact JWS with EdDSA or HS256.
"""
import base64
import datetime
import hashlib
import hmac
import json

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


BASE = (x_of(Y), Y, 1, x_of(Y) * Y % P)


def plus(a, b):
    """In extended coordinates (RFC 8032 §5.1.4)."""
    low, high = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = high - low, d - c, d + c, high + low
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(number, point):
    out = (0, 1, 1, 0)
    while number:
        if number & 1:
            out = plus(out, point)
        point = plus(point, point)
        number >>= 1
    return out


def packed(point):
    inverse = pow(point[2], -1, P)
    return (point[1] * inverse % P | (point[0] * inverse % P & 1) << 255).to_bytes(32, "little")


def number_of(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


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


def from_now(**span):
    return datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**span)


def base64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def part(text, number):
    """The header (0) or the claims (1) of a compact JWS."""
    return json.loads(from_base64url(text.split("~")[0].split(".")[number]))


class Key:
    """An Ed25519 key from a word, or from its seed; `method` is the URL that names it, of did:key unless another one is given."""

    def __init__(self, word, method=None):
        seed = word if isinstance(word, bytes) else hashlib.sha256(word.encode()).digest()
        digest = hashlib.sha512(seed).digest()
        self.secret = int.from_bytes(digest[:32], "little") & ((1 << 254) - 8) | 1 << 254
        self.prefix = digest[32:]
        self.public = packed(times(self.secret, BASE))
        self.multibase = multibase(b"\xed\x01" + self.public)
        self.did = method.split("#")[0] if method else "did:key:" + self.multibase
        self.method = method or self.did + "#" + self.multibase

    def sign(self, message):
        once = number_of(self.prefix, message) % L
        commitment = packed(times(once, BASE))
        answer = (once + number_of(commitment, self.public, message) * self.secret) % L
        return commitment + answer.to_bytes(32, "little")

    def jwk(self):
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(self.public)}

    def prove(self, document, purpose="assertionMethod", **more):
        """The document with a proof of this key in the place of those that it has."""
        document = {name: value for name, value in document.items() if name != "proof"}
        proof = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "verificationMethod": self.method,
                 "proofPurpose": purpose, "created": instant(from_now(minutes=-1)), "@context": document["@context"]}
        proof.update(more)
        proof = {name: value for name, value in proof.items() if value is not None}
        data = hashlib.sha256(canonical(proof)).digest() + hashlib.sha256(canonical(document)).digest()
        return dict(document, proof=dict(proof, proofValue=multibase(self.sign(data))))

    def token(self, header, claims):
        return jws(header, claims, self.sign)


def jws(header, claims, sign):
    text = base64url(canonical(header)) + "." + base64url(canonical(claims))
    return text + "." + base64url(sign(text.encode()))


def hs256(secret):
    return lambda message: hmac.new(secret, message, hashlib.sha256).digest()
