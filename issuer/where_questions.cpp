#include "issuer/where_questions.h"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

#include "issuer/record_path.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 256;

constexpr std::array<std::string_view, 7> k_person = {"person",
                                                      "person.id",
                                                      "person.family_name",
                                                      "person.name_prefix",
                                                      "person.given_name",
                                                      "person.birth_date",
                                                      "person.learner_id"};

/// Before and behind the number of a personal value. No text of a record has a control character.
constexpr char k_mark = '\x01';

template <class Names>
bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// A JSON Pointer as a path: "/person/family_name" is "person.family_name".
std::string path_of(std::string_view pointer) {
  std::string out(pointer.substr(pointer.starts_with('/') ? 1 : 0));
  std::replace(out.begin(), out.end(), '/', '.');
  return out;
}

bool is_within(std::string_view path, std::string_view parent) {
  return path.starts_with(parent) && (path.size() == parent.size() || path[parent.size()] == '.');
}

/// Whether something under `path` is personal, so that the cohort does not have it.
bool is_personal(const CohortContent& content, std::string_view path) {
  if (is_within(path, "person")) return true;
  const auto touches = [path](std::string_view member) {
    return is_within(path, member) || is_within(member, path);
  };
  if (content.is_whole()) return touches("registration.number");
  return std::any_of(content.members.begin(), content.members.end(),
                     [&](const std::string& member) { return touches(path_of(member)); });
}

/// "did:web:school.example#key-1" is known under its fragment too.
void add_key(const std::string& method, std::vector<std::string>& names) {
  names.push_back(method);
  names.push_back(method.substr(method.find('#') + 1));
}

/// The key that signed every credential of a cohort; not known when each lies whole.
WhereKnown keys_of(const CohortContent& content) {
  if (content.is_whole()) return {{}, false};
  std::string text;
  append_filled(content.proof, {"urn:uuid:0", {}, "2000-01-01T00:00:00Z", {}, "", "z"}, text);
  const auto document = json::Document::parse(text);
  if (!document) return {{}, false};
  return keys_in(json::to_value(document->root()));
}

/// What a cohort knows.
WhereKnown known_of(const CohortContent& content, std::string_view name) {
  if (name == k_fact_template) return {{content.template_id}, true};
  if (name == k_fact_kid) return keys_of(content);
  // A label that is called as a fact is would be a trap, so the fact comes first.
  if (is_among(k_entry_facts, name)) return {{}, false};
  if (const auto label = content.labels.find(std::string(name)); label != content.labels.end())
    return {{label->is_string() ? label->get<std::string>() : label->dump()}, true};
  const std::string path = member_path(name);
  return {values_at(content.record, path), !is_personal(content, path)};
}

/// What stands under a name in the records of a cohort, found with marks in the places of what is
/// personal.
PersonalName personal_name(const Json& marked, const std::string& name) {
  PersonalName out{name, {}};
  for (std::string& value : values_at(marked, member_path(name))) {
    if (value.empty() || value.front() != k_mark) {
      out.pieces.push_back({std::move(value), std::nullopt});
    } else {
      out.pieces.push_back({{}, std::stoul(value.substr(1))});
    }
  }
  return out;
}

std::vector<PersonalName> personal_names(const CohortContent& content, const Where& rest) {
  std::vector<PersonalName> out;
  Json marked;
  for (const std::string& name : rest.names()) {
    if (is_among(k_entry_facts, name)) continue;
    if (marked.is_null()) {
      Personal marks;
      for (std::size_t i = 0; i < content.members.size(); ++i)
        marks.values.push_back(k_mark + std::to_string(i));
      marked = record_of(content, marks);
    }
    // The keys of a cohort with cut texts were known, or cannot be.
    out.push_back(name == k_fact_kid ? PersonalName{name, {}} : personal_name(marked, name));
  }
  return out;
}

Question question_of(const CohortContent& content, const Where& where) {
  const auto lookup = [&content](std::string_view name) { return known_of(content, name); };
  Question out;
  Where rest = where.given(lookup);
  if (rest.terms().empty()) {
    out.decided = rest.holds(lookup);
    return out;
  }
  out.is_whole = content.is_whole();
  out.asks_entry = std::any_of(rest.names().begin(), rest.names().end(),
                               [](const auto& name) { return is_among(k_entry_facts, name); });
  out.asks_own = is_among(rest.names(), k_fact_id) || is_among(rest.names(), k_fact_index);
  if (!out.is_whole) out.persons = personal_names(content, rest);
  out.rest = std::make_shared<const Where>(std::move(rest));
  return out;
}

/// A text that is the same for questions that ask the same.
std::string key_of(const Question& question) {
  if (question.decided) return *question.decided ? "yes" : "no";
  std::string out = (question.is_whole ? "w" : "c") + question.rest->text();
  for (const PersonalName& personal : question.persons) {
    out += '\n' + personal.name;
    for (const PersonalName::Piece& piece : personal.pieces) {
      out += '\n';
      if (piece.member) out += k_mark + std::to_string(*piece.member);
      // With its length, because there may be a line break in it.
      else
        out += std::to_string(piece.text.size()) + ' ' + piece.text;
    }
  }
  return out;
}

/// Whether paths_in() has `path` for this record.
bool has_path(const Json& value, std::string_view path) {
  if (value.is_array()) {
    return std::any_of(value.begin(), value.end(),
                       [path](const Json& item) { return has_path(item, path); });
  }
  if (path.empty()) return true;
  if (!value.is_object()) return false;
  const std::size_t dot = path.find('.');
  const auto found = value.find(std::string(path.substr(0, dot)));
  if (found == value.end()) return false;
  return has_path(*found,
                  dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1));
}

/// Whether each name that an expression asks for is known anywhere in a ledger.
class Names {
 public:
  explicit Names(const Where& where) {
    for (const std::string& name : where.names()) {
      const bool is_fact = is_among(k_entry_facts, name) || is_among(k_cohort_facts, name);
      if (!is_fact && !is_among(k_person, member_path(name)))
        open_.push_back({name, member_path(name)});
    }
  }

  void look_at(const CohortContent& content) {
    open_.erase(std::remove_if(open_.begin(), open_.end(),
                               [&content](const Open& open) { return has(content, open); }),
                open_.end());
  }

  [[nodiscard]] bool all_known() const noexcept { return open_.empty(); }
  [[nodiscard]] bool is_open(std::string_view name) const {
    return std::any_of(open_.begin(), open_.end(),
                       [name](const Open& open) { return open.name == name; });
  }

 private:
  struct Open {
    std::string name;
    std::string path;
  };
  static bool has(const CohortContent& content, const Open& open) {
    return content.labels.contains(open.name) || has_path(content.record, open.path) ||
           std::any_of(content.members.begin(), content.members.end(),
                       [&](const std::string& member) { return path_of(member) == open.path; });
  }
  std::vector<Open> open_;
};

using VisitCohort = std::function<void(std::uint32_t number, const CohortContent& content)>;

Status walk_cohorts(Snapshot& snapshot, const Ledger& ledger, const VisitCohort& visit) {
  for (std::uint32_t after = 0;;) {
    const auto page = TRY(snapshot.cohorts(after, k_page));
    for (const Cohort& cohort : page) {
      visit(cohort.number, TRY(ledger.open_cohort(cohort)));
      after = cohort.number;
    }
    if (page.size() < k_page) return {};
  }
}

/// Says which name nothing has, and which one is near.
Status refuse_name(Snapshot& snapshot, const Ledger& ledger, const WhereTerm& term) {
  std::set<std::string> known(k_person.begin(), k_person.end());
  known.insert(k_entry_facts.begin(), k_entry_facts.end());
  known.insert(k_cohort_facts.begin(), k_cohort_facts.end());
  TRY(walk_cohorts(snapshot, ledger, [&known](std::uint32_t, const CohortContent& content) {
    for (const auto& [name, label] : content.labels.items())
      known.insert(name);
    for (std::string& path : paths_in(content.record))
      known.insert(std::move(path));
    for (const std::string& member : content.members)
      known.insert(path_of(member));
  }));
  const std::vector<std::string> words(known.begin(), known.end());
  return fail(Code::unsupported, "--where, column " + std::to_string(term.column),
              "no credential of this issuer has " + quoted(std::string_view(term.name)) +
                  did_you_mean_path(term.name, words));
}

}  // namespace

WhereKnown keys_in(const Json& proofs) {
  WhereKnown out;
  const Json list = proofs.is_array() ? proofs : Json::array({proofs});
  for (const Json& proof : list) {
    const auto method = proof.find("verificationMethod");
    if (method != proof.end() && method->is_string())
      add_key(method->get<std::string>(), out.values);
  }
  return out;
}

bool Question::holds(const Where& rest_of_it, std::span<const std::string_view> values) const {
  return rest_of_it.holds_when([&](const WhereTerm& term) {
    const auto compares_piece = [&](const PersonalName::Piece& piece) {
      if (!piece.member) return compares(term, piece.text);
      return *piece.member < values.size() && compares(term, values[*piece.member]);
    };
    return std::any_of(persons.begin(), persons.end(), [&](const PersonalName& personal) {
      return personal.name == term.name &&
             std::any_of(personal.pieces.begin(), personal.pieces.end(), compares_piece);
    });
  });
}

Result<Questions> Questions::prepare(Snapshot& snapshot, const Ledger& ledger, const Where& where) {
  TRY(check_facts(where));
  Questions out;
  Names names(where);
  TRY(walk_cohorts(snapshot, ledger, [&](std::uint32_t number, const CohortContent& content) {
    if (!names.all_known()) names.look_at(content);
    out.add(number, question_of(content, where));
  }));
  if (out.of_cohort_.empty() || names.all_known()) return out;
  for (const WhereTerm& term : where.terms()) {
    if (names.is_open(term.name)) TRY(refuse_name(snapshot, ledger, term));
  }
  return out;
}

void Questions::add(std::uint32_t cohort, Question question) {
  const auto [known, is_new] = numbers_.try_emplace(key_of(question), questions_.size());
  if (is_new) {
    question.number = questions_.size();
    questions_.push_back(std::move(question));
  }
  of_cohort_.push_back({cohort, static_cast<std::uint32_t>(known->second)});
}

const Question* Questions::of(std::uint32_t cohort) const {
  // Numbers begin at 1, and none is left out unless somebody wrote into the store.
  const std::size_t guess = std::size_t{cohort} - 1;
  if (guess < of_cohort_.size() && of_cohort_[guess].cohort == cohort)
    return &questions_[of_cohort_[guess].question];
  const auto found = std::lower_bound(
      of_cohort_.begin(), of_cohort_.end(), cohort,
      [](const Asked& asked, std::uint32_t wanted) { return asked.cohort < wanted; });
  if (found == of_cohort_.end() || found->cohort != cohort) return nullptr;
  return &questions_[found->question];
}

}  // namespace credenza::issuer
