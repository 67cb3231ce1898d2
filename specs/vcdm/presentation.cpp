#include <algorithm>

#include "vcdm/checks_detail.h"
#include "vcdm/vcdm.h"

namespace credenza::vcdm {
namespace {

/// §4.13, Enveloped Verifiable Credentials: "The @context property of the object MUST be present";
/// "The id value of the object MUST be a data: URL". Whoever opens it looks at the rest.
Status check_envelope(json::Cursor envelope) {
  const json::Cursor context = TRY(envelope.at("@context"));
  if (!context.is_string() && (!context.is_array() || context.size() == 0)) {
    return fail(Code::malformed, context.pointer(), "has to name a context");
  }
  const json::Cursor id = TRY(envelope.at("id"));
  if (!TRY(id.string()).starts_with("data:")) {
    return fail(Code::malformed, id.pointer(), "an envelope has to be a data: URL");
  }
  return {};
}

/// What Credential::read() says about a member is for whoever opens it; here only that it is one.
Status check_member(json::Cursor credential) {
  TRY(detail::check_types(credential));
  const auto types = TRY(credential.at("type")).one_or_many();
  const auto has = [&types](std::string_view type) {
    return std::any_of(types.begin(), types.end(),
                       [type](json::Cursor item) { return item.raw_string() == type; });
  };
  if (has("EnvelopedVerifiableCredential")) return check_envelope(credential);
  if (has("VerifiableCredential")) return {};
  return fail(Code::malformed, credential.pointer() + "/type",
              "has to include VerifiableCredential or EnvelopedVerifiableCredential");
}

}  // namespace

Result<Presentation> Presentation::read(json::Cursor root) {
  if (!root.is_object()) {
    return fail(Code::malformed, root.pointer(), "a presentation has to be a JSON object");
  }
  if (const auto type = root.find("type");
      type && type->is_string() && type->raw_string() == "EnvelopedVerifiablePresentation") {
    return fail(Code::unsupported, type->pointer(),
                "an envelope, not its content: this build does not open it");
  }
  TRY(detail::check_context(root));
  Presentation presentation{.root = root};
  presentation.id = TRY(detail::read_id(root));
  TRY(detail::read_types(root, "VerifiablePresentation"));
  if (const auto holder = root.find("holder")) {
    presentation.holder = TRY(detail::read_party(*holder)).id;
  }
  presentation.credentials = TRY(detail::read_objects(root, "verifiableCredential"));
  for (const json::Cursor credential : presentation.credentials)
    TRY(check_member(credential));
  for (const std::string_view member : {"termsOfUse", "refreshService"}) {
    TRY(detail::read_typed(root, member));
  }
  return presentation;
}

}  // namespace credenza::vcdm
