// `trust add`, `trust list`, `trust remove`: the reader's own list, and the lists of others.
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/list_store.h"
#include "verifier/list_view.h"
#include "verifier/trust_store.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::size_t k_label_width = 12;

int usage_error(const Error& error, const host::CommonOptions& common) {
  return tell_error(common, error,
                    {.what = {"this cannot be put on the list", "dit kan niet op de lijst"},
                     .next = {"Run: credenza-verifier trust add --help",
                              "Hulp: credenza-verifier trust add --help"},
                     .exit = host::k_exit_usage});
}

/// What is printed when it is done: `line` for people, or `object` for scripts.
int done(const host::CommonOptions& common, const std::string& text, const Json& object) {
  const Status written = common.json ? host::write_json(object) : host::write_output(text);
  return written ? host::k_exit_done : host::report_error(k_role, {}, written.error());
}

Result<TrustEntry> entry_of(const TrustAddOptions& add, Instant now) {
  TrustEntry entry;
  entry.issuer = add.issuer;
  entry.name = add.name;
  entry.types = add.types;
  entry.since = now;
  entry.reason = add.reason;
  for (const std::string& word : add.roles)
    entry.roles.push_back(*role_of(word));
  if (!add.until.empty()) {
    const auto day = parse_date(add.until);
    if (!day) return fail(Code::malformed, "--until", day.error().detail);
    if (*day < date_in_amsterdam(now)) {
      return fail(Code::out_of_range, "--until", "that day has passed");
    }
    entry.until = *day;
  }
  return entry;
}

/// Changes the list under its lock, so that two changes at a time both count.
template <class Change>
int change_list(const std::string& home, const host::CommonOptions& common, const Change& change) {
  const auto lock = lock_trust(home);
  if (!lock) return report_lock_error(lock.error(), common);
  auto store = TrustStore::load(trust_file(home));
  if (!store) return report_trust_error(store.error(), common);
  if (const Status changed = change(*store); !changed) {
    if (changed.error().code == Code::malformed) return usage_error(changed.error(), common);
    return tell_error(common, changed.error());
  }
  if (const Status saved = store->save(trust_file(home)); !saved) {
    return tell_error(common, saved.error());
  }
  return host::k_exit_done;
}

void append_line(std::string& out, std::string_view label, const std::string& value) {
  if (value.empty()) return;
  out += "  " + std::string(label);
  out.append(k_label_width - label.size(), ' ');
  out += host::printable(value) + "\n";
}

std::string entry_text(const TrustEntry& entry, host::Language language) {
  const auto in = [language](Text text) { return text.in(language); };
  std::string types;
  for (const std::string& type : entry.types)
    types += (types.empty() ? "" : ", ") + type;
  std::string out = host::printable(entry.name) + "\n";
  append_line(out, in({"issuer", "uitgever"}), entry.issuer);
  std::string roles;
  for (const verify::TrustRole role : entry.roles)
    roles += (roles.empty() ? "" : ", ") + std::string(to_string(role));
  append_line(out, in({"as", "als"}), roles);
  append_line(out, in({"for", "voor"}),
              types.empty() ? std::string(in({"anything", "alles"})) : types);
  append_line(out, in({"since", "sinds"}), format_date(date_in_amsterdam(entry.since)));
  append_line(out, in({"until", "tot en met"}), entry.until ? format_date(*entry.until) : "");
  append_line(out, in({"reason", "reden"}), entry.reason);
  return out;
}

}  // namespace

std::string home_folder(const std::string& home) {
  return home.empty() ? host::config_folder() : home;
}

std::string trust_file(const std::string& home) {
  return home_folder(home) + "/trust.json";
}

Result<host::FileLock> lock_trust(const std::string& home) {
  const std::string folder = home_folder(home);
  TRY(host::make_folder(folder));
  return host::FileLock::acquire(folder + "/trust.lock");
}

int report_lock_error(const Error& error, const host::CommonOptions& common) {
  const bool held = error.code == Code::conflict;
  if (!held) return tell_error(common, error);
  return tell_error(common, error,
                    {.what = {"the list is in use", "de lijst is in gebruik"},
                     .next = {"Try again in a moment.", "Probeer het zo opnieuw."},
                     .exit = host::k_exit_locked});
}

int report_no_home(const std::string& home, const host::CommonOptions& common) {
  const Error error{Code::not_found, home, {}};
  return tell_error(
      common, error,
      {.what = {"there is no folder of this name, so no list of issuers either",
                "deze map is er niet, dus ook geen lijst van uitgevers"},
       .next = {"Check the name, or leave --home and CREDENZA_VERIFIER_HOME out to use your own "
                "list. To begin a list there: credenza-verifier trust add --home.",
                "Controleer de naam, of laat --home en CREDENZA_VERIFIER_HOME weg voor uw eigen "
                "lijst. Een lijst begint u daar met: credenza-verifier trust add --home."},
       .exit = host::k_exit_no_home});
}

int report_trust_error(const Error& error, const host::CommonOptions& common) {
  const bool newer = error.code == Code::unsupported && error.where.ends_with(" /schema");
  return tell_error(common, error,
                    {.what = {"your list of issuers cannot be used",
                              "uw lijst van uitgevers is niet te gebruiken"},
                     .next = {"Correct the file, or put a copy of it back.",
                              "Verbeter het bestand, of zet een kopie terug."},
                     .exit = newer ? host::k_exit_newer_version : host::k_exit_error});
}

int run_trust_add(const TrustAddOptions& add, const std::string& home,
                  const host::CommonOptions& common) {
  const auto entry = entry_of(add, host::SystemClock().now());
  if (!entry) return usage_error(entry.error(), common);
  const int exit =
      change_list(home, common, [&](TrustStore& store) { return store.add(*entry, add.force); });
  if (exit != host::k_exit_done) return exit;
  Json object = {{"schema", "credenza.verifier.trust.add/1"}};
  object.update(to_json(*entry));
  const Text said = {" is on your list now.\n", " staat nu op uw lijst.\n"};
  return done(common, host::printable(entry->name) + std::string(said.in(common.language())),
              object);
}

int run_trust_list(const std::string& home, const host::CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) {
    return report_no_home(home, common);
  }
  const auto store = TrustStore::load(trust_file(home));
  if (!store) return report_trust_error(store.error(), common);
  const auto lists = load_lists(home_folder(home));
  if (!lists) return report_trust_error(lists.error(), common);
  Json object = store->to_json();
  object["schema"] = "credenza.verifier.trust.list/1";
  object["lists"] = Json::array();
  std::string text;
  for (const TrustEntry& entry : store->entries()) {
    if (!text.empty()) text += "\n";
    text += entry_text(entry, common.language());
  }
  const Instant now = host::SystemClock().now();
  for (const trust_list::TrustList& list : *lists) {
    const ListState state = state_of(list, *store, now);
    object["lists"].push_back(to_json(list.contents(), state));
    if (!text.empty()) text += "\n";
    text += list_text(list.contents(), state, common.language());
  }
  if (text.empty() && !common.json) {
    host::write_talk(std::string(
        Text{"Your list is empty. To put an issuer on it: credenza-verifier trust add --help\n",
             "Uw lijst is leeg. Zo zet u er een uitgever op: credenza-verifier trust add --help\n"}
            .in(common.language())));
  }
  return done(common, text, object);
}

namespace {

int remove_imported(const std::string& id, const std::string& home,
                    const host::CommonOptions& common) {
  const auto lock = lock_trust(home);
  if (!lock) return report_lock_error(lock.error(), common);
  if (const Status removed = remove_list(home_folder(home), id); !removed)
    return tell_error(common, removed.error());
  const Json object = {{"schema", "credenza.verifier.trust.remove/1"}, {"list", id}};
  const Text said = {" does not count any more.\n", " telt niet meer mee.\n"};
  return done(common, host::printable(id) + std::string(said.in(common.language())), object);
}

}  // namespace

int run_trust_remove(const std::string& issuer, const std::string& home,
                     const host::CommonOptions& common) {
  if (issuer.starts_with("https:")) return remove_imported(issuer, home, common);
  const int exit =
      change_list(home, common, [&](TrustStore& store) { return store.remove(issuer); });
  if (exit != host::k_exit_done) return exit;
  const Json object = {{"schema", "credenza.verifier.trust.remove/1"}, {"issuer", issuer}};
  const Text said = {" is off your list now.\n", " staat niet meer op uw lijst.\n"};
  return done(common, host::printable(issuer) + std::string(said.in(common.language())), object);
}

}  // namespace credenza::verifier
