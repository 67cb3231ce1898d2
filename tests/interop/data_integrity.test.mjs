// Data Integrity both ways: the peer verifies what our rooms sign, our rooms verify what the peer signs, and both
// refuse what was changed in between.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as ours from './ours.mjs';
import * as peer from './peer.mjs';
import {change, forgeries, presentation, samples} from './samples.mjs';

const asked = {challenge: 'b0c7-nonce', domain: 'https://brouwertransport.example'};
const shown = {purpose: 'authentication', ...asked};

for (const kind of Object.keys(peer.kinds)) {
  const suite = kind.split(' ')[0];

  test(`${kind}: the peer verifies what we sign`, async () => {
    const key = await peer.makeKey(kind);
    for (const [what, make] of Object.entries(samples)) {
      const signed = ours.sign(make(key.did), key);
      assert.equal(signed.proof.verificationMethod, key.method, 'both sides name the same did:key method');
      const {verified, why} = await peer.verifyCredential(signed);
      assert.ok(verified, `${what}: ${why}`);
    }
  });

  test(`${kind}: we verify what the peer signs`, async () => {
    const key = await peer.makeKey(kind);
    for (const [what, make] of Object.entries(samples)) {
      const signed = await peer.signCredential(make(key.did), key);
      assert.deepEqual(ours.verify(signed, {controller: key.did}), {proofs: [suite]}, what);
    }
  });

  test(`${kind}: what was changed is refused on both sides`, async () => {
    const key = await peer.makeKey(kind);
    const byUs = ours.sign(samples['an Open Badge'](key.did), key);
    const byPeer = await peer.signCredential(samples['an Open Badge'](key.did), key);
    for (const [what, forge] of Object.entries(forgeries)) {
      assert.equal((await peer.verifyCredential(forge(byUs))).verified, false, what);
      assert.equal(ours.verify(forge(byPeer)).code, 'bad_signature', what);
    }
  });

  test(`${kind}: the peer verifies a presentation that we sign`, async () => {
    const [issuer, holder] = [await peer.makeKey(kind), await peer.makeKey(kind)];
    const credential = ours.sign(samples['an Open Badge'](issuer.did), issuer);
    const signed = ours.sign(presentation(holder.did, [credential]), holder, shown);
    const good = await peer.verifyPresentation(signed, asked);
    assert.ok(good.verified, good.why);
    assert.equal((await peer.verifyPresentation(signed, {...asked, challenge: 'another'})).verified, false);
    const forged = change(signed, (copy) => { copy.verifiableCredential[0].credentialSubject.extra = 1; });
    assert.equal((await peer.verifyPresentationProof(forged, asked)).verified, false);
  });

  test(`${kind}: we verify a presentation that the peer signs`, async () => {
    const [issuer, holder] = [await peer.makeKey(kind), await peer.makeKey(kind)];
    const credential = await peer.signCredential(samples['an Open Badge'](issuer.did), issuer);
    const signed = await peer.signPresentation(presentation(holder.did, [credential]), holder, asked);
    const expected = {...shown, controller: holder.did};
    assert.deepEqual(ours.verify(signed, expected), {proofs: [suite]});
    assert.equal(ours.verify(signed, {...expected, challenge: 'another'}).code, 'mismatch');
    assert.equal(ours.verify(signed, {...expected, domain: 'https://other.example'}).code, 'mismatch');
    assert.equal(ours.verify(signed, {...expected, purpose: 'assertionMethod'}).code, 'mismatch');
    assert.equal(ours.verify(signed, {...expected, controller: issuer.did}).code, 'mismatch');
    const forged = change(signed, (copy) => { copy.verifiableCredential[0].credentialSubject.extra = 1; });
    assert.equal(ours.verify(forged, expected).code, 'bad_signature');
  });
}

test('a proof set of three kinds of key, each added by the other side in turn, holds on both', async () => {
  const kinds = Object.keys(peer.kinds);
  for (const first of ['ours', 'peer']) {
    const keys = await Promise.all(kinds.map(peer.makeKey));
    let document = samples['an Open Badge'](keys[0].did);
    for (const [i, key] of keys.entries()) {
      const byUs = (i % 2 === 0) === (first === 'ours');
      document = byUs ? ours.sign(document, key) : await peer.addProof(document, key);
    }
    assert.equal(document.proof.length, 3);
    const seen = await peer.verifyProofSet(document);
    assert.deepEqual([seen.good, seen.all], [3, 3], seen.why);
    assert.equal(ours.verify(document, {controller: keys[0].did}).proofs?.length, 3);

    const forged = change(document, (copy) => { copy.name = 'Gevaarlijk werken'; });
    assert.equal((await peer.verifyProofSet(forged)).good, 0);
    assert.equal(ours.verify(forged).code, 'bad_signature');
  }
});

test('in a proof set, one proof that does not hold is enough for us to refuse', async () => {
  const [school, company] = [await peer.makeKey('eddsa-jcs-2022'), await peer.makeKey('ecdsa-jcs-2019 P-256')];
  const one = await peer.signCredential(samples['an Open Badge'](school.did), school);
  const both = await peer.addProof(one, company);
  const forged = change(both, (copy) => {
    const signature = copy.proof[1].proofValue;
    copy.proof[1].proofValue = signature.slice(0, 20) + (signature[20] === '2' ? '3' : '2') + signature.slice(21);
  });
  const seen = await peer.verifyProofSet(forged);
  assert.deepEqual([seen.good, seen.all], [1, 2], 'the peer says so per proof');
  assert.equal(ours.verify(forged, {controller: school.did}).code, 'bad_signature');
});

test('an integer that not every reader keeps exactly is refused, and its place is named', async () => {
  const key = await peer.makeKey('eddsa-jcs-2022');
  for (const large of [2 ** 53, 123456789012345680000]) {
    const credential = samples['a plain credential'](key.did);
    credential.credentialSubject.number = large;
    const answer = ours.verify(await peer.signCredential(credential, key));
    assert.equal(answer.code, 'out_of_range', String(large));
    assert.notEqual(answer.where, '');
  }
});
