// credenza-issuer, as somebody runs it: the peer verifies a whole class list with nothing but what is published.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import * as peer from './peer.mjs';
import {change} from './samples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'credenza-interop-'));
const at = (...names) => join(folder, ...names);
const examples = (...names) => join(process.env.CREDENZA_EXAMPLES, ...names);
const read = (...names) => JSON.parse(readFileSync(at(...names), 'utf8'));

function issuer(...words) {
  const program = join(process.env.CREDENZA_BIN, 'credenza-issuer');
  const options = ['--home', at('school'), '--passphrase-file', at('passphrase'), '--no-input'];
  const {status, stderr} = spawnSync(program, [...words, ...options], {encoding: 'utf8', input: ''});
  assert.equal(status, 0, stderr);
}

// What a web server of the school would answer with.
function published() {
  const root = 'https://rocwaterkant.example';
  const did = read('www', '.well-known', 'did.json');
  const lists = readdirSync(at('www', 'status')).map((name) => [`${root}/status/${name}`, read('www', 'status', name)]);
  return new Map([[did.id, did], ...lists]);
}

before(() => {
  writeFileSync(at('passphrase'), 'vier natte fietsen in de regen\n', {mode: 0o600});
  issuer('init', '--name', 'ROC Waterkant', '--url', 'https://rocwaterkant.example');
  issuer('issue', '--template', examples('templates', 'mc-log-02.json'),
    '--csv', examples('batches', 'mc-log-02.csv'), '--out', at('issued'));
  issuer('publish', '--out', at('www'));
});
after(() => rmSync(folder, {recursive: true}));

test('the peer verifies every credential of the class list, with keys and status as published', async () => {
  const names = readdirSync(at('issued'));
  assert.equal(names.length, 10);
  for (const name of names) {
    const {verified, why} = await peer.verifyCredential(read('issued', name), {extra: published()});
    assert.ok(verified, why);
  }
});

test('the peer refuses a changed one, and one without the issuer’s keys', async () => {
  const [name] = readdirSync(at('issued'));
  const forged = change(read('issued', name), (copy) => { copy.credentialSubject.achievement.name = 'Meester'; });
  assert.equal((await peer.verifyCredential(forged, {extra: published()})).verified, false);
  assert.equal((await peer.verifyCredential(read('issued', name))).verified, false);
});

test('the peer sees which one was withdrawn, and only that one', async () => {
  const [first, ...others] = readdirSync(at('issued'));
  issuer('revoke', read('issued', first).id, '--reason', 'exam declared void', '--yes', '1');
  issuer('publish', '--out', at('www'));
  const {verified, why} = await peer.verifyCredential(read('issued', first), {extra: published()});
  assert.deepEqual([verified, why], [false, 'withdrawn']);
  for (const name of others) {
    assert.ok((await peer.verifyCredential(read('issued', name), {extra: published()})).verified, name);
  }
});
