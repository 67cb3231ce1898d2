// What is signed in the tests: documents that two implementations of JCS could easily canonicalise differently.
export const plainCredential = (issuer) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:6e3c1f0a-7e0f-4b3a-8f5d-2b8b7b1d0c11',
  type: ['VerifiableCredential'],
  issuer,
  validFrom: '2026-06-12T00:00:00Z',
  credentialSubject: {id: 'did:example:sanne', name: 'Sanne van der Heijden'},
});

// An Open Badge with Dutch particulars: fractions, nested arrays, names in two scripts.
export const badge = (issuer) => ({
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'urn:uuid:0b6ab6a4-2c1a-4a5f-9d0a-0d5a3f4f7a10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: {id: issuer, type: ['Profile'], name: 'ROC Waterkant'},
  validFrom: '2026-06-12T00:00:00Z',
  name: 'Veilig werken in het magazijn',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [{type: 'IdentityObject', identityHash: 'Олена Коваленко', identityType: 'name', hashed: false}],
    achievement: {
      id: 'urn:uuid:9c0b7d52-52f0-4c36-a5b1-0c2f2a2f0b77',
      type: ['Achievement'],
      name: 'Veilig werken in het magazijn',
      description: 'Heftruck rijden, orders verzamelen, veilig tillen.',
      criteria: {narrative: 'Praktijkexamen\nen portfolio'},
      creditsAvailable: 4.5,
    },
  },
});

// Members that sort differently by UTF-8 and by UTF-16, numbers at the edges of ECMAScript's notation, escapes.
export const difficult = (issuer) => ({
  ...plainCredential(issuer),
  credentialSubject: {
    id: 'did:example:zoë',
    '\u{10000}': 'beyond the first plane', '\uffff': 'last of the first plane', '\ue000': 'private',
    numbers: [0, 1, -1, 0.1, 4.5, 1e21, 1e-7, 5e-324, 1.7976931348623157e308,
      9007199254740991, 0.000001, 333333333.3333333],
    text: 'quote " backslash \\ slash / newline \n tab \t bell \u0007 delete \u007f line \u2028 '
      + 'emoji \u{1f393} e\u0301',
    nested: [[[], {}], [{b: null, a: true, '': false}]],
  },
});

export const samples = {'a plain credential': plainCredential, 'an Open Badge': badge, 'a difficult document': difficult};

export const presentation = (holder, credentials) => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  type: ['VerifiablePresentation'],
  holder,
  verifiableCredential: credentials,
});

// Changes one character of a member that is covered by the signature. Each returns a changed copy.
export const forgeries = {
  'a member added': (document) => change(document, (copy) => {
    copy.credentialSubject.forged = 'yes';
  }),
  'the issuing date': (document) => change(document, (copy) => {
    copy.validFrom = copy.validFrom.replace('2026-06-12', '2026-06-13');
  }),
  'the proof’s own date': (document) => change(document, (copy) => {
    copy.proof.created = '2026-01-01T00:00:00Z';
  }),
  'a character of the signature': (document) => change(document, (copy) => {
    const value = copy.proof.proofValue;
    copy.proof.proofValue = value.slice(0, 20) + (value[20] === '2' ? '3' : '2') + value.slice(21);
  }),
};

export function change(document, edit) {
  const copy = structuredClone(document);
  edit(copy);
  return copy;
}
