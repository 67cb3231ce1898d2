// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "wallet/job_profile.h"

#include <algorithm>
#include <array>

#include "host/terminal.h"
#include "host/toml_values.h"
#include "learning_record/concepts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

constexpr std::string_view k_what = "a job profile";

constexpr std::size_t k_max_code_bytes = 1024;
constexpr std::size_t k_max_crosswalks = 8;
constexpr std::size_t k_digest_digits = 64;

const std::vector<std::string> k_profile_members = {"title",     "employer", "allow_self_declared",
                                                    "crosswalk", "must",     "nice"};
const std::vector<std::string> k_demand_members = {"skill", "name", "proof", "allow_self_declared",
                                                   "exact"};

Result<std::string> read_code(const toml::node& node, const std::string& where) {
  const auto code = node.value_exact<std::string>();
  const bool is_address = code && (code->starts_with("http://") || code->starts_with("https://") ||
                                   code->starts_with("urn:"));
  if (!is_address || code->size() > k_max_code_bytes || host::printable(*code) != *code ||
      code->find(' ') != std::string::npos) {
    return fail(Code::malformed, where,
                "the code of a skill is an address, as in http://…; a name goes into 'name'");
  }
  learning_record::Concept term;
  term.id = *code;
  if (const auto wrong = learning_record::check_pairing(term))
    return fail(wrong->code, where, wrong->detail);
  return *code;
}

Result<Proof> read_proof(const toml::node& node, const std::string& where) {
  const auto word = node.value_exact<std::string>();
  if (word == "certificate") return Proof::certificate;
  if (word == "practice_statement") return Proof::practice;
  if (word == "endorsement") return Proof::endorsement;
  return fail(Code::unsupported, where, "certificate, practice_statement or endorsement");
}

/// What a demand says of what has to speak for it.
struct Said {
  std::optional<Proof> proof;
  std::optional<bool> self_declared;
};

Status take(Demand& demand, Said& said, std::string_view name, const toml::node& node,
            const std::string& where) {
  if (name == "skill") {
    demand.skill.code = TRY(read_code(node, where));
  } else if (name == "name") {
    demand.skill.name = TRY(host::read_lines_by_language(node, where));
  } else if (name == "proof") {
    said.proof = TRY(read_proof(node, where));
  } else if (name == "allow_self_declared") {
    said.self_declared = TRY(host::read_flag(node, where));
  } else if (name == "exact") {
    demand.exact = TRY(host::read_flag(node, where));
  } else {
    return host::unknown_member(name, k_demand_members, k_what, where);
  }
  return {};
}

Result<Demand> read_demand(const toml::table& table, bool must, bool profile_allows,
                           const std::string& where) {
  Demand demand;
  demand.must = must;
  Said said;
  for (const auto& [name, node] : table) {
    const std::string member = where + ", " + host::printable(name.str());
    TRY(take(demand, said, name.str(), node, member));
  }
  if (demand.skill.code.empty() && demand.skill.name.empty())
    return fail(Code::missing, where, "which skill: 'skill' (its code), 'name', or both");
  if (said.proof && said.self_declared.value_or(false)) {
    return fail(Code::malformed, where + ", proof",
                "either a proof is asked for, or own words are enough");
  }
  if (said.proof) {
    demand.least = *said.proof;
  } else if (said.self_declared.value_or(profile_allows)) {
    demand.least = Proof::self_declared;
  }
  return demand;
}

/// By code, or without one by name.
bool is_same(const Skill& a, const Skill& b) {
  if (!a.code.empty() || !b.code.empty()) return a.code == b.code;
  return std::ranges::any_of(a.name, [&b](const auto& one) {
    return std::ranges::any_of(
        b.name, [&one](const auto& other) { return folded(one.second) == folded(other.second); });
  });
}

Status read_demands(JobProfile& profile, const toml::table& table, bool must, bool allows) {
  const std::string list = must ? "must" : "nice";
  const toml::node* node = table.get(list);
  if (node == nullptr) return {};
  const toml::array* entries = node->as_array();
  if (entries == nullptr) return fail(Code::malformed, list, "has to be [[must]] or [[nice]]");
  std::size_t number = 0;
  for (const toml::node& entry : *entries) {
    const std::string where = list + " " + std::to_string(++number);
    const toml::table* demand = entry.as_table();
    if (demand == nullptr) return fail(Code::malformed, where, "has to be [[must]] or [[nice]]");
    if (profile.demands.size() == k_max_demands)
      return fail(Code::out_of_range, where, "at most 100 skills");
    Demand read = TRY(read_demand(*demand, must, allows, where));
    const bool twice = std::ranges::any_of(
        profile.demands, [&read](const Demand& other) { return is_same(other.skill, read.skill); });
    if (twice) return fail(Code::conflict, where, "this skill was asked for before");
    profile.demands.push_back(std::move(read));
  }
  return {};
}

Status add_crosswalk(JobProfile& profile, const toml::node& node) {
  const auto digest = node.value_exact<std::string>();
  const bool is_digest =
      digest && digest->size() == k_digest_digits && std::ranges::all_of(*digest, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
      });
  if (!is_digest) {
    return fail(Code::malformed, "crosswalk",
                "the SHA-256 of the file, in 64 digits and letters a to f, as sha256sum shows it");
  }
  if (profile.crosswalks.size() == k_max_crosswalks)
    return fail(Code::out_of_range, "crosswalk", "at most 8 tables");
  profile.crosswalks.push_back(*digest);
  return {};
}

Status read_crosswalks(JobProfile& profile, const toml::node& node) {
  const toml::array* list = node.as_array();
  if (list == nullptr) return add_crosswalk(profile, node);
  for (const toml::node& each : *list)
    TRY(add_crosswalk(profile, each));
  return {};
}

Status read_head(JobProfile& profile, bool& allows, const toml::table& table) {
  for (const auto& [key, node] : table) {
    const std::string_view name = key.str();
    const std::string where = host::printable(name);
    if (name == "title") {
      profile.title = TRY(host::read_lines_by_language(node, where));
    } else if (name == "employer") {
      profile.employer = TRY(host::read_line(node, where));
    } else if (name == "allow_self_declared") {
      allows = TRY(host::read_flag(node, where));
    } else if (name == "crosswalk") {
      TRY(read_crosswalks(profile, node));
    } else if (name != "must" && name != "nice") {
      return host::unknown_member(name, k_profile_members, k_what, where);
    }
  }
  return {};
}

}  // namespace

Result<JobProfile> parse_job_profile(std::string_view text) {
  const toml::table table = TRY(host::parse_toml(text, k_max_profile_bytes, "job profile"));
  JobProfile profile;
  bool allows = false;
  TRY(read_head(profile, allows, table));
  if (profile.title.empty()) return fail(Code::missing, "title", "what the job is called");
  TRY(read_demands(profile, table, true, allows));
  TRY(read_demands(profile, table, false, allows));
  if (profile.demands.empty())
    return fail(Code::missing, "must", "a job profile asks for a skill: [[must]] or [[nice]]");
  return profile;
}

}  // namespace credenza::wallet
