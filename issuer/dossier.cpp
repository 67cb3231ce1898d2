#include "issuer/dossier.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "base/json.h"
#include "host/files.h"
#include "issuer/record_texts.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::size_t k_most_bytes = std::size_t{1} << 20;
constexpr std::size_t k_longest_name = 64;

/// Whether `text` can be part of a file name and of nothing else.
bool is_plain(std::string_view text) noexcept {
  return !text.empty() && text.size() <= k_longest_name && text.front() != '.' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                  c == '-' || c == '.';
         });
}

}  // namespace

Result<Dossier> Dossier::parse(std::string_view text) {
  const json::Document document = TRY(json::Document::parse(text, {.max_bytes = k_most_bytes}));
  const Cursor root = document.root();
  const std::string_view schema = TRY(root.string_at("schema"));
  if (schema != k_dossier_schema)
    return fail(Code::malformed, "/schema", "this is no dossier of a version that is known here");
  Dossier out;
  for (const Cursor member : root.items()) {
    if (member.name() == "schema") continue;
    if (member.name() == "crebo") {
      out.crebo = TRY(member.string());
    } else if (member.name() == "version") {
      out.version = TRY(member.string());
    } else if (member.name() == "name") {
      out.name = TRY(member.string());
    } else if (member.name() == "work_processes") {
      if (!member.is_object())
        return fail(Code::malformed, member.pointer(), "has to be an object");
      for (const Cursor unit : member.items())
        out.work_processes.emplace(unit.name(), TRY(unit.string()));
    } else {
      return fail(Code::unsupported, member.pointer(), "no dossier has such a member");
    }
  }
  if (out.crebo.empty()) return fail(Code::missing, "/crebo", "has to be there");
  if (out.version.empty()) return fail(Code::missing, "/version", "has to be there");
  if (out.work_processes.empty()) return fail(Code::missing, "/work_processes", "has to be there");
  return out;
}

std::string dossier_name(const learning_record::Qualification& qualification) {
  return qualification.crebo + "@" + qualification.version;
}

Result<std::optional<Dossier>> find_dossier(const std::string& home,
                                            const learning_record::Qualification& qualification) {
  if (!is_plain(qualification.crebo) || !is_plain(qualification.version))
    return std::optional<Dossier>();
  const std::string name = "dossiers/" + dossier_name(qualification) + ".json";
  const auto text = host::read_file(home + "/" + name, k_most_bytes);
  if (!text && text.error().code == Code::not_found) return std::optional<Dossier>();
  if (!text) return text.error();
  auto dossier = Dossier::parse(*text);
  if (!dossier) {
    return fail(dossier.error().code, name + " " + dossier.error().where, dossier.error().detail);
  }
  if (dossier->crebo != qualification.crebo || dossier->version != qualification.version)
    return fail(Code::mismatch, name, "it is of another qualification than its name says");
  return std::optional<Dossier>(*std::move(dossier));
}

std::vector<std::string> unknown_codes(const Dossier& dossier,
                                       const std::vector<learning_record::Unit>& units) {
  std::vector<std::string> out;
  for (const learning_record::Unit& unit : units) {
    if (!dossier.work_processes.contains(unit.code)) out.push_back(unit.code);
  }
  return out;
}

std::vector<CellFinding> check_work_processes(const Dossier& dossier,
                                              const learning_record::LearningRecord& record) {
  std::vector<CellFinding> out;
  const Sentence name = same(dossier_name(record.qualification));
  for (std::size_t i = 0; i < record.work_processes.size(); ++i) {
    const learning_record::Unit& unit = record.work_processes[i];
    const std::string at = "/work_processes/" + std::to_string(i);
    const auto known = dossier.work_processes.find(unit.code);
    if (known == dossier.work_processes.end()) {
      std::vector<std::string> codes;
      for (const auto& [code, title] : dossier.work_processes)
        codes.push_back(code);
      out.push_back(finding_of(Phrase::work_process_unknown, {same(issuer::quoted(unit.code)), name,
                                                              which_word(unit.code, codes)}));
      out.back().where = at + "/code";
      continue;
    }
    const bool is_same =
        unit.title.empty() || std::any_of(unit.title.begin(), unit.title.end(),
                                          [&](const auto& t) { return t.second == known->second; });
    if (is_same) continue;
    out.push_back(finding_of(Phrase::work_process_title,
                             {same(unit.code), same(issuer::quoted(known->second)), name}));
    out.back().where = at + "/title";
  }
  return out;
}

FurtherCheck dossier_check(std::string home) {
  struct Known {
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<const Result<std::optional<Dossier>>>> dossiers;
  };
  return [home = std::move(home), known = std::make_shared<Known>()](
             const learning_record::LearningRecord& record) -> std::vector<CellFinding> {
    if (record.work_processes.empty()) return {};
    std::shared_ptr<const Result<std::optional<Dossier>>> dossier;
    {
      const std::lock_guard lock(known->mutex);
      auto& place = known->dossiers[dossier_name(record.qualification)];
      if (place == nullptr) {
        place = std::make_shared<const Result<std::optional<Dossier>>>(
            find_dossier(home, record.qualification));
      }
      dossier = place;
    }
    if (!*dossier) {
      CellFinding out = say_finding(dossier->error());
      out.where = "/qualification";
      return {std::move(out)};
    }
    return **dossier ? check_work_processes(***dossier, record) : std::vector<CellFinding>();
  };
}

FurtherCheck both(FurtherCheck first, FurtherCheck second) {
  return [first = std::move(first),
          second = std::move(second)](const learning_record::LearningRecord& record) {
    std::vector<CellFinding> out = first(record);
    for (CellFinding& finding : second(record))
      out.push_back(std::move(finding));
    return out;
  };
}

}  // namespace credenza::issuer
