#include <algorithm>
#include <array>
#include <utility>

#include "sd_jwt_vc/integrity.h"
#include "sd_jwt_vc/sd_jwt_vc.h"

namespace credenza::sd_jwt_vc {
namespace {

using json::Cursor;

/// §2.2.2.3: "MUST NOT be included in Disclosures", with what is in them.
constexpr std::array<std::string_view, 8> k_never_disclosed{
    "iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"};

bool is_never_disclosed(std::string_view pointer) noexcept {
  const std::string_view claim =
      pointer.substr(1, std::min(pointer.find('/', 1), pointer.size()) - 1);
  return std::find(k_never_disclosed.begin(), k_never_disclosed.end(), claim) !=
         k_never_disclosed.end();
}

Status check_never_disclosed(const std::vector<std::string>& pointers, std::string_view part) {
  for (const std::string& pointer : pointers) {
    if (!pointer.empty() && is_never_disclosed(pointer)) {
      return fail(Code::forbidden, std::string(part) + pointer,
                  "this claim must not be selectively disclosable");
    }
  }
  return {};
}

Result<std::string_view> type_name(Cursor value) {
  const std::string_view name = TRY(value.string());
  if (name.empty()) return fail(Code::malformed, value.pointer(), "names no type");
  return name;
}

/// §2.2.2.2: "a non-empty array of case-sensitive strings", which "MUST NOT contain the value of
/// the vct claim".
Status check_other_types(Cursor types, std::string_view vct) {
  if (!types.is_array() || types.size() == 0) {
    return fail(Code::malformed, types.pointer(), "has to be an array of types, and not empty");
  }
  for (const Cursor type : types.items()) {
    if (TRY(type_name(type)) == vct) {
      return fail(Code::malformed, type.pointer(), "must not repeat 'vct'");
    }
  }
  return {};
}

Status check_objects(Cursor claims) {
  for (const std::string_view name : {"status", "ld", "cnf"}) {
    const auto member = claims.find(name);
    if (member && !member->is_object()) {
      return fail(Code::malformed, member->pointer(), "has to be an object");
    }
  }
  return {};
}

/// §2.2.2.
Status check_form(Cursor claims) {
  const Cursor vct = TRY(claims.at("vct"));
  const std::string_view name = TRY(type_name(vct));
  if (const auto integrity = claims.find("vct#integrity")) TRY(check_integrity_form(*integrity));
  if (const auto types = claims.find("aka_vcts")) TRY(check_other_types(*types, name));
  return check_objects(claims);
}

}  // namespace

Result<std::string> issue(Cursor claims, sd_jwt::IssueOptions options, const crypto::Signer& issuer,
                          Random& random) {
  if (!claims.is_object()) return fail(Code::malformed, "", "the claims have to be a JSON object");
  TRY(check_form(claims));
  TRY(check_never_disclosed(options.selectively_disclosable, ""));
  options.typ = k_typ;
  return sd_jwt::issue(claims, options, issuer, random);
}

VerifiedCredential::VerifiedCredential(sd_jwt::VerifiedSdJwt sd_jwt) : sd_jwt_(std::move(sd_jwt)) {}

Result<VerifiedCredential> VerifiedCredential::verify(sd_jwt::SdJwt presented,
                                                      const crypto::PublicKey& issuer,
                                                      const Expectation& expected) {
  sd_jwt::VerifiedSdJwt verified =
      TRY(sd_jwt::VerifiedSdJwt::verify(std::move(presented), issuer,
                                        {.typ = k_typ,
                                         .claims = expected.claims,
                                         .leave_dates = expected.leave_dates,
                                         .key_binding = expected.key_binding}));
  TRY(check_never_disclosed(verified.disclosed(), "claims"));
  if (Status status = check_form(verified.claims()); !status) {
    return fail(status.error().code, "claims" + status.error().where, status.error().detail);
  }
  VerifiedCredential credential(std::move(verified));
  const std::vector<std::string_view> types = credential.types();
  if (!expected.vct.empty() && std::find(types.begin(), types.end(), expected.vct) == types.end()) {
    return fail(Code::mismatch, "claims/vct", "the credential is of another type than asked for");
  }
  return credential;
}

std::string_view VerifiedCredential::vct() const {
  return *claims().string_at("vct");
}

std::vector<std::string_view> VerifiedCredential::types() const {
  std::vector<std::string_view> out{vct()};
  if (const auto others = claims().find("aka_vcts")) {
    for (const Cursor type : others->items())
      out.push_back(type.raw_string());
  }
  return out;
}

std::optional<std::string_view> VerifiedCredential::vct_integrity() const {
  const auto member = claims().find("vct#integrity");
  if (!member) return std::nullopt;
  return member->raw_string();
}

std::optional<Cursor> VerifiedCredential::status() const noexcept {
  return claims().find("status");
}

Cursor VerifiedCredential::content() const noexcept {
  return claims().find("ld").value_or(claims());
}

}  // namespace credenza::sd_jwt_vc
