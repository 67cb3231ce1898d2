#include <algorithm>

#include "base/url.h"
#include "vcdm/checks_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::vcdm {
namespace {

/// §4.9 asks for a dateTimeStamp; §5.8: "Time values that are incorrectly serialized without an
/// offset MUST be interpreted as UTC."
Result<Instant> read_instant(json::Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto instant = parse_instant(text);
  if (instant) return *instant;
  const auto in_utc = parse_instant(std::string(text) + "Z");
  if (in_utc) return *in_utc;
  return fail(Code::malformed, value.pointer(), instant.error().detail);
}

Status read_period(Credential& credential) {
  const auto from = credential.root.find("validFrom");
  const auto until = credential.root.find("validUntil");
  if (from) credential.valid_from = TRY(read_instant(*from));
  if (until) credential.valid_until = TRY(read_instant(*until));
  if (from && until && *credential.valid_until < *credential.valid_from) {
    return fail(Code::out_of_range, until->pointer(), "ends before it begins, at validFrom");
  }
  return {};
}

/// §4.8: "each object MUST be the subject of one or more claims".
Status read_subjects(Credential& credential) {
  TRY(credential.root.at("credentialSubject"));
  credential.subjects = TRY(detail::read_objects(credential.root, "credentialSubject"));
  for (const json::Cursor subject : credential.subjects) {
    if (subject.size() == 0) {
      return fail(Code::malformed, subject.pointer(), "says nothing about its subject");
    }
    TRY(detail::read_id(subject));
  }
  return {};
}

/// §4.11: "Each credentialSchema MUST specify its type […] and an id property that MUST be a URL".
Status check_schemas(json::Cursor root) {
  for (const json::Cursor schema : TRY(detail::read_typed(root, "credentialSchema"))) {
    TRY(schema.at("id"));
  }
  return {};
}

/// §5.3: each related resource has an `id` that is "unique among the list" and at least one digest.
Status check_related_resources(json::Cursor root) {
  const auto resources = TRY(detail::read_objects(root, "relatedResource"));
  std::vector<std::string_view> ids;
  ids.reserve(resources.size());
  for (const json::Cursor resource : resources) {
    TRY(resource.at("id"));
    ids.push_back(TRY(detail::read_id(resource)));
    if (!resource.find("digestSRI") && !resource.find("digestMultibase")) {
      return fail(Code::missing, resource.pointer() + "/digestMultibase",
                  "a related resource needs digestSRI or digestMultibase");
    }
  }
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) {
    return fail(Code::malformed, root.pointer() + "/relatedResource", "names one resource twice");
  }
  return {};
}

/// §4.13: an enveloped credential's content is in its `id`; whoever opens the envelope reads that.
Status refuse_envelope(json::Cursor root) {
  const auto type = root.find("type");
  if (!type) return {};
  for (const json::Cursor item : type->one_or_many()) {
    if (item.is_string() && item.raw_string() == "EnvelopedVerifiableCredential") {
      return fail(Code::unsupported, item.pointer(),
                  "an envelope, not its content: this build does not open it");
    }
  }
  return {};
}

}  // namespace

bool Credential::has_type(std::string_view type) const noexcept {
  return std::find(types.begin(), types.end(), type) != types.end();
}

Result<Credential> Credential::read(json::Cursor root) {
  if (!root.is_object()) {
    return fail(Code::malformed, root.pointer(), "a credential has to be a JSON object");
  }
  TRY(refuse_envelope(root));
  TRY(detail::check_context(root));
  Credential credential{.root = root};
  credential.id = TRY(detail::read_id(root));
  credential.types = TRY(detail::read_types(root, "VerifiableCredential"));
  const json::Cursor issuer_value = TRY(root.at("issuer"));
  const auto issuer = TRY(detail::read_party(issuer_value));
  credential.issuer = issuer.id;
  credential.issuer_node = issuer.node;
  if (issuer.node) TRY(detail::check_texts(*issuer.node));
  TRY(detail::check_texts(root));
  TRY(read_subjects(credential));
  TRY(read_period(credential));
  credential.statuses = TRY(detail::read_typed(root, "credentialStatus"));
  TRY(check_schemas(root));
  // §5.4-§5.6; and §5.10: "implementations MUST specify a type property in the value associated
  // with the reserved property".
  for (const std::string_view member :
       {"evidence", "termsOfUse", "refreshService", "confidenceMethod", "renderMethod"}) {
    TRY(detail::read_typed(root, member));
  }
  TRY(check_related_resources(root));
  return credential;
}

Status check_validity(const Credential& credential, Instant now) {
  if (credential.valid_from && now < *credential.valid_from) {
    return fail(Code::not_yet_valid, credential.root.pointer() + "/validFrom",
                "valid from " + format_instant(*credential.valid_from));
  }
  if (credential.valid_until && now > *credential.valid_until) {
    return fail(Code::expired, credential.root.pointer() + "/validUntil",
                "was valid until " + format_instant(*credential.valid_until));
  }
  return {};
}

bool is_url(std::string_view text) noexcept {
  return is_absolute_uri(text);
}

}  // namespace credenza::vcdm
