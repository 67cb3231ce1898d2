// credenza-verifier, as somebody runs it, on what the peer signs.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import * as peer from './peer.mjs';
import {badge, forgeries, presentation} from './samples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'credenza-interop-'));
before(() => verifier('trust', 'add', 'did:web:rocwaterkant.example', '--name', 'Another issuer'));
after(() => rmSync(folder, {recursive: true}));

function verifier(...options) {
  const program = join(process.env.CREDENZA_BIN, 'credenza-verifier');
  const {status, stdout} = spawnSync(program, [...options, '--home', join(folder, 'home'), '--json'],
    {encoding: 'utf8', input: ''});
  return {exit: status, report: JSON.parse(stdout)};
}

function check(document, ...options) {
  const file = join(folder, 'document.json');
  writeFileSync(file, JSON.stringify(document));
  return verifier('check', file, '--offline', ...options);
}

const outcome = (answer, name) =>
  answer.report.credentials[0].checks.find((one) => one.name === name)?.outcome;

for (const kind of Object.keys(peer.kinds)) {
  test(`${kind}: the verifier judges a credential of the peer`, async () => {
    const [issuer, holder] = [await peer.makeKey(kind), await peer.makeKey(kind)];
    const unsigned = badge(issuer.did);
    unsigned.credentialSubject.id = holder.did;
    const signed = await peer.signCredential(unsigned, issuer);

    const stranger = check(signed);
    assert.equal(stranger.exit, 6, 'genuine, but nobody knows the issuer');
    assert.equal(outcome(stranger, 'proof'), 'passed');
    assert.equal(outcome(stranger, 'trust'), 'failed');

    assert.equal(verifier('trust', 'add', issuer.did, '--name', 'Peer').exit, 0);
    for (const [what, forge] of Object.entries(forgeries)) assert.equal(check(forge(signed)).exit, 3, what);

    const asked = {challenge: 'n-20261120', domain: 'https://brouwertransport.example'};
    const shown = await peer.signPresentation(presentation(holder.did, [signed]), holder, asked);
    const expected = ['--nonce', asked.challenge, '--audience', asked.domain];
    const good = check(shown, ...expected);
    assert.equal(good.exit, 0, JSON.stringify(good.report));
    assert.equal(outcome(good, 'holder_binding'), 'passed');
    assert.equal(check(shown, '--nonce', 'yesterday', '--audience', asked.domain).exit, 3);
    assert.equal(check(shown, '--nonce', asked.challenge, '--audience', 'https://other.example').exit, 3);

    const thief = await peer.makeKey(kind);
    const stolen = await peer.signPresentation(presentation(thief.did, [signed]), thief, asked);
    assert.equal(check(stolen, ...expected).exit, 3, 'shown by somebody else');
  });
}

test('the verifier reads a status list of the peer', async () => {
  const issuer = await peer.makeKey('eddsa-jcs-2022');
  verifier('trust', 'add', issuer.did, '--name', 'Peer');
  const url = 'https://status.example/lists/1';
  const copies = join(folder, 'copies');
  mkdirSync(copies);
  const publish = async (places) => writeFileSync(join(copies, 'list.json'),
    JSON.stringify(await peer.signCredential(await peer.makeStatusList(url, issuer.did, places), issuer)));
  const unsigned = badge(issuer.did);
  unsigned.credentialStatus = {
    id: `${url}#70001`, type: 'BitstringStatusListEntry', statusPurpose: 'revocation',
    statusListCredential: url, statusListIndex: '70001',
  };
  const signed = await peer.signCredential(unsigned, issuer);

  assert.equal(check(signed).exit, 7, 'without the list it cannot be told');
  await publish([0, 70000, 70002, 131071]);
  const good = check(signed, '--published', copies);
  assert.equal(good.exit, 0, JSON.stringify(good.report));
  await publish([70001]);
  const withdrawn = check(signed, '--published', copies);
  assert.equal(withdrawn.exit, 6);
  assert.equal(outcome(withdrawn, 'status'), 'failed');
});
