#include <algorithm>

#include "sd_jwt_vc/type_metadata.h"

namespace credenza::sd_jwt_vc {
namespace {

using json::Cursor;

/// A claim that a path leads to.
struct Selected {
  Cursor value;
  bool hidden = false;  ///< an element that is not disclosed: it is there, and nothing is known
};
using Selection = std::vector<Selected>;

bool is_hidden(Cursor element) noexcept {
  return element.size() == 1 && element.find("...").has_value();
}

Error wrong_kind(const ClaimPath& path, std::string_view kind) {
  return fail(Code::malformed, "claims" + to_text(path),
              "the path leads through a claim that is no " + std::string(kind));
}

/// The elements of `array`, or the one at `position` (§5.6.1.2 steps 2.2 and 2.3).
void select_elements(Cursor array, std::optional<std::uint64_t> position, Selection& out) {
  std::uint64_t index = 0;
  for (const Cursor item : array.items()) {
    if (!position || *position == index) out.push_back({item, is_hidden(item)});
    ++index;
  }
}

/// One step of a path (§5.6.1.2 step 2). "any deeper path components select no claims" of what is
/// hidden.
Result<Selection> step(const Selection& from, const PathStep& step, const ClaimPath& path) {
  Selection out;
  for (const Selected& one : from) {
    if (one.hidden) continue;
    if (const auto* name = std::get_if<std::string>(&step)) {
      if (!one.value.is_object()) return wrong_kind(path, "object");
      if (const auto member = one.value.find(*name)) out.push_back({*member});
      continue;
    }
    if (!one.value.is_array()) return wrong_kind(path, "array");
    const auto* position = std::get_if<std::uint64_t>(&step);
    select_elements(one.value, position != nullptr ? std::optional(*position) : std::nullopt, out);
  }
  return out;
}

/// Whether a claim that was not selected cannot be hidden: the type forbids to hide it, and what it
/// would stand in is there.
bool would_be_seen(const ClaimRule& rule, const Selection& parents) {
  return rule.sd == Disclosing::never &&
         std::any_of(parents.begin(), parents.end(),
                     [](const Selected& parent) { return !parent.hidden; });
}

Status check_disclosing(const ClaimRule& rule, const Selected& claim,
                        const std::vector<std::string>& disclosed) {
  if (rule.sd == Disclosing::allowed) return {};
  const std::string pointer = claim.value.pointer();
  const bool disclosable =
      claim.hidden || std::binary_search(disclosed.begin(), disclosed.end(), pointer);
  if (rule.sd == Disclosing::always && !disclosable) {
    return fail(Code::forbidden, "claims" + pointer,
                "this type asks that the holder can hide this claim");
  }
  if (rule.sd == Disclosing::never && disclosable) {
    return fail(Code::forbidden, "claims" + pointer,
                "this type forbids that the holder can hide this claim");
  }
  return {};
}

Status check_rule(const ClaimRule& rule, Cursor claims, const std::vector<std::string>& disclosed,
                  Reader reader) {
  Selection selected{{claims}};
  Selection parents;
  for (const PathStep& one : rule.path) {
    parents = std::move(selected);
    selected = TRY(step(parents, one, rule.path));
  }
  // "A Verifier MUST NOT treat absence of a selectively disclosable claim from a presentation as
  // evidence that the Issuer failed to include a mandatory claim."
  const bool known_absent =
      selected.empty() && (reader == Reader::holder || would_be_seen(rule, parents));
  if (rule.mandatory && known_absent) {
    return fail(Code::missing, "claims" + to_text(rule.path), "this type asks for this claim");
  }
  for (const Selected& claim : selected)
    TRY(check_disclosing(rule, claim, disclosed));
  return {};
}

}  // namespace

Status check_claim_rules(const ResolvedType& type, const VerifiedCredential& credential,
                         Reader reader) {
  sd_jwt::ClaimsAsIssued issued = TRY(credential.sd_jwt().as_issued());
  std::sort(issued.disclosed.begin(), issued.disclosed.end());
  for (const ClaimRule& rule : type.claims)
    TRY(check_rule(rule, issued.claims.root(), issued.disclosed, reader));
  return {};
}

}  // namespace credenza::sd_jwt_vc
