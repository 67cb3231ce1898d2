// history and receipts: what was shown to whom, and the letters that follow from it.
#include <algorithm>
#include <cctype>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "open_badges/open_badges.h"
#include "wallet/letter.h"
#include "wallet/receipt_view.h"
#include "wallet/session.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_name_bytes = 200;
constexpr std::string_view k_access = "access";
constexpr std::string_view k_deletion = "deletion";

struct HistoryOptions {
  VerbOptions common;
  std::string to;          ///< only receivers in whose name this stands
  std::string credential;  ///< an id, or its beginning
  bool running = false;    ///< only what can still be shown
};

struct ReceiptOptions {
  VerbOptions common;
  std::string id;
};

struct LetterOptions {
  VerbOptions common;
  std::string id;
  std::string kind;
  std::string name;
  std::string out;  ///< empty: standard output
  bool force = false;
};

std::vector<Id> ids_held(const Vault& vault) {
  std::vector<Id> held;
  for (const Entry& entry : vault.index().entries()) {
    if (entry.kind == Kind::credential || entry.kind == Kind::endorsement) held.push_back(entry.id);
  }
  return held;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

/// The credential that is meant by `prefix`: one that is held, or that a receipt names.
/// @error as find_by_prefix()
Result<Id> find_shown(const Vault& vault, const std::vector<Receipt>& all,
                      const std::string& prefix) {
  std::vector<Id> named;
  for (const Receipt& receipt : all) {
    for (const Id id : receipt.credentials) {
      if (to_text(id).starts_with(prefix)) named.push_back(id);
    }
  }
  std::ranges::sort(named);
  named.erase(std::ranges::unique(named).begin(), named.end());
  const Result<Id> held = find_by_prefix(vault, prefix, {Kind::credential, Kind::endorsement});
  // What was removed is found by what receipts say of it; what is no id stays none.
  if (!held && (held.error().code != Code::not_found || named.empty())) return held;
  if (named.size() > 1 || (held && named.size() == 1 && named.front() != *held))
    return fail(Code::conflict, "id", "several ids begin so; give more characters");
  return held ? *held : named.front();
}

Result<std::vector<Given>> filtered(Vault& vault, const HistoryOptions& options, Instant now) {
  const std::vector<Receipt> all = TRY(receipts(vault));
  std::optional<Id> credential;
  if (!options.credential.empty()) credential = TRY(find_shown(vault, all, options.credential));
  std::vector<Given> found;
  for (const Receipt& receipt : all) {
    if (lower(receipt.to).find(lower(options.to)) == std::string::npos) continue;
    if (options.running && !receipt.runs_at(now)) continue;
    if (credential &&
        std::ranges::find(receipt.credentials, *credential) == receipt.credentials.end())
      continue;
    std::vector<ShownCredential> credentials = TRY(shown_in(vault, receipt));
    found.push_back({receipt, std::move(credentials)});
  }
  return found;
}

Result<int> history(const HistoryOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::read));
  const Instant now = host::SystemClock().now();
  const std::vector<Given> all = TRY(filtered(vault, options, now));
  const Language language = options.common.language();
  if (options.common.json) {
    const std::vector<Id> held = ids_held(vault);
    Json rows = Json::array();
    for (const Given& given : all)
      rows.push_back(to_json(given, held, now));
    TRY(host::write_json({{"schema", "credenza.wallet.history/1"}, {"receipts", std::move(rows)}}));
    return host::k_exit_done;
  }
  if (all.empty()) {
    talk(options.common, {"Nothing was shown that fits this.", "Er is niets getoond dat past."});
    return host::k_exit_done;
  }
  std::string table = history_header(language);
  for (const Given& given : all)
    table += history_row(given, language, now);
  TRY(host::write_output(table));
  return host::k_exit_done;
}

/// The receipt that is meant by `prefix`.
/// @error as find_by_prefix(), receipts(), shown_in()
Result<Given> find_receipt(Vault& vault, const std::string& prefix) {
  const Id id = TRY(find_by_prefix(vault, prefix, {Kind::receipt}));
  const std::vector<Receipt> all = TRY(receipts(vault));
  const Receipt& receipt = *std::ranges::find(all, id, &Receipt::id);
  std::vector<ShownCredential> credentials = TRY(shown_in(vault, receipt));
  return Given{receipt, std::move(credentials)};
}

Result<int> show_receipt(const ReceiptOptions& options) {
  Vault vault = TRY(open_vault(options.common, Access::read));
  const Given given = TRY(find_receipt(vault, options.id));
  const std::vector<Id> held = ids_held(vault);
  const Instant now = host::SystemClock().now();
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.receipts.show/1"}};
    const Json receipt = to_json(given, held, now);
    for (const auto& [name, value] : receipt.items())
      out[name] = value;
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(receipt_text(given, held, options.common.language(), now)));
  }
  return host::k_exit_done;
}

/// The name of the person, from the first of `credentials` that is still held and says it.
/// @error missing  none does; `where` is "--name"
Result<std::string> name_in(Vault& vault, const std::vector<ShownCredential>& credentials) {
  for (const ShownCredential& one : credentials) {
    const ListedRecord* record = vault.manifest().find(one.id);
    if (record == nullptr || record->kind != Kind::credential) continue;
    const Content content = TRY(vault.read(one.id));
    const auto document = json::Document::parse(
        as_text(content.body()), {.max_bytes = k_max_credential_bytes, .max_depth = 64});
    if (!document) continue;
    const auto learned = open_badges::read_record(document->root());
    if (learned && !learned->person.full_name().empty()) return learned->person.full_name();
  }
  return fail(Code::missing, "--name", "what was shown says no name, or is not in the vault");
}

Status check_letter(const LetterOptions& options) {
  if (options.name.size() > k_max_name_bytes || host::printable(options.name) != options.name)
    return fail(Code::malformed, "--name", "1 to 200 characters that can be printed");
  if (options.out == "-" && options.common.json)
    return fail(Code::malformed, "--json", "with -o - standard output is the letter itself");
  return check_output(options.out, options.force);
}

Status put_letter(const LetterOptions& options, const Letter& letter) {
  const std::string text = letter_text(letter, options.common.language());
  const bool to_file = !options.out.empty() && options.out != "-";
  if (to_file) TRY(host::write_file(options.out, as_bytes(text), {.overwrite = options.force}));
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.receipts.letter/1"},
             {"receipt", to_text(letter.receipt.id)},
             {"kind", options.kind},
             {"to", letter.receipt.to}};
    if (to_file) out["file"] = host::printable(options.out);
    out["text"] = text;
    return host::write_json(out);
  }
  return host::write_output(to_file ? host::printable(options.out) + "\n" : text);
}

Result<int> write_letter(const LetterOptions& options) {
  TRY(check_letter(options));
  Vault vault = TRY(open_vault(options.common, Access::read));
  Given given = TRY(find_receipt(vault, options.id));
  const std::string name =
      options.name.empty() ? TRY(name_in(vault, given.credentials)) : options.name;
  const LetterKind kind = options.kind == k_access ? LetterKind::access : LetterKind::deletion;
  TRY(put_letter(options, {kind, name, std::move(given.receipt), std::move(given.credentials),
                           host::local_date(host::SystemClock().now())}));
  return host::k_exit_done;
}

void add_letter(CommandLine& line, CLI::App& group) {
  const auto [verb, options] =
      line.verb<LetterOptions>(group,
                               {"letter",
                                {"Write to the receiver: what do you hold of me, or erase it",
                                 "Schrijf de ontvanger: wat bewaart u over mij, of wis het"}},
                               write_letter);
  add_id(line, verb, options.id);
  verb.add_option("--kind", options.kind,
                  line.in({"access: what they hold; deletion: that they erase it",
                           "access: wat ze bewaren; deletion: dat ze het wissen"}))
      ->required()
      ->check(CLI::IsMember({std::string(k_access), std::string(k_deletion)}));
  verb.add_option("--name", options.name,
                  line.in({"Who writes; else the name in what was shown",
                           "Wie schrijft; anders de naam in het getoonde bewijs"}));
  verb.add_option("-o,--output", options.out,
                  line.in({"File to write; without it the letter is printed",
                           "Het bestand; anders komt de brief op het scherm"}));
  verb.add_flag("--force", options.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
  host::set_example(verb, "credenza-wallet receipts letter 7c01 --kind access -o letter.txt");
}

}  // namespace

void add_history(CommandLine& line) {
  const auto [verb, options] =
      line.verb<HistoryOptions>({"history",
                                 {"What was shown to whom, for what, until when",
                                  "Wat u aan wie hebt getoond, waarvoor en tot wanneer"}},
                                history);
  verb.add_option("--to", options.to,
                  line.in({"Only to receivers in whose name this stands",
                           "Alleen aan ontvangers met dit in hun naam"}));
  verb.add_option("--credential", options.credential,
                  line.in({"Only of this credential, also when it was removed",
                           "Alleen van dit bewijs, ook als het weg is"}));
  verb.add_flag(
      "--running", options.running,
      line.in({"Only what the receiver can still show", "Alleen wat de ontvanger nog kan tonen"}));
  host::set_example(verb, "credenza-wallet history --to brouwer");
}

void add_receipt_verbs(CommandLine& line) {
  CLI::App& group = line.group(
      "receipts", {"The receipts of what was shown", "De bewijzen van wat u hebt getoond"});
  const auto [verb, options] = line.verb<ReceiptOptions>(
      group, {"show", {"Show one receipt", "Toon één bewijs van delen"}}, show_receipt);
  add_id(line, verb, options.id);
  host::set_example(verb, "credenza-wallet receipts show 7c01");
  add_letter(line, group);
}

}  // namespace credenza::wallet
