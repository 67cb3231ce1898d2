// Presentations: who shows it, to whom, until when, and then each credential in it.
#include <algorithm>

#include "data_integrity/data_integrity.h"
#include "verify/verify_detail.h"

namespace credenza::verify::detail {
namespace {

using json::Cursor;

/// The end of a presentation, and whether it was made for this reader.
std::optional<Check> check_presentation_proof(const data_integrity::VerifiedProof& proof,
                                              const Context& context) {
  const auto name = CheckName::holder_binding;
  if (proof.expires && *proof.expires < context.now) {
    return failed(name,
                  fail(Code::expired, proof.pointer + "/expires",
                       "an old copy: it could be shown until " + format_instant(*proof.expires)));
  }
  if (proof.created && *proof.created > context.now + context.policy.clock_skew) {
    return indeterminate(name, fail(Code::not_yet_valid, proof.pointer + "/created",
                                    "made on " + format_instant(*proof.created) +
                                        ", which is later than now; is the clock right?"));
  }
  if (!proof.domain.empty() && !context.policy.audience) {
    return indeterminate(name,
                         fail(Code::mismatch, proof.pointer + "/domain",
                              "made for '" + std::string(proof.domain.front()) +
                                  "'; say who you are to know whether that is you (--audience)"));
  }
  if (proof.challenge && !context.policy.nonce) {
    return indeterminate(
        name,
        fail(
            Code::mismatch, proof.pointer + "/challenge",
            "made in answer to a request; give its number to know whether it was yours (--nonce)"));
  }
  return std::nullopt;
}

Shown verify_presentation_proof(const vcdm::Presentation& presentation, const Context& context) {
  const auto name = CheckName::holder_binding;
  data_integrity::Expectation expected{.purpose = cid::Relationship::authentication,
                                       .controller = presentation.holder,
                                       .now = context.now,
                                       .allow_expired = true};
  if (context.policy.audience) expected.domain = *context.policy.audience;
  if (context.policy.nonce) expected.challenge = *context.policy.nonce;
  const auto verified =
      data_integrity::verify_proofs(presentation.root, expected, context.ports.methods);
  if (!verified) {
    return {Check{name, outcome_of_proof(verified.error()), verified.error(), {}}, {}};
  }
  Shown shown;
  for (const data_integrity::VerifiedProof& proof : verified->proofs()) {
    if (auto problem = check_presentation_proof(proof, context)) return {std::move(problem), {}};
    shown.presenters.push_back(proof.method.controller);
  }
  return shown;
}

bool is_enveloped(Cursor credential) {
  const auto type = credential.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(), [](Cursor item) {
    return item.is_string() && item.raw_string() == "EnvelopedVerifiableCredential";
  });
}

}  // namespace

void verify_presentation(Cursor root, const Context& context, const Limits& limits,
                         Report& report) {
  const auto presentation = vcdm::Presentation::read(root);
  if (!presentation) {
    report.credentials.push_back(
        refused(Format::vp_data_integrity, failed(CheckName::format, presentation.error())));
    return;
  }
  if (presentation->credentials.size() > limits.max_credentials) {
    report.credentials.push_back(
        refused(Format::vp_data_integrity,
                failed(CheckName::format, fail(Code::out_of_range, "/verifiableCredential",
                                               "more credentials than can be checked at once"))));
    return;
  }
  const Shown shown = verify_presentation_proof(*presentation, context);
  for (const Cursor credential : presentation->credentials) {
    if (is_enveloped(credential)) {
      report.credentials.push_back(
          refused(Format::jws,
                  indeterminate(CheckName::format,
                                fail(Code::unsupported, credential.pointer(),
                                     "enveloped credentials cannot be checked by this version"))));
    } else {
      verify_credential(credential, shown, context, report.credentials.emplace_back());
    }
    // Whoever shows it: a presentation that binds nobody is seen even where its credentials do not
    // hold.
    CredentialReport& last = report.credentials.back();
    for (Check& check : last.checks) {
      if (shown.problem && check.name == CheckName::holder_binding) check = *shown.problem;
    }
  }
  if (presentation->credentials.empty()) {
    CredentialReport empty = refused(Format::vp_data_integrity, passed(CheckName::format));
    empty.checks.push_back(shown.problem ? *shown.problem : passed(CheckName::holder_binding));
    report.credentials.push_back(std::move(empty));
  }
}

}  // namespace credenza::verify::detail
