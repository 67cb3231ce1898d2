#include "issuer/issued_forms.h"

#include "base/encoding.h"
#include "host/files.h"
#include "issuer/entry.h"
#include "issuer/ledger.h"
#include "jcs/jcs.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_file = "issued_templates.json";
constexpr std::string_view k_schema = "credenza.issuer.issued_templates/1";
constexpr std::size_t k_most_bytes = std::size_t{1} << 20;

std::string path_of(const Home& home) {
  return home.folder + "/" + std::string(k_file);
}

/// {"schema": …, "templates": {id: SHA-256 in hexadecimal of its record's canonical JSON}}
Result<Json> read_file(const Home& home) {
  const auto text = host::read_file(path_of(home), k_most_bytes);
  if (!text && text.error().code == Code::not_found)
    return Json{{"schema", k_schema}, {"templates", Json::object()}};
  if (!text) return text.error();
  const auto document = json::Document::parse(*text);
  if (!document) return fail(Code::malformed, std::string(k_file), document.error().detail);
  const auto schema = document->root().string_at("schema");
  if (!schema || *schema != k_schema) {
    return fail(schema ? Code::unsupported : Code::malformed, std::string(k_file),
                "made by another version of this program");
  }
  const auto forms = document->root().at("templates");
  if (!forms || !forms->is_object())
    return fail(Code::malformed, std::string(k_file), "has no templates");
  return json::to_value(document->root());
}

Result<std::string> digest_of(const Template& form) {
  const json::Document record = TRY(json::to_document(form.record()));
  const std::string canonical = TRY(jcs::canonicalize(record.root()));
  return to_hex(sha256(as_bytes(canonical)));
}

}  // namespace

Result<bool> was_changed(const Home& home, const Template& form) {
  const Json known = TRY(read_file(home));
  const auto& forms = known["templates"];
  const auto found = forms.find(form.id());
  if (found == forms.end()) return false;
  return *found != Json(TRY(digest_of(form)));
}

CellFinding changed_form(const Template& form) {
  CellFinding out = finding_of(Phrase::form_changed, {same(issuer::quoted(form.id()))});
  out.where = "/id";
  return out;
}

Status keep_form(const Home& home, const Template& form) {
  Json known = TRY(read_file(home));
  if (known["templates"].contains(form.id())) return {};
  known["templates"][form.id()] = TRY(digest_of(form));
  const std::string text = TRY(json::to_pretty_text(known));
  return host::write_file(path_of(home), as_bytes(text), {.mode = 0600, .overwrite = true});
}

}  // namespace credenza::issuer
