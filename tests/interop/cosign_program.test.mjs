// A document that a company and a school sign together is an ordinary proof set: the peer verifies each proof of ours,
// and our verifier accepts one that the peer has made.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import * as peer from './peer.mjs';
import {change} from './samples.mjs';

const folder = mkdtempSync(join(tmpdir(), 'credenza-interop-'));
const at = (...names) => join(folder, ...names);
const examples = (...names) => join(process.env.CREDENZA_EXAMPLES, ...names);
const read = (...names) => JSON.parse(readFileSync(at(...names), 'utf8'));
const school = 'did:web:rocwaterkant.example';
const company = 'did:web:deblauwehal.example';

function run(program, ...words) {
  return spawnSync(join(process.env.CREDENZA_BIN, program), words, {encoding: 'utf8', input: ''});
}

function issuer(home, ...words) {
  const options = ['--home', at(home), '--passphrase-file', at('passphrase'), '--no-input'];
  const {status, stdout, stderr} = run('credenza-issuer', ...words, ...options);
  assert.equal(status, 0, `${stdout}${stderr}`);
}

function check(document) {
  writeFileSync(at('document.json'), JSON.stringify(document));
  const {status, stdout} = run('credenza-verifier', 'check', at('document.json'), '--offline', '--published', at('www'),
    '--home', at('verifier'), '--json');
  return {exit: status, report: JSON.parse(stdout)};
}

const trust = (did, ...as) =>
  assert.equal(
    run('credenza-verifier', 'trust', 'add', did, '--name', 'School', '--home', at('verifier'), ...as).status, 0);
const recognise = (did) => trust(did, '--as', 'learning-company');

// What the web servers of both would answer with.
function published() {
  const root = 'https://rocwaterkant.example';
  const dids = ['school', 'company'].map((name) => read('www', name, '.well-known', 'did.json'));
  const lists = readdirSync(at('www', 'school', 'status'))
    .map((name) => [`${root}/status/${name}`, read('www', 'school', 'status', name)]);
  return new Map([...dids.map((did) => [did.id, did]), ...lists]);
}

before(() => {
  writeFileSync(at('passphrase'), 'vier natte fietsen in de regen\n', {mode: 0o600});
  mkdirSync(at('www'));
  issuer('school', 'init', '--name', 'ROC Waterkant', '--url', 'https://rocwaterkant.example',
    '--identifier', 'BRIN:99ZZ');
  issuer('company', 'init', '--name', 'De Blauwe Hal Logistiek B.V.', '--url', 'https://deblauwehal.example');
  writeFileSync(at('school', 'issuer.toml'), `${readFileSync(at('school', 'issuer.toml'), 'utf8')}
[[recognised]]
name = "De Blauwe Hal Logistiek B.V."
did = "${company}"
source = "trust list 2026-11"
`);
  for (const home of ['school', 'company']) issuer(home, 'publish', '--out', at('www', home));
  const views = ['--published', at('www'), '--offline'];
  issuer('school', 'cosign', 'place', '--count', '2', '-o', at('places.json'));
  issuer('company', 'cosign', 'start', '--template', examples('practice-statement', 'template.json'),
    '--csv', examples('practice-statement', 'praktijk.csv'), '--place', at('places.json'), '--out', at('drafts'));
  readdirSync(at('drafts')).forEach((name, i) => {
    issuer('company', 'cosign', 'sign', at('drafts', name), '--role', 'learning-company');
    issuer('school', 'cosign', 'issue', at('drafts', name), '-o', at(`issued-${i}.json`), '--allow-unknown-dossier',
      ...views);
  });
  issuer('school', 'publish', '--out', at('www', 'school'));
  trust(school);
  recognise(company);
});
after(() => rmSync(folder, {recursive: true}));

// An hour more than the 620 or 480 of the class list, wherever the document says it.
function addHour(node) {
  for (const [name, value] of Object.entries(node)) {
    if (value === 620 || value === 480) node[name] += 1;
    else if (value !== null && typeof value === 'object') addHour(value);
  }
}

const issued = () => [read('issued-0.json'), read('issued-1.json')];

test('the peer verifies both proofs of a document that company and school signed', async () => {
  for (const document of issued()) {
    const seen = await peer.verifyProofSet(document, {extra: published()});
    assert.deepEqual([seen.verified, seen.good, seen.all], [true, 2, 2], seen.why);
    assert.equal(check(document).exit, 0);
  }
});

test('the peer verifies it as a credential of the school, with its status', async () => {
  const [document] = issued();
  const alone = change(document, (copy) => {
    copy.proof = copy.proof.find((one) => one.verificationMethod.startsWith(school));
  });
  const {verified, why} = await peer.verifyCredential(alone, {extra: published()});
  assert.ok(verified, why);
});

test('without the keys of the company the peer counts one proof only', async () => {
  const extra = published();
  extra.delete(company);
  const seen = await peer.verifyProofSet(issued()[0], {extra});
  assert.deepEqual([seen.good, seen.all], [1, 2]);
});

test('one character changed, and neither proof holds on either side', async () => {
  const [document] = issued();
  const forgeries = {
    'an hour more': (copy) => { addHour(copy); },
    'a date': (copy) => { copy.validFrom = copy.validFrom.replace(/^\d{4}/, '2020'); },
    'another place in the status list': (copy) => { copy.credentialStatus[0].statusListIndex += '1'; },
    'a member more': (copy) => { copy.credentialSubject.forged = 'yes'; },
  };
  for (const [what, forge] of Object.entries(forgeries)) {
    const forged = change(document, forge);
    assert.notDeepEqual(forged, document, what);
    const seen = await peer.verifyProofSet(forged, {extra: published()});
    assert.deepEqual([seen.good, seen.all], [0, 2], what);
    assert.equal(check(forged).exit, 3, what);
  }
});

test('one character of one signature changed, and one proof does not hold on both sides', async () => {
  for (const party of [0, 1]) {
    const forged = change(issued()[0], (copy) => {
      const value = copy.proof[party].proofValue;
      copy.proof[party].proofValue = value.slice(0, 20) + (value[20] === '2' ? '3' : '2') + value.slice(21);
    });
    const seen = await peer.verifyProofSet(forged, {extra: published()});
    assert.deepEqual([seen.good, seen.all], [1, 2]);
    assert.equal(check(forged).exit, 3);
  }
});

// Our document with the parties under did:key and without status and proofs, for the peer to sign.
function unsigned(parties) {
  const {proof, credentialStatus, ...rest} = issued()[0];
  return JSON.parse(JSON.stringify(rest).replaceAll(school, parties.school.did).replaceAll(company, parties.company.did));
}

for (const [first, second] of [['eddsa-jcs-2022', 'ecdsa-jcs-2019 P-256'], ['ecdsa-jcs-2019 P-384', 'eddsa-jcs-2022']]) {
  test(`${first} and ${second}: our verifier accepts a proof set of the peer, and nothing less`, async () => {
    const parties = {company: await peer.makeKey(first), school: await peer.makeKey(second)};
    trust(parties.school.did);
    recognise(parties.company.did);
    const draft = await peer.addProof(unsigned(parties), parties.company);
    assert.equal(check(draft).exit, 3, 'the school has not signed');
    const whole = await peer.addProof(draft, parties.school);
    assert.equal(whole.proof.length, 2);
    const good = check(whole);
    assert.equal(good.exit, 0, JSON.stringify(good.report));
    assert.equal(good.report.credentials[0].record.co_signers.length, 2);
    assert.equal((await peer.verifyProofSet(whole)).good, 2);

    const alone = check(change(whole, (copy) => { copy.proof = copy.proof[1]; }));
    assert.equal(alone.exit, 3, 'the company has not signed');
    assert.deepEqual(alone.report.credentials[0].waiting_for, ['De Blauwe Hal Logistiek B.V.']);
    const forged = change(whole, (copy) => { addHour(copy); });
    assert.equal(check(forged).exit, 3, 'an hour more');
    assert.equal((await peer.verifyProofSet(forged)).good, 0);
    const stranger = await peer.addProof(unsigned(parties), await peer.makeKey(first));
    assert.equal(check(await peer.addProof(stranger, parties.school)).exit, 3, 'somebody else signed for the company');
  });
}
