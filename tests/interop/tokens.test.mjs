// Signed tokens both ways: `jose` verifies what our rooms sign and signs what they verify, and @sd-jwt's status lists
// are read here as ours are there. What was changed in between is refused on both sides.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {getListFromStatusListJWT, StatusList} from '@sd-jwt/jwt-status-list';
import * as jose from 'jose';

const tool = process.env.CREDENZA_TOKEN_TOOL;
const algorithms = ['EdDSA', 'ES256', 'ES384', 'ES512'];
const uri = 'https://vakschool.example/status/7';
const asked = {audience: 'https://brouwertransport.example', nonce: 'b0c7'};
const hour = 3600;
const seconds = () => Math.floor(Date.now() / 1000);
const instant = (at) => `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;

function ask(request) {
  return JSON.parse(execFileSync(tool, {input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1 << 26}));
}

// A key that the peer made, and the did:jwk that it is.
async function makeKey(alg) {
  const {publicKey, privateKey} = await jose.generateKeyPair(alg, {crv: 'Ed25519', extractable: true});
  const jwk = await jose.exportJWK(publicKey);
  const {d} = await jose.exportJWK(privateKey);
  const did = `did:jwk:${jose.base64url.encode(JSON.stringify(jwk))}`;
  return {alg, publicKey, privateKey, jwk, d, did, kid: `${did}#0`};
}

const secretOf = (key) => ({crv: key.jwk.crv, d: key.d, kid: key.kid});

const credential = (key) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiableCredential', 'SafetyCertificate'],
  issuer: {id: key.did, name: 'Vakschool Oost'},
  validFrom: '2026-01-01T00:00:00Z',
  credentialSubject: {id: 'did:example:learner', skill: 'Veilig werken op hoogte — één dag'},
});

const presentation = (key, tokens) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiablePresentation'],
  holder: key.did,
  verifiableCredential: tokens.map((token) => ({
    '@context': 'https://www.w3.org/ns/credentials/v2',
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+jwt,${token}`,
  })),
});

function ourToken(key, typ, content, more = {}) {
  const times = {issued: instant(seconds()), expires: instant(seconds() + hour)};
  const answer = ask({do: 'sign', typ, content: JSON.stringify(content), ...secretOf(key), ...times, ...more});
  assert.ok(answer.token, `${answer.code} at ${answer.where}: ${answer.detail}`);
  return answer.token;
}

function peerToken(key, typ, content, claims = {}) {
  return new jose.SignJWT({...content, ...claims})
    .setProtectedHeader({alg: key.alg, typ, cty: typ.slice(0, 2), kid: key.kid})
    .setIssuedAt().setExpirationTime('1h').sign(key.privateKey);
}

const verify = (typ, token, owner, more = {}) => ask({do: 'verify', typ, token, owner, now: instant(seconds()), ...more});

// The token with one character of each part changed.
function changed(token) {
  const parts = token.split('.');
  return parts.map((part, i) => {
    const at = Math.floor(part.length / 2);
    const other = part.slice(0, at) + (part[at] === 'A' ? 'B' : 'A') + part.slice(at + 1);
    return [...parts.slice(0, i), other, ...parts.slice(i + 1)].join('.');
  });
}

for (const alg of algorithms) {
  test(`${alg}: the peer verifies a credential that we sign, and refuses what was changed`, async () => {
    const key = await makeKey(alg);
    const token = ourToken(key, 'vc+jwt', credential(key));
    const {payload, protectedHeader} = await jose.jwtVerify(token, key.publicKey, {typ: 'vc+jwt', algorithms: [alg]});
    assert.deepEqual(protectedHeader, {alg, typ: 'vc+jwt', cty: 'vc', kid: key.kid});
    const {iat, exp, ...content} = payload;
    assert.deepEqual(content, credential(key));
    assert.equal(exp - iat, hour);
    for (const other of changed(token)) await assert.rejects(jose.jwtVerify(other, key.publicKey));
  });

  test(`${alg}: we verify a credential that the peer signs, and refuse what was changed`, async () => {
    const key = await makeKey(alg);
    const token = await peerToken(key, 'vc+jwt', credential(key), {iss: key.did});
    const {iat, exp, iss, ...content} = verify('vc+jwt', token, key.did).claims;
    assert.deepEqual(content, credential(key));
    for (const other of changed(token)) assert.ok(verify('vc+jwt', other, key.did).code);
    assert.equal(verify('vp+jwt', token, key.did).code, 'mismatch', 'a credential is no presentation');
    const plain = await peerToken(key, 'JWT', credential(key));
    assert.ok(verify('vc+jwt', plain, key.did).code, 'another type of token');
    const old = await peerToken(key, 'vc+jwt', credential(key), {vc: {}});
    assert.equal(verify('vc+jwt', old, key.did).where, '/vc');
  });

  test(`${alg}: a presentation goes both ways, for its audience and nonce only`, async () => {
    const [issuer, holder, thief] = await Promise.all([makeKey(alg), makeKey(alg), makeKey(alg)]);
    const bound = ourToken(issuer, 'vc+jwt', credential(issuer), {holder: holder.jwk});
    const open = await peerToken(issuer, 'vc+jwt', credential(issuer));

    const ours = ourToken(holder, 'vp+jwt', presentation(holder, [bound, open]), asked);
    const {payload} = await jose.jwtVerify(ours, holder.publicKey, {typ: 'vp+jwt', audience: asked.audience});
    assert.equal(payload.nonce, asked.nonce);
    const inside = payload.verifiableCredential[0].id.split(',')[1];
    const first = await jose.jwtVerify(inside, issuer.publicKey, {typ: 'vc+jwt'});
    assert.equal(await jose.calculateJwkThumbprint(first.payload.cnf.jwk), await jose.calculateJwkThumbprint(holder.jwk));

    const claims = {aud: asked.audience, nonce: asked.nonce};
    const theirs = await peerToken(holder, 'vp+jwt', presentation(holder, [bound, open]), claims);
    assert.deepEqual(verify('vp+jwt', theirs, holder.did, asked).credentials, ['ok', 'ok']);
    assert.equal(verify('vp+jwt', theirs, holder.did, {...asked, nonce: 'another'}).where, '/nonce');
    assert.equal(verify('vp+jwt', theirs, holder.did, {...asked, audience: 'another'}).where, '/aud');
    const stolen = await peerToken(thief, 'vp+jwt', presentation(thief, [bound]), claims);
    assert.deepEqual(verify('vp+jwt', stolen, thief.did, asked).credentials, ['mismatch /cnf']);
  });

  test(`${alg}: a status list goes both ways`, async () => {
    const key = await makeKey(alg);
    for (const bits of [1, 2, 4, 8]) {
      const highest = 2 ** bits - 1;
      const values = Array.from({length: 4096}, (_, i) => (i % 97 === 0 ? 1 + (i % highest) : 0));

      const times = {issued: instant(seconds()), expires: instant(seconds() + hour), ttl: 600};
      const named = Object.fromEntries(values.map((value, i) => [i, value]).filter(([, value]) => value !== 0));
      const ours = ask({do: 'sign_list', uri, bits, entries: values.length, values: named, ...secretOf(key), ...times});
      const {payload} = await jose.jwtVerify(ours.token, key.publicKey, {typ: 'statuslist+jwt', subject: uri});
      assert.equal(payload.ttl, 600);
      const read = getListFromStatusListJWT(ours.token);
      assert.deepEqual(values.map((_, i) => read.getStatus(i)), values, `${bits} bits`);

      const list = {bits, lst: new StatusList(values, bits).compressStatusList()};
      const theirs = await peerToken(key, 'statuslist+jwt', {sub: uri, ttl: 600, status_list: list});
      const request = {do: 'verify_list', token: theirs, jwk: key.jwk, uri, now: instant(seconds())};
      assert.deepEqual(ask(request), {bits, values});
      assert.equal(ask({...request, uri: `${uri}0`}).where, '/sub');
      assert.ok(ask({...request, jwk: (await makeKey(alg)).jwk}).code === 'bad_signature');
    }
  });
}

test('we take nothing that is unsigned, symmetric or asks for an extension', async () => {
  const key = await makeKey('ES256');
  const claims = credential(key);
  const none = new jose.UnsecuredJWT(claims).encode();
  assert.equal(verify('vc+jwt', none, key.did).code, 'forbidden');
  const hmac = await new jose.SignJWT(claims).setProtectedHeader({alg: 'HS256', typ: 'vc+jwt', kid: key.kid})
    .sign(new TextEncoder().encode(JSON.stringify(key.jwk)));
  assert.equal(verify('vc+jwt', hmac, key.did).code, 'forbidden');
  const critical = await new jose.SignJWT(claims)
    .setProtectedHeader({alg: 'ES256', typ: 'vc+jwt', kid: key.kid, crit: ['x'], x: 1})
    .sign(key.privateKey, {crit: {x: true}});
  assert.equal(verify('vc+jwt', critical, key.did).where, 'header/crit');
});
