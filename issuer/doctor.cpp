// `doctor`: each check by itself, so that one failure does not hide the next.
#include "host/doctor.h"

#include <CLI/CLI.hpp>

#include "crypto/password.h"
#include "host/files.h"
#include "host/progress.h"
#include "host/system.h"
#include "issuer/chain_proof.h"
#include "issuer/home.h"
#include "issuer/publication.h"
#include "issuer/record_texts.h"
#include "issuer/session.h"
#include "issuer/verbs.h"

namespace credenza::issuer {
namespace {

using host::Diagnosis;
using host::Health;
using host::healthy;
using host::ill;

constexpr std::size_t k_max_file_bytes = std::size_t{4} << 20;
/// A list that ends sooner wants to be published again.
constexpr std::chrono::hours k_soon{48};

/// Whether somebody began a home here: then a file of it is missing, and a new one would be
/// another.
bool is_begun(const std::string& folder) {
  return host::exists(folder + "/issuer.toml") || host::exists(folder + "/keys.json") ||
         host::exists(folder + "/ledger.sqlite");
}

Diagnosis check_home(const Result<Home>& home, const std::string& folder) {
  if (home) return healthy("home", {"the issuer can be read", "de uitgever is te lezen"});
  const bool none = home.error().code == Code::not_found && !is_begun(folder);
  return ill("home", Health::problem,
             {"the issuer's folder cannot be used", "de map van de uitgever is niet te gebruiken"},
             none ? host::Text{"Make one with: credenza-issuer init, or name yours with --home.",
                               "Maak er een met: credenza-issuer init, of noem de uwe met --home."}
                  : host::Text{"Put that file back from a copy.",
                               "Zet dat bestand terug vanaf een kopie."},
             home.error(), dutch_sentences());
}

/// That the passphrase is as dear to guess as it is in a new home.
Diagnosis check_cost(const std::string& folder) {
  const auto text = host::read_file(folder + "/keys.json", k_max_file_bytes);
  const auto document = text ? json::Document::parse(*text) : Result<json::Document>(text.error());
  const auto kdf = document ? document->root().find("kdf") : std::nullopt;
  const auto passes = kdf ? kdf->find("passes") : std::nullopt;
  const auto memory = kdf ? kdf->find("memory_bytes") : std::nullopt;
  const auto at_least = [](const std::optional<json::Cursor>& number, std::uint64_t least) {
    const auto value = number ? number->unsigned_integer() : Result<std::uint64_t>(0U);
    return value && *value >= least;
  };
  if (!at_least(passes, crypto::k_password_cost_floor.passes) ||
      !at_least(memory, crypto::k_password_cost_floor.memory_bytes)) {
    return ill("passphrase_cost", Health::warning,
               {"the passphrase is cheaper to guess than it should be",
                "de wachtzin is makkelijker te raden dan zou moeten"},
               {"Make a new home with this version when you rotate keys.",
                "Maak met deze versie een nieuwe map als u sleutels vervangt."});
  }
  return healthy("passphrase_cost",
                 {"guessing the passphrase is dear", "de wachtzin raden kost veel moeite"});
}

/// The store, and the time of its newest entry.
Diagnosis check_store(const Home& home, Instant& newest) {
  const auto read = [&]() -> Status {
    const auto store = TRY(open_store(home));
    const auto snapshot = TRY(store->look());
    newest = TRY(snapshot->head()).at;
    return {};
  };
  if (const Status done = read(); !done) {
    const bool newer = done.error().where == "version";
    return ill("store", Health::problem,
               {"the store cannot be read", "het register is niet te lezen"},
               newer ? host::Text{"Install a newer version of this program.",
                                  "Installeer een nieuwere versie van dit programma."}
                     : host::Text{"Put it back from a copy.", "Zet het terug vanaf een kopie."},
               done.error(), dutch_sentences());
  }
  return healthy("store", {"the store can be read", "het register is te lezen"});
}

/// That no entry of the ledger was changed, and that what is kept beside them follows from them.
Diagnosis check_ledger(const Home& home, host::Language language) {
  const host::CatchInterrupts ask_first;
  host::Progress progress({"proving the ledger", "register bewijzen"}, language, 0);
  std::uint64_t before = 0;
  const auto go_on = [&](std::uint64_t looked_at) {
    progress.advance(looked_at - before);
    before = looked_at;
    return !host::interrupted();
  };
  const auto prove = [&]() -> Result<ChainProof> {
    const auto store = TRY(open_store(home));
    const auto snapshot = TRY(store->look());
    return prove_chain(*snapshot, go_on);
  };
  const auto proof = prove();
  const host::Text next{"Do not write to it. Restore a backup, and find out who changed it.",
                        "Schrijf er niet meer in. Zet een reservekopie terug, en ga na wie het "
                        "veranderde."};
  if (!proof) {
    const bool newer = proof.error().where == "version";
    return ill("ledger", Health::problem,
               {"the ledger could not be proven", "het register is niet bewezen"},
               newer ? host::Text{"Install a newer version of this program.",
                                  "Installeer een nieuwere versie van dit programma."}
                     : next,
               proof.error(), dutch_sentences());
  }
  if (proof->broken) {
    const std::string entry = std::to_string(proof->broken->position);
    return {"ledger", Health::problem, "entry " + entry + ": " + proof->broken->what.en,
            "regel " + entry + ": " + proof->broken->what.nl, next};
  }
  const std::string count = std::to_string(proof->head.position);
  return {"ledger",
          Health::ok,
          "all " + count + " entries are as they were written",
          "alle " + count + " regels zijn zoals ze geschreven zijn",
          {}};
}

/// When the credential in a published file ends; nothing when it has no end.
std::optional<Instant> end_of(const std::string& path) {
  const auto text = host::read_file(path, k_max_file_bytes);
  if (!text) return std::nullopt;
  const auto document = json::Document::parse(*text);
  const auto end = document ? document->root().find("validUntil") : std::nullopt;
  if (!end || !end->is_string()) return std::nullopt;
  const auto at = parse_instant(end->raw_string());
  return at ? std::optional(*at) : std::nullopt;
}

Diagnosis check_published(const std::string& folder, Instant now) {
  const auto files = host::list_files(folder);
  if (!files) {
    return ill("published", Health::problem,
               {"the published folder cannot be read", "de gepubliceerde map is niet te lezen"},
               {"Check the path.", "Controleer het pad."}, files.error(), dutch_sentences());
  }
  const host::Text next{"Run: credenza-issuer publish.", "Voer uit: credenza-issuer publish."};
  std::size_t lists = 0;
  for (const std::string& path : *files) {
    const auto end = path.ends_with(".json") ? end_of(path) : std::nullopt;
    if (!end) continue;
    ++lists;
    if (*end <= now) {
      return ill("published", Health::problem, {"a list has ended", "een lijst is afgelopen"}, next,
                 path);
    }
    if (*end <= now + k_soon) {
      return ill("published", Health::warning, {"a list ends soon", "een lijst loopt bijna af"},
                 next, path);
    }
  }
  if (lists == 0) {
    return ill("published", Health::warning,
               {"there is no status list in that folder", "er is geen statuslijst in die map"},
               next, folder);
  }
  return healthy("published", {"no list ends soon", "geen lijst loopt bijna af"});
}

/// That the ledger has everything that it had when its head was published last.
Diagnosis check_ledger_head(const Home& home, const std::string& published, Instant now) {
  const host::Text publish{"Run: credenza-issuer publish.", "Voer uit: credenza-issuer publish."};
  const auto url = Url::parse(home.config.url + "ledger-head.json");
  const auto text = url ? host::read_file(published + url->path(), k_max_file_bytes)
                        : Result<std::string>(url.error());
  if (!text && text.error().code == Code::not_found) {
    return ill(
        "ledger_head", Health::warning,
        {"no head of the ledger was published", "de stand van het register is niet gepubliceerd"},
        publish, text.error(), dutch_sentences());
  }
  const auto head = text ? read_head(*text, home, now) : Result<LedgerHead>(text.error());
  if (!head) {
    return ill("ledger_head", Health::problem,
               {"the head of the ledger that was published is damaged, or not of this issuer",
                "de gepubliceerde stand van het register is beschadigd, of niet van deze uitgever"},
               {"Find out who changed it, and run: credenza-issuer publish.",
                "Ga na wie het veranderde, en voer uit: credenza-issuer publish."},
               head.error(), dutch_sentences());
  }
  const auto check = [&]() -> Status {
    const auto store = TRY(open_store(home));
    const auto snapshot = TRY(store->look());
    return check_holds(*snapshot, *head);
  };
  if (const Status done = check(); !done) {
    return ill("ledger_head", Health::problem,
               {"the ledger is not the one that was published",
                "het register is niet wat er is gepubliceerd"},
               {"Do not write to it. Restore the newest backup of it.",
                "Schrijf er niet meer in. Zet de nieuwste reservekopie ervan terug."},
               done.error(), dutch_sentences());
  }
  return healthy("ledger_head", {"the ledger has everything that was published of it",
                                 "in het register staat alles wat ervan is gepubliceerd"});
}

struct DoctorOptions {
  VerbOptions common;
  std::string published;  ///< a folder that was published, or empty
  bool quick = false;     ///< without proving the ledger
};

Result<int> doctor(const DoctorOptions& options) {
  const std::string folder = home_folder(options.common);
  const Instant now = host::SystemClock().now();
  const auto home = load_home(folder);
  Instant newest{};
  std::vector<Diagnosis> found{host::check_settings(options.common.settings),
                               check_home(home, folder)};
  if (home) {
    found.push_back(host::check_rights("home_rights", folder));
    found.push_back(host::check_rights("keys_rights", folder + "/keys.json"));
    found.push_back(host::check_rights("store_rights", home->store_file()));
    found.push_back(check_cost(folder));
    found.push_back(check_store(*home, newest));
    if (!options.quick) found.push_back(check_ledger(*home, options.common.language()));
    found.push_back(host::check_space(folder));
  }
  found.push_back(host::check_clock(now, newest));
  found.push_back(host::check_locked_memory());
  if (!options.published.empty()) found.push_back(check_published(options.published, now));
  if (home && !options.published.empty())
    found.push_back(check_ledger_head(*home, options.published, now));
  return host::tell(k_role, options.common, found);
}

}  // namespace

void add_doctor(CommandLine& line) {
  CLI::App& verb = *line.app().add_subcommand(
      "doctor", line.in({"Check the set-up of this issuer, and say what to do",
                         "Controleer de inrichting van deze uitgever, en zeg wat er te doen is"}));
  auto& options = line.keep<DoctorOptions>(verb, doctor, WithoutSettings::runs);
  verb.add_option("--home", options.common.home,
                  line.in({"The issuer's folder", "De map van de uitgever"}));
  verb.add_option("--published", options.published,
                  line.in({"Folder that was published: say which lists are about to end",
                           "Gepubliceerde map: zeg welke lijsten bijna aflopen"}));
  verb.add_flag("--quick", options.quick,
                line.in({"Do not prove the ledger", "Bewijs het register niet"}));
  host::add_common_options(verb, options.common, line.language());
  host::set_example(verb, "credenza-issuer doctor --published /var/www/html");
}

}  // namespace credenza::issuer
