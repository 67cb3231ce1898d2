#include "wallet/copies_view.h"

#include <algorithm>

#include "did/did.h"

namespace credenza::wallet {

std::string copies_text(const std::vector<PublishedCopy>& copies, bool offline, Language language) {
  const auto in = [language](Text text) { return std::string(text.in(language)); };
  std::string out;
  for (const PublishedCopy& copy : copies) {
    out += "  " + in(offline ? Text{"issuer's site not asked", "site van de uitgever niet gevraagd"}
                             : Text{"issuer's site not reachable",
                                    "site van de uitgever niet bereikbaar"});
    out +=
        in(did::is_did(copy.of) ? Text{"; keys from the copy of ", "; sleutels uit de kopie van "}
                                : Text{"; list from the copy of ", "; lijst uit de kopie van "});
    out += date_text(copy.at, language);
    if (copy.source == CopySource::folder) {
      out += in({" (handed in as a file; how old it is, nobody knows)",
                 " (als bestand gekregen; hoe oud het is, weet niemand)"});
    }
    out += "\n";
  }
  return out;
}

Instant known_as_of(const std::vector<PublishedCopy>& copies, Instant now) {
  Instant oldest = now;
  for (const PublishedCopy& copy : copies)
    oldest = std::min(oldest, copy.at);
  return oldest;
}

Json to_json(const std::vector<PublishedCopy>& copies) {
  Json out = Json::array();
  for (const PublishedCopy& copy : copies) {
    const Json meta = to_meta(copy);
    out.push_back({{"of", meta["of"]}, {"at", meta["at"]}, {"source", meta["source"]}});
  }
  return out;
}

}  // namespace credenza::wallet
