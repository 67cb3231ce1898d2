// `check`: files in, one report out.
#include "host/exit_codes.h"
#include "host/files.h"
#include "verifier/commands.h"
#include "verifier/list_store.h"
#include "verifier/reading.h"
#include "verifier/render.h"

namespace credenza::verifier {
namespace {

constexpr std::string_view k_schema = "credenza.verifier.check/1";

}  // namespace

int run_check(const CheckOptions& check, const std::string& home,
              const host::CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) {
    return report_no_home(home, common);
  }
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  auto lists = load_lists(home_folder(home));
  if (!lists) return report_trust_error(lists.error(), common);
  const auto report = read_files(check, *trust, Question::accepted, *std::move(lists));
  if (!report) return host::report_error(k_role, common, report.error());
  const Status written =
      common.json
          ? host::write_json(verify::to_json(*report, k_schema))
          : host::write_output(render(*report, {common.language(), host::use_color(common.color)}));
  if (!written) return host::report_error(k_role, {}, written.error());
  return verify::exit_code(report->verdict());
}

}  // namespace credenza::verifier
