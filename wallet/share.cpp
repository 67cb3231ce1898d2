#include "wallet/share.h"

#include <algorithm>
#include <charconv>

#include "did/did.h"
#include "open_badges/open_badges.h"
#include "wallet/endorsement.h"
#include "wallet/holder_key.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using std::chrono::seconds;

std::string line(Language language, const Text& label, const std::string& value) {
  return "  " + padded(label.in(language), 10) + value + "\n";
}

/// The personal things in a credential: it goes out as a whole, because its signature is over the
/// whole.
std::string personal_parts(std::string_view text, Language language) {
  const auto document =
      json::Document::parse(text, {.max_bytes = k_max_credential_bytes, .max_depth = 64});
  if (!document) return {};
  const auto record = open_badges::read_record(document->root());
  if (!record) return {};
  std::string parts;
  const auto name = [&](bool there, const Text& what) {
    if (there) parts += (parts.empty() ? "" : ", ") + std::string(what.in(language));
  };
  name(!record->person.full_name().empty(), {"name", "naam"});
  name(!record->person.birth_date.empty(), {"date of birth", "geboortedatum"});
  name(!record->person.learner_id.empty(), {"learner number", "leerlingnummer"});
  name(!record->assessment.grade.empty(), {"grade", "resultaat"});
  return parts;
}

/// What is said beside the state of a credential that a receiver may not accept.
std::string state_note(const Held& held, Instant now, Language language) {
  if (held.verdict_at(now) == verify::Verdict::accepted) return {};
  const bool has_ended = held.valid_until && *held.valid_until < now;
  const std::string ended =
      has_ended ? std::string(Text{"it expired on ", "het is verlopen op "}.in(language)) +
                      date_text(date_in_amsterdam(*held.valid_until), language) + "; "
                : "";
  const Text note{"the receiver will see this state too", "de ontvanger ziet deze stand ook"};
  return line(language, {"note", "let op"}, ended + std::string(note.in(language)));
}

std::string key_note(const Selection& selection, Language language) {
  if (selection.fresh_key) {
    const Text note{
        "a key made for this one time: the credential is bound to nobody, so whoever has it can "
        "show it",
        "een sleutel voor deze ene keer: het certificaat staat op niemands sleutel, dus wie het "
        "heeft, "
        "kan het tonen"};
    return std::string(note.in(language));
  }
  if (selection.keys.empty()) {
    const Text note{"nobody: it is bound to no key, so whoever has it can show it",
                    "niemand: het staat op niemands sleutel, dus wie het heeft, kan het tonen"};
    return std::string(note.in(language));
  }
  if (selection.keys.size() == 1) {
    return std::string(
        Text{"the key that it was issued to", "de sleutel waaraan het is uitgegeven"}.in(language));
  }
  const Text note{" of your keys: the receiver will see that they are of one person",
                  " van uw sleutels: de ontvanger ziet dat ze van één persoon zijn"};
  return std::to_string(selection.keys.size()) + std::string(note.in(language));
}

Status add_key_of(Selection& selection, Vault& vault, const Held& held) {
  if (held.subject_id.empty()) return {};
  for (const crypto::PrivateKey& key : selection.keys) {
    if (did::key_did(key.public_key()) == held.subject_id) return {};
  }
  Result<crypto::PrivateKey> key = open_holder_key(vault, held.subject_id);
  if (!key && key.error().code == Code::not_found)
    return fail(Code::not_found, "holder", held.subject_id);
  if (!key) return key.error();
  selection.keys.push_back(std::move(*key));
  return {};
}

/// What is held under `id`: a credential, or an endorsement with the name of what it is about.
Result<HeldCredential> find_shareable(const Vault& vault, Id id, std::string_view text) {
  for (const HeldCredential& one : TRY(held_credentials(vault))) {
    if (one.id == id) return one;
  }
  const std::vector<HeldEndorsement> all = TRY(endorsements(vault));
  const auto endorsement = std::ranges::find(all, id, &HeldEndorsement::id);
  must(endorsement != all.end());
  const std::vector<Subject> known = TRY(subjects(vault));
  const auto about = std::ranges::find(known, endorsement->about, &Subject::id);
  return as_credential(*endorsement, text,
                       about == known.end() ? learning_record::LanguageMap{} : about->title);
}

}  // namespace

bool is_token(const Held& held) {
  using verify::Format;
  return held.format == verify::to_string(Format::vc_sd_jwt) ||
         held.format == verify::to_string(Format::sd_jwt_vc);
}

bool is_shareable(const Held& held) {
  return is_token(held) || held.format == verify::to_string(verify::Format::vc_data_integrity);
}

Result<seconds> parse_duration(std::string_view text) {
  const Error wrong =
      fail(Code::malformed, "--for", "a duration is a number and m, h or d: 30m, 24h, 7d");
  if (text.size() < 2 || text.size() > 8) return wrong;
  const char unit = text.back();
  const seconds one = unit == 'm' ? seconds{60} : unit == 'h' ? seconds{3600} : seconds{86400};
  unsigned number = 0;
  const char* end = text.data() + text.size() - 1;
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || (unit != 'm' && unit != 'h' && unit != 'd'))
    return wrong;
  const seconds total = number * one;
  if (total <= seconds{0} || total > k_longest_share) {
    return fail(Code::out_of_range, "--for", "from one minute to 366 days");
  }
  return total;
}

Result<Instant> share_end(std::string_view duration, std::string_view until, Instant now) {
  if (!duration.empty()) return now + TRY(parse_duration(duration));
  if (until.empty()) return now + k_default_share;
  Instant end{};
  if (const auto date = parse_date(until)) {
    const auto last = end_of_day_in_amsterdam(*date);
    if (!last) return fail(last.error().code, "--until", "has to be later than now");
    end = *last;
  } else {
    const auto at = parse_instant(until);
    if (!at)
      return fail(Code::malformed, "--until",
                  "a date (2026-12-31), or a moment with its zone (2026-12-31T17:00:00+01:00)");
    end = *at;
  }
  if (end <= now || end > now + k_longest_share) {
    return fail(Code::out_of_range, "--until", "has to be later than now, and within 366 days");
  }
  return end;
}

Result<Selection> select(Vault& vault, const std::vector<std::string>& prefixes, Random& random) {
  Selection selection;
  for (const std::string& prefix : prefixes) {
    const Id id = TRY(find_by_prefix(vault, prefix, {Kind::credential, Kind::endorsement}));
    if (std::ranges::find(selection.credentials, id, &HeldCredential::id) !=
        selection.credentials.end())
      continue;
    Content content = TRY(vault.read(id));
    HeldCredential one = TRY(find_shareable(vault, id, as_text(content.body())));
    if (!is_shareable(one.held)) {
      return fail(Code::unsupported, prefix,
                  "a credential of this format cannot be put in a presentation yet");
    }
    TRY(add_key_of(selection, vault, one.held));
    selection.contents.push_back(std::move(content));
    selection.credentials.push_back(std::move(one));
  }
  if (std::ranges::any_of(selection.credentials, wallet::is_token, &HeldCredential::held)) {
    if (selection.credentials.size() == 1) return selection;
    return fail(Code::unsupported, "ID",
                "a token is shown by itself; share the others in a file of their own");
  }
  if (selection.keys.empty()) {
    selection.keys.push_back(crypto::PrivateKey::generate(crypto::KeyType::ed25519, random));
    selection.fresh_key = true;
  }
  return selection;
}

bool Selection::is_token() const {
  return credentials.size() == 1 && wallet::is_token(credentials.front().held);
}

std::string preview(const Selection& selection, const Receipt& receipt, Language language,
                    Instant now, const std::vector<Part>& parts) {
  std::string out = line(language, {"for", "voor"}, shown(receipt.to)) +
                    line(language, {"until", "tot"}, moment_text(receipt.until));
  if (!receipt.purpose.empty())
    out += line(language, {"what for", "waarvoor"}, shown(receipt.purpose));
  if (receipt.nonce) out += line(language, {"nonce", "nonce"}, shown(*receipt.nonce));
  for (std::size_t i = 0; i < selection.credentials.size(); ++i) {
    const Held& held = selection.credentials[i].held;
    out += line(language, {"what", "wat"},
                title_of(held, language) + ", " + issuer_of(held) + ", " +
                    std::string(state_text(held, now).in(language)));
    out += state_note(held, now, language);
    if (!parts.empty()) continue;
    const std::string personal = personal_parts(as_text(selection.contents[i].body()), language);
    const Text all{"everything in it", "alles wat erin staat"};
    const Text with{", such as: ", ", zoals: "};
    out += line(language, {"shows", "toont"},
                std::string(all.in(language)) +
                    (personal.empty() ? "" : std::string(with.in(language)) + personal));
  }
  out += parts_text(parts, language);
  return out + line(language, {"signed by", "getekend"}, key_note(selection, language));
}

}  // namespace credenza::wallet
