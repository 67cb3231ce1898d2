#include "verifier/list_view.h"

#include <array>

#include "host/terminal.h"

namespace credenza::verifier {
namespace {

using host::Text;

constexpr std::size_t k_label_width = 12;

}  // namespace

ListState state_of(const trust_list::TrustList& list, const TrustStore& own, Instant now) {
  const trust_list::Contents& contents = list.contents();
  if (!own.trusts_as(verify::TrustRole::list_keeper, contents.keeper, {}, now))
    return ListState::no_keeper;
  return contents.valid_until < now ? ListState::ended : ListState::counts;
}

Json to_json(const trust_list::Contents& contents, ListState state) {
  constexpr std::array<std::string_view, 3> k_names = {"counts", "ended", "no_keeper"};
  return {{"id", contents.id},
          {"name", contents.name},
          {"keeper", contents.keeper},
          {"sequence", contents.sequence},
          {"valid_from", format_instant(contents.valid_from)},
          {"valid_until", format_instant(contents.valid_until)},
          {"entries", contents.entries.size()},
          {"state", k_names.at(static_cast<std::size_t>(state))}};
}

std::string list_text(const trust_list::Contents& contents, ListState state,
                      host::Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  std::string out = host::printable(contents.name) + "\n";
  const auto line = [&](Text label, const std::string& value) {
    const std::string name = in(label);
    out +=
        "  " + name + std::string(k_label_width - name.size(), ' ') + host::printable(value) + "\n";
  };
  line({"list", "lijst"}, contents.id);
  line({"keeper", "beheerder"}, contents.keeper);
  line({"number", "nummer"}, std::to_string(contents.sequence));
  line({"issuers", "uitgevers"}, std::to_string(contents.entries.size()));
  line({"since", "sinds"}, format_date(date_in_amsterdam(contents.valid_from)));
  line({"until", "tot en met"}, format_date(date_in_amsterdam(contents.valid_until)));
  if (state == ListState::ended) {
    line({"note", "let op"},
         in({"it has ended: import a newer one", "deze is afgelopen: lees een nieuwere in"}));
  } else if (state == ListState::no_keeper) {
    line({"note", "let op"}, in({"it does not count: its keeper is not on your list",
                                 "deze telt niet mee: de beheerder staat niet op uw lijst"}));
  }
  return out;
}

}  // namespace credenza::verifier
