// show: one credential, and to whom it was shown.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/system.h"
#include "open_badges/open_badges.h"
#include "wallet/held_view.h"
#include "wallet/own_words_view.h"
#include "wallet/reading_view.h"
#include "wallet/receipt.h"
#include "wallet/record_text.h"
#include "wallet/session.h"
#include "wallet/surroundings.h"

namespace credenza::wallet {
namespace {

constexpr json::Limits k_limits{.max_bytes = k_max_credential_bytes, .max_depth = 64};

struct ShowOptions {
  VerbOptions common;
  std::string id;
  bool raw = false;
};

/// One labelled line; nothing for an empty value.
std::string line(Language language, const Text& label, const std::string& value) {
  if (value.empty()) return {};
  return padded(label.in(language), 12) + value + "\n";
}

std::string receipts_text(const std::vector<Receipt>& all, Id credential, Language language) {
  std::string out;
  for (const Receipt& receipt : all) {
    if (std::ranges::find(receipt.credentials, credential) == receipt.credentials.end()) continue;
    const Text until{", until ", ", tot "};
    out += line(language, {"shown to", "getoond aan"},
                shown(receipt.to) + ", " + date_text(receipt.at, language) +
                    std::string(until.in(language)) + moment_text(receipt.until));
  }
  return out;
}

std::string credential_text(const HeldCredential& one, std::string_view text,
                            const std::vector<HolderKey>& keys, Instant now, Language language) {
  const Held& held = one.held;
  std::string out =
      line(language, {"id", "nummer"}, to_text(one.id)) +
      line(language, {"what", "wat"}, title_of(held, language)) +
      line(language, {"issuer", "uitgever"}, issuer_of(held) + " " + shown(held.issuer_id));
  const auto document = json::Document::parse(text, k_limits);
  if (document) {
    const auto record = open_badges::read_record(document->root());
    if (record) out += record_text(*record, language);
  }
  const Text owner = held.subject_id.empty() ? Text{"bound to nobody", "op niemands sleutel"}
                     : is_mine(keys, held)
                         ? Text{"a key of this vault", "een sleutel uit deze kluis"}
                         : Text{"a key that is not here", "een sleutel die hier niet is"};
  out += line(language, {"issued to", "op naam van"},
              std::string(owner.in(language)) + " " + shown(held.subject_id));
  out += line(language, {"awarded", "behaald"}, awarded_text(held, language));
  out += line(language, {"valid until", "geldig tot"}, until_text(held, language));
  const Text checked{", checked ", ", nagekeken "};
  return out + line(language, {"state", "stand"},
                    std::string(state_text(held, now).in(language)) +
                        std::string(checked.in(language)) + date_text(held.checked, language));
}

Json to_json(const Receipt& receipt) {
  Json out = to_meta(receipt);
  out["id"] = to_text(receipt.id);
  return out;
}

/// Own words have no issuer and no mark.
Result<int> show_own_words(const ShowOptions& options, Vault& vault, Id id, Instant now) {
  const Language language = options.common.language();
  const std::vector<OwnWords> all = TRY(own_words(vault));
  const OwnWords& words = *std::ranges::find(all, id, &OwnWords::id);
  if (options.raw) {
    const Content content = TRY(vault.read(id));
    TRY(host::write_output(as_text(content.body())));
    return host::k_exit_done;
  }
  if (options.common.json) {
    const Json around = TRY(surroundings_json(vault, id, now));
    Json out{{"schema", "credenza.wallet.show/1"}};
    out.update(to_json(words));
    out["endorsements"] = around["endorsements"];
    out["evidence"] = around["evidence"];
    TRY(host::write_json(out));
    return host::k_exit_done;
  }
  if (options.common.helper) {
    ReadingLines lines(options.common);
    add_own_words(lines, words);
    TRY(host::write_output(std::move(lines).take()));
    return host::k_exit_done;
  }
  const std::string around = TRY(surroundings_text(vault, id, now, language));
  const std::string told = own_words_text(words, language) + around;
  TRY(host::write_output(options.common.plain ? without_symbols(told) : told));
  return host::k_exit_done;
}

Result<Json> shown_as_json(const HeldCredential& one, std::string_view text,
                           const std::vector<HolderKey>& keys, const std::vector<Receipt>& all,
                           const Json& around, Instant now) {
  Json out{{"schema", "credenza.wallet.show/1"}};
  const Json credential = to_json(one, keys, now);
  for (const auto& [name, value] : credential.items())
    out[name] = value;
  out["receipts"] = Json::array();
  for (const Receipt& receipt : all) {
    if (std::ranges::find(receipt.credentials, one.id) != receipt.credentials.end()) {
      out["receipts"].push_back(to_json(receipt));
    }
  }
  out.update(around);
  const auto document = json::Document::parse(text, k_limits);
  if (document) {
    out["document"] = json::to_value(document->root());
  } else {
    out["document"] = host::printable(text);
  }
  return out;
}

/// What a helper sees: that there is something, and in what state.
std::string for_helper(const HeldCredential& one, const std::vector<Receipt>& all, Instant now,
                       const VerbOptions& options) {
  ReadingLines lines(options);
  add_credential(lines, one, now, options.language());
  for (const Receipt& receipt : all) {
    const bool is_of_this =
        std::ranges::find(receipt.credentials, one.id) != receipt.credentials.end();
    if (is_of_this) add_receipt(lines, receipt, options.language());
  }
  return std::move(lines).take();
}

Result<int> show(const ShowOptions& options) {
  if (options.common.helper && options.raw)
    return fail(Code::malformed, "--helper", "with --raw everything would be seen");
  if (options.raw && options.common.json) {
    return fail(Code::malformed, "--json",
                "with --raw standard output is the credential as it was received");
  }
  Vault vault = TRY(open_vault(options.common, Access::read));
  const Id id = TRY(find_by_prefix(vault, options.id, {Kind::credential, Kind::own_words}));
  const Instant now = host::SystemClock().now();
  if (vault.index().find(id)->kind == Kind::own_words)
    return show_own_words(options, vault, id, now);
  const Content content = TRY(vault.read(id));
  const std::string_view text = as_text(content.body());
  if (options.raw) {
    TRY(host::write_output(host::stdout_is_terminal() ? host::printable(text) + "\n"
                                                      : std::string(text)));
    return host::k_exit_done;
  }
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  const HeldCredential& one = *std::ranges::find(all, id, &HeldCredential::id);
  const std::vector<HolderKey> keys = TRY(holder_keys(vault));
  const std::vector<Receipt> given = TRY(receipts(vault));
  const Language language = options.common.language();
  if (options.common.json) {
    const Json around = TRY(surroundings_json(vault, id, now));
    const Json object = TRY(shown_as_json(one, text, keys, given, around, now));
    TRY(host::write_json(object));
  } else if (options.common.helper) {
    TRY(host::write_output(for_helper(one, given, now, options.common)));
  } else {
    const std::string around = TRY(surroundings_text(vault, id, now, language));
    const std::string told = credential_text(one, text, keys, now, language) + around +
                             receipts_text(given, id, language);
    TRY(host::write_output(options.common.plain ? without_symbols(told) : told));
  }
  return host::k_exit_done;
}

}  // namespace

void add_show(CommandLine& line) {
  const auto [verb, options] =
      line.verb<ShowOptions>({"show",
                              {"Show one credential, and to whom it was shown",
                               "Toon één certificaat, en wie het heeft gezien"}},
                             show);
  add_id(line, verb, options.id);
  verb.add_flag("--raw", options.raw,
                line.in({"Print it as it was received", "Toon het zoals het binnenkwam"}));
  add_reading(line, verb, options.common);
  host::set_example(verb, "credenza-wallet show 3fa8 --json");
}

}  // namespace credenza::wallet
