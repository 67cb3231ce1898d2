#include <algorithm>

#include "data_integrity/data_integrity.h"
#include "data_integrity/proof.h"
#include "jcs/jcs.h"

namespace credenza::data_integrity {
namespace {

using json::Cursor;

Error at(Error error, const Cursor& proof) {
  if (error.where.empty()) error.where = proof.pointer();
  return error;
}

std::string_view controller_of(const Proof& proof) {
  return proof.verification_method.substr(0, proof.verification_method.find('#'));
}

/// §4.4: what the proof says is compared with what is expected, before any cryptography.
Status check_expectation(const Proof& proof, const Expectation& expected) {
  const auto at_member = [&proof](const char* name) { return proof.node.pointer() + name; };
  if (proof.purpose != expected.purpose) {
    return fail(
        Code::mismatch, at_member("/proofPurpose"),
        "the proof was made for another purpose than " + std::string(to_string(expected.purpose)));
  }
  // "contain the same strings as proof.domain (treating a single string as a set)"
  if (expected.domain && (proof.domain.size() != 1 || proof.domain.front() != *expected.domain)) {
    return fail(Code::mismatch, at_member("/domain"), "made for another audience");
  }
  if (expected.challenge && proof.challenge != expected.challenge) {
    return fail(Code::mismatch, at_member("/challenge"), "made in answer to another request");
  }
  if (!expected.allow_expired && proof.expires && *proof.expires < expected.now) {
    return fail(Code::expired, at_member("/expires"),
                "the proof ended on " + format_instant(*proof.expires));
  }
  return {};
}

/// vc-di-eddsa §3.3.2 step 4: the document's @context "starts with all values contained in the
/// proof's, in the same order". Gives the canonical text to put in the document's place, or nothing
/// when they are equal or the proof has none.
Result<std::optional<std::string>> context_of(const Proof& proof, Cursor document) {
  const auto own = proof.node.find("@context");
  if (!own) return std::optional<std::string>{};
  const auto mismatch = [&own] {
    return fail(Code::mismatch, own->pointer(),
                "the document's @context does not begin with that of the proof");
  };
  const auto context = document.find("@context");
  if (!context) return mismatch();
  if (json::equal(*own, *context)) return std::optional<std::string>{};
  const auto wanted = own->one_or_many();
  const auto there = context->one_or_many();
  auto it = there.begin();
  for (const Cursor value : wanted) {
    if (it == there.end() || !json::equal(value, *it)) return mismatch();
    ++it;
  }
  return std::optional<std::string>{TRY(jcs::canonicalize(*own))};
}

struct Checked {
  VerifiedProof proof;
  std::optional<std::string>
      transformed;  ///< set when the proof covers less of @context than the document has
};

Result<Checked> check_proof(Cursor document, const Proof& proof, std::span<const Cursor> matching,
                            const Expectation& expected, cid::MethodResolver& resolver) {
  auto method = resolver.resolve(proof.verification_method, proof.purpose, expected.now);
  if (!method) return std::move(method).error();
  const Suite suite = TRY(suite_for(proof.cryptosuite, method->key.type()));
  const std::optional<std::string> context = TRY(context_of(proof, document));
  const std::optional<std::string_view> replacement =
      context ? std::optional<std::string_view>(*context) : std::nullopt;
  std::string transformed = TRY(transform(document, matching, replacement));
  const std::string config = TRY(proof_configuration(proof.node));
  if (Status held =
          verify_proof_value(method->key, hash_data(suite, transformed, config), proof.proof_value);
      !held) {
    Error error = std::move(held).error();
    error.where = proof.node.pointer() + (error.code == Code::malformed ? "/proofValue" : "");
    return error;
  }
  Checked checked{.proof = {.method = std::move(*method),
                            .cryptosuite = proof.cryptosuite,
                            .created = proof.created,
                            .expires = proof.expires,
                            .domain = proof.domain,
                            .challenge = proof.challenge,
                            .pointer = proof.node.pointer()},
                  .transformed = std::nullopt};
  if (context) checked.transformed = std::move(transformed);
  return checked;
}

/// The proofs that `proof` builds on. §4.5: it "can only be considered verified if the proofs it
/// references are also considered verified", so one that cannot be checked here leaves this one
/// open too.
Result<std::vector<Cursor>> previous_proofs(const Proof& proof, std::span<const Cursor> all) {
  if (proof.previous_proof.empty()) return std::vector<Cursor>{};
  auto matching =
      TRY(matching_proofs(all, proof.previous_proof, proof.node.pointer() + "/previousProof"));
  for (const Cursor previous : matching) {
    if (const auto readable = read_proof(previous); !readable) return readable.error();
  }
  return matching;
}

/// Reads all proofs. One that this build does not know is set aside, anything else that is wrong
/// refuses all.
Result<std::vector<Proof>> read_all(std::span<const Cursor> nodes, std::vector<Error>& unchecked) {
  std::vector<Proof> proofs;
  proofs.reserve(nodes.size());
  for (const Cursor node : nodes) {
    auto proof = read_proof(node);
    if (proof) {
      proofs.push_back(std::move(*proof));
    } else if (proof.error().code == Code::unsupported) {
      unchecked.push_back(std::move(proof).error());
    } else {
      return std::move(proof).error();
    }
  }
  return proofs;
}

}  // namespace

Result<VerifiedDocument> verify_proofs(Cursor secured, const Expectation& expected,
                                       cid::MethodResolver& resolver) {
  if (!secured.is_object()) return fail(Code::malformed, secured.pointer(), "has to be an object");
  const std::vector<Cursor> nodes = TRY(proofs_in(secured));
  VerifiedDocument verified(secured);
  std::vector<Proof> proofs = TRY(read_all(nodes, verified.unchecked_));
  if (proofs.empty()) return std::move(verified.unchecked_.front());
  const auto is_controllers = [&expected](const Proof& proof) {
    return expected.controller.empty() || controller_of(proof) == expected.controller;
  };
  // The controller's proofs first: what is verified is what they cover.
  if (!std::is_partitioned(proofs.begin(), proofs.end(), is_controllers))
    std::stable_partition(proofs.begin(), proofs.end(), is_controllers);
  const auto others = std::partition_point(proofs.begin(), proofs.end(), is_controllers);
  if (others == proofs.begin()) {
    if (!verified.unchecked_.empty()) return std::move(verified.unchecked_.front());
    return fail(Code::mismatch, proofs.front().node.pointer() + "/verificationMethod",
                "none of the proofs is by " + std::string(expected.controller.substr(0, 200)));
  }
  // Everything that can be said without a key comes before the first key is looked for.
  std::vector<std::vector<Cursor>> previous;
  for (const Proof& proof : proofs) {
    TRY(check_expectation(proof, expected));
    previous.push_back(TRY(previous_proofs(proof, nodes)));
  }
  for (std::size_t i = 0; i < proofs.size(); ++i) {
    const Proof& proof = proofs[i];
    auto checked = check_proof(secured, proof, previous[i], expected, resolver);
    if (!checked) return at(std::move(checked).error(), proof.node);
    if (checked->transformed && verified.proofs_.empty()) {
      verified.replaced_ = TRY(json::Document::parse(*checked->transformed,
                                                     {.max_bytes = checked->transformed->size()}));
    }
    verified.proofs_.push_back(std::move(checked->proof));
  }
  return verified;
}

}  // namespace credenza::data_integrity
