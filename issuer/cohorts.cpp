#include "issuer/cohorts.h"

#include <algorithm>
#include <optional>

#include "data_integrity/proof.h"
#include "issuer/characters.h"
#include "jcs/jcs.h"

namespace credenza::issuer {
namespace {

using learning_record::LearningRecord;

constexpr std::size_t k_open_cohorts = 256;

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

/// Whether a text in `hole` is personal, and a credential copies it.
bool is_slot_hole(const Hole& hole) {
  const bool personal =
      hole.pointer.starts_with("/person/") || hole.pointer == "/registration/number";
  // Whether a DID is one is known by its type only.
  return personal && !hole.rows && (hole.pointer != "/person/id" || hole.type == CellType::did);
}

void put_text(std::string_view text, std::string& out) {
  append_number(text.size(), out);
  out += ':';
  out += text;
}

/// The part of a person's name that a pointer names; null for others.
std::string* name_part(learning_record::Person& person, std::string_view pointer) noexcept {
  if (pointer == "/person/family_name") return &person.family_name;
  if (pointer == "/person/name_prefix") return &person.name_prefix;
  return pointer == "/person/given_name" ? &person.given_name : nullptr;
}

/// Takes what is personal out of the record of a cohort that could not be cut.
void strip(Json& record) {
  record.erase("person");
  if (record.contains("registration")) record["registration"].erase("number");
}

}  // namespace

Cohorts::Cohorts(const Template& form, const Config& config, Signing signing)
    : form_(form), config_(config), signing_(std::move(signing)) {
  for (const Hole& hole : form.holes())
    slots_.push_back(is_slot_hole(hole));
}

bool Cohorts::is_slot(const Cell& cell) const noexcept {
  return slots_[form_.hole_of(cell)] && cell.value.kind == CellValue::Kind::text;
}

void Cohorts::make_key(const Cells& cells, std::string& out) const {
  out.clear();
  for (const Cell& cell : cells.record) {
    if (is_slot(cell)) {
      out += '+';
      continue;
    }
    out += static_cast<char>('0' + static_cast<int>(cell.value.kind));
    append_number(cell.item, out);
    out += ',';
    put_text(cell.value.text, out);
  }
  for (const auto& [name, value] : cells.labels) {
    put_text(name, out);
    put_text(value, out);
  }
}

Result<std::shared_ptr<OpenCohort>> Cohorts::open(const Cells& cells, const std::string& key) {
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

Result<std::shared_ptr<OpenCohort>> Cohorts::compile(const Cells& cells) const {
  auto out = std::make_shared<OpenCohort>(data_integrity::suite_of(signing_.key).hash);
  CohortContent& content = out->content;
  content.template_id = form_.id();
  for (const auto& [name, value] : cells.labels)
    content.labels[name] = value;
  const LearningRecord record = TRY(read_own_record(form_.pour(cells), config_));
  content.record = learning_record::to_json(record);
  for (std::size_t i = 0; i < cells.record.size(); ++i) {
    if (!is_slot(cells.record[i])) continue;
    content.members.push_back(cells.record[i].hole->pointer);
    out->cells.push_back(i);
    const Json::json_pointer at(content.members.back());
    content.record[at.parent_pointer()].erase(at.back());
  }
  TRY(cut(*out, record.person, cells));
  if (!content.is_whole() && gives_the_same(*out, cells)) {
    out->begin.add(as_bytes(content.document.pieces.front()));
    return out;
  }
  content.document = {};
  content.proof = {};
  content.members.clear();
  out->cells.clear();
  strip(content.record);
  return out;
}

Status Cohorts::cut(OpenCohort& cohort, const learning_record::Person& person,
                    const Cells& cells) const {
  Cells marked;
  marked.record = cells.record;
  std::vector<Mark> marks = common_marks();
  learning_record::Person marked_person = person;
  for (std::size_t i = 0; i < cohort.cells.size(); ++i) {
    const std::string mark = member_mark(i);
    marked.record[cohort.cells[i]].value.text = mark;
    marks.push_back({in_quotes(mark), {Slot::Kind::member, static_cast<std::uint32_t>(i)}});
    std::string* part = name_part(marked_person, cohort.content.members[i]);
    if (part != nullptr) *part = mark;
  }
  // Behind the members: a name of one part is the same text as that part.
  const std::string name = marked_person.full_name();
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
  const auto proof =
      cut_at(data_integrity::write_proof(suite, options, context).with_value(k_proof_mark),
             common_marks());
  options.created = signing_.now;
  cohort.configuration = crypto::hash(
      suite.hash, as_bytes(data_integrity::write_proof(suite, options, context).configuration()));
  if (!text || !proof) return {};
  cohort.content.document = *text;
  cohort.content.proof = *proof;
  cohort.name = name_parts(cohort.content);
  cohort.shows_name = std::any_of(text->slots.begin(), text->slots.end(), [](const Slot& slot) {
    return slot.kind == Slot::Kind::full_name;
  });
  return {};
}

bool Cohorts::gives_the_same(const OpenCohort& cohort, const Cells& cells) const {
  const std::string id = "urn:uuid:00000000-0000-8000-8000-000000000000";
  const StatusPlace place{1, 7};
  const auto general = make_general(cells, {id, place, signing_.now});
  if (!general) return false;
  std::vector<std::string_view> members;
  members_of(cohort, cells, members);
  const std::string name = full_name(cohort.name, members);
  const std::string issued = format_instant(signing_.now);
  std::string spliced;
  append_filled(cohort.content.document, {id, place, issued, members, name, {}}, spliced);
  return spliced == general->text();
}

void Cohorts::members_of(const OpenCohort& cohort, const Cells& cells,
                         std::vector<std::string_view>& out) {
  out.clear();
  for (const std::size_t cell : cohort.cells)
    out.emplace_back(cells.record[cell].value.text);
}

Result<json::Document> Cohorts::make_general(const Cells& cells, const Naming& naming) const {
  const LearningRecord record = TRY(read_own_record(form_.pour(cells), config_));
  return make_unsigned(record, naming, config_);
}

}  // namespace credenza::issuer
