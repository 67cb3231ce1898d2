#include "issuer/dossier.h"

#include <algorithm>

#include "base/json.h"
#include "host/files.h"

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

}  // namespace credenza::issuer
