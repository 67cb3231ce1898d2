// credenza-wallet, as somebody runs it: it keeps what the peer issues, and the peer verifies what it shares.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import * as peer from './peer.mjs';
import {badge, forgeries} from './samples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'credenza-interop-'));
const at = (name) => join(folder, name);

function wallet(...words) {
  const options = ['--vault', at('mine.vault'), '--passphrase-file', at('passphrase'), '--json', '--no-input'];
  const program = join(process.env.CREDENZA_BIN, 'credenza-wallet');
  const {status, stdout, stderr} = spawnSync(program, [...words, ...options], {encoding: 'utf8', input: ''});
  const lines = stdout.trim() === '' ? '{}' : stdout;
  return {exit: status, said: JSON.parse(lines), why: stderr};
}

before(() => {
  writeFileSync(at('passphrase'), 'een lange wachtzin voor de kluis\n', {mode: 0o600});
  assert.equal(wallet('init', '--no-words').exit, 0);
});
after(() => rmSync(folder, {recursive: true}));

for (const kind of Object.keys(peer.kinds)) {
  test(`${kind}: the wallet keeps what the peer issues, and shares it with the peer`, async () => {
    const made = wallet('key', 'new', '--name', 'Peer');
    assert.equal(made.exit, 0, made.why);
    const issuer = await peer.makeKey(kind);
    const unsigned = badge(issuer.did);
    unsigned.id = `urn:uuid:${randomUUID()}`;
    unsigned.credentialSubject.id = made.said.did;
    const signed = await peer.signCredential(unsigned, issuer);

    writeFileSync(at('forged.json'), JSON.stringify(forgeries['the issuing date'](signed)));
    assert.equal(wallet('add', at('forged.json'), '--offline').exit, 3, 'what was changed is not taken in');

    writeFileSync(at('credential.json'), JSON.stringify(signed));
    const added = wallet('add', at('credential.json'), '--offline');
    assert.equal(added.exit, 0, added.why);
    const [{id}] = added.said.credentials;

    const asked = {challenge: 'n-20261120', domain: 'https://brouwertransport.example'};
    const shared = wallet('share', id, '--to', asked.domain, '--nonce', asked.challenge, '--offline', '--yes',
      '-o', at(`${id}.json`));
    assert.equal(shared.exit, 0, shared.why);
    const presentation = JSON.parse(readFileSync(at(`${id}.json`), 'utf8'));
    const good = await peer.verifyPresentation(presentation, asked);
    assert.ok(good.verified, good.why);
    assert.equal((await peer.verifyPresentation(presentation, {...asked, challenge: 'n-0'})).verified, false);
  });
}
