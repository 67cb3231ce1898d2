// `compare`: do two documents say the same?
#include "learning_record/compare.h"

#include <algorithm>

#include "host/exit_codes.h"
#include "host/files.h"
#include "verifier/commands.h"
#include "verifier/dutch.h"
#include "verifier/lines.h"
#include "verifier/reading.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using learning_record::Difference;
using learning_record::DifferenceKind;
using verify::CredentialReport;
using verify::Verdict;

constexpr std::string_view k_schema = "credenza.verifier.compare/1";
constexpr std::size_t k_most_lines = 200;

/// What follows from two documents.
struct Comparison {
  const CredentialReport& left;
  const CredentialReport& right;
  std::vector<Difference> differences;

  [[nodiscard]] bool is_forged() const {
    return left.verdict() == Verdict::not_genuine || right.verdict() == Verdict::not_genuine;
  }
  /// Whether both were read, so that something can be said.
  [[nodiscard]] bool is_known() const { return left.record && right.record; }
  [[nodiscard]] Verdict verdict() const {
    if (is_forged()) return Verdict::not_genuine;
    if (!is_known()) return Verdict::undetermined;
    return differences.empty() ? Verdict::accepted : Verdict::not_accepted;
  }
};

const host::ErrorHelp k_one_in_each{
    .what = {"there has to be one certificate in each of the two files",
             "in elk van de twee bestanden moet één bewijs zitten"},
    .next = {"Give two files with one certificate each.",
             "Geef twee bestanden met elk één bewijs."},
    .exit = host::k_exit_usage};

bool is_proved(const CredentialReport& side) {
  const verify::Check* proof = side.find(verify::CheckName::proof);
  return proof != nullptr && proof->outcome == verify::Outcome::passed &&
         side.verdict() != Verdict::not_genuine;
}

/// Why a file could not be read at all; nothing when it could.
const Error* unread(const CredentialReport& side) {
  const verify::Check& format = side.checks.front();
  const bool is_unread = side.format == verify::Format::unknown && format.reason &&
                         format.outcome == verify::Outcome::indeterminate;
  return is_unread ? &*format.reason : nullptr;
}

Json to_json(const CredentialReport& side) {
  Json out{{"file", side.file},
           {"format", verify::to_string(side.format)},
           {"genuine", is_proved(side)},
           {"issuer", side.issuer_id}};
  if (!side.id.empty()) out["id"] = side.id;
  return out;
}

Json to_json(const Comparison& comparison) {
  Json differences = Json::array();
  for (const Difference& each : comparison.differences) {
    Json one{{"where", each.where}, {"kind", learning_record::to_string(each.kind)}};
    if (each.kind != DifferenceKind::right_only) one["left"] = each.left;
    if (each.kind != DifferenceKind::left_only) one["right"] = each.right;
    differences.push_back(std::move(one));
  }
  const Verdict verdict = comparison.verdict();
  Json out{{"schema", k_schema},
           {"exit", verify::exit_code(verdict)},
           {"left", to_json(comparison.left)},
           {"right", to_json(comparison.right)}};
  if (verdict == Verdict::accepted || verdict == Verdict::not_accepted)
    out["same"] = verdict == Verdict::accepted;
  out["differences"] = std::move(differences);
  return out;
}

std::string value_text(const Json& value) {
  if (value.is_string()) return shown(value.get<std::string>());
  return shown(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

class View {
 public:
  View(const Comparison& comparison, host::Language language)
      : comparison_(comparison), language_(language) {}

  std::string text() {
    say_side("A", comparison_.left);
    say_side("B", comparison_.right);
    std::size_t lines = 0;
    for (const Difference& each : comparison_.differences) {
      if (++lines > k_most_lines) break;
      say(each);
    }
    if (comparison_.differences.size() > k_most_lines) {
      out_ += "… " + std::to_string(comparison_.differences.size() - k_most_lines) + " " +
              in({"more", "meer"}) + "\n";
    }
    out_ += conclusion() + "\n";
    return std::move(out_);
  }

 private:
  std::string in(Text text) const { return std::string(text.in(language_)); }

  void say_side(std::string_view name, const CredentialReport& side) {
    out_ += std::string(name) + "  " + shown(side.file) + "  ";
    const verify::Check& decisive = decisive_check(side);
    if (side.verdict() == Verdict::not_genuine || !side.record) {
      out_ += in(verdict_text(side.verdict())) + ": " + finding(decisive, false, language_) + "\n";
      return;
    }
    out_ += in({"genuine, issued by ", "echt, uitgegeven door "}) + shown(side.issuer_id) + "\n";
  }

  /// The worst check: what is said of a document that cannot be compared.
  static const verify::Check& decisive_check(const CredentialReport& side) {
    const auto worst = [&side](verify::Outcome outcome) {
      return std::ranges::find(side.checks, outcome, &verify::Check::outcome);
    };
    for (const auto outcome : {verify::Outcome::failed, verify::Outcome::indeterminate}) {
      if (const auto found = worst(outcome); found != side.checks.end()) return *found;
    }
    return side.checks.front();
  }

  void say(const Difference& each) {
    const std::string where = padded(shown(each.where), 36);
    switch (each.kind) {
      case DifferenceKind::left_only:
        out_ += where + in({"only in A: ", "alleen in A: "}) + value_text(each.left) + "\n";
        return;
      case DifferenceKind::right_only:
        out_ += where + in({"only in B: ", "alleen in B: "}) + value_text(each.right) + "\n";
        return;
      case DifferenceKind::changed:
        out_ += where + "A: " + value_text(each.left) + "\n" + padded("", 36) +
                "B: " + value_text(each.right) + "\n";
        return;
    }
  }

  std::string conclusion() const {
    switch (comparison_.verdict()) {
      case Verdict::accepted:
        return in({"✔ same  They say the same.", "✔ gelijk  Ze zeggen hetzelfde."});
      case Verdict::not_accepted:
        return in({"✘ different  They do not say the same: see above.",
                   "✘ anders  Ze zeggen niet hetzelfde: zie hierboven."});
      case Verdict::not_genuine:
        return in({"✘ not genuine  Nothing is compared with what is not genuine.",
                   "✘ niet echt  Met iets dat niet echt is, wordt niets vergeleken."});
      case Verdict::undetermined:
        break;
    }
    return in({"? unknown  What one of them says could not be read, so nobody can tell.",
               "? onbekend  Wat er in een van de twee staat, is niet te lezen. Niemand kan het dus "
               "zeggen."});
  }

  const Comparison& comparison_;
  host::Language language_;
  std::string out_;
};

}  // namespace

int run_compare(const CheckOptions& check, const host::CommonOptions& common) {
  const auto read = read_files(check, TrustStore(), {.question = Question::what_it_says});
  if (!read) return tell_error(common, read.error());
  const verify::Report* const report = &read->report;
  if (report->credentials.size() != 2 ||
      report->credentials.front().file != file_name(check.files.front()) ||
      report->credentials.back().file != file_name(check.files.back())) {
    return tell_error(common, fail(Code::malformed, "FILE", "not one in each"), k_one_in_each);
  }
  for (const CredentialReport& side : report->credentials) {
    if (const Error* why = unread(side)) return tell_error(common, *why);
  }
  Comparison comparison{report->credentials.front(), report->credentials.back(), {}};
  if (comparison.is_known())
    comparison.differences =
        learning_record::compare(*comparison.left.record, *comparison.right.record);
  const Status written = common.json
                             ? host::write_json(to_json(comparison))
                             : host::write_output(View(comparison, common.language()).text());
  if (!written) return host::report_error(k_role, {}, written.error());
  return verify::exit_code(comparison.verdict());
}

}  // namespace credenza::verifier
