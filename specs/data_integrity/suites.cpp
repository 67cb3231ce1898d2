#include "data_integrity/suites.h"

#include <algorithm>
#include <string>

namespace credenza::data_integrity {
namespace {

/// Suites of published specifications that this build cannot check: "could not be determined" is
/// the honest answer to them, while a name from nowhere is a forgery or a slip.
constexpr std::array<std::string_view, 19> k_elsewhere = {
    "eddsa-rdfc-2022",    "ecdsa-rdfc-2019",     "ecdsa-sd-2023",      "bbs-2023",
    "ecdsa-xi-2023",      "mldsa44-rdfc-2024",   "mldsa44-jcs-2024",   "slhdsa128-rdfc-2024",
    "slhdsa128-jcs-2024", "falcon512-rdfc-2024", "falcon512-jcs-2024", "sqisign1-rdfc-2024",
    "sqisign1-jcs-2024",  "eddsa-2022",          "ecdsa-2019",         "json-eddsa-2022",
    "jcs-eddsa-2022",     "jcs-ecdsa-2019",      "json-ecdsa-2019",
};

}  // namespace

Status check_name(std::string_view name) {
  const auto same = [name](const Suite& suite) { return suite.name == name; };
  if (std::any_of(k_suites.begin(), k_suites.end(), same)) return {};
  if (std::find(k_elsewhere.begin(), k_elsewhere.end(), name) != k_elsewhere.end()) {
    return fail(
        Code::unsupported, "",
        "proofs of the cryptosuite '" + std::string(name) + "' cannot be checked by this version");
  }
  return fail(Code::malformed, "",
              "there is no cryptosuite '" + std::string(name.substr(0, 40)) + "'");
}

Result<Suite> suite_for(std::string_view name, crypto::KeyType key) {
  const auto found = std::find_if(k_suites.begin(), k_suites.end(), [&](const Suite& suite) {
    return suite.name == name && suite.key == key;
  });
  if (found != k_suites.end()) return *found;
  return fail(Code::mismatch, "",
              "the cryptosuite '" + std::string(name) + "' does not go with a key of type " +
                  std::string(crypto::to_string(key)));
}

bool has_suite(crypto::KeyType key) noexcept {
  return std::any_of(k_suites.begin(), k_suites.end(),
                     [key](const Suite& suite) { return suite.key == key; });
}

const Suite& suite_of(crypto::KeyType key) noexcept {
  const auto found = std::find_if(k_suites.begin(), k_suites.end(),
                                  [key](const Suite& suite) { return suite.key == key; });
  must(found != k_suites.end());
  return *found;
}

}  // namespace credenza::data_integrity
