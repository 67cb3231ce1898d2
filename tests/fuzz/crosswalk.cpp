// wallet::parse_crosswalk: a table that is read has rows of one release; what stands in it leads
// from what is asked for to a bounded way or to none, also in a circle.
#include "driver.h"
#include "wallet/skill_relations.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)
  const auto crosswalk = parse_crosswalk(credenza::as_text({data, size}));
  if (!crosswalk) return 0;
  property(!crosswalk->rows.empty() && crosswalk->rows.size() <= k_max_crosswalk_rows);
  property(!crosswalk->release.empty() && crosswalk->digest.size() == 64);
  const std::vector<Crosswalk> all{*crosswalk};
  const SkillRelations relations(all);
  const CrosswalkRow& first = all[0].rows[0];
  const Around around = relations.around({first.to, {}}, false);
  for (const CrosswalkRow& row : all[0].rows) {
    const auto link = around.find({row.from, {}});
    property(!link || link->steps.size() <= 8);
  }
  // Its own row leads from the one side to the other.
  const auto link = around.find({first.from, {}});
  property(link.has_value());
  if (first.match == Match::exact) property(link->relation <= Relation::exact);
  return 0;
}
