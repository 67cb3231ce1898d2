// cv: a Europass CV of what is held, with what proves each line.
#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/europass_cv.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

using learning_record::Person;

struct CvOptions {
  VerbOptions common;
  bool europass = false;
  std::string out;
  bool force = false;
  bool name = false;
  bool no_name = false;
};

Status check_use(const CvOptions& options) {
  if (options.out == "-" && options.common.json)
    return fail(Code::malformed, "--json", "with -o - standard output is the CV itself");
  return check_output(options.out, options.force);
}

/// The name that goes into it, when its owner agrees.
Result<std::optional<Person>> agreed_name(const CvOptions& options, const CvMaterial& material) {
  if (options.no_name) return std::optional<Person>{};
  const std::vector<Person> persons = persons_of(material);
  if (persons.empty()) {
    if (!options.name) return std::optional<Person>{};
    return fail(Code::not_found, "person", "no certificate that is in order bears a name");
  }
  const std::string name = shown(persons.front().full_name());
  if (!options.name) {
    const host::Sentence question{"Put your name in it: " + name + "?",
                                  "Uw naam erin zetten: " + name + "?"};
    const bool agreed =
        TRY(host::confirm(question.in(options.common.language()),
                          options.common.passphrase.no_input, "--name or --no-name"));
    if (!agreed) return std::optional<Person>{};
  }
  if (persons.size() > 1) {
    tell(options.common, {"Your certificates bear more than one name. In it is: " + name,
                          "Op uw bewijzen staat meer dan één naam. Erin staat: " + name});
  }
  return std::optional<Person>(persons.front());
}

void tell_left_out(const CvOptions& options, const CvMaterial& material) {
  if (material.left_out == 0) return;
  const std::string number = std::to_string(material.left_out);
  tell(options.common,
       {"Left out, because not in order now: " + number + ". See: credenza-wallet list",
        "Weggelaten, want nu niet in orde: " + number + ". Zie: credenza-wallet list"});
}

Result<int> cv(const CvOptions& options) {
  TRY(check_use(options));
  Vault vault = TRY(open_vault(options.common, Access::read));
  const Instant now = host::SystemClock().now();
  const CvMaterial material = TRY(cv_material(vault, now));
  const std::optional<Person> name = TRY(agreed_name(options, material));
  const std::string text =
      TRY(json::to_pretty_text(europass_cv(material, name, now, options.common.language())));
  if (options.out == "-") {
    TRY(host::write_output(text));
  } else {
    TRY(host::write_file(options.out, as_bytes(text), {.mode = 0600, .overwrite = options.force}));
    if (options.common.json) {
      TRY(host::write_json({{"schema", "credenza.wallet.cv/1"},
                            {"file", host::printable(options.out)},
                            {"form", "europass"},
                            {"name", name.has_value()},
                            {"credentials", material.credentials.size()},
                            {"own_words", material.own_words.size()},
                            {"endorsements", material.opinions.size()},
                            {"skills", material.skills.size()},
                            {"left_out", material.left_out}}));
    } else {
      TRY(host::write_output(host::printable(options.out) + "\n"));
    }
  }
  tell_left_out(options, material);
  talk(options.common, {"A CV proves nothing by itself: share the certificates that it names.",
                        "Een cv bewijst zelf niets: deel ook de bewijzen die erin staan."});
  return host::k_exit_done;
}

}  // namespace

void add_cv(CommandLine& line) {
  const auto [verb, options] = line.verb<CvOptions>(
      {"cv",
       {"Write a CV, with what proves each line", "Schrijf een cv, met wat elke regel bewijst"}},
      cv);
  verb.add_flag("--europass", options.europass,
                line.in({"As a Europass CV (JSON)", "Als Europass-cv (JSON)"}))
      ->required();
  add_output(line, verb, options.out, options.force);
  CLI::Option* name =
      verb.add_flag("--name", options.name, line.in({"With your name in it", "Met uw naam erin"}));
  verb.add_flag("--no-name", options.no_name, line.in({"Without your name", "Zonder uw naam"}))
      ->excludes(name);
  host::set_example(verb, "credenza-wallet cv --europass --no-name -o cv.json");
}

}  // namespace credenza::wallet
