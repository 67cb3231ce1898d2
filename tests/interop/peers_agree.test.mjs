// The peer with itself: that what the other tests lean on holds, and that a forgery is seen.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as peer from './peer.mjs';
import {forgeries, presentation, samples} from './samples.mjs';

for (const kind of Object.keys(peer.kinds)) {
  test(`${kind}: the peer verifies what the peer signs`, async () => {
    const key = await peer.makeKey(kind);
    for (const [what, make] of Object.entries(samples)) {
      const {verified, why} = await peer.verifyCredential(await peer.signCredential(make(key.did), key));
      assert.ok(verified, `${what}: ${why}`);
    }
  });

  test(`${kind}: the peer refuses what was changed`, async () => {
    const key = await peer.makeKey(kind);
    const signed = await peer.signCredential(samples['an Open Badge'](key.did), key);
    for (const [what, forge] of Object.entries(forgeries)) {
      const {verified} = await peer.verifyCredential(forge(signed));
      assert.equal(verified, false, what);
    }
  });

  test(`${kind}: the peer binds a presentation to its challenge`, async () => {
    const [issuer, holder] = [await peer.makeKey(kind), await peer.makeKey(kind)];
    const credential = await peer.signCredential(samples['a plain credential'](issuer.did), issuer);
    const asked = {challenge: 'n-1', domain: 'https://brouwertransport.example'};
    const signed = await peer.signPresentation(presentation(holder.did, [credential]), holder, asked);
    const good = await peer.verifyPresentation(signed, asked);
    assert.ok(good.verified, good.why);
    assert.equal((await peer.verifyPresentation(signed, {...asked, challenge: 'n-2'})).verified, false);
    assert.equal((await peer.verifyPresentation(signed, {...asked, domain: 'https://x.example'})).verified, false);
  });
}
