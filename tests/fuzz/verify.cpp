// verify::verify: always a report with a verdict, and for an input that nobody trusted never
// "accepted".
#include "verify/verify.h"

#include "driver.h"
#include "support/ports.h"

namespace {

class Nobody final : public credenza::verify::TrustAnchors {
 public:
  [[nodiscard]] credenza::Result<credenza::verify::Vouched> vouches_for(
      std::string_view issuer, const credenza::verify::CredentialTypes& /*types*/,
      const credenza::verify::TrustMoment& /*moment*/) const override {
    return credenza::fail(credenza::Code::untrusted, std::string(issuer), "on nobody's list");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  credenza::test::Town town;
  credenza::did::Resolver resolver(town);
  credenza::verify::StatusLists statuses(town, resolver);
  credenza::verify::Statements statements(town, resolver);
  const Nobody anchors;
  const std::string_view text = credenza::as_text({data, size});
  const auto report =
      credenza::verify::verify(text, {}, {resolver, statuses, &anchors}, credenza::Instant{});
  property(!report.credentials.empty());
  property(report.verdict() != credenza::verify::Verdict::accepted);
  property(!credenza::verify::to_json(report, "credenza.verifier.check/1").empty());
  (void)credenza::verify::detect(text);
  (void)credenza::verify::add_published(std::string(text), resolver, statuses, statements);
  return 0;
}
