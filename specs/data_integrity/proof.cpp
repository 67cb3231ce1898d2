#include "data_integrity/proof.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "jcs/jcs.h"

namespace credenza::data_integrity {
namespace {

using json::Cursor;

constexpr std::string_view k_type = "DataIntegrityProof";
constexpr std::size_t k_max_proofs = 16;

/// Proof types of before Data Integrity, each with its own published specification.
constexpr std::array<std::string_view, 11> k_older_types = {
    "Ed25519Signature2018",
    "Ed25519Signature2020",
    "EcdsaSecp256k1Signature2019",
    "EcdsaSecp256r1Signature2019",
    "JsonWebSignature2020",
    "RsaSignature2018",
    "BbsBlsSignature2020",
    "BbsBlsSignatureProof2020",
    "EcdsaSecp256k1RecoverySignature2020",
    "EthereumEip712Signature2021",
    "MerkleProof2019",
};

Error at(Error error, const Cursor& node, std::string_view member) {
  error.where = node.pointer() + "/" + std::string(member);
  return error;
}

/// A member that is a string or an array of strings; empty when it is absent.
Result<std::vector<std::string_view>> strings_in(Cursor node, std::string_view name) {
  std::vector<std::string_view> out;
  if (const auto member = node.find(name)) {
    for (const Cursor item : member->one_or_many())
      out.push_back(TRY(item.string()));
  }
  return out;
}

Result<std::optional<Instant>> instant_in(Cursor node, std::string_view name) {
  const auto member = node.find(name);
  if (!member) return std::optional<Instant>{};
  const auto instant = parse_instant(TRY(member->string()));
  if (!instant) return at(instant.error(), node, name);
  return std::optional<Instant>{*instant};
}

Status check_type(Cursor node) {
  const std::string_view type = TRY(node.string_at("type"));
  if (type == k_type) return {};
  const bool older =
      std::find(k_older_types.begin(), k_older_types.end(), type) != k_older_types.end();
  const std::string detail = "a proof of type '" + std::string(type.substr(0, 40)) + "'";
  if (older)
    return at(fail(Code::unsupported, "", detail + " cannot be checked by this version"), node,
              "type");
  return at(fail(Code::malformed, "", detail + ", which does not exist"), node, "type");
}

}  // namespace

Result<Proof> read_proof(Cursor node) {
  TRY(check_type(node));
  Proof proof{.node = node};
  proof.cryptosuite = TRY(node.string_at("cryptosuite"));
  if (const Status known = check_name(proof.cryptosuite); !known)
    return at(known.error(), node, "cryptosuite");
  proof.verification_method = TRY(node.string_at("verificationMethod"));
  const auto purpose = cid::relationship_from(TRY(node.string_at("proofPurpose")));
  if (!purpose)
    return at(fail(Code::malformed, "", "a proof purpose that does not exist"), node,
              "proofPurpose");
  proof.purpose = *purpose;
  proof.proof_value = TRY(node.string_at("proofValue"));
  if (const auto id = node.find("id")) proof.id = TRY(id->string());
  proof.created = TRY(instant_in(node, "created"));
  proof.expires = TRY(instant_in(node, "expires"));
  proof.domain = TRY(strings_in(node, "domain"));
  if (const auto challenge = node.find("challenge")) proof.challenge = TRY(challenge->string());
  proof.previous_proof = TRY(strings_in(node, "previousProof"));
  return proof;
}

Result<std::vector<Cursor>> proofs_in(Cursor document) {
  const Cursor member = TRY(document.at("proof"));
  if (!member.is_object() && !member.is_array()) {
    return fail(Code::malformed, member.pointer(), "has to be a proof or a list of proofs");
  }
  if (member.is_array() && member.size() == 0)
    return fail(Code::missing, member.pointer(), "an empty list of proofs");
  if (member.is_array() && member.size() > k_max_proofs) {
    return fail(Code::out_of_range, member.pointer(), "more than 16 proofs");
  }
  std::vector<Cursor> out;
  for (const Cursor proof : member.one_or_many()) {
    if (!proof.is_object())
      return fail(Code::malformed, proof.pointer(), "a proof has to be an object");
    out.push_back(proof);
  }
  return out;
}

Result<std::vector<Cursor>> matching_proofs(std::span<const Cursor> all,
                                            std::span<const std::string_view> names,
                                            const std::string& where) {
  const auto id_of = [](Cursor proof) -> std::string_view {
    const auto id = proof.find("id");
    return id && id->is_string() ? id->raw_string() : std::string_view{};
  };
  for (const std::string_view name : names) {
    const auto same = [&](Cursor proof) { return !name.empty() && id_of(proof) == name; };
    if (std::none_of(all.begin(), all.end(), same)) {
      return fail(Code::not_found, where, "previousProof names a proof that is not here");
    }
  }
  std::vector<Cursor> out;
  for (const Cursor proof : all) {
    if (std::find(names.begin(), names.end(), id_of(proof)) != names.end()) out.push_back(proof);
  }
  return out;
}

Result<std::string> transform(Cursor document, std::span<const Cursor> matching,
                              std::optional<std::string_view> context) {
  std::string previous;
  if (!matching.empty()) {
    previous = "[";
    for (const Cursor proof : matching) {
      if (previous.size() > 1) previous += ',';
      previous += TRY(jcs::canonicalize(proof));
    }
    previous += ']';
  }
  std::array<jcs::Override, 2> overrides{{{"proof", std::nullopt}, {"@context", context}}};
  if (!matching.empty()) overrides[0].canonical = previous;
  return jcs::canonicalize(document, std::span(overrides).first(context ? 2 : 1));
}

Bytes hash_data(const Suite& suite, std::string_view transformed, std::string_view proof_config) {
  const crypto::Digest config_hash = crypto::hash(suite.hash, as_bytes(proof_config));
  const crypto::Digest document_hash = crypto::hash(suite.hash, as_bytes(transformed));
  Bytes out;
  out.reserve(config_hash.size() + document_hash.size());
  out.insert(out.end(), config_hash.view().begin(), config_hash.view().end());
  out.insert(out.end(), document_hash.view().begin(), document_hash.view().end());
  return out;
}

Result<std::string> proof_configuration(Cursor proof) {
  constexpr std::array k_without_value = {jcs::Override{"proofValue", std::nullopt}};
  return jcs::canonicalize(proof, k_without_value);
}

std::string ProofText::with_value(std::string_view proof_value) const {
  std::string out;
  out.reserve(head.size() + proof_value.size() + tail.size() + 20);
  out += head;
  out += ",\"proofValue\":";
  jcs::append_string(proof_value, out);
  out += tail;
  return out;
}

ProofText write_proof(const Suite& suite, const ProofOptions& options,
                      std::optional<std::string_view> context) {
  // Members are written in canonical order, so that no canonicalisation is needed behind it.
  std::string out = "{";
  out.reserve(512);
  const auto name = [&out](std::string_view member) {
    if (out.size() > 1) out += ',';
    jcs::append_string(member, out);
    out += ':';
  };
  const auto text = [&](std::string_view member, std::string_view value) {
    name(member);
    jcs::append_string(value, out);
  };
  const auto one_or_many = [&](std::string_view member, const std::vector<std::string>& values) {
    if (values.size() == 1) return text(member, values.front());
    name(member);
    out += '[';
    for (const std::string& value : values) {
      if (out.back() != '[') out += ',';
      jcs::append_string(value, out);
    }
    out += ']';
  };
  if (context) {
    name("@context");
    out += *context;
  }
  if (options.challenge) text("challenge", *options.challenge);
  if (options.created) text("created", format_instant(*options.created));
  text("cryptosuite", suite.name);
  if (!options.domain.empty()) one_or_many("domain", options.domain);
  if (options.expires) text("expires", format_instant(*options.expires));
  if (options.id) text("id", *options.id);
  if (!options.previous_proof.empty()) one_or_many("previousProof", options.previous_proof);
  text("proofPurpose", to_string(options.purpose));
  ProofText proof{.head = std::move(out), .tail = {}};
  proof.tail = ",\"type\":";
  jcs::append_string(k_type, proof.tail);
  proof.tail += ",\"verificationMethod\":";
  jcs::append_string(options.verification_method, proof.tail);
  proof.tail += '}';
  return proof;
}

Status verify_proof_value(const crypto::PublicKey& key, ByteView data,
                          std::string_view proof_value) {
  // vc-di-eddsa §3.3.2: "the Multibase decoded base58-btc value": no other base will do.
  if (!proof_value.starts_with('z'))
    return fail(Code::malformed, "", "a proofValue that is not base58btc ('z…')");
  return crypto::verify(key, data, TRY(from_base58(proof_value.substr(1))));
}

}  // namespace credenza::data_integrity
