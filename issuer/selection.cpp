#include "issuer/selection.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/encoding.h"
#include "issuer/acts.h"
#include "issuer/record_path.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 256;

/// What the ledger itself knows of each credential, besides labels and members of the record.
constexpr std::array<std::string_view, 9> k_facts = {"id",    "issued", "status",   "since", "list",
                                                     "index", "reason", "template", "kid"};

constexpr std::array<std::string_view, 7> k_person = {"person",
                                                      "person.id",
                                                      "person.family_name",
                                                      "person.name_prefix",
                                                      "person.given_name",
                                                      "person.birth_date",
                                                      "person.learner_id"};

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
WhereKnown key_names(const std::string& method) {
  return {{method, method.substr(method.find('#') + 1)}, true};
}

/// The keys that the proofs of a credential name.
WhereKnown keys_in(const Json& proofs) {
  WhereKnown out;
  const Json list = proofs.is_array() ? proofs : Json::array({proofs});
  for (const Json& proof : list) {
    const auto method = proof.find("verificationMethod");
    if (method == proof.end() || !method->is_string()) continue;
    const WhereKnown names = key_names(method->get<std::string>());
    out.values.insert(out.values.end(), names.values.begin(), names.values.end());
  }
  return out;
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
Where::Lookup cohort_lookup(const CohortContent& content) {
  return [&content](std::string_view name) -> WhereKnown {
    if (name == "template") return {{content.template_id}, true};
    if (name == "kid") return keys_of(content);
    // A label that is called as a fact is would be a trap, so the fact comes first.
    if (std::find(k_facts.begin(), k_facts.end(), name) != k_facts.end()) return {{}, false};
    if (const auto label = content.labels.find(std::string(name)); label != content.labels.end())
      return {{label->is_string() ? label->get<std::string>() : label->dump()}, true};
    const std::string path = member_path(name);
    return {values_at(content.record, path), !is_personal(content, path)};
  };
}

/// The names under which anything is known in a ledger.
class Names {
 public:
  Names() : known_(k_facts.begin(), k_facts.end()) {
    known_.insert(k_person.begin(), k_person.end());
  }

  void add(const CohortContent& content) {
    for (const auto& [name, label] : content.labels.items())
      known_.insert(name);
    for (std::string& path : paths_in(content.record))
      known_.insert(std::move(path));
    for (const std::string& member : content.members)
      known_.insert(path_of(member));
  }

  [[nodiscard]] Status check(const Where& where, Sentence& what) const {
    for (const WhereTerm& term : where.terms()) {
      if (known_.count(term.name) > 0 || known_.count(member_path(term.name)) > 0) continue;
      const std::vector<std::string> words(known_.begin(), known_.end());
      const Sentence guess = did_you_mean_path(term.name, words);
      what = {
          "no credential of this issuer has " + quoted(std::string_view(term.name)) + guess.en,
          "geen bewijs van deze uitgever heeft " + quoted(std::string_view(term.name)) + guess.nl};
      return fail(Code::unsupported, "--where, column " + std::to_string(term.column), what.en);
    }
    return {};
  }

 private:
  std::set<std::string, std::less<>> known_;
};

/// What the entry of a credential knows, but for the reason of its standing.
WhereKnown entry_fact(const IssuedEntry& entry, std::string_view name) {
  if (name == "id") return {{to_urn(entry.what.id)}, true};
  if (name == "issued") return {{format_instant(entry.at)}, true};
  if (name == "status") return {{std::string(to_string(entry.standing.state))}, true};
  if (name == "list") return {{std::to_string(entry.what.place.list)}, true};
  if (name == "index") return {{std::to_string(entry.what.place.index)}, true};
  if (name != "since") return {{}, false};
  if (entry.standing.by_entry == 0) return {};
  return {{format_instant(entry.standing.since)}, true};
}

}  // namespace

Result<Selection> Selection::prepare(Snapshot& snapshot, const Ledger& ledger,
                                     const std::optional<Where>& where, Sentence& what) {
  Selection out;
  out.where_ = where;
  if (!where) return out;
  Names names;
  for (std::uint32_t after = 0;;) {
    const auto page = TRY(snapshot.cohorts(after, k_page));
    for (const Cohort& cohort : page) {
      const CohortContent content = TRY(ledger.open_cohort(cohort));
      names.add(content);
      const auto lookup = cohort_lookup(content);
      Asked asked{where->holds(lookup), std::nullopt};
      if (!asked.decided) asked.rest = where->given(lookup);
      out.cohorts_.emplace(cohort.number, std::move(asked));
      after = cohort.number;
    }
    if (page.size() < k_page) break;
  }
  if (!out.cohorts_.empty()) TRY(names.check(*where, what));
  return out;
}

Result<bool> Selection::means(const IssuedEntry& entry, Snapshot& snapshot, LedgerReader& reader) {
  if (!where_) return true;
  const auto asked = cohorts_.find(entry.what.cohort);
  if (asked == cohorts_.end())
    return fail(Code::malformed, "store", "an entry names a cohort that is not there");
  if (asked->second.decided) return *asked->second.decided;
  const Where& rest = *asked->second.rest;
  Status failed;
  const Where::Lookup lookup = [&](std::string_view name) -> WhereKnown {
    if (name != "reason") return entry_fact(entry, name);
    const Position by = entry.standing.by_entry;
    if (by == 0) return {};
    const auto known = reasons_.find(by);
    if (known != reasons_.end()) return {{known->second}, true};
    auto reason = reason_of(snapshot, by);
    if (!reason) {
      failed = reason.error();
      return {{}, false};
    }
    return {{reasons_.emplace(by, *std::move(reason)).first->second}, true};
  };
  if (const auto decided = rest.holds(lookup); decided && failed) return *decided;
  TRY(Status(failed));
  return means_person(entry, rest.given(lookup), reader);
}

Result<bool> Selection::means_person(const IssuedEntry& entry, const Where& where,
                                     LedgerReader& reader) {
  const CohortContent* content = TRY(reader.cohort(entry.what.cohort));
  const auto personal = reader.personal(entry);
  if (!personal && personal.error().code == Code::not_found) {
    ++forgotten_;
    return false;
  }
  if (!personal) return personal.error();
  const Json record = TRY(reader.record(entry));
  Json proofs;
  if (content->is_whole()) {
    const auto document = json::Document::parse(personal->whole);
    if (document) proofs = json::to_value(document->root()).value("proof", Json());
  }
  const auto decided = where.holds([&](std::string_view name) -> WhereKnown {
    if (name == "kid") return keys_in(proofs);
    return {values_at(record, member_path(name)), true};
  });
  return decided.value_or(false);
}

Status Selection::walk(Snapshot& snapshot, LedgerReader& reader, const Visit& visit) {
  Status failed;
  TRY(snapshot.walk(0, [&](const IssuedEntry& entry) {
    const auto meant = means(entry, snapshot, reader);
    if (!meant) {
      failed = meant.error();
    } else if (*meant) {
      failed = visit(entry);
    }
    return failed.has_value();
  }));
  return failed;
}

Result<std::vector<Target>> select(Snapshot& snapshot, const Ledger& ledger,
                                   const std::optional<Where>& where, Sentence& what) {
  Selection selection = TRY(Selection::prepare(snapshot, ledger, where, what));
  LedgerReader reader(snapshot, ledger);
  std::vector<Target> out;
  TRY(selection.walk(snapshot, reader, [&out](const IssuedEntry& entry) -> Status {
    out.push_back({entry.position, entry.what.id, entry.standing.state});
    return {};
  }));
  return out;
}

Result<std::vector<Target>> find_all(Snapshot& snapshot, const std::vector<std::string>& ids) {
  std::vector<Target> out;
  for (const std::string& text : ids) {
    const IssuedEntry entry = TRY(find_entry(snapshot, text));
    out.push_back({entry.position, entry.what.id, entry.standing.state});
  }
  const auto before = [](const Target& a, const Target& b) { return a.position < b.position; };
  std::sort(out.begin(), out.end(), before);
  const auto same = [](const Target& a, const Target& b) { return a.position == b.position; };
  out.erase(std::unique(out.begin(), out.end(), same), out.end());
  return out;
}

}  // namespace credenza::issuer
