#include <algorithm>
#include <array>

#include "issuer/template.h"

namespace credenza::issuer {

using json::Cursor;

namespace {

constexpr std::string_view k_hole = "$column";
constexpr std::string_view k_rows = "$rows";
constexpr std::string_view k_record = "/record";

/// Members of a credential that the program writes itself.
constexpr std::array<std::string_view, 10> k_own_members{
    "@context",         "id",        "issuer",     "credentialSubject", "credentialStatus",
    "credentialSchema", "validFrom", "validUntil", "refreshService",    "proof"};

bool is_template_id(std::string_view id) noexcept {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  });
}

bool is_label_name(std::string_view name) noexcept {
  return is_template_id(name) && name.find('.') == std::string_view::npos;
}

/// "{{x}}", "${x}", "{\"$column\": …}", "{achternaam}": what other programs, or a slip, mean by a
/// hole.
bool looks_like_hole(std::string_view text) noexcept {
  for (const char* mark : {"{{", "${", k_hole.data(), k_rows.data()})
    if (text.find(mark) != std::string_view::npos) return true;
  const std::size_t begin = text.find('{');
  const std::size_t end = text.find('}', begin == std::string_view::npos ? 0 : begin);
  if (begin == std::string_view::npos || end == std::string_view::npos || end == begin + 1)
    return false;
  const std::string_view inside = text.substr(begin + 1, end - begin - 1);
  return std::none_of(inside.begin(), inside.end(), [](char c) {
    return std::string_view(" ,;:.()\n\t").find(c) != std::string_view::npos;
  });
}

bool is_name_of_person(std::string_view pointer) noexcept {
  return pointer.ends_with("/family_name") || pointer.ends_with("/given_name") ||
         pointer.ends_with("/name_prefix") || pointer.ends_with("/trainer/name");
}

}  // namespace

/// Finds the holes of a template and what is wrong around them.
class TemplateReader {
 public:
  explicit TemplateReader(std::vector<Error>& problems) noexcept : problems_(problems) {}
  Template read(Cursor root);

 private:
  void read_member(Cursor member);
  void read_record(Cursor record);
  void read_labels(Cursor labels);
  void read_checks(Cursor checks);
  void walk(Cursor value, bool in_array);
  void take_hole(Cursor value, bool in_array);
  void take_rows(Cursor value, bool in_array);
  void take_text(Cursor value);
  void add(Code code, std::string where, std::string detail) {
    problems_.push_back({code, std::move(where), std::move(detail)});
  }

  std::vector<Error>& problems_;
  Template out_;
  std::optional<std::size_t> rows_;  ///< the `$rows` that is being walked
  std::size_t item_at_ = 0;          ///< length of the pointer of its item
};

void TemplateReader::take_text(Cursor value) {
  const std::string_view text = value.raw_string();
  if (!looks_like_hole(text)) return;
  add(Code::malformed, value.pointer(),
      "a hole is a node, {\"$column\": \"…\"}, and cannot stand inside a text");
}

void TemplateReader::take_hole(Cursor value, bool in_array) {
  auto hole = read_hole(value, problems_);
  if (!hole) return;
  if (in_array && hole->optional) {
    return add(Code::malformed, value.pointer(),
               "an item of an array cannot be optional; put it in an object");
  }
  const std::string at = hole->pointer.substr(k_record.size());
  const bool is_awarder = at == "/awarding_body" || at.starts_with("/awarding_body/");
  if (at == "/type" || is_awarder) {
    return add(Code::forbidden, value.pointer(),
               at == "/type" ? "a template is of one type; write the type itself here"
                             : "the issuer signs, so a column cannot say who awards it");
  }
  if (at == "/person/id" && hole->type != CellType::did) {
    return add(Code::malformed, value.pointer() + "/type",
               "what binds a credential to its holder has to be a hole of type did");
  }
  hole->rows = rows_;
  hole->is_name = is_name_of_person(at);
  hole->pointer.erase(0, rows_ ? item_at_ : k_record.size());
  out_.holes_.push_back(std::move(*hole));
}

void TemplateReader::take_rows(Cursor value, bool in_array) {
  const Cursor item = *value.find(k_rows);
  if (rows_ || in_array) {
    return add(Code::malformed, value.pointer(), "an array of rows cannot stand inside an array");
  }
  if (value.size() != 1 || !item.is_object() || item.find(k_hole)) {
    return add(Code::malformed, value.pointer(),
               "has to be {\"$rows\": {…}} with the item of the array in it, and nothing beside");
  }
  rows_ = out_.rows_.size();
  item_at_ = item.pointer().size();
  out_.rows_.push_back({value.pointer().substr(k_record.size()), json::to_value(item)});
  const std::size_t before = out_.holes_.size();
  const std::size_t problems = problems_.size();
  walk(item, false);
  if (out_.holes_.size() == before && problems_.size() == problems) {
    add(Code::missing, item.pointer(), "there is no hole in it, so all items would be the same");
  }
  rows_.reset();
}

void TemplateReader::walk(Cursor value, bool in_array) {
  if (value.is_string()) return take_text(value);
  if (value.find(k_hole)) return take_hole(value, in_array);
  if (value.find(k_rows)) return take_rows(value, in_array);
  for (const Cursor child : value.items()) {
    if (child.name().starts_with('$')) {
      add(Code::unsupported, child.pointer(), "the directives of a template are $column and $rows");
    } else {
      walk(child, value.is_array());
    }
  }
}

void TemplateReader::read_record(Cursor record) {
  if (!record.is_object() || record.find(k_hole) || record.find(k_rows))
    return add(Code::malformed, record.pointer(), "has to be a learning record");
  for (const Cursor member : record.items()) {
    const bool own =
        std::find(k_own_members.begin(), k_own_members.end(), member.name()) != k_own_members.end();
    if (own) {
      add(Code::forbidden, member.pointer(),
          "belongs to the credential, which the program writes; a template says the record only");
    } else if (member.name().starts_with('$')) {
      add(Code::unsupported, member.pointer(),
          "the directives of a template are $column and $rows");
    } else {
      walk(member, false);
    }
  }
  out_.record_ = json::to_value(record);
}

void TemplateReader::read_labels(Cursor labels) {
  if (!labels.is_object())
    return add(Code::malformed, labels.pointer(), "has to be an object: a name → its hole");
  for (const Cursor item : labels.items()) {
    if (!is_label_name(item.name())) {
      add(Code::malformed, item.pointer(),
          "a label has a name of letters, digits, hyphens and underscores");
    } else if (!item.find(k_hole)) {
      add(Code::missing, item.pointer() + "/$column", "a label names the column that it keeps");
    } else if (auto hole = read_hole(item, problems_)) {
      hole->use = HoleUse::label;
      hole->pointer = item.name();
      out_.holes_.push_back(std::move(*hole));
    }
  }
}

void TemplateReader::read_checks(Cursor checks) {
  if (!checks.is_array())
    return add(Code::malformed, checks.pointer(), "has to be an array of holes");
  for (const Cursor item : checks.items()) {
    if (!item.find(k_hole)) {
      add(Code::missing, item.pointer() + "/$column", "a check names the column that it looks at");
    } else if (auto hole = read_hole(item, problems_)) {
      hole->use = HoleUse::check;
      out_.holes_.push_back(std::move(*hole));
    }
  }
}

void TemplateReader::read_member(Cursor member) {
  const std::string_view name = member.name();
  const auto text = member.is_string() ? member.raw_string() : std::string_view{};
  if (name == "schema") {
    if (text == k_template_schema) return;
    const bool newer = text.starts_with("credenza.issuer.template/");
    add(newer ? Code::unsupported : Code::malformed, "/schema",
        newer ? "made for a newer version of this program"
              : "has to be " + std::string(k_template_schema));
  } else if (name == "id") {
    out_.id_ = text;
    if (!is_template_id(text)) {
      add(Code::malformed, "/id",
          "has to be up to 64 letters, digits, dots, hyphens and underscores");
    }
  } else if (name != "record" && name != "checks" && name != "labels") {
    add(Code::unsupported, member.pointer(),
        "a template has schema, id, record, labels and checks");
  }
}

Template TemplateReader::read(Cursor root) {
  for (const char* name : {"schema", "id", "record"}) {
    const auto member = root.at(name);
    if (!member) problems_.push_back(member.error());
  }
  for (const Cursor member : root.items())
    read_member(member);
  if (const auto record = root.find("record")) read_record(*record);
  if (const auto labels = root.find("labels")) read_labels(*labels);
  if (const auto checks = root.find("checks")) read_checks(*checks);
  return std::move(out_);
}

Result<Template> Template::parse(std::string_view text, std::vector<Error>& problems) {
  problems.clear();
  auto document = json::Document::parse(text);
  if (!document) {
    problems.push_back(document.error());
    return document.error();
  }
  Template out = TemplateReader(problems).read(document->root());
  if (!problems.empty()) return problems.front();
  return out;
}

}  // namespace credenza::issuer
