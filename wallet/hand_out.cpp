#include "wallet/hand_out.h"

#include "crypto/random.h"
#include "did/did.h"
#include "wallet/copies_view.h"
#include "wallet/texts.h"

namespace credenza::wallet {

Receipt receipt_for(const Receiver& receiver, const Selection& selection, Instant now,
                    Random& random) {
  Receipt receipt;
  receipt.id = make_id(random);
  receipt.to = receiver.audience;
  receipt.purpose = receiver.purpose;
  receipt.at = now;
  receipt.until = receiver.until;
  receipt.nonce = receiver.nonce;
  for (const HeldCredential& one : selection.credentials)
    receipt.credentials.push_back(one.id);
  for (const crypto::PrivateKey& key : selection.keys)
    receipt.holders.push_back(did::key_did(key.public_key()));
  return receipt;
}

Result<Presentation> make_whole(const Selection& selection, const Receipt& receipt, bool compact,
                                Random& random) {
  PresentationRequest request{{},     {}, receipt.to, receipt.nonce, receipt.at, receipt.until,
                              compact};
  for (const Content& content : selection.contents)
    request.credentials.push_back(as_text(content.body()));
  for (const crypto::PrivateKey& key : selection.keys)
    request.holders.push_back(&key);
  return make_presentation(request, random);
}

Result<Presentation> make_of_token(const Selection& selection, const Receipt& receipt,
                                   const sd_jwt::SdJwt& token, const std::vector<Part>& parts,
                                   Random& random) {
  const crypto::PrivateKey* key = selection.keys.empty() ? nullptr : &selection.keys.front();
  return Presentation{crypto::make_urn_uuid(random),
                      TRY(present_parts(token, parts, receipt, key))};
}

Status would_hold(const VerbOptions& common, bool offline, World& world, const Presentation& made,
                  const Receipt& receipt) {
  // Nobody signs for what is bound to no key.
  const verify::Report report = receipt.holders.empty()
                                    ? world.verify(made.text)
                                    : world.verify_shared(made.text, receipt.to, receipt.nonce);
  host::write_talk(copies_text(world.copies_used(made.text), offline, common.language()));
  if (report.verdict() != verify::Verdict::not_genuine) return {};
  if (common.helper) return fail(Code::bad_signature, "shared", "it is not genuine");
  for (const verify::CredentialReport& one : report.credentials) {
    host::write_talk(render(one, common.language()));
  }
  return fail(Code::bad_signature, "shared", "the receiver would find it not genuine");
}

Result<std::string> body_of(const Selection& selection, Instant now) {
  std::vector<ShownCredential> credentials;
  for (const HeldCredential& one : selection.credentials)
    credentials.push_back(as_shown(one, state_word(one.held, now)));
  return receipt_body(credentials);
}

Status hand_out(World& world, Vault& vault, const Receipt& receipt, std::string_view body,
                Outgoing& outgoing) {
  TRY(outgoing.prepare());
  Changes changes;
  changes.puts.push_back({receipt.id, Kind::receipt, to_meta(receipt), as_bytes(body)});
  TRY(vault.commit(changes, world.now(), world.random()));
  const Status out = outgoing.put();
  if (!out && !outgoing.is_out()) {
    const Changes undo{{}, {receipt.id}};
    TRY(vault.commit(undo, world.now(), world.random()));
  }
  return out;
}

Status ask_consent(const VerbOptions& common, bool yes) {
  if (yes) return {};
  const host::Text question{"Share this?", "Dit delen?"};
  const bool agreed =
      TRY(host::confirm(question.in(common.language()), common.passphrase.no_input, "--yes"));
  if (!agreed) return fail(Code::mismatch, "answer", "it was not shared");
  return {};
}

}  // namespace credenza::wallet
