#include "issuer/bulk_form.h"

#include <algorithm>
#include <array>

#include "crypto/hash.h"
#include "data_integrity/proof.h"
#include "jcs/jcs.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

constexpr std::size_t k_open_cohorts = 256;
constexpr std::string_view k_checks = "/checks/";

// Marks, in the places of what differs. Texts of people have no characters of private use in them;
// if one had, the comparison with the general way would tell.
constexpr std::string_view k_mark = "\uE0F1cut";
constexpr std::string_view k_id_mark = "urn:uuid:9e3779b9-7f4a-8c15-9cc8-3c6ef372fe94";
constexpr StatusPlace k_place_mark{3141592653U, 27182818284590U};
constexpr std::string_view k_proof_mark = "\uE0F2proof";

Instant instant_mark() {
  // 1 December of a year in which nobody will read this.
  return Instant(std::chrono::sys_days(std::chrono::year{9871} / 12 / 1)) +
         std::chrono::seconds(12345);
}

std::string member_mark(std::size_t member) {
  return std::string(k_mark) + std::to_string(member) + "\uE0F1";
}

std::string in_quotes(std::string_view text) {
  return jcs::format_string(text);
}

struct Mark {
  std::string text;
  Slot slot;
};

/// Cuts `text` at the marks; nothing when a mark is left in a piece.
std::optional<SlottedText> cut_at(std::string_view text, const std::vector<Mark>& marks) {
  SlottedText out;
  std::size_t done = 0;
  for (;;) {
    std::size_t next = std::string_view::npos;
    const Mark* found = nullptr;
    for (const Mark& mark : marks) {
      const std::size_t at = text.find(mark.text, done);
      if (at < next) {
        next = at;
        found = &mark;
      }
    }
    const std::string_view piece = text.substr(done, next - done);
    if (piece.find(k_mark) != std::string_view::npos) return std::nullopt;
    out.pieces.emplace_back(piece);
    if (found == nullptr) return out;
    out.slots.push_back(found->slot);
    done = next + found->text.size();
  }
}

std::vector<Mark> common_marks() {
  return {{std::string(k_id_mark), {Slot::Kind::id, 0}},
          {std::to_string(k_place_mark.list), {Slot::Kind::list, 0}},
          {std::to_string(k_place_mark.index), {Slot::Kind::index, 0}},
          {format_instant(instant_mark()), {Slot::Kind::issued, 0}},
          {std::string(k_proof_mark), {Slot::Kind::proof_value, 0}}};
}

void put(Json& record, const std::string& pointer, std::optional<Json> value) {
  const Json::json_pointer at(pointer);
  if (value) {
    record[at] = std::move(*value);
  } else {
    record[at.parent_pointer()].erase(at.back());
  }
}

void put_number(std::uint64_t value, Bytes& out) {
  for (int shift = 24; shift >= 0; shift -= 8)
    out.push_back(static_cast<std::uint8_t>(value >> shift));
}

void put_text(std::string_view text, Bytes& out) {
  put_number(text.size(), out);
  out.insert(out.end(), text.begin(), text.end());
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

std::string* personal_field(LearningRecord& record, std::string_view pointer) noexcept {
  if (pointer == "/registration/number") return &record.registration.number;
  constexpr std::string_view k_person = "/person/";
  if (!pointer.starts_with(k_person)) return nullptr;
  pointer.remove_prefix(k_person.size());
  if (pointer == "id") return &record.person.id;
  if (pointer == "birth_date") return &record.person.birth_date;
  if (pointer == "learner_id") return &record.person.learner_id;
  std::string* family = &record.person.family_name;
  std::string* prefix = &record.person.name_prefix;
  std::string* given = &record.person.given_name;
  constexpr std::string_view k_others = "alternative_names/";
  if (pointer.starts_with(k_others)) {
    pointer.remove_prefix(k_others.size());
    if (pointer.size() < 3 || pointer[0] < '0' || pointer[0] > '9' || pointer[1] != '/')
      return nullptr;
    const auto number = static_cast<std::size_t>(pointer[0] - '0');
    if (number >= record.person.alternative_names.size()) return nullptr;
    auto& name = record.person.alternative_names[number];
    family = &name.family_name;
    prefix = &name.name_prefix;
    given = &name.given_name;
    pointer.remove_prefix(2);
  }
  if (pointer == "family_name") return family;
  if (pointer == "name_prefix") return prefix;
  return pointer == "given_name" ? given : nullptr;
}

BulkForm::BulkForm(const Template& form, const Config& config,
                   const std::vector<std::string>& columns, Signing signing)
    : form_(form), config_(config), signing_(std::move(signing)) {
  for (const Hole& hole : form_.holes()) {
    const auto column = std::find(columns.begin(), columns.end(), hole.column);
    columns_.push_back(column == columns.end()
                           ? std::nullopt
                           : std::optional(static_cast<std::size_t>(column - columns.begin())));
    in_record_.push_back(!hole.pointer.starts_with(k_checks));
    // Whether a DID is one is known by its type only.
    const bool text = hole.map.empty() && hole.type != CellType::number;
    const bool personal =
        hole.pointer.starts_with("/person/") || hole.pointer == "/registration/number";
    const bool did = hole.pointer != "/person/id" || hole.type == CellType::did;
    may_be_slot_.push_back(in_record_.back() && text && personal && did);
  }
}

bool BulkForm::is_slot(std::size_t hole, const RowCells& cells) const {
  return may_be_slot_[hole] && cells.values[hole] && cells.values[hole]->is_string();
}

RowCells BulkForm::read(const CsvRow& row) const {
  RowCells out;
  const std::vector<Hole>& holes = form_.holes();
  out.values.reserve(holes.size());
  for (std::size_t i = 0; i < holes.size(); ++i) {
    CellValue cell = read_cell(holes[i], columns_[i] ? row.field(*columns_[i]) : std::string_view());
    if (cell.problem) {
      cell.problem->column = holes[i].column;
      cell.problem->where = holes[i].pointer;
      out.findings.push_back(std::move(*cell.problem));
    }
    out.values.push_back(std::move(cell.value));
  }
  return out;
}

Bytes BulkForm::values_of(const RowCells& cells) const {
  Bytes out;
  out.reserve(512);
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    if (!in_record_[i]) continue;
    put_text(form_.holes()[i].column, out);
    put_text(form_.holes()[i].pointer, out);
    const std::optional<Json>& value = cells.values[i];
    out.push_back(value ? static_cast<std::uint8_t>(value->type()) : 0xff);
    if (!value) continue;
    if (value->is_string()) {
      put_text(value->get_ref<const std::string&>(), out);
    } else {
      put_text(value->dump(), out);
    }
  }
  return out;
}

Json BulkForm::pour(const RowCells& cells) const {
  Json out = form_.record();
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    if (in_record_[i]) put(out, form_.holes()[i].pointer, cells.values[i]);
  }
  return out;
}

std::string BulkForm::key_of(const RowCells& cells) const {
  std::string out;
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    if (!in_record_[i]) continue;
    const std::optional<Json>& value = cells.values[i];
    out += !value ? '-' : is_slot(i, cells) ? '+' : '=';
    if (!value || is_slot(i, cells)) continue;
    const std::string text = text_of(*value);
    out += static_cast<char>('0' + static_cast<int>(value->type()));
    out += std::to_string(text.size());
    out += ':';
    out += text;
  }
  return out;
}

Result<std::shared_ptr<OpenCohort>> BulkForm::open(const RowCells& cells) {
  const std::string key = key_of(cells);
  {
    const std::lock_guard lock(mutex_);
    const auto known = open_.find(key);
    if (known != open_.end()) {
      recent_.splice(recent_.begin(), recent_, known->second.use);
      return known->second.cohort;
    }
  }
  auto made = TRY(compile(cells));
  const std::lock_guard lock(mutex_);
  const auto [known, fresh] = open_.try_emplace(key);
  // Another thread may have made the same one meanwhile.
  if (!fresh) return known->second.cohort;
  recent_.push_front(key);
  known->second = {made, recent_.begin()};
  if (open_.size() > k_open_cohorts) {
    open_.erase(recent_.back());
    recent_.pop_back();
  }
  return made;
}

Result<std::shared_ptr<OpenCohort>> BulkForm::compile(const RowCells& cells) const {
  auto out = std::make_shared<OpenCohort>();
  CohortContent& content = out->content;
  content.template_id = form_.id();
  LearningRecord record = TRY(read_own_record(pour(cells), config_));
  content.record = learning_record::to_json(record);
  for (std::size_t i = 0; i < cells.values.size(); ++i) {
    if (!is_slot(i, cells)) continue;
    if (personal_field(record, form_.holes()[i].pointer) == nullptr) continue;
    content.members.push_back(form_.holes()[i].pointer);
    out->cells.push_back(i);
    put(content.record, content.members.back(), std::nullopt);
  }
  out->probe.type = record.type;
  out->probe.person = record.person;
  out->probe.awarded = record.awarded;
  out->probe.registration = record.registration;
  TRY(cut(*out, cells));
  if (content.is_whole() || !gives_the_same(*out, cells)) {
    content.document = {};
    content.proof = {};
    content.members.clear();
    out->cells.clear();
    content.record.erase("person");
    if (content.record.contains("registration")) content.record["registration"].erase("number");
  }
  return out;
}

Status BulkForm::cut(OpenCohort& cohort, const RowCells& cells) const {
  RowCells marked{cells.values, {}};
  std::vector<Mark> marks = common_marks();
  LearningRecord names;
  names.person = cohort.probe.person;
  for (std::size_t i = 0; i < cohort.cells.size(); ++i) {
    const std::string mark = member_mark(i);
    marked.values[cohort.cells[i]] = mark;
    marks.push_back({in_quotes(mark), {Slot::Kind::member, static_cast<std::uint32_t>(i)}});
    *personal_field(names, cohort.content.members[i]) = mark;
  }
  const std::string name = names.person.full_name();
  if (name.find(k_mark) != std::string::npos)
    marks.push_back({in_quotes(name), {Slot::Kind::full_name, 0}});
  const auto document =
      TRY(make_general(marked, {std::string(k_id_mark), k_place_mark, instant_mark()}));
  const auto text = cut_at(document.text(), marks);

  std::optional<std::string> context;
  if (const auto member = document.root().find("@context"))
    context = TRY(jcs::canonicalize(*member));
  const data_integrity::Suite& suite = data_integrity::suite_of(signing_.key);
  data_integrity::ProofOptions options;
  options.verification_method = signing_.method;
  options.created = instant_mark();
  const auto proof = cut_at(
      data_integrity::write_proof(suite, options, context).with_value(k_proof_mark),
      common_marks());
  options.created = signing_.now;
  cohort.configuration = crypto::hash(
      suite.hash,
      as_bytes(data_integrity::write_proof(suite, options, context).configuration()));
  if (!text || !proof) return {};
  cohort.content.document = *text;
  cohort.content.proof = *proof;
  return {};
}

bool BulkForm::gives_the_same(const OpenCohort& cohort, const RowCells& cells) const {
  const std::string id = "urn:uuid:00000000-0000-8000-8000-000000000000";
  const StatusPlace place{1, 7};
  const auto general = make_general(cells, {id, place, signing_.now});
  if (!general) return false;
  const std::vector<std::string> members = members_of(cohort, cells);
  const std::string name = full_name(cohort.content, members);
  const std::string issued = format_instant(signing_.now);
  std::string spliced;
  append_filled(cohort.content.document, {id, place, issued, members, name, {}}, spliced);
  return spliced == general->text();
}

std::vector<std::string> BulkForm::members_of(const OpenCohort& cohort, const RowCells& cells) {
  std::vector<std::string> out;
  out.reserve(cohort.cells.size());
  for (const std::size_t cell : cohort.cells)
    out.push_back(cells.values[cell]->get_ref<const std::string&>());
  return out;
}

Result<json::Document> BulkForm::make_general(const RowCells& cells, const Naming& naming) const {
  const LearningRecord record = TRY(read_own_record(pour(cells), config_));
  return make_unsigned(record, naming, config_);
}

std::vector<Error> BulkForm::check(OpenCohort& cohort, const RowCells& cells,
                                   std::vector<open_badges::Loss>* losses) const {
  if (losses == nullptr && cohort.is_sound && !cohort.content.is_whole()) {
    LearningRecord probe = cohort.probe;
    for (std::size_t i = 0; i < cohort.cells.size(); ++i) {
      *personal_field(probe, cohort.content.members[i]) =
          cells.values[cohort.cells[i]]->get_ref<const std::string&>();
    }
    return learning_record::check_personal(probe);
  }
  const auto record = read_own_record(pour(cells), config_);
  if (!record) return {record.error()};
  std::vector<Error> errors = check_making(*record, config_, signing_.now, losses);
  if (errors.empty()) cohort.is_sound = true;
  return errors;
}

}  // namespace credenza::issuer
