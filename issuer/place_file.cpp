#include "issuer/place_file.h"

#include "issuer/status_registry.h"
#include "status_list/status_list.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::size_t k_most_bytes = std::size_t{16} << 20;

Result<learning_record::Organisation> read_issuer(Cursor node) {
  const json::Document wrapped = TRY(json::to_document(
      Json{{"type", "PracticeStatement"}, {"awarding_body", json::to_value(node)}}));
  auto record = learning_record::from_json(wrapped.root());
  if (!record) {
    const std::string_view inside = record.error().where;
    return fail(record.error().code,
                "/issuer" + std::string(inside.substr(std::string_view("/awarding_body").size())),
                record.error().detail);
  }
  if (record->awarding_body.id.empty()) return fail(Code::missing, "/issuer/id", "has to be a DID");
  return std::move(record->awarding_body);
}

Result<DocumentPlace> read_place(Cursor node) {
  DocumentPlace out;
  const Cursor id = TRY(node.at("id"));
  out.id = TRY(id.string());
  if (!from_urn(out.id)) return fail(Code::malformed, id.pointer(), "has to be urn:uuid:…");
  const Cursor status = TRY(node.at("status"));
  if (!status.is_array() || status.size() == 0)
    return fail(Code::malformed, status.pointer(), "has to be a list");
  out.status = json::to_value(status);
  return out;
}

}  // namespace

Result<PlaceFile> PlaceFile::parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text, {.max_bytes = k_most_bytes}));
  const Cursor root = document.root();
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_place_schema) {
    return schema.starts_with("credenza.issuer.place/")
               ? fail(Code::unsupported, "version", "made by a newer version of this program")
               : fail(Code::malformed, "/schema", "this is no file of places");
  }
  for (const Cursor member : root.items()) {
    if (member.name() != "schema" && member.name() != "issuer" && member.name() != "places")
      return fail(Code::unsupported, member.pointer(), "no file of places has such a member");
  }
  PlaceFile out;
  const Cursor issuer = TRY(root.at("issuer"));
  out.issuer = TRY(read_issuer(issuer));
  const Cursor places = TRY(root.at("places"));
  if (!places.is_array()) return fail(Code::malformed, "/places", "has to be a list");
  if (places.size() > k_most_places)
    return fail(Code::out_of_range, "/places", "more than 10,000 places");
  for (const Cursor place : places.items())
    out.places.push_back(TRY(read_place(place)));
  return out;
}

std::string PlaceFile::to_text() const {
  learning_record::LearningRecord record;
  record.awarding_body = issuer;
  Json list = Json::array();
  for (const DocumentPlace& place : places)
    list.push_back({{"id", place.id}, {"status", place.status}});
  auto text =
      json::to_pretty_text({{"schema", k_place_schema},
                            {"issuer", learning_record::to_json(record).at("awarding_body")},
                            {"places", std::move(list)}});
  must(text.has_value());
  return *std::move(text);
}

Json status_entries(const Config& config, const StatusPlace& place) {
  Json out = Json::array();
  for (const std::string_view purpose : k_purposes) {
    out.push_back(
        status_list::make_entry(config.status_list_url(purpose, place.list), place.index, purpose));
  }
  return out;
}

DocumentPlace document_place(const Config& config, const PromisedPlace& promised) {
  return {to_urn(promised.id), status_entries(config, promised.place)};
}

}  // namespace credenza::issuer
