// The peer: Digital Bazaar's libraries with did:key, pinned contexts and no network.
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as didKey from '@digitalbazaar/did-method-key';
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import * as ecdsaJcs from '@digitalbazaar/ecdsa-jcs-2019-cryptosuite';
import * as eddsaJcs from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import * as statusList from '@digitalbazaar/vc-bitstring-status-list';
import jsigs from 'jsonld-signatures';

const {AssertionProofPurpose, AuthenticationProofPurpose} = jsigs.purposes;

// The kinds of key, by the name that tests print.
export const kinds = {
  'eddsa-jcs-2022': {
    suite: eddsaJcs, header: 'z6Mk', multikey: Ed25519Multikey,
    generate: () => Ed25519Multikey.generate(),
  },
  'ecdsa-jcs-2019 P-256': {
    suite: ecdsaJcs, header: 'zDna', multikey: EcdsaMultikey,
    generate: () => EcdsaMultikey.generate({curve: 'P-256'}),
  },
  'ecdsa-jcs-2019 P-384': {
    suite: ecdsaJcs, header: 'z82L', multikey: EcdsaMultikey,
    generate: () => EcdsaMultikey.generate({curve: 'P-384'}),
  },
};

const resolver = didKey.driver();
for (const {header, multikey} of Object.values(kinds)) {
  resolver.use({multibaseMultikeyHeader: header, fromMultibase: multikey.from});
}

// A key pair under its did:key, with its secret as Multikey text (32 or 48 bytes).
export async function makeKey(kind) {
  const keyPair = await kinds[kind].generate();
  const {didDocument} = await resolver.fromKeyPair({verificationKeyPair: keyPair});
  keyPair.controller = didDocument.id;
  keyPair.id = didDocument.assertionMethod[0].id ?? didDocument.assertionMethod[0];
  const {secretKeyMultibase} =
    await keyPair.export({publicKey: true, secretKey: true, canonicalize: true});
  return {kind, keyPair, did: didDocument.id, method: keyPair.id, secret: secretKeyMultibase};
}

// The published contexts, read where they lie. Without them what is here still works: JCS suites need no context.
function readContexts() {
  const folder = join(process.env.CREDENZA_TEST_DATA ?? '', 'w3c', 'contexts');
  if (!existsSync(folder)) return new Map();
  const rows = readFileSync(join(folder, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1);
  return new Map(rows.map((row) => row.split('\t'))
    .map(([url, file]) => [url, () => JSON.parse(readFileSync(join(folder, file), 'utf8'))]));
}
const contexts = readContexts();

// Serves pinned contexts, did:key, and the documents in `extra` (URL or DID → value); refuses everything else.
export function makeLoader(extra = new Map()) {
  return async (url) => {
    const answer = (document) => ({contextUrl: null, documentUrl: url, document});
    if (extra.has(url)) return answer(structuredClone(extra.get(url)));
    if (contexts.has(url)) return answer(contexts.get(url)());
    if (url.startsWith('did:key:')) return answer(await resolver.get({url}));
    const owner = extra.get(url.split('#')[0]);
    const method = owner?.verificationMethod?.find(({id}) => id === url);
    if (method) return answer({'@context': 'https://w3id.org/security/multikey/v1', ...method});
    throw new Error(`refused to load ${url}`);
  };
}

const signSuite = ({kind, keyPair}) =>
  new DataIntegrityProof({signer: keyPair.signer(), cryptosuite: kinds[kind].suite.createSignCryptosuite()});

const verifySuites = () => [eddsaJcs, ecdsaJcs]
  .map((suite) => new DataIntegrityProof({cryptosuite: suite.createVerifyCryptosuite()}));

export const signCredential = (credential, key) =>
  vc.issue({credential: structuredClone(credential), suite: signSuite(key), documentLoader: makeLoader()});

// A further proof on a document, by anybody.
export const addProof = (document, key) => jsigs.sign(structuredClone(document), {
  suite: signSuite(key), purpose: new AssertionProofPurpose(), documentLoader: makeLoader(),
});

export const signPresentation = (presentation, key, {challenge, domain}) => vc.signPresentation({
  presentation: structuredClone(presentation), suite: signSuite(key), challenge, domain, documentLoader: makeLoader(),
});

// `extra`: what an issuer publishes, URL or DID → value. A status that says withdrawn is not verified.
export async function verifyCredential(credential, {extra} = {}) {
  const result = await vc.verifyCredential({
    credential: withSharedContexts(credential), suite: verifySuites(), documentLoader: makeLoader(extra), checkStatus,
  });
  return verdict(result);
}

export async function verifyPresentation(presentation, {challenge, domain, extra}) {
  const result = await vc.verify({
    presentation: structuredClone(presentation), suite: verifySuites(), challenge, domain,
    documentLoader: makeLoader(extra), checkStatus,
  });
  return verdict(result);
}

// The library's own check answers what the list holds; whether a set bit is bad is for the caller to say.
async function checkStatus(options) {
  const checked = await statusList.checkStatus(options);
  const set = (checked.results ?? []).some((one) => one.status);
  if (!set) return checked;
  return {...checked, verified: false, error: new Error('withdrawn')};
}

// A status list of herd size as an unsigned credential, with these places set.
export async function makeStatusList(id, issuer, places) {
  const list = await statusList.createList({length: 131072});
  for (const place of places) list.setStatus(place, true);
  const credential = await statusList.createCredential({id, list, statusPurpose: 'revocation'});
  return {...credential, issuer, validFrom: '2026-01-01T00:00:00Z'};
}

// The JCS suites compare the contexts of proof and document with ===, which no context that is an object passes, although
// the same one stands in both. Here equal contexts become the same object, so that the signature is what is looked at.
function withSharedContexts(document) {
  const copy = structuredClone(document);
  const contexts = [copy['@context']].flat();
  for (const proof of [copy.proof].flat()) {
    if (!Array.isArray(proof['@context'])) continue;
    proof['@context'] = proof['@context']
      .map((one, i) => (isDeepStrictEqual(one, contexts[i]) ? contexts[i] : one));
  }
  return copy;
}

// The library is content with one good proof; a set is good when each of its proofs is, so all are counted.
export async function verifyProofSet(document, {extra} = {}) {
  const result = await jsigs.verify(withSharedContexts(document), {
    suite: verifySuites(), purpose: new AssertionProofPurpose(), documentLoader: makeLoader(extra),
  });
  const results = result.results ?? [];
  return {...verdict(result), good: results.filter((one) => one.verified).length, all: results.length};
}

export async function verifyPresentationProof(presentation, {challenge, domain}) {
  return verdict(await jsigs.verify(structuredClone(presentation), {
    suite: verifySuites(), purpose: new AuthenticationProofPurpose({challenge, domain}), documentLoader: makeLoader(),
  }));
}

// {verified, why}: the reason as one line, for the message of a failing test.
function verdict(result) {
  const errors = [result.error, result.statusResult?.error, ...(result.results ?? []).map((one) => one.error)].flat().filter(Boolean);
  const inner = errors.flatMap((error) => error.errors ?? [error]);
  return {verified: result.verified === true, why: inner.map((error) => error.message).join('; ')};
}
