#include "issuer/form_doubts.h"

#include "issuer/making.h"
#include "issuer/record_texts.h"
#include "learning_record/concepts.h"

namespace credenza::issuer {

std::vector<RowFinding> form_doubts(const Template& form, const Config& config) {
  const auto record = read_own_record(form.sample(true), config);
  if (!record) return {};
  std::vector<RowFinding> out;
  for (const Error& doubt : learning_record::doubts(*record))
    out.push_back({0, say_finding(doubt, Fault::odd_term)});
  for (const open_badges::Loss& loss : open_badges::to_credential(*record, {}).losses) {
    if (loss.where != "/profile") continue;
    out.push_back({0, say_finding({Code::missing, loss.where, loss.detail}, Fault::less_profile)});
  }
  return out;
}

}  // namespace credenza::issuer
