#include "wallet/rotation.h"

#include <algorithm>
#include <map>

#include "verify/verify.h"
#include "wallet/presentation.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using host::Language;
using host::Text;

std::string list_of(const std::vector<HeldCredential>& credentials, Language language) {
  std::string out;
  for (const HeldCredential& one : credentials) {
    out += "- " + title_of(one.held, language);
    if (!one.held.awarded.empty()) out += ", " + shown(one.held.awarded);
    if (!one.held.credential_id.empty()) out += "\n  " + shown(one.held.credential_id);
    out += "\n";
  }
  return out;
}

constexpr Text k_letter_begin{
    "Dear issuer,\n\nYou gave me the certificates below. They are bound to a key that I no longer "
    "want to use. Please withdraw them and give them again, bound to my new key.\n",
    "Beste uitgever,\n\nU gaf mij de bewijzen hieronder. Ze zitten vast aan een sleutel die ik "
    "niet meer wil gebruiken. Wilt u ze intrekken en opnieuw geven, voor mijn nieuwe sleutel?\n"};
constexpr Text k_letter_proof{
    "\nThe file that comes with this letter is signed with both keys, for you only. Check it "
    "with:\n"
    "  credenza-verifier check FILE --audience ",
    "\nHet bestand bij deze brief is ondertekend met beide sleutels, alleen voor u. Controleer het "
    "met:\n  credenza-verifier check BESTAND --audience "};
constexpr Text k_letter_lost{
    "\nI lost the old key, so I cannot sign with it. Please find out in your own way that it is me "
    "who asks. Do not use anything that is signed with the old key from now on.\n",
    "\nIk ben de oude sleutel kwijt en kan er niet mee ondertekenen. Wilt u op uw eigen manier "
    "nagaan dat ik het ben? Gebruik vanaf nu niets meer dat met de oude sleutel is ondertekend.\n"};

std::string letter_text(const Rotation& rotation, const std::string& issuer,
                        const std::vector<HeldCredential>& credentials, Language language,
                        Instant now) {
  const Text date{"Date: ", "Datum: "};
  const Text to{"To: ", "Aan: "};
  const Text old_key{"\nOld key: ", "\nOude sleutel: "};
  const Text new_key{"\nNew key: ", "\nNieuwe sleutel: "};
  const std::string name = issuer_of(credentials.front().held);
  std::string out = std::string(date.in(language)) + date_text(now, language) + "\n" +
                    std::string(to.in(language)) + name + " " + shown(issuer) + "\n\n" +
                    std::string(k_letter_begin.in(language)) + "\n" +
                    list_of(credentials, language) + std::string(old_key.in(language)) +
                    shown(rotation.old_did) + std::string(new_key.in(language)) +
                    rotation.next.did + "\n";
  if (!rotation.has_old_key) return out + std::string(k_letter_lost.in(language));
  return out + std::string(k_letter_proof.in(language)) + host::printable(issuer) + "\n";
}

bool is_document(const HeldCredential& one) {
  return one.held.format == verify::to_string(verify::Format::vc_data_integrity);
}

/// A badge and the tokens of it are one certificate: of several forms the document is named, which
/// a presentation can hold.
std::vector<HeldCredential> one_of_each(const std::vector<HeldCredential>& credentials) {
  std::vector<HeldCredential> out;
  for (const HeldCredential& one : credentials) {
    const std::string& id = one.held.credential_id;
    const auto same = std::ranges::find_if(out, [&id](const HeldCredential& other) {
      return !id.empty() && other.held.credential_id == id;
    });
    if (same == out.end()) {
      out.push_back(one);
    } else if (is_document(one)) {
      *same = one;
    }
  }
  return out;
}

/// With the documents among them; a token is not put in a presentation of documents.
/// @error as make_presentation()
Result<std::string> proof_of_both(Vault& vault, const Rotation& rotation, const std::string& issuer,
                                  const std::vector<HeldCredential>& credentials, Instant now,
                                  Random& random) {
  const crypto::PrivateKey old_key = TRY(open_holder_key(vault, rotation.old_did));
  const crypto::PrivateKey next = TRY(open_holder_key(vault, rotation.next.did));
  std::vector<Content> contents;
  for (const HeldCredential& one : credentials) {
    if (is_document(one)) contents.push_back(TRY(vault.read(one.id)));
  }
  PresentationRequest request{{}, {&old_key, &next}, issuer, {}, now, now + k_rotation_ends};
  for (const Content& content : contents)
    request.credentials.push_back(as_text(content.body()));
  return TRY(make_presentation(request, random)).text;
}

}  // namespace

Result<std::vector<RotationMail>> rotation_mails(Vault& vault, const Rotation& rotation,
                                                 Language language, Instant now, Random& random) {
  std::map<std::string, std::vector<HeldCredential>> by_issuer;
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  for (const HeldCredential& one : all)
    if (one.held.subject_id == rotation.old_did) by_issuer[one.held.issuer_id].push_back(one);
  std::vector<RotationMail> mails;
  for (const auto& [issuer, forms] : by_issuer) {
    const std::vector<HeldCredential> credentials = one_of_each(forms);
    RotationMail mail{issuer, letter_text(rotation, issuer, credentials, language, now), {}, {}};
    for (const HeldCredential& one : credentials)
      mail.credentials.push_back(one.id);
    if (rotation.has_old_key)
      mail.presentation = TRY(proof_of_both(vault, rotation, issuer, credentials, now, random));
    mails.push_back(std::move(mail));
  }
  return mails;
}

}  // namespace credenza::wallet
