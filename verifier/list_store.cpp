#include "verifier/list_store.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "host/files.h"
#include "verify/trust.h"

namespace credenza::verifier {
namespace {

using trust_list::TrustList;

/// A name that any file system takes, of a list known by its address.
std::string path_of(const std::string& folder, std::string_view id) {
  constexpr std::size_t k_digits = 32;
  const std::string name = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(id)));
  return lists_folder(folder) + "/" + name.substr(0, k_digits) + ".json";
}

Result<TrustList> read_list(std::string_view text) {
  const json::Document document =
      TRY(json::Document::parse(text, {.max_bytes = trust_list::k_max_bytes, .max_depth = 16}));
  return TrustList::read(document.root());
}

/// Whether an error of the proof says that nobody can tell.
bool is_unknown(Code code) noexcept {
  switch (code) {
    case Code::unavailable:
    case Code::forbidden:
    case Code::unsupported:
    case Code::expired:
    case Code::revoked:
    case Code::not_yet_valid:
      return true;
    default:
      return false;
  }
}

Status check_proof(const std::string& text, cid::MethodResolver& methods, Instant now) {
  const auto verified = trust_list::verify(text, methods, now);
  if (verified) return {};
  const Error& error = verified.error();
  return fail(is_unknown(error.code) ? Code::unavailable : Code::bad_signature, error.where,
              error.detail);
}

Status check_period(const trust_list::Contents& contents, Instant now) {
  constexpr std::chrono::minutes k_clock_skew{5};
  if (contents.valid_from > now + k_clock_skew)
    return fail(Code::not_yet_valid, "/validFrom", format_instant(contents.valid_from));
  if (contents.valid_until < now)
    return fail(Code::expired, "/validUntil", format_instant(contents.valid_until));
  return {};
}

}  // namespace

std::string lists_folder(const std::string& folder) {
  return folder + "/trust_lists";
}

Result<std::vector<TrustList>> load_lists(const std::string& folder) {
  std::vector<TrustList> out;
  const auto files = host::list_folder(lists_folder(folder), verify::k_max_lists);
  if (!files && files.error().code == Code::not_found) return out;
  for (const std::string& path : TRY(files)) {
    if (!path.ends_with(".json")) continue;
    const std::string text = TRY(host::read_file(path, trust_list::k_max_bytes));
    auto list = read_list(text);
    if (!list) {
      Error error = std::move(list).error();
      error.where = path + " " + error.where;
      return error;
    }
    out.push_back(*std::move(list));
  }
  return out;
}

Result<NewList> judge_list(std::string text, const TrustStore& own,
                           const std::vector<TrustList>& known, cid::MethodResolver& methods,
                           Instant now) {
  TrustList list = TRY(read_list(text));
  const trust_list::Contents& contents = list.contents();
  if (!own.trusts_as(verify::TrustRole::list_keeper, contents.keeper, {}, now))
    return fail(Code::untrusted, "/issuer", contents.keeper);
  TRY(check_proof(text, methods, now));
  const auto before = std::find_if(known.begin(), known.end(), [&](const TrustList& one) {
    return one.contents().id == contents.id;
  });
  if (before != known.end() && contents.sequence <= before->contents().sequence) {
    return fail(Code::conflict, "/credentialSubject/sequence",
                "number " + std::to_string(contents.sequence) +
                    "; imported before: " + std::to_string(before->contents().sequence));
  }
  TRY(check_period(contents, now));
  const bool is_first = before == known.end();
  if (is_first && known.size() == verify::k_max_lists)
    return fail(Code::out_of_range, "", "more than 64 trust lists");
  return NewList{std::move(list), std::move(text), is_first};
}

Status keep_list(const std::string& folder, const NewList& list) {
  TRY(host::make_folder(lists_folder(folder)));
  return host::write_file(path_of(folder, list.list.contents().id), as_bytes(list.text),
                          {.overwrite = true});
}

Status remove_list(const std::string& folder, std::string_view id) {
  const std::string path = path_of(folder, id);
  if (!host::exists(path)) return fail(Code::not_found, std::string(id), "no list of this address");
  if (std::remove(path.c_str()) != 0) return fail(Code::unavailable, path, "cannot be removed");
  return {};
}

}  // namespace credenza::verifier
