#include "open_badges/write_detail.h"

namespace credenza::open_badges::detail {

Json Writer::endorsement_subject() {
  const learning_record::Endorsement& endorsement = record_.endorsement;
  Json out = Json::object();
  put(out, "id", endorsement.target.id);
  out["type"] = {"EndorsementSubject"};
  put(out, "endorsementComment", main_text(endorsement.text, "/endorsement/text"));
  return out;
}

/// An EndorsementCredential has few members, so nearly all of a record is kept in our own.
Rendering Writer::endorsement_credential() && {
  Json rest = form();
  for (const char* said :
       {"type", "awarding_body", "evidence", "awarded", "valid_from", "valid_until"}) {
    rest.erase(said);
  }
  if (rest.contains("achievement")) {
    rest["achievement"].erase("title");
    rest["achievement"].erase("description");
  }
  if (rest.contains("endorsement")) {
    rest["endorsement"].erase("target");
    rest["endorsement"].erase("text");
  }
  for (const auto& [name, value] : rest.items())
    keep("/" + name, value);
  Json out =
      frame("EndorsementCredential", main_text(record_.achievement.title, "/achievement/title"),
            endorsement_subject());
  put(out, "description", main_text(record_.achievement.description, "/achievement/description"));
  const learning_record::Reference& target = record_.endorsement.target;
  add_related(out, target.id, target.digest, "");
  add_evidence(out);
  return finish(std::move(out));
}

}  // namespace credenza::open_badges::detail
