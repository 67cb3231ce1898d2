// expiring: what ends soon, by whose rule, and a calendar file of it.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/calendar.h"
#include "wallet/expiry.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

struct ExpiringOptions {
  VerbOptions common;
  std::string within = "90d";
  std::string rules;
  std::string ics;
  bool force = false;
  bool all = false;
};

Text cause_text(Cause cause) {
  switch (cause) {
    case Cause::law:
      return {"by law", "volgens de wet"};
    case Cause::scheme:
      return {"by the rule of the scheme", "volgens de regeling"};
    case Cause::certificate:
      return {"as the certificate says", "volgens het bewijs zelf"};
    case Cause::custom:
      return {"custom, not law", "gewoonte, geen wet"};
    case Cause::employer:
      return {"rule of an employer", "regel van een werkgever"};
  }
  return {};
}

std::string days_text(const End& end, Instant now, Language language) {
  if (!end.last)
    return std::string(Text{"no day to count from", "geen dag om te tellen"}.in(language));
  const int left = days_left(*end.last, now);
  if (*end.last < now) {
    const Text over{"✘ over since ", "✘ voorbij sinds "};
    const Text days{" days", " dagen"};
    return std::string(over.in(language)) + std::to_string(-left) + std::string(days.in(language));
  }
  if (left == 0)
    return std::string(Text{"! today is the last day", "! vandaag is de laatste dag"}.in(language));
  const Text days{"! in ", "! over "};
  return std::string(days.in(language)) + std::to_string(left) +
         std::string(Text{" days", " dagen"}.in(language));
}

std::string row_of(const End& end, Instant now, Language language) {
  const std::string last = end.last ? amsterdam_text(*end.last, language)
                                    : std::string(Text{"not known", "onbekend"}.in(language));
  std::string row = padded(to_text(end.what->id).substr(0, 8), 8) + " " +
                    padded(title_of(end.what->held, language), 34) + " " + padded(last, 16) + " " +
                    padded(days_text(end, now, language), 26) + " " +
                    std::string(cause_text(end.cause).in(language));
  if (!end.basis.empty()) row += ": " + shown(end.basis);
  if (!end.reason.empty()) row += " (" + shown(end.reason) + ")";
  return row + "\n";
}

Json to_json(const End& end, Instant now, int days) {
  Json out{{"id", to_text(end.what->id)},
           {"title", wallet::to_json(end.what->held.title)},
           {"state", state_word(end.what->held, now)},
           {"cause", to_string(end.cause)},
           {"basis", end.basis}};
  if (!end.reason.empty()) out["reason"] = end.reason;
  if (end.last) {
    out["last_moment"] = format_instant(*end.last);
    out["last_day"] = format_date(date_in_amsterdam(*end.last));
    out["days_left"] = days_left(*end.last, now);
  }
  out["due"] = is_due(end, now, days);
  return out;
}

CalendarDay to_day(const End& end, Language language) {
  const std::string id = to_text(end.what->id);
  const std::string name = id + "/" + std::string(to_string(end.cause)) + "/" + end.basis;
  const std::string title = title_of(end.what->held, language);
  const Text ends{"Ends: ", "Verloopt: "};
  std::string why(cause_text(end.cause).in(language));
  if (!end.basis.empty()) why += ": " + shown(end.basis);
  if (!end.reason.empty()) why += " (" + shown(end.reason) + ")";
  return {to_hex(digest_of(as_bytes(name))).substr(0, 32),
          date_in_amsterdam(*end.last),
          std::string(ends.in(language)) + title,
          why + "\n" + issuer_of(end.what->held) + "\n" + amsterdam_text(*end.last, language),
          {60, 14}};
}

Status check_options(const ExpiringOptions& options) {
  if (options.ics == "-" && options.common.json)
    return fail(Code::malformed, "--json", "with --ics - standard output is the calendar itself");
  return check_output(options.ics, options.force);
}

Result<std::vector<ExpiryRule>> read_rules(const ExpiringOptions& options) {
  if (options.rules.empty()) return std::vector<ExpiryRule>{};
  const std::string text = TRY(host::read_file(options.rules, k_max_rules_bytes));
  Result<std::vector<ExpiryRule>> rules = parse_rules(text);
  if (rules) return rules;
  const Error& error = rules.error();
  return fail(error.code, host::printable(options.rules) + ", " + error.where, error.detail);
}

Status put_calendar(const ExpiringOptions& options, const std::vector<End>& ends, Instant now) {
  std::vector<CalendarDay> days;
  for (const End& end : ends) {
    if (end.last && *end.last >= now) days.push_back(to_day(end, options.common.language()));
  }
  const std::string text = calendar_text(days, now);
  if (options.ics == "-") return host::write_output(text);
  TRY(host::write_file(options.ics, as_bytes(text), {.mode = 0600, .overwrite = options.force}));
  talk(options.common,
       {"The calendar file can be read by everybody who has it: it names your certificates.",
        "Wie het agendabestand heeft, kan het lezen: de namen van uw bewijzen staan erin."});
  return {};
}

Status put_table(const ExpiringOptions& options, const std::vector<End>& ends, Instant now) {
  const Language language = options.common.language();
  std::string table;
  for (const End& end : ends)
    table += row_of(end, now, language);
  if (table.empty()) {
    talk(options.common, {"Nothing ends within " + options.within + ".",
                          "Niets verloopt binnen " + options.within + "."});
    return {};
  }
  talk(options.common,
       {"Until the end of that day in the Netherlands, unless another time is shown.",
        "Tot het eind van die dag in Nederland, behalve als er een andere tijd bij staat."});
  return host::write_output(table);
}

Result<int> expiring(const ExpiringOptions& options) {
  TRY(check_options(options));
  const int days = TRY(parse_days(options.within));
  const std::vector<ExpiryRule> rules = TRY(read_rules(options));
  const Vault vault = TRY(open_vault(options.common, Access::read));
  const Instant now = host::SystemClock().now();
  const std::vector<HeldCredential> held = TRY(held_credentials(vault));
  std::vector<End> ends = find_ends(held, rules);
  const bool any_due =
      std::ranges::any_of(ends, [&](const End& end) { return is_due(end, now, days); });
  if (!options.all) std::erase_if(ends, [&](const End& end) { return !is_due(end, now, days); });
  if (!options.ics.empty()) TRY(put_calendar(options, ends, now));
  const int exit = any_due ? host::k_exit_not_accepted : host::k_exit_done;
  if (options.common.json) {
    Json list = Json::array();
    for (const End& end : ends)
      list.push_back(to_json(end, now, days));
    Json out{{"schema", "credenza.wallet.expiring/1"},
             {"exit", exit},
             {"at", format_instant(now)},
             {"within_days", days},
             {"ends", std::move(list)}};
    if (!options.ics.empty()) out["calendar"] = host::printable(options.ics);
    TRY(host::write_json(out));
  } else if (options.ics != "-") {
    TRY(put_table(options, ends, now));
  }
  return exit;
}

}  // namespace

void add_expiring(CommandLine& line) {
  const auto [verb, options] = line.verb<ExpiringOptions>(
      {"expiring",
       {"Show what ends soon, and by whose rule; exit 6 when something does",
        "Toon wat bijna verloopt, en volgens wie; exit 6 als er iets is"}},
      expiring);
  verb.add_option("--within", options.within,
                  line.in({"How soon: 90d, 12w; what ended so shortly ago is shown too",
                           "Hoe snel: 90d, 12w; wat zo kort geleden afliep, staat er ook bij"}))
      ->capture_default_str();
  verb.add_option("--rules", options.rules,
                  line.in({"File with customs and employers' rules (TOML)",
                           "Bestand met gewoonten en regels van werkgevers (TOML)"}));
  verb.add_option("--ics", options.ics,
                  line.in({"Write a calendar file; - is standard output",
                           "Schrijf een agendabestand; - is de uitvoer"}));
  verb.add_flag("--force", options.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
  verb.add_flag("--all", options.all,
                line.in({"Show ends that are far away, too", "Toon ook wat nog lang geldt"}));
  host::set_example(verb, "credenza-wallet expiring --within 90d --ics ends.ics");
}

}  // namespace credenza::wallet
