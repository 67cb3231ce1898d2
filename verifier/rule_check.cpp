// What a rule file says in plain words, and what in it cannot be meant.
#include <algorithm>
#include <set>

#include "verifier/lines.h"
#include "verifier/rule_file.h"

namespace credenza::verifier {
namespace {

using host::Language;
using host::Sentence;
using host::Text;

bool has(const std::vector<std::string>& list, const std::string& what) {
  return std::ranges::find(list, what) != list.end();
}

class Contradictions {
 public:
  Contradictions(const RuleFile& rules, Instant now) : rules_(rules), now_(now) {}

  std::vector<Contradiction> find() {
    for (const Rule& rule : rules_.rules)
      look_at(rule);
    look_for_unused();
    look_at_file();
    return std::move(found_);
  }

 private:
  void error(std::string where, Sentence what) {
    found_.push_back({true, std::move(where), std::move(what)});
  }
  void warn(std::string where, Sentence what) {
    found_.push_back({false, std::move(where), std::move(what)});
  }

  void look_at(const Rule& rule) {
    const std::string where = "rule " + rule.name;
    if (rule.kind == Rule::Kind::at_least && rule.least > rule.of.size()) {
      error(where + ", at_least",
            {"asks for more than the " + std::to_string(rule.of.size()) + " rules in 'of'",
             "vraagt er meer dan de " + std::to_string(rule.of.size()) + " regels in 'of'"});
    }
    if (rule.kind != Rule::Kind::credential && rule.of.size() == 1) {
      warn(where, {"is made of one rule only; use that one itself",
                   "bestaat uit maar één regel; gebruik die zelf"});
    }
    look_at_choice(rule, where);
    look_at_accepted(rule, where);
    if (rule.newer_than && rules_.remaining && rule.newer_than->unit == Age::Unit::hours) {
      warn(where + ", newer_than",
           {"a certificate of some hours ago is rare; a number of days (\"1d\") is safer",
            "een bewijs van een paar uur oud is zeldzaam; een aantal dagen (\"1d\") is veiliger"});
    }
  }

  /// Of alternatives, one that is part of another adds nothing.
  void look_at_choice(const Rule& rule, const std::string& where) {
    if (rule.kind != Rule::Kind::any && rule.kind != Rule::Kind::at_least) return;
    for (const std::size_t part : rule.of) {
      const Rule& each = rules_.rules[part];
      if (each.kind != Rule::Kind::all) continue;
      const auto twin = std::ranges::find_if(rule.of, [&](std::size_t other) {
        return other != part && std::ranges::find(each.of, other) != each.of.end();
      });
      if (twin == rule.of.end()) continue;
      const std::string& name = rules_.rules[*twin].name;
      warn(where, {"'" + each.name + "' is never needed: '" + name + "' alone is enough already",
                   "'" + each.name + "' is nooit nodig: '" + name + "' alleen is al genoeg"});
    }
  }

  /// What a rule asks for, the file has to accept.
  void look_at_accepted(const Rule& rule, const std::string& where) {
    const auto none_of = [](const std::vector<std::string>& asked,
                            const std::vector<std::string>& accepted) {
      return !asked.empty() && !accepted.empty() &&
             std::ranges::none_of(asked, [&](const auto& each) { return has(accepted, each); });
    };
    if (none_of(rule.types, rules_.types)) {
      error(where + ", type", {"asks for a type that accept.types does not have; add it there",
                               "vraagt een soort die niet in accept.types staat; zet hem erbij"});
    }
    if (none_of(rule.issuers, rules_.issuers)) {
      error(where + ", issuer",
            {"asks for an issuer that accept.issuers does not have; add it there",
             "vraagt een uitgever die niet in accept.issuers staat; zet hem erbij"});
    }
  }

  void use(std::size_t rule, std::set<std::size_t>& used) const {
    if (!used.insert(rule).second) return;
    for (const std::size_t part : rules_.rules[rule].of)
      use(part, used);
  }

  void look_for_unused() {
    if (rules_.rules.empty()) return;
    if (!rules_.require) {
      warn("require", {"no rule counts until 'require' names one",
                       "geen regel telt zolang 'require' er geen noemt"});
      return;
    }
    std::set<std::size_t> used;
    use(*rules_.require, used);
    for (std::size_t i = 0; i < rules_.rules.size(); ++i) {
      if (used.contains(i)) continue;
      warn("rule " + rules_.rules[i].name,
           {"is used by nothing, so it does not count; name it in 'require' or in another rule",
            "wordt nergens gebruikt en telt dus niet; noem hem bij 'require' of in een andere "
            "regel"});
    }
  }

  void look_at_file() {
    if (rules_.valid_on && *rules_.valid_on < date_in_amsterdam(now_)) {
      warn("validity, on",
           {"that day has passed: what began since is refused, and lists of withdrawals are of "
            "today",
            "die dag is voorbij: wat sindsdien begon wordt afgewezen, en de lijsten met "
            "intrekkingen zijn van vandaag"});
    }
    if (rules_.on_unreachable == Unreachable::accept && !rules_.status_max_age) {
      warn("status, on_unreachable",
           {"accepts also what was withdrawn long ago, when no list can be had; a list that says "
            "so is still obeyed",
            "keurt ook goed wat allang is ingetrokken, als er geen lijst is; een lijst die het "
            "zegt telt wel"});
    }
  }

  const RuleFile& rules_;
  Instant now_;
  std::vector<Contradiction> found_;
};

class Explanation {
 public:
  Explanation(const RuleFile& rules, Language language) : rules_(rules), language_(language) {}

  std::string text() {
    out_ = shown(rules_.name) + "\n";
    if (!rules_.purpose.empty()) line(0, in({"purpose: ", "doel: "}) + named(rules_.purpose));
    say_accepted();
    say_moment();
    say_unreachable();
    if (rules_.require) {
      line(0, in({"needed:", "nodig:"}));
      say_rule(rules_.rules[*rules_.require], 1);
    } else {
      line(0, in({"needed: everything that is given has to be accepted",
                  "nodig: alles wat gegeven wordt moet goed zijn"}));
    }
    return std::move(out_);
  }

 private:
  std::string in(Text text) const { return std::string(text.in(language_)); }
  std::string named(const learning_record::LanguageMap& texts) const {
    return shown(learning_record::in_language(texts, language_ == Language::nl ? "nl" : "en"));
  }
  void line(std::size_t depth, const std::string& text) {
    out_ += std::string(2 + 2 * depth, ' ') + text + "\n";
  }

  std::string joined(const std::vector<std::string>& list, Text by) const {
    std::string out;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) out += i + 1 == list.size() ? " " + in(by) + " " : ", ";
      out += shown(list[i]);
    }
    return out;
  }

  std::string age(const Age& age) const {
    const bool one = age.count == 1;
    switch (age.unit) {
      case Age::Unit::hours:
        return std::to_string(age.count) + in(one ? Text{" hour", " uur"} : Text{" hours", " uur"});
      case Age::Unit::days:
        return std::to_string(age.count) + in(one ? Text{" day", " dag"} : Text{" days", " dagen"});
      case Age::Unit::weeks:
        return std::to_string(age.count) +
               in(one ? Text{" week", " week"} : Text{" weeks", " weken"});
      case Age::Unit::years:
        return std::to_string(age.count) +
               in(one ? Text{" year", " jaar"} : Text{" years", " jaar"});
    }
    return {};
  }

  void say_accepted() {
    const Text either{"or", "of"};
    line(0, in({"accepted types: ", "soorten: "}) +
                (rules_.types.empty() ? in({"any", "elke"}) : joined(rules_.types, either)));
    line(0, in({"issuers: ", "uitgevers: "}) +
                (rules_.issuers.empty() ? in({"any that you trust", "elke die u vertrouwt"})
                                        : joined(rules_.issuers, either) +
                                              in({", if you trust them", ", als u ze vertrouwt"})));
    line(0, rules_.holder_required
                ? in({"shown by the owner from a wallet: required",
                      "door de eigenaar zelf getoond uit een kluis: verplicht"})
                : in({"shown by the owner from a wallet: not required",
                      "door de eigenaar zelf getoond uit een kluis: niet verplicht"}));
  }

  void say_moment() {
    std::string text = in({"valid: ", "geldig: "});
    text += rules_.valid_on
                ? in({"at the end of ", "aan het eind van "}) + format_date(*rules_.valid_on)
                : in({"when it is checked", "als u controleert"});
    if (rules_.remaining)
      text +=
          in({", and then for ", ", en daarna nog "}) + age(*rules_.remaining) + in({" more", ""});
    line(0, text);
    line(0, in({"lists of withdrawals: ", "lijsten met intrekkingen: "}) +
                (rules_.status_max_age
                     ? in({"at most ", "hoogstens "}) + age(*rules_.status_max_age) +
                           in({" old", " oud"})
                     : in({"as old as they say they may be", "zo oud als ze zelf zeggen"})));
  }

  void say_unreachable() {
    Text text{"no result (exit 7)", "geen uitslag (7)"};
    if (rules_.on_unreachable == Unreachable::accept)
      text = {"accepted, and the report says so", "goedgekeurd, en het rapport zegt dat"};
    if (rules_.on_unreachable == Unreachable::reject) text = {"refused", "afgewezen"};
    if (rules_.on_unreachable == Unreachable::ask)
      text = {"you are asked each time", "u krijgt elke keer de vraag"};
    line(0, in({"when such a list cannot be had: ", "als zo'n lijst er niet is: "}) + in(text));
  }

  void say_rule(const Rule& rule, std::size_t depth) {
    std::string name = rule.label.empty() ? shown(rule.name) : named(rule.label);
    name += ": ";
    if (rule.kind == Rule::Kind::credential) return line(depth, name + asked(rule));
    if (rule.kind == Rule::Kind::all) name += in({"all of", "allemaal"});
    if (rule.kind == Rule::Kind::any) name += in({"one of", "één van"});
    if (rule.kind == Rule::Kind::at_least)
      name += in({"at least ", "minstens "}) + std::to_string(rule.least) + in({" of", " van"});
    line(depth, name);
    for (const std::size_t part : rule.of)
      say_rule(rules_.rules[part], depth + 1);
  }

  std::string asked(const Rule& rule) const {
    const Text either{"or", "of"};
    std::string out =
        rule.types.empty() ? in({"a certificate", "een bewijs"}) : joined(rule.types, either);
    if (!rule.scheme.empty()) out += in({", scheme ", ", regeling "}) + shown(rule.scheme);
    if (!rule.skill.empty())
      out += in({", with the skill ", ", met de vaardigheid "}) + shown(rule.skill);
    if (rule.eqf)
      out += in({", EQF level ", ", EQF-niveau "}) + std::to_string(*rule.eqf) +
             in({" or higher", " of hoger"});
    if (!rule.issuers.empty()) out += in({", from ", ", van "}) + joined(rule.issuers, either);
    if (rule.newer_than)
      out += in({", not older than ", ", niet ouder dan "}) + age(*rule.newer_than);
    if (rule.self_declared) out += in({"; own words will do", "; eigen woorden zijn genoeg"});
    return out;
  }

  const RuleFile& rules_;
  Language language_;
  std::string out_;
};

}  // namespace

std::vector<Contradiction> find_contradictions(const RuleFile& rules, Instant now) {
  return Contradictions(rules, now).find();
}

std::string explain(const RuleFile& rules, Language language) {
  return Explanation(rules, language).text();
}

}  // namespace credenza::verifier
