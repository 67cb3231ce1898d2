"""The files that verdict_table.txt and fraud_list.txt speak of: a school, its students, what it publishes, and readers.

Everything is made once, by the programs where they make it. What they refuse to make (certificates of another day, lists
that somebody else signed, forgeries) is made of that with a key of our own: "key-of-the-past", which the DID document of the
school names in every copy here, or the key of somebody whom nobody knows.
"""
import glob
import hashlib
import json
import os
import shutil
import subprocess

import signing

SCHOOL = "did:web:rocwaterkant.example"
BROUWER = "https://brouwer.example"
NONCE = "0123456789abcdef"
FORMS = {"openbadge": "json", "vc+jwt": "vc.jwt", "vc+sd-jwt": "vc.sd-jwt", "dc+sd-jwt": "dc.sd-jwt"}
TOKENS = ("vc.jwt", "vc.sd-jwt", "dc.sd-jwt")

past = signing.Key("a key for lists of the past", SCHOOL + "#key-of-the-past")
pieter = signing.Key("pieter")
stranger = signing.Key("stranger")


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"exit {done.returncode}: {' '.join(command)}\n{done.stderr}")
    return done.stdout


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def load(path):
    return json.loads(read(path))


def write(path, content):
    os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogatepass") as file:
        file.write(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))


class Home:
    """An issuer's home."""

    def __init__(self, name, title, url):
        self.name = name
        self.do("init", "--name", title, "--url", url)
        path = name + "/issuer.toml"
        write(path, read(path).replace("token_lists = false", "token_lists = true"))

    def do(self, verb, *options):
        return run("credenza-issuer", *verb.split(), "--home", self.name, "--passphrase-file", "pass", *options)

    def issue(self, template, people, forms=tuple(FORMS)):
        """A certificate in every form for each of `people` (name → DID or ""), as NAME.json, NAME.vc.jwt, …"""
        rows = [f"{1001 + i};;{name.title()};Test;1-1-2000;;MC-LOG-02;240;goed;12-06-2026;{did}"
                for i, (name, did) in enumerate(people.items())]
        head = "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;datum;did"
        write("class.csv", "\n".join([head] + rows) + "\n")
        self.do("issue", "--template", template, "--csv", "class.csv", "--out", "issued-" + self.name,
                "--format", ",".join(forms))
        for path in glob.glob("issued-" + self.name + "/*.json"):
            name = family_name(load(path)).lower()
            for ending in (FORMS[form] for form in forms):
                if name in people:
                    shutil.copy(path.removesuffix("json") + ending, name + "." + ending)


def family_name(badge):
    known = {one["identityType"]: one["identityHash"] for one in badge["credentialSubject"]["identifier"]}
    return known["ext:familyName"]


def id_of(name):
    return load(name + ".json")["id"]


def retoken(text, change, key=past):
    """The token with other claims, signed by `key`; its disclosures stay."""
    jwt, *rest = text.strip().split("~")
    header, claims = signing.part(jwt, 0), signing.part(jwt, 1)
    change(claims)
    return "~".join([key.token(dict(header, alg="EdDSA", kid=key.method), claims)] + rest)


def of_another_day(name, **dates):
    """The usual certificate with other dates, in every form."""
    write(name + ".json", past.prove(dict(load("usual.json"), **dates)))
    for form in TOKENS:
        write(f"{name}.{form}", retoken(read("usual." + form), lambda claims: claims.get("ld", claims).update(dates)))


def published(name, badge_list=None, token_list=None, did=True):
    """A folder like www, but for its lists: each changed by a function that gives its new text, or left out."""
    shutil.rmtree(name, ignore_errors=True)
    shutil.copytree("www", name)
    if not did:
        shutil.rmtree(name + "/.well-known")
    for path in glob.glob(name + "/status/*"):
        change = token_list if path.endswith(".jwt") else badge_list
        text = change(read(path)) if change else None
        if text is None:
            os.remove(path)
        else:
            write(path, text)


def badge_list(change, key=past):
    def changed(text):
        value = json.loads(text)
        change(value)
        return json.dumps(key.prove(value), ensure_ascii=False)
    return changed


def token_list(change, key=past):
    return lambda text: retoken(text, change, key)


def shown(credentials, key=pieter, **proof):
    """A presentation of `credentials` by the holder of `key`, for Brouwer and in answer to its request."""
    vp = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"], "holder": key.did,
          "verifiableCredential": credentials}
    return key.prove(vp, "authentication", **dict({"domain": BROUWER, "challenge": NONCE}, **proof))


def bound(token, key=pieter, **claims):
    """A token that ends in `~` with the holder's signature behind it."""
    said = {"iat": int(signing.from_now(minutes=-1).timestamp()), "aud": BROUWER, "nonce": NONCE,
            "sd_hash": signing.base64url(hashlib.sha256(token.encode()).digest())}
    said.update(claims)
    return token + key.token({"alg": "EdDSA", "typ": "kb+jwt"}, said)


def days(number):
    return signing.instant(signing.from_now(days=number))


def make_people(template):
    school = Home("school", "ROC Waterkant", "https://rocwaterkant.example")
    run("credenza-wallet", "init", "--vault", "my.vault", "--passphrase-file", "pass", "--no-words")
    sanne = run("credenza-wallet", "key", "new", "--vault", "my.vault", "--passphrase-file", "pass").strip()
    school.issue(template, {"usual": "", "sanne": sanne, "pieter": pieter.did, "withdrawn": "", "suspended": "",
                            "replaced": ""})
    school.do("key rotate")
    school.issue(template, {"newkey": ""}, ("openbadge",))
    school.do("suspend", id_of("suspended"), "--reason", "under-investigation", "--yes", "1")
    school.do("revoke", id_of("withdrawn"), "--reason", "exam-irregularity", "--yes", "1")
    school.do("replace", id_of("replaced"), "--set", "familyName=Better", "--reason", "data-error", "--out", "corrected")
    shutil.copy(glob.glob("corrected/*.json")[0], "newer.json")
    school.do("publish", "--out", "www")
    name_past_key("www")
    keurpunt = Home("keurpunt", "Keurpunt Examens", "https://keurpunt.example")
    keurpunt.issue(template, {"unknown": ""})
    keurpunt.do("publish", "--out", "www-keurpunt")


def name_past_key(folder):
    path = folder + "/.well-known/did.json"
    did = load(path)
    did["verificationMethod"].append({"id": past.method, "type": "Multikey", "controller": SCHOOL,
                                      "publicKeyMultibase": past.multibase})
    did["assertionMethod"].append(past.method)
    write(path, did)


def make_readers():
    def trust(home, *more):
        run("credenza-verifier", "trust", "add", SCHOOL, "--name", "ROC Waterkant (mbo)", "--home", home, *more)
    trust("mine")
    trust("narrow", "--type", "Diploma")
    trust("until", "--until", "2099-01-31")
    # The program puts nobody on a list whose day has passed.
    write("until/trust.json", read("until/trust.json").replace("2099-01-31", "2020-01-31"))
    os.mkdir("nobody")


def make_lists():
    """What the school publishes, as it should not be."""
    def old(hours):
        def badge(value):
            value.update(validFrom=days(-hours / 24), validUntil=days(7))
        def token(claims):
            claims.update(iat=int(signing.from_now(hours=-hours).timestamp()))
        return badge_list(badge), token_list(token)
    def ended():
        def badge(value):
            value.update(validFrom=days(-9), validUntil=days(-2))
        def token(claims):
            claims.update(iat=int(signing.from_now(days=-9).timestamp()), exp=int(signing.from_now(days=-2).timestamp()))
        return badge_list(badge), token_list(token)
    def same(value):
        del value
    def flipped(text):
        value = json.loads(text)
        value["validFrom"] = days(-1)
        return json.dumps(value)
    def flipped_token(text):
        return text[:-8] + ("A" if text[-8] != "A" else "B") + text[-7:]
    def foreign(value):
        value.update(issuer=stranger.did)
    published("no-lists")
    published("no-keys", lambda text: text, lambda text: text, did=False)
    published("old-lists", *old(37))
    published("ended-lists", *ended())
    published("broken-lists", flipped, flipped_token)
    published("foreign-lists", badge_list(foreign, stranger), token_list(same, stranger))


def make_shown():
    """What Sanne shares from her wallet, and what somebody with a copy of Pieter's makes of it."""
    wallet = ("--vault", "my.vault", "--passphrase-file", "pass")
    for form in ("json", "dc.sd-jwt"):
        added = json.loads(run("credenza-wallet", "add", "sanne." + form, *wallet, "--offline", "--published", "www", "--json"))
        run("credenza-wallet", "share", added["credentials"][0]["id"], *wallet, "--to", BROUWER, "--nonce", NONCE,
            "--for", "24h", "--offline", "--published", "www", "--yes", "-o", "sanne-shown." + form)
    badge = load("pieter.json")
    write("shown.json", shown([badge]))
    write("shown-old.json", shown([badge], created=days(-2), expires=days(-1)))
    write("shown-elsewhere.json", shown([badge], domain="https://other.example"))
    write("shown-before.json", shown([badge], challenge="yesterdays-number"))
    write("shown-by-thief.json", shown([badge], key=stranger))
    bare = shown([badge])
    del bare["proof"]
    write("shown-unsigned.json", bare)
    write("shown-two.json", shown([badge, load("withdrawn.json")]))
    for form in ("vc.sd-jwt", "dc.sd-jwt"):
        token = read("pieter." + form).strip()
        write("shown." + form, bound(token))
        write("shown-old." + form, bound(token, iat=int(signing.from_now(days=-2).timestamp()),
                                         exp=int(signing.from_now(days=-1).timestamp())))
        write("shown-elsewhere." + form, bound(token, aud="https://other.example"))
        write("shown-before." + form, bound(token, nonce="yesterdays-number"))
        write("shown-by-thief." + form, bound(token, key=stranger))


def make(template):
    make_people(template)
    make_readers()
    make_lists()
    make_shown()
    of_another_day("expired", validFrom=days(-400), validUntil=days(-2))
    of_another_day("early", validFrom=days(30))
    write("changed.json", read("usual.json").replace("240", "241", 1))
    for form in TOKENS:
        jwt, *rest = read("usual." + form).split("~")
        other = "A" if jwt[-20] != "A" else "B"
        write("changed." + form, "~".join([jwt[:-20] + other + jwt[-19:]] + rest))
