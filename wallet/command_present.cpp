// present: the answer to a verifier's request. Who asks, what is asked, what is needed, what goes
// out.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "wallet/hand_out.h"
#include "wallet/request_answer.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

namespace requests = presentation_request;

struct PresentOptions {
  VerbOptions common;
  std::string request;
  std::vector<std::string> select;
  std::string show;  ///< parts that are given besides what is needed
  std::string hide;
  ShareOutput output;
  bool preview = false;
  bool yes = false;
  WorldOptions world;
};

Error in_request(const Error& error) {
  return fail(error.code, "request" + error.where, error.detail);
}

/// A request as it was read, and who it is from.
struct Asked {
  Request request;
  requests::Identity identity;
};

Result<Asked> read_request(const PresentOptions& options, World& world) {
  const std::string text = TRY(host::read_file(options.request, requests::k_max_bytes));
  const Result<json::Document> document = requests::parse(text);
  if (!document)
    return fail(document.error().code, "request/" + document.error().where,
                document.error().detail);
  Result<Request> request = requests::read(document->root());
  if (!request) return in_request(request.error());
  const Status in_time = requests::check_time(*request, world.now());
  if (!in_time) return in_request(in_time.error());
  Result<requests::Identity> identity =
      requests::identity(*document, *request, world.methods(), world.now());
  if (!identity) return in_request(identity.error());
  return Asked{std::move(*request), std::move(*identity)};
}

std::string purpose_in(const Request& request, Language language) {
  return std::string(
      learning_record::in_language(request.purpose, language == Language::nl ? "nl" : "en"));
}

std::string quoted(const std::string& text) {
  return "\"" + shown(text) + "\"";
}

std::string types_of(const AskedCredential& asked, Language language) {
  std::string out;
  for (const std::string& type : asked.types) {
    const Text known = type_text(type);
    out += (out.empty() ? "" : " / ") +
           (known.en.empty() ? shown(type) : std::string(known.in(language)));
  }
  return out;
}

std::string line(Language language, const Text& label, const std::string& value) {
  return padded(label.in(language), 10) + value + "\n";
}

std::string who_asks(const Asked& asked, Language language) {
  const requests::Verifier& verifier = asked.request.verifier;
  if (asked.identity.is_verified) {
    const Text calls{", calls itself ", ", noemt zich "};
    return "✔ " + std::string(Text{"verified: ", "gecontroleerd: "}.in(language)) +
           shown(verifier.id) + std::string(calls.in(language)) + quoted(verifier.name);
  }
  const Text unknown{"? unknown: it calls itself ", "? onbekend: noemt zich "};
  const Text why = asked.identity.reason.code == Code::missing
                       ? Text{"; the request is not signed, so it can be from anybody",
                              "; het verzoek is niet ondertekend, het kan van iedereen zijn"}
                       : Text{"; its signature could not be checked",
                              "; de handtekening was niet te controleren"};
  return std::string(unknown.in(language)) + quoted(verifier.name) + std::string(why.in(language));
}

/// What the preview shows of one wish.
struct Row {
  AskedCredential asked;
  HeldCredential held;
  std::vector<GivenClaim> claims;
};

std::string give_text(const GivenClaim& claim, Language language) {
  switch (claim.given) {
    case Giving::shown: {
      std::string values;
      for (const std::string& value : claim.values)
        values += (values.empty() ? "" : ", ") + shown(value);
      return "✔ " + std::string(Text{"shown: ", "getoond: "}.in(language)) + values;
    }
    case Giving::left_out:
      return "– " + std::string(Text{"left out", "weggelaten"}.in(language));
    case Giving::with_the_whole:
      return std::string(Text{"✔ goes along: this certificate goes out as a whole",
                              "✔ gaat mee: dit certificaat gaat er in zijn geheel uit"}
                             .in(language));
    case Giving::not_there:
      break;
  }
  return std::string(Text{"not a part of it by itself", "geen los deel ervan"}.in(language));
}

std::string label_of(const GivenClaim& claim, Language language) {
  return claim.label.en.empty() ? shown(claim.claim) : std::string(claim.label.in(language));
}

constexpr std::size_t k_asked_width = 34;
constexpr std::size_t k_needed_width = 8;

std::string table(const std::vector<Row>& rows, Instant now, Language language) {
  const auto three = [](std::string_view asked, std::string_view needed, const std::string& give) {
    return padded(asked, k_asked_width) + " " + padded(needed, k_needed_width) + " " + give + "\n";
  };
  const Text yes{"yes", "ja"};
  const Text no{"no", "nee"};
  std::string out =
      three(Text{"asked", "gevraagd"}.in(language), Text{"needed", "nodig"}.in(language),
            std::string(Text{"what you give", "wat u geeft"}.in(language)));
  for (const Row& row : rows) {
    out += three(types_of(row.asked, language), yes.in(language),
                 title_of(row.held.held, language) + ", " + issuer_of(row.held.held) + ", " +
                     std::string(state_text(row.held.held, now).in(language)));
    for (const GivenClaim& claim : row.claims)
      out += three("  " + label_of(claim, language), (claim.needed ? yes : no).in(language),
                   give_text(claim, language));
  }
  return out;
}

std::string warnings(const Asked& asked, const std::vector<Row>& rows,
                     const std::vector<Part>* parts, Language language) {
  std::string out;
  const std::string name = quoted(asked.request.verifier.name);
  for (const Row& row : rows) {
    for (const GivenClaim& claim : row.claims) {
      if (claim.needed) continue;
      const std::string what = label_of(claim, language) + " (" + shown(claim.claim) + ")";
      if (claim.given == Giving::left_out)
        out += "! " + name + std::string(Text{" asks: ", " vraagt: "}.in(language)) + what +
               std::string(
                   Text{". Not needed for this purpose: left out unless you say otherwise.",
                        ". Niet nodig voor dit doel: het blijft weg, behalve als u anders wilt."}
                       .in(language)) +
               "\n";
    }
  }
  if (parts == nullptr) {
    out += std::string(Text{"! Nothing of this can be hidden: everything in it is seen.\n",
                            "! Hiervan kunt u niets verbergen: alles wat erin staat, is te zien.\n"}
                           .in(language));
  } else if (!asked.identity.is_verified && asks_everything(*parts, rows.front().asked)) {
    out += std::string(
        Text{"! Everything that can be hidden is asked for, and nobody knows by whom.\n",
             "! Alles wat u kunt verbergen, wordt gevraagd, en niemand weet door wie.\n"}
            .in(language));
  }
  return out;
}

std::string preview_text(const Asked& asked, const std::vector<Row>& rows,
                         const std::vector<Part>* parts, Instant now, Language language) {
  const Request& request = asked.request;
  return line(language, {"who asks", "wie vraagt"}, who_asks(asked, language)) +
         line(language, {"for", "voor"}, shown(request.audience)) +
         line(language, {"what for", "waarvoor"}, shown(purpose_in(request, language))) +
         line(language, {"until", "tot"}, moment_text(request.until)) + "\n" +
         table(rows, now, language) + warnings(asked, rows, parts, language);
}

std::string_view word_of(Giving given) {
  switch (given) {
    case Giving::shown:
      return "shown";
    case Giving::left_out:
      return "left_out";
    case Giving::with_the_whole:
      return "with_the_whole";
    case Giving::not_there:
      break;
  }
  return "not_there";
}

Json to_json(const PresentOptions& options, const Asked& asked, const std::vector<Row>& rows,
             const Receipt& receipt) {
  const Request& request = asked.request;
  Json verifier{{"name", request.verifier.name}, {"verified", asked.identity.is_verified}};
  if (!request.verifier.id.empty()) verifier["id"] = request.verifier.id;
  Json credentials = Json::array();
  for (const Row& row : rows) {
    Json claims = Json::array();
    for (const GivenClaim& claim : row.claims)
      claims.push_back(
          {{"claim", claim.claim}, {"needed", claim.needed}, {"given", word_of(claim.given)}});
    credentials.push_back({{"asked", row.asked.id},
                           {"id", to_text(row.held.id)},
                           {"title", wallet::to_json(row.held.held.title)},
                           {"claims", std::move(claims)}});
  }
  Json out{{"schema", "credenza.wallet.present/1"},
           {"request", request.id},
           {"verifier", std::move(verifier)},
           {"audience", request.audience},
           {"until", format_instant(request.until)},
           {"credentials", std::move(credentials)},
           {"preview", options.preview}};
  if (options.preview) return out;
  out["file"] = host::printable(options.output.file);
  out["digest"] = receipt.digest;
  out["receipt"] = to_text(receipt.id);
  return out;
}

/// Names what is missing, then says that nothing goes out.
Result<std::vector<AnsweredWish>> find_answers(const PresentOptions& options,
                                               const Request& request, const Vault& vault,
                                               Instant now) {
  std::vector<Id> chosen;
  for (const std::string& prefix : options.select)
    chosen.push_back(TRY(find_by_prefix(vault, prefix, {Kind::credential})));
  const std::vector<HeldCredential> all = TRY(held_credentials(vault));
  std::vector<AnsweredWish> answers = answers_to(request, all, chosen, now);
  const bool is_none =
      std::ranges::none_of(answers, [](const AnsweredWish& one) { return one.held.has_value(); });
  bool is_missing = is_none;
  for (const AnsweredWish& answer : answers) {
    // Whoever chooses may leave others out.
    if (answer.held || (!chosen.empty() && !is_none)) continue;
    is_missing = true;
    const Language language = options.common.language();
    std::string issuers;
    for (const std::string& issuer : answer.asked.issuers)
      issuers += (issuers.empty() ? "" : ", ") + shown(issuer);
    const Text by{" by ", " van "};
    host::write_talk(std::string(Text{"missing: ", "ontbreekt: "}.in(language)) +
                     types_of(answer.asked, language) +
                     (issuers.empty() ? "" : std::string(by.in(language)) + issuers) + "\n");
  }
  if (is_missing)
    return fail(Code::not_found, "request", "something that is asked for is not in the vault");
  std::erase_if(answers, [](const AnsweredWish& one) { return !one.held; });
  return answers;
}

/// Shows besides what is needed what is in --show, and hides what is in --hide.
Status choose_besides(const PresentOptions& options, std::vector<Part>& parts) {
  for (const auto& [words, is_shown] :
       {std::pair<const std::string&, bool>{options.show, true}, {options.hide, false}}) {
    if (words.empty()) continue;
    std::vector<Part> named = parts;
    TRY(choose(named, is_shown ? words : "", is_shown ? "" : words));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (named[i].is_shown == is_shown) parts[i].is_shown = is_shown;
    }
  }
  return {};
}

/// Asks of each part that is asked and not needed; where nobody can be asked, it stays out.
Status ask_claims(const PresentOptions& options, const Asked& asked, const AskedCredential& wish,
                  std::vector<Part>& parts) {
  if (options.yes || options.preview || !options.show.empty() || !options.hide.empty()) return {};
  const Language language = options.common.language();
  for (const std::string& word : over_asked(parts, wish)) {
    const auto part = std::ranges::find(parts, word, &Part::word);
    const std::string label =
        part->label.en.empty() ? shown(word) : std::string(part->label.in(language));
    const std::string question = quoted(asked.request.verifier.name) +
                                 std::string(Text{" asks: ", " vraagt: "}.in(language)) + label +
                                 std::string(Text{". It is not needed. Show it all the same?",
                                                  ". Het is niet nodig. Toch laten zien?"}
                                                 .in(language));
    const Result<bool> agreed =
        host::confirm(question, options.common.passphrase.no_input, "--show");
    if (!agreed && agreed.error().code == Code::forbidden) return {};
    part->is_shown = TRY(Result<bool>(agreed));
  }
  return {};
}

Status say_done(const PresentOptions& options, const Asked& asked, const std::vector<Row>& rows,
                const Receipt& receipt) {
  if (options.common.json) return host::write_json(to_json(options, asked, rows, receipt));
  const std::string until = moment_text(receipt.until);
  talk(options.common, {"Shown, until " + until + ". A receipt is in the vault.",
                        "Getoond, tot " + until + ". In de kluis zit een bewijs hiervan."});
  if (options.output.file == "-") return {};
  return host::write_output(host::printable(options.output.file) + "\n");
}

Status check_options(const PresentOptions& options) {
  if (options.preview) return {};
  return check(options.output, options.common.json);
}

Result<int> present(const PresentOptions& options) {
  TRY(check_options(options));
  World world(options.world);
  TRY(world.load(options.common, options.world));
  const Asked asked = TRY(read_request(options, world));
  Vault vault = TRY(open_vault(options.common, options.preview ? Access::read : Access::write));
  TRY(world.use_copies(vault));
  const std::vector<AnsweredWish> answers =
      TRY(find_answers(options, asked.request, vault, world.now()));
  std::vector<std::string> ids;
  for (const AnsweredWish& answer : answers)
    ids.push_back(to_text(answer.held->id));
  const Selection selection = TRY(select(vault, ids, world.random()));
  std::optional<sd_jwt::SdJwt> token;
  std::vector<Part> parts;
  if (selection.is_token()) {
    token = TRY(sd_jwt::SdJwt::parse(as_text(selection.contents.front().body())));
    parts = TRY(parts_of(*token));
    show_what_is_needed(parts, answers.front().asked);
    TRY(choose_besides(options, parts));
  } else if (!options.show.empty() || !options.hide.empty()) {
    return fail(Code::unsupported, options.show.empty() ? "--hide" : "--show",
                "this certificate goes out as a whole; ask its issuer for the form dc+sd-jwt, of "
                "which you can hide parts");
  }
  const std::vector<Part>* of_token = token ? &parts : nullptr;
  const auto rows = [&] {
    std::vector<Row> out;
    for (const AnsweredWish& answer : answers)
      out.push_back({answer.asked, *answer.held, claims_given(answer.asked, of_token)});
    return out;
  };
  const Language language = options.common.language();
  const std::string told = preview_text(asked, rows(), of_token, world.now(), language);
  if (options.preview) {
    TRY(options.common.json ? host::write_json(to_json(options, asked, rows(), {}))
                            : host::write_output(told));
    return host::k_exit_done;
  }
  host::write_talk(told);
  TRY(ask_claims(options, asked, answers.front().asked, parts));
  const Instant until = std::min(asked.request.until, world.now() + k_longest_share);
  const Receiver receiver{asked.request.audience, purpose_in(asked.request, language),
                          asked.request.nonce, until};
  Receipt receipt = receipt_for(receiver, selection, world.now(), world.random());
  const Presentation made =
      token ? TRY(make_of_token(selection, receipt, *token, parts, world.random()))
            : TRY(make_whole(selection, receipt, options.output.has_qr(), world.random()));
  Outgoing outgoing = TRY(Outgoing::make(options.output, made.text));
  TRY(ask_consent(options.common, options.yes));
  receipt.presentation = made.id;
  receipt.digest = to_hex(digest_of(as_bytes(made.text)));
  TRY(would_hold(options.common, options.world.offline, world, made, receipt));
  const std::string body = TRY(body_of(selection, world.now()));
  TRY(hand_out(world, vault, receipt, body, outgoing));
  TRY(say_done(options, asked, rows(), receipt));
  return host::k_exit_done;
}

}  // namespace

void add_present(CommandLine& line) {
  const auto [verb, options] =
      line.verb<PresentOptions>({"present",
                                 {"Answer a request: show what is needed, and no more",
                                  "Antwoord op een verzoek: toon wat nodig is, en niet meer"}},
                                present);
  verb.add_option("--request", options.request,
                  line.in({"The request's file; - is standard input",
                           "Het bestand met het verzoek; - is de invoer"}))
      ->required();
  verb.add_flag("--preview", options.preview,
                line.in({"Only show what is asked, what is needed, and what you would give",
                         "Toon alleen wat er gevraagd wordt, wat nodig is en wat u zou geven"}));
  verb.add_option("--select", options.select,
                  line.in({"Answer with these only, by id", "Antwoord alleen met deze nummers"}))
      ->allow_extra_args(false)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  verb.add_option("--show", options.show,
                  line.in({"Of a token: show these parts too: birth-date,…",
                           "Van een token: toon ook deze delen: birth-date,…"}));
  verb.add_option("--hide", options.hide,
                  line.in({"Of a token: hide these parts, needed or not: grade,…",
                           "Van een token: verberg deze delen, nodig of niet: grade,…"}));
  verb.add_option("-o,--output", options.output.file,
                  line.in({"File to write; - is standard output", "Het bestand; - is de uitvoer"}));
  verb.add_flag("--force", options.output.force,
                line.in({"Write over a file", "Schrijf over een bestand heen"}));
  add_yes(line, verb, options.yes);
  add_world(line, verb, options.world);
  host::set_example(verb, "credenza-wallet present --request brouwer.json -o for-brouwer.txt");
}

}  // namespace credenza::wallet
