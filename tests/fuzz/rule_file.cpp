// verifier::parse_rule_file: a file that is read can be told, and asked about any report without
// accepting what is not there.
#include "verifier/rule_file.h"

#include "driver.h"
#include "verifier/ruling.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza;            // NOLINT(google-build-using-namespace)
  using namespace credenza::verifier;  // NOLINT(google-build-using-namespace)
  const auto rules = parse_rule_file(as_text({data, size}));
  property(rules.has_value() || !rules.error().where.empty());
  if (!rules) return 0;
  property(!rules->name.empty() && rules->rules.size() <= k_max_rules);
  for (const host::Language language : {host::Language::en, host::Language::nl}) {
    const std::string text = explain(*rules, language);
    property(text.find('\x1b') == std::string::npos && text.ends_with('\n'));
  }
  static_cast<void>(find_contradictions(*rules, Instant{}));
  // Nothing was given: nothing is met, and nothing is unknown.
  verify::Report report{.at = Instant{}, .policy = rules->name, .credentials = {}};
  hold_against(*rules, report);
  require(*rules, report);
  property(report.requirement.has_value() == rules->require.has_value());
  if (report.requirement) property(report.requirement->answer == verify::Verdict::not_accepted);
  return 0;
}
