// Our side: the rooms behind peer_tool, whose path is in CREDENZA_PEER_TOOL.
import {execFileSync} from 'node:child_process';

const tool = process.env.CREDENZA_PEER_TOOL;

function ask(request) {
  return JSON.parse(execFileSync(tool, {input: JSON.stringify(request), encoding: 'utf8', maxBuffer: 1 << 26}));
}

const now = () => `${new Date().toISOString().slice(0, 19)}Z`;

// The document with a proof added, by the key of peer.makeKey(); throws when it could not be signed.
export function sign(document, key, {purpose = 'assertionMethod', challenge, domain} = {}) {
  const answer = ask({
    do: 'sign', document: JSON.stringify(document), secret: key.secret, purpose, created: now(), challenge, domain,
  });
  if (!answer.document) throw new Error(`${answer.code} at ${answer.where}: ${answer.detail}`);
  return JSON.parse(answer.document);
}

// {proofs: [cryptosuite, …]} or {code, where, detail}.
export function verify(document, {purpose = 'assertionMethod', controller, challenge, domain} = {}) {
  return ask({do: 'verify', document: JSON.stringify(document), purpose, controller, challenge, domain, now: now()});
}
