#include <algorithm>

#include "base/encoding.h"
#include "base/json_value.h"
#include "data_integrity/data_integrity.h"
#include "data_integrity/proof.h"
#include "jcs/jcs.h"

namespace credenza::data_integrity {
namespace {

using json::Cursor;

/// The received text with one more member at its end; everything else stays to the letter.
std::string with_member(std::string_view object_text, bool empty, std::string_view name,
                        std::string_view canonical) {
  const std::size_t end = object_text.rfind('}');
  std::string out;
  out.reserve(object_text.size() + canonical.size() + name.size() + 8);
  out.append(object_text.substr(0, end));
  if (!empty) out += ',';
  out += jcs::format_string(name);
  out += ':';
  out += canonical;
  out += object_text.substr(end);
  return out;
}

/// §4.3: the proofs that are there, and the new one behind them.
Result<std::string> with_more_proofs(const json::Document& document, std::span<const Cursor> all,
                                     std::string_view added) {
  Json proofs = Json::array();
  for (const Cursor proof : all)
    proofs.push_back(json::to_value(proof));
  proofs.push_back(json::to_value(TRY(json::Document::parse(added)).root()));
  Json out = json::to_value(document.root());
  out["proof"] = std::move(proofs);
  return json::to_text(out);
}

}  // namespace

Result<std::string> add_proof(const json::Document& document, const ProofOptions& options,
                              const crypto::Signer& signer) {
  const Cursor root = document.root();
  if (!root.is_object()) return fail(Code::malformed, "", "only an object can carry a proof");
  if (!has_suite(signer.public_key().type())) {
    return fail(Code::unsupported, "", "no cryptosuite signs with a key of this type");
  }
  std::vector<Cursor> all;
  if (root.find("proof")) all = TRY(proofs_in(root));
  const auto has_id = [&options](Cursor proof) {
    const auto id = proof.find("id");
    return options.id && id && id->is_string() && id->raw_string() == *options.id;
  };
  if (std::any_of(all.begin(), all.end(), has_id)) {
    return fail(Code::conflict, "/proof", "a proof with this id is already there");
  }
  const std::vector<std::string_view> previous(options.previous_proof.begin(),
                                               options.previous_proof.end());
  const std::vector<Cursor> matching = TRY(matching_proofs(all, previous, "previousProof"));

  // vc-di-eddsa §3.3.1 step 2: "set proof.@context to unsecuredDocument.@context".
  std::optional<std::string> context;
  if (const auto member = root.find("@context")) context = TRY(jcs::canonicalize(*member));
  const Suite& suite = suite_of(signer.public_key().type());
  const ProofText text = write_proof(suite, options, context);
  const std::string transformed = TRY(transform(root, matching, std::nullopt));
  const Bytes signature = TRY(signer.sign(hash_data(suite, transformed, text.configuration())));
  const std::string proof = text.with_value("z" + to_base58(signature));
  if (!all.empty()) return with_more_proofs(document, all, proof);
  return with_member(document.text(), root.size() == 0, "proof", proof);
}

}  // namespace credenza::data_integrity
