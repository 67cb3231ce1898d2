// declare: a skill or an experience in one's own words.
#include <CLI/CLI.hpp>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "wallet/own_words.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct DeclareOptions {
  VerbOptions common;
  std::string title;
  std::vector<std::string> skills;
  std::string place;
  std::string text;
  std::string from;
  std::string until;
};

Status check_day(const std::string& day, const char* option) {
  if (day.empty() || parse_date(day)) return {};
  return fail(Code::malformed, option, "has to be a date, as in 2026-12-31");
}

Status check(const DeclareOptions& options) {
  if (options.title.empty()) return fail(Code::missing, "TITLE", "say what you can do");
  TRY(check_own_text(options.title, k_max_own_line_bytes, "TITLE"));
  TRY(check_own_text(options.place, k_max_own_line_bytes, "--at"));
  TRY(check_own_text(options.text, k_max_own_text_bytes, "--text"));
  for (const std::string& skill : options.skills)
    TRY(check_own_text(skill, k_max_own_line_bytes, "--skill"));
  if (options.skills.size() > k_max_own_skills)
    return fail(Code::out_of_range, "--skill", "at most 24 skills");
  TRY(check_day(options.from, "--from"));
  TRY(check_day(options.until, "--until"));
  const bool backwards =
      !options.from.empty() && !options.until.empty() && options.until < options.from;
  return backwards ? Status(fail(Code::malformed, "--until", "is before --from")) : Status{};
}

Result<int> declare(const DeclareOptions& options) {
  TRY(check(options));
  Vault vault = TRY(open_vault(options.common, Access::write));
  crypto::SystemRandom random;
  OwnWords words;
  words.id = make_id(random);
  words.name = crypto::make_urn_uuid(random);
  words.title = options.title;
  words.place = options.place;
  words.text = options.text;
  words.from = options.from;
  words.until = options.until;
  words.made = host::SystemClock().now();
  for (const std::string& skill : options.skills)
    words.skills.push_back(typed_skill(skill, vault));
  const std::string document = TRY(json::to_text(to_document(words)));
  Changes changes;
  changes.puts.push_back({words.id, Kind::own_words, to_meta(words, document), as_bytes(document)});
  TRY(vault.commit(changes, words.made, random));
  const std::string id = to_text(words.id);
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.declare/1"},
                          {"id", id},
                          {"title", words.title},
                          {"skills", to_json(words.skills)},
                          {"proof", "self-declared"}}));
  } else {
    TRY(host::write_output(id.substr(0, 8) + "  " + shown(words.title) + "\n"));
  }
  talk(
      options.common,
      {"Kept as your own words: nobody proved it. Ask somebody who saw it: credenza-wallet endorse "
       "ask " +
           id.substr(0, 8),
       "Bewaard als uw eigen woorden: niemand heeft het bewezen. Vraag iemand die het zag: "
       "credenza-wallet endorse ask " +
           id.substr(0, 8)});
  return host::k_exit_done;
}

}  // namespace

void add_declare(CommandLine& line) {
  const auto [verb, options] =
      line.verb<DeclareOptions>({"declare",
                                 {"Say in your own words what you can do; always shown apart",
                                  "Zeg in eigen woorden wat u kunt; staat altijd apart"}},
                                declare);
  verb.add_option("TITLE", options.title, line.in({"What you can do", "Wat u kunt"}))->required();
  verb.add_option("--skill", options.skills,
                  line.in({"A skill: its name, or its code (an address); once for each",
                           "Een vaardigheid: de naam, of de code (een adres); voor elke een keer"}))
      ->allow_extra_args(false);
  verb.add_option("--at", options.place,
                  line.in({"Where: a company, at home", "Waar: een bedrijf, thuis"}));
  verb.add_option("--text", options.text, line.in({"More about it", "Meer erover"}));
  verb.add_option("--from", options.from, line.in({"Since which day", "Vanaf welke dag"}));
  verb.add_option("--until", options.until, line.in({"Until which day", "Tot en met welke dag"}));
  host::set_example(verb,
                    "credenza-wallet declare \"Drive a reach truck\" --skill \"operate forklift\" "
                    "--at \"De Blauwe Hal\" --from 2023-09-01");
}

}  // namespace credenza::wallet
