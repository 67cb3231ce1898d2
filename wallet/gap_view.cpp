#include "wallet/gap_view.h"

#include <algorithm>

#include "wallet/expiry.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_name_width = 36;
constexpr std::size_t k_short_id = 8;
constexpr std::string_view k_below = "      ";

std::string in(Language language, const Text& text) {
  return std::string(text.in(language));
}

std::string short_id(Id id) {
  return to_text(id).substr(0, k_short_id);
}

/// A skill of the profile by the name that it has there, else by the one that is known here.
std::string asked_name(const Demand& demand, Language language) {
  return skill_name(demand.skill, language);
}

Text proof_text(Proof proof) {
  switch (proof) {
    case Proof::certificate:
      return {"certificate", "certificaat"};
    case Proof::practice:
      return {"practice statement", "praktijkverklaring"};
    case Proof::endorsement:
      return {"endorsement", "aanbeveling"};
    case Proof::self_declared:
    case Proof::none:
      break;
  }
  return {"own words, not proved", "eigen woorden, niet bewezen"};
}

/// A mark says that somebody else proved it, and that this is what was asked for.
std::string_view mark_of(const Answer& answer) {
  if (answer.standing == Standing::missing) return "✘";
  return answer.met && answer.standing == Standing::attested ? "✔" : "~";
}

std::string until_text(const SkillClaim& claim, Instant now, Language language) {
  if (!claim.until) return {};
  std::string out =
      in(language, {", until ", ", tot en met "}) + amsterdam_text(*claim.until, language);
  const int left = days_left(*claim.until, now);
  if (left > k_soon_days) return out;
  if (left == 0) return out + in(language, {"  ! ends today", "  ! verloopt vandaag"});
  return out + in(language, {"  ! ends in ", "  ! verloopt over "}) + std::to_string(left) +
         in(language, left == 1 ? Text{" day", " dag"} : Text{" days", " dagen"});
}

std::string standing_text(const Answer& answer, Instant now, Language language) {
  if (!answer.best) return in(language, {"missing", "ontbreekt"});
  const SkillClaim& claim = *answer.best->claim;
  std::string out = in(language, proof_text(claim.proof));
  if (answer.standing == Standing::self_declared) {
    if (answer.met) out += in(language, {"; enough here", "; hier genoeg"});
    return out;
  }
  if (!claim.by.empty()) out += in(language, {" of \"", " van \""}) + shown(claim.by) + "\"";
  return out + until_text(claim, now, language);
}

Text relation_text(Relation relation) {
  switch (relation) {
    case Relation::synonym:
      return {" is another name of ", " is een andere naam voor "};
    case Relation::exact:
      return {" is exactly ", " is precies "};
    case Relation::close:
      return {" is close to ", " lijkt veel op "};
    case Relation::narrower:
      return {" is a narrower term of ", " valt onder "};
    default:
      return {" is ", " is "};
  }
}

std::string step_text(const Step& step, Language language) {
  std::string out = "\"" + skill_name(step.from, language) + "\"" +
                    in(language, relation_text(step.relation)) + "\"" +
                    skill_name(step.to, language) + "\"";
  if (!step.source.empty()) out += " (" + shown(step.source) + ")";
  return out;
}

std::string steps_text(const Link& link, Language language) {
  std::string out;
  for (const Step& step : link.steps)
    out += (out.empty() ? "" : "; ") + step_text(step, language);
  return out;
}

std::string below(const std::string& text) {
  return std::string(k_below) + text + "\n";
}

/// Why something else than what was asked for counts.
std::string because_text(const Answer& answer, Language language) {
  if (!answer.best || answer.best->link.steps.empty()) return {};
  return below(in(language, {"counts, because ", "telt mee, want "}) +
               steps_text(answer.best->link, language));
}

/// What is held and says less. For a broader term the steps lead up from what was asked for.
std::string broader_text(const Answer& answer, Language language) {
  std::string out;
  for (const Support& each : answer.broader) {
    out += below(
        "\"" + skill_name(each.claim->skill, language) + "\" " +
        in(language, {"says less, so it does not count: ", "zegt minder, dus dat telt niet: "}) +
        steps_text(each.link, language));
  }
  return out;
}

Text state_words(std::string_view state) {
  if (state == "expired") return {"ended on ", "is verlopen op "};
  if (state == "revoked") return {"was withdrawn", "is ingetrokken"};
  if (state == "suspended") return {"is on hold", "is opgeschort"};
  if (state == "not_yet_valid") return {"is not valid yet", "is nog niet geldig"};
  if (state == "not_checked") return {"could not be checked", "is niet nagekeken"};
  return {"is not in order", "is niet in orde"};
}

std::string lapsed_text(const SkillClaim& claim, Language language) {
  Held held;
  held.title = claim.title;
  std::string out = "\"" + title_of(held, language) + "\" " +
                    in(language, {"has it, but ", "heeft dit, maar "}) +
                    in(language, state_words(claim.state));
  if (claim.state == "expired" && claim.until) out += amsterdam_text(*claim.until, language);
  if (claim.state == "not_checked") return out + ": credenza-wallet verify " + short_id(claim.from);
  if (claim.by.empty()) return out;
  return out + in(language, {": ask \"", ": vraag \""}) + shown(claim.by) +
         in(language, {"\" for a new one", "\" om een nieuw bewijs"});
}

std::string endorse_command(const SkillClaim& claim) {
  return "credenza-wallet endorse ask " + short_id(claim.from) + " -o request.json";
}

std::string declare_command(const Demand& demand, Language language) {
  const std::string name = asked_name(demand, language);
  const std::string& skill = demand.skill.code.empty() ? name : demand.skill.code;
  return "credenza-wallet declare " + shell_word(name) + " --skill " + shell_word(skill);
}

/// What to do about a demand that is not met.
std::string next_text(const Answer& answer, Language language) {
  if (answer.met) return {};
  std::string out;
  if (answer.lapsed) out += below("→ " + lapsed_text(*answer.lapsed->claim, language));
  if (answer.standing == Standing::self_declared) {
    out += below(in(language, {"→ ask somebody who saw it: ", "→ vraag iemand die het zag: "}) +
                 endorse_command(*answer.best->claim));
  }
  const bool needs_more = answer.demand->least < Proof::endorsement;
  if (needs_more && answer.standing != Standing::missing) {
    out += below(in(language, {"→ asked for: a ", "→ gevraagd: een "}) +
                 in(language, proof_text(answer.demand->least)));
  }
  if (answer.standing == Standing::missing && !answer.lapsed) {
    out += below(in(language, {"→ can you do it? say so, and ask for proof: ",
                               "→ kunt u dit? zeg het, en vraag om bewijs: "}) +
                 declare_command(*answer.demand, language));
  }
  return out;
}

std::string answer_text(const Answer& answer, Instant now, Language language) {
  return std::string(mark_of(answer)) + " " +
         padded(asked_name(*answer.demand, language), k_name_width) + " " +
         standing_text(answer, now, language) + "\n" + because_text(answer, language) +
         broader_text(answer, language) + next_text(answer, language);
}

std::string list_text(const Gap& gap, bool must, Instant now, Language language) {
  std::string out;
  for (const Answer& answer : gap.answers) {
    if (answer.demand->must == must) out += answer_text(answer, now, language);
  }
  if (out.empty()) return {};
  return in(language,
            must ? Text{"Must-have", "Moet u kunnen"} : Text{"Nice to have", "Mooi meegenomen"}) +
         "\n" + out + "\n";
}

std::string count_text(const Count& count, Language language) {
  return std::to_string(count.met) + in(language, {" of ", " van "}) + std::to_string(count.of);
}

std::string totals_text(const Gap& gap, Language language) {
  std::string out;
  if (gap.must.of > 0)
    out = in(language, {"must-have: ", "moet: "}) + count_text(gap.must, language);
  if (gap.nice.of > 0) {
    out += (out.empty() ? "" : " · ") + in(language, {"nice-to-have: ", "mooi meegenomen: "}) +
           count_text(gap.nice, language);
  }
  return out + "\n";
}

Json skill_json(const Skill& skill) {
  Json out = Json::object();
  if (!skill.code.empty()) out["code"] = skill.code;
  out["name"] = to_json(skill.name);
  return out;
}

Json because_json(const Link& link) {
  Json steps = Json::array();
  for (const Step& step : link.steps) {
    Json one{{"from", skill_json(step.from)},
             {"relation", to_string(step.relation)},
             {"to", skill_json(step.to)}};
    if (!step.source.empty()) one["source"] = step.source;
    steps.push_back(std::move(one));
  }
  return steps;
}

Json support_json(const Support& support, Instant now) {
  const SkillClaim& claim = *support.claim;
  Json out{{"id", to_text(claim.from)},
           {"title", to_json(claim.title)},
           {"skill", skill_json(claim.skill)},
           {"proof", to_string(claim.proof)},
           {"state", claim.state},
           {"relation", to_string(support.link.relation)},
           {"because", because_json(support.link)}};
  if (!claim.by.empty()) out["by_claimed"] = claim.by;
  if (claim.until) {
    out["until"] = format_instant(*claim.until);
    out["days_left"] = days_left(*claim.until, now);
  }
  return out;
}

Json answer_json(const Answer& answer, Instant now) {
  Json out = skill_json(answer.demand->skill);
  out["need"] = answer.demand->must ? "must" : "nice";
  out["least"] = to_string(answer.demand->least);
  out["exact"] = answer.demand->exact;
  out["standing"] = to_string(answer.standing);
  out["met"] = answer.met;
  if (answer.best) out["best"] = support_json(*answer.best, now);
  if (answer.lapsed) out["lapsed"] = support_json(*answer.lapsed, now);
  Json broader = Json::array();
  for (const Support& each : answer.broader)
    broader.push_back(support_json(each, now));
  out["broader"] = std::move(broader);
  return out;
}

Json count_json(const Count& count) {
  return {{"met", count.met}, {"of", count.of}};
}

}  // namespace

std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string gap_text(const JobProfile& profile, const Gap& gap, Instant now, Language language) {
  std::string out =
      shown(learning_record::in_language(profile.title, language == Language::nl ? "nl" : "en"));
  if (!profile.employer.empty()) out += ", " + shown(profile.employer);
  return out + "\n\n" + list_text(gap, true, now, language) + list_text(gap, false, now, language) +
         totals_text(gap, language);
}

Json gap_json(const JobProfile& profile, const Gap& gap, Instant now) {
  Json demands = Json::array();
  for (const Answer& answer : gap.answers)
    demands.push_back(answer_json(answer, now));
  Json out{{"title", to_json(profile.title)}};
  if (!profile.employer.empty()) out["employer"] = profile.employer;
  out["demands"] = std::move(demands);
  out["must"] = count_json(gap.must);
  out["nice"] = count_json(gap.nice);
  return out;
}

}  // namespace credenza::wallet
