#include "verifier/render.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string_view>
#include <utility>

#include "did/did.h"
#include "host/system.h"
#include "verifier/dutch.h"
#include "verifier/lines.h"
#include "verifier/record_text.h"
#include "verifier/texts.h"
#include "verifier/trust_texts.h"

namespace credenza::verifier {
namespace {

using host::Language;
using verify::Check;
using verify::CheckName;
using verify::CredentialReport;
using verify::Outcome;
using verify::Verdict;

constexpr std::size_t k_label_width = 11;
constexpr std::size_t k_outcome_width = 11;
constexpr std::size_t k_name_width = 14;

/// One credential, line by line.
class Renderer {
 public:
  Renderer(const CredentialReport& credential, Instant at, const RenderOptions& options)
      : credential_(credential), at_(at), options_(options) {}

  std::string text() {
    if (credential_.file == "-") {
      out_ += std::string(in({"(standard input)", "(de invoer)"})) + "\n";
    } else if (!credential_.file.empty()) {
      out_ += shown(credential_.file) + "\n";
    }
    say_what_it_is();
    say_whom_it_waits_for();
    const bool looked_at = outcome_of(CheckName::proof) == Outcome::passed;
    for (const Check& check : credential_.checks)
      say_check(check, looked_at);
    say_verdict();
    return std::move(out_);
  }

 private:
  std::string_view in(Text text) const noexcept { return text.in(options_.language); }

  void line(Text label, const std::string& value) {
    out_ += "  " + padded(in(label), k_label_width) + value + "\n";
  }

  Outcome outcome_of(CheckName name) const noexcept {
    const Check* check = credential_.find(name);
    return check == nullptr ? Outcome::not_applicable : check->outcome;
  }

  /// Papers mean days of the Netherlands, wherever the machine believes to be.
  std::string date(Instant instant) const {
    return date_text(date_in_amsterdam(instant), options_.language);
  }

  std::string title() const {
    if (!credential_.record) return {};
    const std::string_view wanted = options_.language == Language::nl ? "nl" : "en";
    return shown(learning_record::in_language(credential_.record->achievement.title, wanted));
  }

  std::string issuer() const {
    std::string id = shown(credential_.issuer_id);
    if (!credential_.issuer_name_trusted.empty()) {
      return shown(credential_.issuer_name_trusted) + " (" + id + ")";
    }
    if (credential_.issuer_name_claimed.empty()) return id;
    const std::string quoted = "\"" + shown(credential_.issuer_name_claimed) + "\"";
    if (options_.language == Language::nl) return id + ", die zegt " + quoted + " te zijn";
    return id + ", claims to be " + quoted;
  }

  /// Whether `check` failed because a signature is still to come.
  bool says_draft(const Check& check) const noexcept {
    if (check.outcome != Outcome::failed) return false;
    return (check.name == CheckName::format && credential_.format == verify::Format::draft) ||
           (check.name == CheckName::proof && !credential_.waiting_for.empty());
  }

  /// Whether `check` failed because nobody but its owner says what it says.
  bool says_self_declared(const Check& check) const noexcept {
    return check.name == CheckName::trust && check.outcome == Outcome::failed &&
           credential_.self_declared;
  }

  /// Whether `check` failed because the file is longer than anything that is read.
  bool is_too_large(const Check& check) const noexcept {
    return check.name == CheckName::format && check.outcome == Outcome::failed &&
           credential_.format == verify::Format::unknown && check.reason &&
           check.reason->code == Code::out_of_range && !check.reason->where.starts_with("line ");
  }

  std::string found(const Check& check, bool looked_at) const {
    if (says_self_declared(check)) return std::string(in(self_declared_text()));
    if (says_draft(check)) return std::string(in(draft_text()));
    if (is_too_large(check)) return std::string(in(too_large_text()));
    const auto& trusted = credential_.trusted;
    if (check.name == CheckName::trust && check.outcome == Outcome::passed && trusted &&
        trusted->source == verify::TrustSource::accreditation) {
      return std::string(
          in({"accredited by somebody on your list", "erkend door iemand op uw lijst"}));
    }
    const std::string found = finding(check, looked_at, options_.language);
    if (!options_.as_of) return found;
    if (check.name == CheckName::validity && check.outcome == Outcome::passed) {
      return std::string(in({"valid at that moment", "toen geldig"})) +
             (check.remark == verify::Remark::expired_since
                  ? std::string(in({"; it expired later, on ", "; later verlopen, op "})) +
                        day_text(*check.day)
                  : "");
    }
    if (is_impossible(check)) {
      return found + std::string(in({"; this can no longer be checked for that moment",
                                     "; voor dat moment is dit niet meer te controleren"}));
    }
    return found;
  }

  /// Whether something that the check needs is missing for a moment of the past.
  static bool is_impossible(const Check& check) noexcept {
    if (check.outcome != Outcome::indeterminate || !check.reason) return false;
    const Code code = check.reason->code;
    return code == Code::unavailable || code == Code::forbidden || code == Code::not_found ||
           code == Code::not_yet_valid;
  }

  void say_whom_it_waits_for() {
    std::string names;
    for (const std::string& name : credential_.waiting_for) {
      names += (names.empty() ? "\"" : ", \"") + shown(name) + "\"";
    }
    if (!names.empty()) line({"waits for", "wacht op"}, names);
  }

  void say_what_it_is() {
    if (credential_.issuer_id.empty()) return;
    if (const std::string text = title(); !text.empty()) line({"what", "wat"}, text);
    if (credential_.record) {
      if (const std::string name = shown(credential_.record->person.full_name()); !name.empty()) {
        line({"person", "persoon"}, name);
      }
    }
    if (credential_.record) {
      for (const RecordLine& said : record_lines(*credential_.record, options_.language))
        line(said.label, shown(said.value));
    }
    line({"issuer", "uitgever"}, issuer());
    say_trust();
    if (credential_.self_declared) line({"note", "let op"}, std::string(in(self_declared_text())));
    say_successor();
    if (credential_.record && credential_.record->awarded) {
      line({"awarded", "behaald"}, date_text(*credential_.record->awarded, options_.language));
    }
    if (credential_.valid_from) line({"valid from", "geldig van"}, date(*credential_.valid_from));
    if (credential_.valid_until)
      line({"valid until", "geldig tot"}, date(*credential_.valid_until));
  }

  /// By whose word the issuer is trusted, or for whom it could be taken.
  void say_trust() {
    if (credential_.trusted) {
      const std::string by = trusted_by(*credential_.trusted, options_.language);
      if (!by.empty()) line({"trusted", "vertrouwd"}, by);
    }
    for (const verify::LookAlike& other : credential_.look_alikes)
      line({"! beware", "! pas op"}, look_alike_warning(other, options_.language));
  }

  /// "issued by ROC Waterkant, since 1-8-2027 part of ROC Delta". A name that only the issuer gives
  /// stands between quotation marks until the issuer is trusted.
  void say_successor() {
    const Text label{"note", "let op"};
    if (credential_.successor_ignored) {
      line(label, std::string(in({"a statement about a successor of the issuer was ignored: it "
                                  "cannot be relied on",
                                  "een verklaring over een opvolger van de uitgever telt niet mee: "
                                  "ze is niet te vertrouwen"})));
      return;
    }
    if (!credential_.successor) return;
    const bool trusted = !credential_.issuer_name_trusted.empty();
    const std::string mark = trusted ? "" : "\"";
    const std::string& claimed = credential_.issuer_name_claimed.empty()
                                     ? credential_.issuer_id
                                     : credential_.issuer_name_claimed;
    line(label, std::string(in({"issued by ", "uitgegeven door "})) + mark +
                    shown(trusted ? credential_.issuer_name_trusted : claimed) + mark +
                    std::string(in({", since ", ", sinds "})) +
                    day_text(credential_.successor->since) +
                    std::string(in({" part of ", " deel van "})) + mark +
                    shown(credential_.successor->name) + mark + " (" +
                    shown(credential_.successor->id) + ")");
  }

  void say_check(const Check& check, bool looked_at) {
    out_ += "  " + colored(padded(in(outcome_text(check)), k_outcome_width), color_of(check)) +
            padded(in(name_text(check.name)), k_name_width) + found(check, looked_at);
    out_ += when(check) + "\n";
    if (check.reason) {
      const std::string where = shown(check.reason->where);
      out_ += "    " + detail(*check.reason) + (where.empty() ? "" : " (" + where + ")") + "\n";
    }
  }

  /// What the room says of it, in Dutch where that is known.
  std::string detail(const Error& reason) const {
    if (options_.language == Language::en) return "detail: " + shown(reason.detail);
    if (const auto dutch = host::in_dutch(reason.detail, dutch_sentences()))
      return "bijzonderheid: " + shown(*dutch);
    return "bijzonderheid (Engels): " + shown(reason.detail);
  }

  /// " on 2027-01-14" behind "expired", where that is the day that it is about.
  std::string when(const Check& check) const {
    if (check.name != CheckName::validity || !check.reason || check.day) return {};
    const std::string on = std::string(in({" on ", " op "}));
    const Code code = check.reason->code;
    if (code == Code::expired && credential_.valid_until && *credential_.valid_until < at_) {
      return on + date(*credential_.valid_until);
    }
    if (code == Code::not_yet_valid && credential_.valid_from && *credential_.valid_from > at_) {
      return std::string(in({", starts on ", ", begint op "})) + date(*credential_.valid_from);
    }
    return {};
  }

  /// The check that the verdict follows from; none when accepted.
  const Check* deciding(Verdict verdict) const noexcept {
    const auto first = [this](Outcome outcome) -> const Check* {
      const auto found = std::find_if(credential_.checks.begin(), credential_.checks.end(),
                                      [outcome](const Check& c) { return c.outcome == outcome; });
      return found == credential_.checks.end() ? nullptr : &*found;
    };
    if (verdict == Verdict::accepted) return nullptr;
    if (verdict == Verdict::undetermined) return first(Outcome::indeterminate);
    if (verdict == Verdict::not_accepted) {
      // Without a failed one, it is one that the reader's rules refuse.
      const Check* check = first(Outcome::failed);
      return check != nullptr ? check : first(Outcome::indeterminate);
    }
    for (const CheckName name : {CheckName::format, CheckName::proof, CheckName::holder_binding}) {
      if (outcome_of(name) == Outcome::failed) return credential_.find(name);
    }
    return nullptr;
  }

  Text next_of(const Check& check) const noexcept {
    if (says_self_declared(check)) return self_declared_next_text();
    if (says_draft(check)) return draft_next_text();
    // Nobody should put a look-alike on their list because a program offered it.
    if (check.name == CheckName::trust && !credential_.look_alikes.empty()) return beware_text();
    return next_text(check);
  }

  void say_verdict() {
    const Verdict verdict = credential_.verdict();
    const Check* check = deciding(verdict);
    std::string text(in(verdict_text(verdict)));
    if (check != nullptr) {
      text += ": " + found(*check, true) + when(*check);
    }
    out_ += "  " + padded(in({"Result:", "Uitslag:"}), k_label_width) +
            colored(text, check == nullptr ? color_of(verdict) : color_of(verdict, *check)) + "\n";
    if (check == nullptr) return;
    const Text next = next_of(*check);
    out_ += "  " + padded(in({"Next:", "Wat nu:"}), k_label_width) + std::string(in(next));
    // Only a DID can be handed to a shell as it is.
    const bool says_add = next.en.find(" trust add") != std::string_view::npos;
    if (says_add && check->name == CheckName::trust && did::is_did(credential_.issuer_id) &&
        credential_.issuer_id.size() <= k_shown_characters) {
      out_ += " " + credential_.issuer_id + " --name " + std::string(in({"NAME", "NAAM"}));
    }
    out_ += "\n";
  }

  /// What is wrong only because of the day is no fault of the certificate: no red.
  static Outcome color_of(const Check& check) noexcept {
    return is_of_time(check) ? Outcome::indeterminate : check.outcome;
  }

  static Outcome color_of(Verdict verdict, const Check& deciding) noexcept {
    return verdict == Verdict::not_accepted ? color_of(deciding) : color_of(verdict);
  }

  static Outcome color_of(Verdict verdict) noexcept {
    if (verdict == Verdict::accepted) return Outcome::passed;
    return verdict == Verdict::undetermined ? Outcome::indeterminate : Outcome::failed;
  }

  std::string colored(const std::string& text, Outcome outcome) const {
    if (!options_.color) return text;
    constexpr std::array<std::string_view, 4> k_colors = {"\x1b[32m", "\x1b[31m", "\x1b[33m",
                                                          "\x1b[2m"};
    return std::string(k_colors.at(static_cast<std::size_t>(outcome))) + text + "\x1b[0m";
  }

  const CredentialReport& credential_;
  Instant at_;
  const RenderOptions& options_;
  std::string out_;
};

/// "3 certificates: 2 accepted, 1 NOT GENUINE".
std::string count(const verify::Report& report, Language language) {
  std::string out = std::to_string(report.credentials.size()) +
                    std::string(Text{" certificates: ", " bewijzen: "}.in(language));
  std::string_view separator;
  for (const Verdict verdict :
       {Verdict::accepted, Verdict::not_accepted, Verdict::undetermined, Verdict::not_genuine}) {
    const auto many =
        std::count_if(report.credentials.begin(), report.credentials.end(),
                      [verdict](const CredentialReport& c) { return c.verdict() == verdict; });
    if (many == 0) continue;
    out += std::string(separator) + std::to_string(many) + " " +
           std::string(verdict_text(verdict).in(language));
    separator = "; ";
  }
  return out + "\n";
}

/// What was needed, a line for each rule: "✔ yes  VCA: by certificate 2".
class RequirementLines {
 public:
  explicit RequirementLines(Language language) : language_(language) {}

  std::string text(const verify::Report& report) {
    out_ = std::string(Text{"Needed by ", "Nodig volgens "}.in(language_)) + shown(report.policy) +
           ":\n";
    add(*report.requirement, 1, true);
    const Verdict verdict = report.verdict();
    Text result{"COULD NOT CHECK: it may be what you need",
                "NIET TE CONTROLEREN: misschien is dit wat u nodig hebt"};
    if (verdict == Verdict::accepted)
      result = {"accepted: this is what you need", "goedgekeurd: dit is wat u nodig hebt"};
    if (verdict == Verdict::not_accepted)
      result = {"not accepted: something that you need is missing",
                "niet goedgekeurd: er ontbreekt iets dat u nodig hebt"};
    if (verdict == Verdict::not_genuine)
      result = {"NOT GENUINE: one of the certificates is false",
                "NIET ECHT: één van de bewijzen is vals"};
    return std::move(out_) + "  " +
           padded(Text{"Result:", "Uitslag:"}.in(language_), k_label_width) +
           std::string(result.in(language_)) + "\n";
  }

 private:
  /// @param counts  false: what it is part of is met without it
  void add(const verify::Requirement& requirement, std::size_t depth, bool counts) {
    Text mark{"? unknown", "? onbekend"};
    if (requirement.answer == Verdict::accepted) mark = {"✔ yes", "✔ ja"};
    if (requirement.answer == Verdict::not_accepted) mark = {"✘ no", "✘ nee"};
    if (!counts && requirement.answer != Verdict::accepted) mark = {"– no need", "– hoeft niet"};
    const std::string label =
        requirement.label.empty()
            ? requirement.rule
            : std::string(learning_record::in_language(requirement.label,
                                                       language_ == Language::nl ? "nl" : "en"));
    out_ += std::string(2 * depth, ' ') + padded(mark.in(language_), k_outcome_width) +
            shown(label) + by(requirement) + "\n";
    for (const verify::Requirement& part : requirement.parts)
      add(part, depth + 1, counts && requirement.answer != Verdict::accepted);
  }

  std::string by(const verify::Requirement& requirement) const {
    if (!requirement.parts.empty()) return {};
    if (requirement.by.empty())
      return std::string(Text{": not among what was given", ": zit er niet bij"}.in(language_));
    std::string out(Text{": certificate ", ": bewijs "}.in(language_));
    std::string_view separator;
    for (const std::size_t each : requirement.by) {
      out += std::string(separator) + std::to_string(each + 1);
      separator = ", ";
    }
    return out;
  }

  Language language_;
  std::string out_;
};

}  // namespace

std::string render(const verify::Report& report, const RenderOptions& options) {
  std::string out;
  for (const CredentialReport& credential : report.credentials) {
    if (!out.empty()) out += "\n";
    out += Renderer(credential, report.at, options).text();
  }
  if (report.credentials.size() != 1) {
    if (!out.empty()) out += "\n";
    out += count(report, options.language);
  }
  if (report.requirement) out += "\n" + RequirementLines(options.language).text(report);
  return out;
}

}  // namespace credenza::verifier
