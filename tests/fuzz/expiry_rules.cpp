// wallet::parse_rules: a rule that is read says for what and for how long it is, and changes no
// answer when it stands there twice.
#include "driver.h"
#include "wallet/expiry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
  const auto rules = parse_rules(credenza::as_text({data, size}));
  property(rules.has_value() || !rules.error().where.empty());
  if (!rules) return 0;
  HeldCredential one{1, {}};
  one.held.awarded = "2026-02-28";
  for (const ExpiryRule& rule : *rules) {
    property(rule.months > 0 && rule.months <= 1200);
    property(!rule.name.empty() && !rule.reason.empty());
    property(rule.cause == Cause::custom || rule.cause == Cause::employer);
    // What says nothing fits nothing but a rule that asks for nothing, and there is none.
    property(!fits(rule, {}));
    one.held.basis.scheme = rule.scheme;
    one.held.basis.equipment = rule.equipment;
    one.held.type = rule.type;
    const std::vector<HeldCredential> all{one};
    for (const End& end : find_ends(all, {rule}))
      property(end.last.has_value());
  }
  return 0;
}
