#include <array>

#include <CLI/CLI.hpp>

#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

class LedgerVerbs : private VerbMaker {
 public:
  using VerbMaker::VerbMaker;

  void add() {
    add_looks();
    add_changes();
    add_replacements();
    add_forget();
  }

 private:
  void add_where(CLI::App& verb) {
    verb.add_option("--where", options_.where,
                    in({"Which ones, as in session=\"2026-06-12-A\" and issued>=2026-06-01",
                        "Welke, zoals session=\"2026-06-12-A\" and issued>=2026-06-01"}));
  }

  /// Ids, or an expression.
  void add_targets(CLI::App& verb) {
    CLI::Option* ids = verb.add_option(
        "ID", options_.ids, in({"Ids, or beginnings of ids", "Id's, of het begin ervan"}));
    add_where(verb);
    verb.get_option("--where")->excludes(ids);
  }

  void add_reason(CLI::App& verb, bool required) {
    verb.add_option(
            "--reason", options_.reason,
            in({"Why: a word of the list that a wrong one shows, or words of your own",
                "Waarom: een woord uit de lijst die u bij een fout ziet, of eigen woorden"}))
        ->required(required);
    verb.add_option("--note", options_.note,
                    in({"More words; sealed in the ledger, never published",
                        "Toelichting; verzegeld in het register, wordt nooit gepubliceerd"}));
    verb.add_option("--operator", options_.by,
                    in({"Who does it; sealed in the ledger; else CREDENZA_OPERATOR",
                        "Wie het doet; verzegeld in het register; anders CREDENZA_OPERATOR"}));
  }

  void add_yes(CLI::App& verb) {
    verb.add_option(
        "--yes", options_.yes,
        in({"Do not ask; the number of credentials", "Vraag niets; het aantal bewijzen"}));
  }

  void add_out(CLI::App& verb) {
    verb.add_option("--out", options_.out,
                    in({"Folder for the new credentials", "Map voor de nieuwe bewijzen"}))
        ->required();
  }

  void add_looks() {
    CLI::App& list = verb(app_, "list", {"Show what was issued", "Toon wat is uitgegeven"}, true);
    add_where(list);
    list.add_option("--csv", options_.csv,
                    in({"Write a table for a spreadsheet instead",
                        "Schrijf in plaats daarvan een tabel voor een rekenblad"}));
    host::set_example(list, "credenza-issuer list --where status=revoked --csv withdrawn.csv");
    CLI::App& show = verb(
        app_, "show",
        {"Show one credential and what became of it", "Toon een bewijs en wat ermee is gebeurd"},
        true);
    show.add_option("ID", options_.ids,
                    in({"Its id, or the beginning of it", "De id, of het begin ervan"}))
        ->required()
        ->expected(1);
    host::set_example(show, "credenza-issuer show 5f2a7c1e");
    CLI::App& out = verb(app_, "export",
                         {"Write the whole ledger, so that others can prove its chain",
                          "Schrijf het hele register, zodat anderen de keten kunnen nagaan"},
                         true);
    out.add_option("--out,-o", options_.out,
                   in({"File for the entries, a line each", "Bestand, een regel per stap"}))
        ->required();
    out.add_flag("--with-persons", options_.with_persons,
                 in({"With personal data, readable", "Met persoonsgegevens, leesbaar"}));
    host::set_example(out, "credenza-issuer export --out ledger.ndjson");
  }

  CLI::App& add_change(const std::string& name, const host::Text& what) {
    CLI::App& change = verb(app_, name, what, true);
    add_targets(change);
    add_reason(change, true);
    add_yes(change);
    change.add_option("--letters", options_.letters,
                      in({"Write a table with a row per person, to make letters from",
                          "Schrijf een tabel met een rij per persoon, om brieven van te maken"}));
    add_dry_run(change);
    return change;
  }

  void add_changes() {
    CLI::App& revoke =
        add_change("revoke", {"Withdraw credentials for good", "Trek bewijzen voorgoed in"});
    host::set_example(revoke,
                      "credenza-issuer revoke --where 'session=\"2026-06-12-A\"' --reason "
                      "exam-irregularity --yes 37");
    CLI::App& suspend = add_change("suspend", {"Suspend credentials; reinstate undoes it",
                                               "Schort bewijzen op; reinstate maakt dat ongedaan"});
    host::set_example(suspend,
                      "credenza-issuer suspend 5f2a7c1e --reason under-investigation --yes 1");
    CLI::App& reinstate = add_change("reinstate", {"Set suspended credentials in force again",
                                                   "Maak opgeschorte bewijzen weer geldig"});
    host::set_example(reinstate,
                      "credenza-issuer reinstate 5f2a7c1e --reason investigation-closed --yes 1");
  }

  void add_replacements() {
    CLI::App& replace = verb(app_, "replace",
                             {"Issue a corrected credential; the old one is withdrawn",
                              "Geef een verbeterd bewijs uit; het oude wordt ingetrokken"},
                             true);
    replace
        .add_option("ID", options_.ids,
                    in({"Its id, or the beginning of it", "De id, of het begin ervan"}))
        ->required()
        ->expected(1);
    replace
        .add_option("--set", options_.set,
                    in({"member=value, as in familyName=Kovalenko; nothing behind = takes it away",
                        "onderdeel=waarde, zoals familyName=Kovalenko; niets achter = haalt het "
                        "weg"}))
        ->required()
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    add_reason(replace, true);
    add_out(replace);
    add_dry_run(replace);
    host::set_example(replace,
                      "credenza-issuer replace 5f2a7c1e --set familyName=Kovalenko --reason "
                      "\"spelling, passport seen\" --operator j.visser --out corrected");
    CLI::App& renew =
        verb(app_, "renew",
             {"Issue credentials anew with today's key and date; the old ones are "
              "withdrawn",
              "Geef bewijzen opnieuw uit met de sleutel en datum van vandaag; de oude "
              "worden ingetrokken"},
             true);
    add_targets(renew);
    add_reason(renew, true);
    add_yes(renew);
    renew.add_flag("--again", options_.again,
                   in({"Issue again what was withdrawn; that stays withdrawn",
                       "Geef opnieuw uit wat is ingetrokken; dat blijft ingetrokken"}));
    renew.add_option("--valid-until", options_.valid_until,
                     in({"Until when the new ones hold; else as long as the old",
                         "Tot wanneer de nieuwe gelden; anders zo lang als de oude"}));
    add_out(renew);
    add_dry_run(renew);
    host::set_example(renew,
                      "credenza-issuer renew --where 'kid=\"key-ed25519\" and "
                      "issued>=2026-03-03' --reason key-compromise --out renewed --yes 12");
  }

  void add_forget() {
    CLI::App& forget = verb(app_, "forget",
                            {"Take away what is personal; counts and proofs stay",
                             "Verwijder wat persoonlijk is; aantallen en bewijskracht blijven"},
                            true);
    add_targets(forget);
    add_yes(forget);
    add_dry_run(forget);
    host::set_example(forget, "credenza-issuer forget 5f2a7c1e --yes 1");
  }
};

struct Verb {
  const char* name;
  Result<int> (*run)(const Options&);
};

constexpr std::array k_verbs = {
    Verb{"list", list},         Verb{"show", show},           Verb{"export", export_ledger},
    Verb{"revoke", revoke_ids}, Verb{"suspend", suspend_ids}, Verb{"reinstate", reinstate_ids},
    Verb{"replace", replace},   Verb{"renew", renew},         Verb{"forget", forget},
};

}  // namespace

void add_ledger_verbs(CLI::App& app, Options& options, host::Language language) {
  LedgerVerbs(app, options, language).add();
}

std::optional<Result<int>> run_ledger_verb(const CLI::App& app, const Options& options) {
  for (const Verb& verb : k_verbs) {
    if (app.got_subcommand(verb.name)) return verb.run(options);
  }
  return std::nullopt;
}

}  // namespace credenza::issuer
