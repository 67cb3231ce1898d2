// list and show: what is held.
#include <algorithm>

#include "host/exit_codes.h"
#include "open_badges/open_badges.h"
#include "wallet/held.h"
#include "wallet/holder_key.h"
#include "wallet/receipt.h"
#include "wallet/record_text.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_title_width = 36;
constexpr std::size_t k_issuer_width = 24;
constexpr json::Limits k_limits{.max_bytes = k_max_credential_bytes, .max_depth = 64};

bool is_mine(const std::vector<HolderKey>& keys, const Held& held) {
  return std::ranges::find(keys, held.subject_id, &HolderKey::did) != keys.end();
}

Json to_json(const HeldCredential& one, const std::vector<HolderKey>& keys, Instant now) {
  const Held& held = one.held;
  Json title = Json::object();
  for (const auto& [language, text] : held.title)
    title[language] = text;
  Json out{{"id", to_text(one.id)},
           {"state", state_word(held, now)},
           {"verdict", verify::to_string(held.verdict_at(now))},
           {"checked", format_instant(held.checked)},
           {"title", std::move(title)},
           {"issuer", {{"id", held.issuer_id}, {"name_claimed", held.issuer_name}}}};
  if (!held.subject_id.empty())
    out["subject"] = {{"id", held.subject_id}, {"key_held", is_mine(keys, held)}};
  if (!held.awarded.empty()) out["awarded"] = held.awarded;
  if (held.valid_from) out["valid_from"] = format_instant(*held.valid_from);
  if (held.valid_until) out["valid_until"] = format_instant(*held.valid_until);
  out["added"] = format_instant(held.added);
  out["credential_id"] = held.credential_id;
  out["format"] = held.format;
  return out;
}

std::string awarded_text(const Held& held, Language language) {
  if (const auto date = parse_date(held.awarded); date && language == Language::nl) {
    return held.awarded.substr(8, 2) + "-" + held.awarded.substr(5, 2) + "-" +
           held.awarded.substr(0, 4);
  }
  if (!held.awarded.empty()) return shown(held.awarded);
  return held.valid_from ? date_text(date_in_amsterdam(*held.valid_from), language) : "";
}

std::string until_text(const Held& held, Language language) {
  return held.valid_until ? date_text(date_in_amsterdam(*held.valid_until), language)
                          : std::string(Text{"no end", "geen eind"}.in(language));
}

std::string row_of(const HeldCredential& one, Instant now, Language language) {
  const Held& held = one.held;
  return padded(to_text(one.id).substr(0, 8), 8) + " " +
         padded(title_of(held, language), k_title_width) + " " +
         padded(issuer_of(held), k_issuer_width) + " " + padded(awarded_text(held, language), 10) +
         " " + padded(until_text(held, language), 10) + " " +
         std::string(state_text(held, now).in(language)) + "\n";
}

std::string header_row(Language language) {
  const auto cell = [language](const Text& text, std::size_t width) {
    return padded(text.in(language), width) + " ";
  };
  return cell({"id", "nummer"}, 8) + cell({"what", "wat"}, k_title_width) +
         cell({"issuer (as it says)", "uitgever (zegt die zelf)"}, k_issuer_width) +
         cell({"awarded", "behaald"}, 10) + cell({"until", "tot"}, 10) +
         std::string(Text{"state", "stand"}.in(language)) + "\n";
}

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

Result<Json> shown_as_json(const HeldCredential& one, std::string_view text,
                           const std::vector<HolderKey>& keys, const std::vector<Receipt>& all,
                           Instant now) {
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
  const auto document = json::Document::parse(text, k_limits);
  if (document) {
    out["document"] = json::to_value(document->root());
  } else {
    out["document"] = host::printable(text);
  }
  return out;
}

}  // namespace

Result<int> list(const Options& options) {
  const Vault vault = TRY(open_vault(options, Access::read));
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  const Instant now = host::SystemClock().now();
  if (options.common.json) {
    const std::vector<HolderKey> keys = TRY(holder_keys(vault));
    Json rows = Json::array();
    for (const HeldCredential& one : all)
      rows.push_back(to_json(one, keys, now));
    TRY(host::write_json({{"schema", "credenza.wallet.list/1"}, {"credentials", std::move(rows)}}));
    return host::k_exit_done;
  }
  const Language language = options.common.language();
  if (all.empty()) {
    talk(options,
         {"The vault holds no credentials. Add one: credenza-wallet add FILE",
          "Er zitten nog geen certificaten in de kluis. Toevoegen: credenza-wallet add BESTAND"});
    return host::k_exit_done;
  }
  std::string table = header_row(language);
  for (const HeldCredential& one : all)
    table += row_of(one, now, language);
  TRY(host::write_output(table));
  return host::k_exit_done;
}

Result<int> show(const Options& options) {
  if (options.raw && options.common.json) {
    return fail(Code::malformed, "--json",
                "with --raw standard output is the credential as it was received");
  }
  Vault vault = TRY(open_vault(options, Access::read));
  const Id id = TRY(find_by_prefix(vault, options.arguments.front(), {Kind::credential}));
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
  const Instant now = host::SystemClock().now();
  const Language language = options.common.language();
  if (options.common.json) {
    const Json object = TRY(shown_as_json(one, text, keys, given, now));
    TRY(host::write_json(object));
  } else {
    TRY(host::write_output(credential_text(one, text, keys, now, language) +
                           receipts_text(given, id, language)));
  }
  return host::k_exit_done;
}

}  // namespace credenza::wallet
