// `trust import`: signed lists of issuers, and newer ones.
#include <array>
#include <span>

#include "did/did.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/http_client.h"
#include "host/system.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/list_store.h"
#include "verifier/list_view.h"
#include "verifier/reading.h"

namespace credenza::verifier {
namespace {

using host::ErrorHelp;
using host::Text;

constexpr std::array k_dutch = {
    Text{"number *; imported before: *", "nummer *; eerder ingelezen: *"},
    Text{"more than 64 trust lists", "meer dan 64 lijsten"}};
constexpr std::array<std::span<const Text>, 1> k_tables = {k_dutch};

/// A list that was played again is as genuine as on its day: it is not accepted, and no forgery.
ErrorHelp help_for(Code code) {
  switch (code) {
    case Code::untrusted:
      return {.what = {"whoever signed this list is no keeper of lists on your own list",
                       "wie deze lijst ondertekende, staat bij u niet als beheerder"},
              .next = {"If you trust them with it: credenza-verifier trust add --as list-keeper.",
                       "Vertrouwt u ze: credenza-verifier trust add --as list-keeper."},
              .exit = host::k_exit_not_accepted};
    case Code::bad_signature:
      return {.what = {"this list was changed, or its keeper did not sign it",
                       "deze lijst is veranderd, of niet door de beheerder ondertekend"},
              .next = {"Do not use it. Get the list from its own address.",
                       "Gebruik deze niet. Haal de lijst op bij het eigen adres."},
              .exit = host::k_exit_not_genuine};
    case Code::unavailable:
      return {.what = {"whether its keeper signed this list could not be found out",
                       "of de beheerder deze lijst ondertekende, is niet te controleren"},
              .next = {"Try again with a network, or give a copy of the keeper's did.json: "
                       "--published DIR.",
                       "Probeer het met internet, of geef een kopie van de did.json van de "
                       "beheerder: --published MAP."},
              .exit = host::k_exit_undetermined};
    case Code::conflict:
      return {.what = {"this list is older than the one you have, or the same (rollback)",
                       "deze lijst is ouder dan die u hebt, of dezelfde (rollback)"},
              .next = {"Nothing was changed. Get the newest list from its own address.",
                       "Er is niets veranderd. Haal de nieuwste lijst op bij het eigen adres."},
              .exit = host::k_exit_not_accepted};
    case Code::expired:
    case Code::not_yet_valid:
      return {.what = {"this list does not hold today", "deze lijst geldt vandaag niet"},
              .next = {"Get the newest list from its own address, and look at the clock.",
                       "Haal de nieuwste lijst op bij het eigen adres, en kijk naar de klok."},
              .exit = host::k_exit_not_accepted};
    default:
      return {.what = {"this is no trust list that can be used",
                       "dit is geen lijst die te gebruiken is"},
              .next = {"Get it again, or ask its keeper.",
                       "Haal de lijst opnieuw op, of vraag het de beheerder."},
              .exit = std::nullopt};
  }
}

/// Whom the keepers' keys are asked of.
struct World {
  explicit World(bool offline)
      : fetcher(host::HttpRules{.offline = offline}),
        methods(fetcher),
        statuses(fetcher, methods),
        statements(fetcher, methods) {}

  host::HttpFetcher fetcher;
  did::Resolver methods;
  verify::StatusLists statuses;
  verify::Statements statements;
};

Error at_file(const std::string& path, Error error) {
  error.where = path + (error.where.empty() ? "" : " " + error.where);
  return error;
}

int tell(const std::vector<NewList>& lists, const TrustStore& own, Instant now,
         const host::CommonOptions& common) {
  Json object = {{"schema", "credenza.verifier.trust.import/1"}, {"lists", Json::array()}};
  std::string text;
  for (const NewList& one : lists) {
    const ListState state = state_of(one.list, own, now);
    object["lists"].push_back(to_json(one.list.contents(), state));
    if (!text.empty()) text += "\n";
    text += list_text(one.list.contents(), state, common.language());
  }
  const Status written = common.json ? host::write_json(object) : host::write_output(text);
  return written ? host::k_exit_done : host::report_error(k_role, {}, written.error());
}

}  // namespace

int run_trust_import(const TrustImportOptions& import, const std::string& home,
                     const host::CommonOptions& common) {
  const auto lock = lock_trust(home);
  if (!lock) return report_lock_error(lock.error(), common);
  const auto own = TrustStore::load(trust_file(home));
  if (!own) return report_trust_error(own.error(), common);
  auto known = load_lists(home_folder(home));
  if (!known) return report_trust_error(known.error(), common);
  World world(import.offline);
  for (const std::string& folder : import.published) {
    const Status added =
        add_folder(folder, world.methods, world.statuses, world.statements, nullptr);
    if (!added) return tell_error(common, added.error());
  }
  const Instant now = host::SystemClock().now();
  // All of them, or none.
  std::vector<NewList> taken;
  for (const std::string& path : import.files) {
    auto text = host::read_file(path, trust_list::k_max_bytes);
    if (!text) return tell_error(common, text.error());
    auto judged = judge_list(*std::move(text), *own, *known, world.methods, now);
    if (!judged) {
      ErrorHelp help = help_for(judged.error().code);
      help.sentences = {.tables = k_tables, .names = {}};
      return tell_error(common, at_file(path, judged.error()), help);
    }
    std::erase_if(*known, [&judged](const trust_list::TrustList& one) {
      return one.contents().id == judged->list.contents().id;
    });
    known->push_back(judged->list);
    taken.push_back(*std::move(judged));
  }
  for (const NewList& one : taken) {
    if (const Status kept = keep_list(home_folder(home), one); !kept)
      return tell_error(common, kept.error());
  }
  return tell(taken, *own, now, common);
}

}  // namespace credenza::verifier
