#include "verifier/report_verbs.h"

#include <algorithm>

#include "base/encoding.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/bundle_maker.h"
#include "verifier/dutch.h"
#include "verifier/lines.h"
#include "verifier/signed_report.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::string_view k_schema = "credenza.verifier.report.verify/1";
constexpr std::size_t k_max_report_bytes = std::size_t{16} << 20;

int report_refused(const Error& error, const host::CommonOptions& common) {
  if (error.code == Code::unsupported && error.where == "/schema") {
    return tell_error(common, error,
                      {.what = {"this report was made by another version of this program",
                                "dit rapport is gemaakt door een andere versie van dit programma"},
                       .next = {"Use a newer version.", "Gebruik een nieuwere versie."},
                       .exit = host::k_exit_newer_version});
  }
  return tell_error(common, error,
                    {.what = {"this report was changed, or is none",
                              "dit rapport is veranderd, of het is er geen"},
                     .next = {"Do not rely on it. Ask for the report again, or check the "
                              "certificates again.",
                              "Reken er niet op. Vraag het rapport opnieuw, of controleer de "
                              "bewijzen opnieuw."},
                     .exit = host::k_exit_not_genuine});
}

/// A verdict of the report in the reader's words; as it stands when it is none that is known.
std::string verdict_in(std::string_view word, host::Language language) {
  for (const verify::Verdict verdict :
       {verify::Verdict::accepted, verify::Verdict::not_accepted, verify::Verdict::undetermined,
        verify::Verdict::not_genuine}) {
    if (word == verify::to_string(verdict)) return std::string(verdict_text(verdict).in(language));
  }
  return shown(word);
}

std::string to_text(const SignedReport& report, bool relied_on, host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  const Json& content = report.content;
  const auto value = [&content](const char* name) {
    const auto found = content.find(name);
    return found != content.end() && found->is_string() ? shown(found->get<std::string>())
                                                        : std::string();
  };
  std::string out = in({"Report of ", "Rapport van "}) + value("made") + "\n";
  const std::size_t many = content.contains("credentials") ? content["credentials"].size() : 0;
  out += "  " + padded(in({"about", "over"}), 11) + value("at") + ", " + std::to_string(many) +
         (many == 1 ? in({" certificate", " bewijs"}) : in({" certificates", " bewijzen"})) + "\n";
  out +=
      "  " + padded(in({"verdict", "uitslag"}), 11) + verdict_in(value("verdict"), language) + "\n";
  out += "  " + padded(in({"signed by", "getekend"}), 11) + shown(report.maker) +
         (relied_on ? in({", whom you rely on", ", die u vertrouwt"})
                    : in({", whom you do not know", ", die u niet kent"})) +
         "\n";
  const Text result = relied_on
                          ? Text{"genuine, not changed since", "echt, daarna niet veranderd"}
                          : Text{
                                "not changed, but you do not know who signed it; name the maker "
                                "with --by DID if you know this is theirs",
                                "niet veranderd, maar u weet niet wie het tekende; noem de maker "
                                "met --by DID als u weet dat dit van hem is"};
  return out + "  " + padded(in({"Result:", "Uitslag:"}), 11) + in(result) + "\n";
}

}  // namespace

Status write_signed_report(const CheckOptions& check, const Reading& reading,
                           const Setting& setting, const std::string& home) {
  ReportGround ground{.made = host::SystemClock().now(),
                      .as_of = setting.as_of.has_value(),
                      .bundle_made = {},
                      .bundle_maker = {},
                      .rules = {}};
  if (setting.bundle != nullptr) {
    ground.bundle_made = setting.bundle->index().made();
    ground.bundle_maker = setting.bundle->index().maker();
  }
  if (!check.policy.empty()) {
    const std::string text = TRY(host::read_file(check.policy, k_max_rule_file_bytes));
    ground.rules = to_hex(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(text)).view());
  }
  crypto::SystemRandom random;
  const crypto::PrivateKey key = TRY(own_bundle_key(home, random));
  const std::string text = TRY(sign_report(reading.report, ground, key));
  return host::write_file(check.report_out, as_bytes(text));
}

int run_report_verify(const std::string& file, const std::vector<std::string>& makers,
                      const std::string& home, const host::CommonOptions& common) {
  const auto text = host::read_file(file, k_max_report_bytes);
  if (!text) return tell_error(common, text.error());
  const auto report = read_signed_report(*text, host::SystemClock().now());
  if (!report) return report_refused(report.error(), common);
  const bool relied_on = own_bundle_maker(home) == report->maker ||
                         std::ranges::find(makers, report->maker) != makers.end();
  const Json object{{"schema", k_schema},
                    {"maker", report->maker},
                    {"relied_on", relied_on},
                    {"report", report->content}};
  const Status written = common.json
                             ? host::write_json(object)
                             : host::write_output(to_text(*report, relied_on, common.language()));
  if (!written) return host::report_error(k_role, {}, written.error());
  return relied_on ? host::k_exit_done : host::k_exit_not_accepted;
}

}  // namespace credenza::verifier
