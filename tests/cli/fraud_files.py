"""The files of fraud_list.txt: what somebody who means harm makes of the files of verdict_scene.py.

Where a lie is not in a signature but under one, it is signed by a key of the school, or by one of somebody unknown: a
reader has to see through it however good the signature is.
"""
import base64
import gzip
import hashlib
import json
import zlib

import signing
from verdict_scene import (SCHOOL, badge_list, bound, days, load, name_past_key, past, pieter, published, read, retoken, run,
                           shown, stranger, token_list, write)

LIST = "https://rocwaterkant.example/status/revocation-1.json"


def disclosure(*content):
    return signing.base64url(json.dumps(list(content), ensure_ascii=False).encode())


def digest_of(part):
    return signing.base64url(hashlib.sha256(part.encode()).digest())


def make_f1():
    text = read("usual.json")
    write("f1-grade.json", text.replace('"value":"goed"', '"value":"uitstekend"'))
    write("f1-name.json", text.replace("Usual", "Other"))
    write("f1-birth-date.json", text.replace("2000-01-01", "2000-01-02"))
    write("f1-issuer.json", text.replace("did:web:rocwaterkant.example\",\"name", "did:web:keurpunt.example\",\"name"))
    header, claims, signature = read("usual.vc.jwt").strip().split(".")
    changed = signing.part(read("usual.vc.jwt"), 1)
    changed["credentialSubject"]["result"][0]["value"] = "uitstekend"
    write("f1-grade.vc.jwt", ".".join([header, signing.base64url(signing.canonical(changed)), signature]))
    for form in ("vc.sd-jwt", "dc.sd-jwt"):
        jwt, *parts = read("usual." + form).strip().split("~")
        others = [part for part in read("pieter." + form).strip().split("~")[1:] if part]
        parts = [part for part in parts if part]
        grades = [i for i, part in enumerate(parts) if '"goed"' in signing.from_base64url(part).decode()]
        better = list(parts)
        salt, *said = json.loads(signing.from_base64url(parts[grades[0]]))
        better[grades[0]] = disclosure(salt, *said[:-1], "uitstekend")
        tokens = {"grade": better, "swapped": others[:1] + parts[1:], "twice": parts + parts[:1],
                  "extra": parts + [disclosure("c2FsdA", "grade", "uitstekend")]}
        for name, disclosures in tokens.items():
            write(f"f1-{name}.{form}", "~".join([jwt] + disclosures) + "~")

        # Of a claim that is shown, and of one that is not there: the digests of decoys count as well.
        shown_ones = {digest_of(part) for part in parts}
        for name, is_wanted in (("digest", True), ("decoy", False)):
            def twice(claims):
                identities = claims.get("ld", claims)["credentialSubject"]["identifier"]
                identities.append(next(one for one in identities if (one["..."] in shown_ones) == is_wanted))
            write(f"f1-{name}-twice.{form}", retoken(read("usual." + form), twice))


def make_f2():
    for form in ("vc.sd-jwt", "dc.sd-jwt"):
        token = read("pieter." + form).strip()
        jwt, *parts = token.rstrip("~").split("~")
        signed = bound(token).rsplit("~", 1)[1]
        # The signature of yesterday under another choice of claims.
        write("f2-other-claims." + form, "~".join([jwt] + parts[:-1] + [signed]))


def make_f5():
    claims = {form: signing.part(read("usual." + form), 1) for form in ("vc.jwt", "vc.sd-jwt", "dc.sd-jwt")}
    typ = {"vc.jwt": "vc+jwt", "vc.sd-jwt": "vc+sd-jwt", "dc.sd-jwt": "dc+sd-jwt"}
    did = load("www/.well-known/did.json")
    public = json.dumps(did["verificationMethod"][0]).encode()
    kid = signing.part(read("usual.vc.jwt"), 0)["kid"]
    for form in claims:
        end = "" if form == "vc.jwt" else "~" + "~".join(read("usual." + form).strip().split("~")[1:])

        def forge(name, sign, **header):
            header = {key: value for key, value in dict({"kid": kid, "typ": typ[form]}, **header).items() if value is not None}
            write(f"f5-{name}.{form}", signing.jws(header, claims[form], sign) + end)
        forge("none", lambda message: b"", alg="none")
        forge("hmac", signing.hs256(public), alg="HS256")
        forge("hmac-raw", signing.hs256(past.public), alg="HS256", kid=past.method)
        forge("jwk", stranger.sign, alg="EdDSA", jwk=stranger.jwk())
        forge("jwk-only", stranger.sign, alg="EdDSA", jwk=stranger.jwk(), kid=None)
        forge("x5c", stranger.sign, alg="EdDSA", x5c=[base64.b64encode(stranger.public).decode()])
        forge("jku", stranger.sign, alg="EdDSA", jku="https://127.0.0.1/keys.json")
        forge("crit", past.sign, alg="EdDSA", kid=past.method, crit=["exp"], exp=1)
        forge("b64", past.sign, alg="EdDSA", kid=past.method, crit=["b64"], b64=False)
        forge("other-kid", stranger.sign, alg="EdDSA", kid=stranger.method)
    badge = load("usual.json")
    write("f5-other-method.json", stranger.prove(badge))
    forged = stranger.prove(badge)
    forged["proof"]["verificationMethod"] = past.method
    write("f5-other-key.json", forged)
    signed = past.prove(badge)
    signed["proof"]["cryptosuite"] = "none"
    write("f5-no-suite.json", signed)


def with_status(badge, **change):
    return past.prove(dict(badge, credentialStatus=[dict(badge["credentialStatus"][0], **change)]))


def bomb(times):
    """`times` megabytes of zeros in a gzip of a thousandth of that."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = bytes(1 << 20)
    return b"".join([packer.compress(block) for _ in range(times)] + [packer.flush()])


def make_f6(port):
    badge = load("usual.json")
    write("f6-attacker.json", with_status(badge, statusListCredential="https://attacker.example/list.json"))
    for name, host in (("loopback", "127.0.0.1"), ("localhost", "localhost"), ("six", "[::1]"), ("number", "2130706433"),
                       ("mapped", "[::ffff:127.0.0.1]")):
        write(f"f6-{name}.json", with_status(badge, statusListCredential=f"https://{host}:{port}/list.json"))
    write("f6-plain.json", with_status(badge, statusListCredential=f"http://127.0.0.1:{port}/list.json"))
    write("f6-file.json", with_status(badge, statusListCredential="file:///etc/passwd"))
    write("f6-metadata.json", with_status(badge, statusListCredential="https://169.254.169.254/latest/meta-data"))
    write("f6-index.json", with_status(badge, statusListIndex="131072000"))
    write("f6-negative.json", with_status(badge, statusListIndex="-1"))
    write("f6-beyond.json", with_status(badge, statusListIndex="18446744073709551616"))
    write("f6-index.dc.sd-jwt", retoken(read("usual.dc.sd-jwt"), lambda claims: claims["status"]["status_list"].update(idx=10**8)))
    write("f6-loopback.dc.sd-jwt", retoken(read("usual.dc.sd-jwt"), lambda claims: claims["status"]["status_list"].update(
        uri=f"https://127.0.0.1:{port}/list.jwt")))

    def exploding(value):
        value["credentialSubject"]["encodedList"] = "u" + signing.base64url(packed)
    def exploding_token(claims):
        claims["status_list"]["lst"] = signing.base64url(zlib.compress(bytes(200 << 20), 9))
    packed = bomb(1000)
    published("f6-bomb", badge_list(exploding), token_list(exploding_token))
    published("f6-twice-packed", badge_list(lambda value: value["credentialSubject"].update(
        encodedList="u" + signing.base64url(gzip.compress(gzip.compress(bytes(16384)))))), lambda text: text)
    published("f6-long")
    for name in ("revocation-1.json", "tokens-1.jwt"):
        with open("f6-long/status/" + name, "w", encoding="ascii") as file:
            file.write("{" if name.endswith("json") else "e30.")
            file.truncate(200 << 20)

    def statused(value):
        value["credentialStatus"] = badge["credentialStatus"][0]
    published("f6-circle", badge_list(statused), lambda text: text)


def make_f7(port):
    badge = load("usual.json")
    del badge["credentialStatus"]
    for name, host in (("loopback", f"127.0.0.1%3A{port}"), ("localhost", f"localhost%3A{port}"), ("metadata", "169.254.169.254"),
                       ("number", f"2130706433%3A{port}"), ("path", f"localhost%3A{port}:..:..:etc"),
                       ("at", f"rocwaterkant.example%40localhost%3A{port}")):
        issuer = "did:web:" + host
        key = signing.Key("stranger", issuer + "#key-1")
        write(f"f7-{name}.json", key.prove(dict(badge, issuer=issuer)))


def make_f8():
    badge = load("usual.json")
    text = read("usual.json")
    write("f8-twice.json", text.replace('"awardedDate"', '"name":"Diploma","awardedDate"', 1))
    write("f8-deep.json", text.replace('"awardedDate"', '"deep":' + "[" * 10000 + "]" * 10000 + ',"awardedDate"', 1))
    for name, number in (("nan", "NaN"), ("infinite", "-Infinity"), ("exponent", "1e400"), ("small", "1e-400"),
                         ("zeros", "00240"), ("long", "2" * 5000)):
        write(f"f8-{name}.json", text.replace('"SBU":240', '"SBU":' + number, 1))
    write("f8-surrogate.json", text.replace("Usual", "\\ud800Usual", 1))
    write("f8-nul.json", text.replace("Usual", "Us\\u0000ual", 1))
    write("f8-after.json", text + text)
    with open("f8-bytes.json", "wb") as file:
        file.write(text.replace("Usual", "Us@@ual").encode().replace(b"@@", b"\xff\xfe"))
    write("f8-rtl.json", past.prove(named(badge, "Jan \u202etaarG\u202c de")))
    with open("huge.json", "w", encoding="ascii") as file:
        file.write('{"type":["VerifiableCredential"],"a":"')
        file.truncate(1 << 30)
    with open("huge.vc.jwt", "w", encoding="ascii") as file:
        file.write("e30.e30.")
        file.truncate(1 << 30)


def named(badge, name):
    """The certificate for somebody of this name."""
    badge = json.loads(json.dumps(badge))
    for one in badge["credentialSubject"]["identifier"]:
        if one["identityType"] in ("name", "ext:familyName"):
            one["identityHash"] = name
    return badge


def make_f9():
    badge = load("usual.json")
    contexts = badge["@context"]
    write("f9-remote.json", past.prove(dict(badge, **{"@context": contexts + ["https://attacker.example/context.json"]})))
    write("f9-inline.json", past.prove(dict(badge, **{"@context": contexts + [{"validUntil": "https://attacker.example/#x"}]})))
    write("f9-first.json", past.prove(dict(badge, **{"@context": ["https://attacker.example/context.json"] + contexts})))
    expired = dict(badge, validFrom=days(-9), validUntil=days(-2))
    write("f9-expired.json", past.prove(dict(expired, **{"@context": contexts + [{"validUntil": None}]})))
    write("f9-terms.json", past.prove(dict(badge, validTo=days(999), grade="uitstekend")))


def make_f11():
    badge = load("usual.json")
    lie = "ROC \x1b]0;owned\x07\x1b[2J\x1b[32m"
    line = "Jan\n  Result:     accepted\r  Result: \u2028 accepted"
    write("f11-issuer.json", past.prove(dict(badge, issuer=dict(badge["issuer"], name=lie))))
    write("f11-name.json", past.prove(named(badge, line)))
    title = json.loads(json.dumps(badge))
    title["credentialSubject"]["achievement"]["name"] = "Heftruck\x9b31m\n✔ goedgekeurd"
    write("f11-title.json", past.prove(title))
    # Of a moment that the copies of the keys are newer than, also when all this takes less than a second.
    write("f11-kid.json", dict(badge, proof=dict(badge["proof"], verificationMethod=SCHOOL + "#\x1b[31mkey",
                                                 created=signing.instant(signing.from_now(hours=-1)))))
    write("f11-\x1b[31m\nresult.json", read("usual.json"))


def practice_template(top):
    """A practice statement whose work processes come from a table, for the school's template."""
    record = load(top + "/tests/vectors/records/PracticeStatement.json")
    for member in ("awarding_body", "evidence", "valid_from"):
        record.pop(member)
    record["person"] = {"family_name": {"$column": "achternaam"}}
    record["practice"]["hours"] = {"$column": "uren", "type": "number"}
    record["co_signers"][0].pop("signatory")
    record["work_processes"] = {"$rows": {
        "code": {"$column": "werkproces"}, "title": {"nl": {"$column": "titel"}}, "result": {"$column": "beoordeling"},
        "date": {"$column": "datum", "type": "date", "format": "yyyy-mm-dd"}, "method": {"$column": "methode"}}}
    write("practice.json", {"schema": "credenza.issuer.template/1", "id": "praktijk", "record": record})
    write("practice.csv", "achternaam;uren;werkproces;titel;beoordeling;datum;methode\n"
          "Gebremedhin;620;P1-K1-W1;Ontvangt goederen;zelfstandig;2026-04-10;observation\n")


def make_f13(top):
    """A school and a company that have to sign together, and each alone. Their homes are not those of the rest."""
    def issuer(home, verb, *options):
        return run("credenza-issuer", *verb.split(), "--home", home, "--passphrase-file", "pass", *options)
    issuer("f13-school", "init", "--name", "ROC Waterkant", "--url", "https://rocwaterkant.example", "--identifier", "BRIN:99ZZ")
    issuer("f13-company", "init", "--name", "De Blauwe Hal Logistiek B.V.", "--url", "https://deblauwehal.example")
    issuer("f13-school", "publish", "--out", "www-f13")
    issuer("f13-company", "publish", "--out", "www-f13/company")
    write("f13-school/issuer.toml", read("f13-school/issuer.toml") + """
[[recognised]]
name = "De Blauwe Hal Logistiek B.V."
did = "did:web:deblauwehal.example"
identifier = "990000017"
from = 2024-09-01
until = 2027-08-31
source = "trust list 2026-11"
""")
    write("f13-school/dossiers/99001@2024.json", {
        "schema": "credenza.issuer.dossier/1", "crebo": "99001", "version": "2024", "name": "Medewerker magazijn",
        "work_processes": {"P1-K1-W1": "Ontvangt goederen"}})
    practice_template(top)
    issuer("f13-school", "cosign place", "-o", "places.json")
    issuer("f13-company", "cosign start", "--template", "practice.json", "--csv", "practice.csv", "--place", "places.json",
           "-o", "f13-unsigned.draft")
    write("f13-company.draft", read("f13-unsigned.draft"))
    issuer("f13-company", "cosign sign", "f13-company.draft", "--role", "learning-company", "--name", "Rob Jansen")
    issuer("f13-school", "cosign issue", "f13-company.draft", "-o", "f13-both.json", "--offline", "--published", "www-f13")
    issuer("f13-school", "publish", "--out", "www-f13")
    name_past_key("www-f13")
    document = load("f13-company.draft")["document"]
    write("f13-company.json", document)
    write("f13-school.json", past.prove(document))
    both = load("f13-both.json")
    write("f13-taken-out.json", dict(both, proof=[proof for proof in both["proof"] if SCHOOL in proof["verificationMethod"]]))
    write("f13-company-only.json", dict(both, proof=[proof for proof in both["proof"] if SCHOOL not in proof["verificationMethod"]]))


def make_f14():
    """Pieter signs for himself what a school would have signed, in the name of that school."""
    badge = load("pieter.json")
    own = {name: value for name, value in badge.items() if name not in ("credentialStatus", "proof")}
    own["issuer"] = dict(own["issuer"], id=pieter.did)
    own.pop("credentialSchema")
    write("f14-own.json", pieter.prove(own))
    write("f14-shown.json", shown([pieter.prove(own)]))
    write("f14-own.vc.jwt", pieter.token({"alg": "EdDSA", "typ": "vc+jwt", "kid": pieter.method}, own))
    unnamed = json.loads(json.dumps(own))
    del unnamed["credentialSubject"]["id"]
    write("f14-unnamed.json", shown([pieter.prove(unnamed)]))
    other = json.loads(json.dumps(own))
    other["credentialSubject"]["id"] = stranger.did
    other["issuer"]["name"] = "Pieter"
    write("f14-of-another.json", pieter.prove(other))
    claims = {"iss": pieter.did, "vct": "https://rocwaterkant.example/credentials/MicroCredential",
              "iat": int(signing.from_now(minutes=-1).timestamp()), "cnf": {"jwk": pieter.jwk()}, "ld": unnamed}
    header = {"alg": "EdDSA", "typ": "dc+sd-jwt", "kid": pieter.method}
    write("f14-own.dc.sd-jwt", pieter.token(header, claims) + "~")
    write("f14-shown.dc.sd-jwt", bound(pieter.token(header, claims) + "~"))
    run("credenza-verifier", "trust", "add", "did:web:deblauwehal.example", "--name", "De Blauwe Hal", "--as",
        "learning-company", "--home", "knows-company")
    run("credenza-verifier", "trust", "add", "did:web:rocwaterkant.example", "--name", "ROC Waterkant (mbo)",
        "--home", "knows-company")
    run("credenza-verifier", "trust", "add", pieter.did, "--name", "Pieter", "--home", "knows-pieter")


def make(port, top):
    make_f1()
    make_f2()
    make_f5()
    make_f6(port)
    make_f7(port)
    make_f8()
    make_f9()
    make_f11()
    make_f13(top)
    make_f14()
