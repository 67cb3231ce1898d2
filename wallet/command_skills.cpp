// skills: what somebody can do, and what proves it.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/session.h"
#include "wallet/skills.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_name_width = 44;
constexpr std::size_t k_proof_width = 30;

struct SkillsOptions {
  VerbOptions common;
};

Text proof_text(Proof proof) {
  switch (proof) {
    case Proof::certificate:
      return {"✔ certificate", "✔ certificaat"};
    case Proof::practice:
      return {"✔ practice statement", "✔ praktijkverklaring"};
    case Proof::endorsement:
      return {"~ opinion of others", "~ mening van anderen"};
    case Proof::self_declared:
      return {"own words only, no proof", "alleen eigen woorden, geen bewijs"};
    case Proof::none:
      return {"✘ nothing that is in order now", "✘ niets dat nu in orde is"};
  }
  return {};
}

Json to_json(const SkillLine& line) {
  Json from = Json::array();
  for (const Id id : line.from)
    from.push_back(to_text(id));
  Json out = Json::object();
  if (!line.skill.code.empty()) out["code"] = line.skill.code;
  out["name"] = wallet::to_json(line.skill.name);
  out["proof"] = to_string(line.proof());
  out["certificates"] = line.certificates;
  out["practice_statements"] = line.practice;
  out["endorsements"] = line.endorsements;
  out["self_declared"] = line.declared;
  out["lapsed"] = line.lapsed;
  out["from"] = std::move(from);
  return out;
}

std::string counts_of(const SkillLine& line, Language language) {
  std::string out;
  const auto add = [&](unsigned count, const Text& what) {
    if (count > 0)
      out +=
          (out.empty() ? "" : ", ") + std::to_string(count) + " " + std::string(what.in(language));
  };
  add(line.certificates, {"certificates", "certificaten"});
  add(line.practice, {"practice statements", "praktijkverklaringen"});
  add(line.endorsements, {"endorsements", "aanbevelingen"});
  add(line.declared, {"in own words", "in eigen woorden"});
  add(line.lapsed, {"not in order now", "nu niet in orde"});
  return out;
}

Result<int> skills(const SkillsOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const std::vector<SkillLine> lines = TRY(skill_lines(vault, host::SystemClock().now()));
  if (options.common.json) {
    Json list = Json::array();
    for (const SkillLine& line : lines)
      list.push_back(to_json(line));
    TRY(host::write_json({{"schema", "credenza.wallet.skills/1"}, {"skills", std::move(list)}}));
    return host::k_exit_done;
  }
  const Language language = options.common.language();
  std::string table;
  for (const SkillLine& line : lines) {
    table += padded(skill_name(line.skill, language), k_name_width) + " " +
             padded(proof_text(line.proof()).in(language), k_proof_width) + " " +
             counts_of(line, language) + "\n";
  }
  if (table.empty()) {
    talk(options.common, {"Nothing in the vault names a skill yet.",
                          "Nog niets in de kluis noemt iets wat u kunt."});
    return host::k_exit_done;
  }
  TRY(host::write_output(table));
  return host::k_exit_done;
}

}  // namespace

void add_skills(CommandLine& line) {
  const auto [verb, options] = line.verb<SkillsOptions>(
      {"skills",
       {"Show what you can do, and what proves it", "Toon wat u kunt, en wat dat bewijst"}},
      skills);
  host::set_example(verb, "credenza-wallet skills");
}

}  // namespace credenza::wallet
