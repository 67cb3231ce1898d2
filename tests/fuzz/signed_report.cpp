// verifier::read_signed_report: what is read bears a proof that holds, and has none of it in what
// it says.
#include "verifier/signed_report.h"

#include "base/instant.h"
#include "driver.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza;            // NOLINT(google-build-using-namespace)
  using namespace credenza::verifier;  // NOLINT(google-build-using-namespace)
  const auto report =
      read_signed_report(as_text({data, size}), *parse_instant("2026-11-28T09:00:00Z"));
  if (!report) return 0;
  property(report->maker.starts_with("did:key:") && !report->content.contains("proof"));
  property(report->content.at("schema") == "credenza.verifier.report/1");
  return 0;
}
