#include "issuer/record_path.h"

#include <algorithm>
#include <array>

namespace credenza::issuer {
namespace {

constexpr std::array<std::string_view, 5> k_person_members = {
    "family_name", "name_prefix", "given_name", "birth_date", "learner_id"};

void gather_values(const Json& value, std::string_view path, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const Json& item : value)
      gather_values(item, path, out);
    return;
  }
  if (value.is_object()) {
    const std::size_t dot = path.find('.');
    const std::string_view rest = dot == std::string_view::npos ? "" : path.substr(dot + 1);
    if (path.empty()) {
      for (const auto& [name, member] : value.items()) {
        if (member.is_string()) gather_values(member, {}, out);
      }
    } else if (const auto found = value.find(std::string(path.substr(0, dot)));
               found != value.end()) {
      gather_values(*found, rest, out);
    }
    return;
  }
  if (!path.empty() || value.is_null()) return;
  out.push_back(value.is_string() ? value.get<std::string>() : value.dump());
}

void gather_paths(const Json& value, const std::string& path, std::vector<std::string>& out) {
  if (value.is_array()) {
    for (const Json& item : value)
      gather_paths(item, path, out);
    return;
  }
  if (!path.empty()) out.push_back(path);
  if (!value.is_object()) return;
  for (const auto& [name, member] : value.items())
    gather_paths(member, path.empty() ? name : path + "." + name, out);
}

}  // namespace

std::vector<std::string> values_at(const Json& record, std::string_view path) {
  std::vector<std::string> out;
  gather_values(record, path, out);
  return out;
}

std::vector<std::string> paths_in(const Json& record) {
  std::vector<std::string> out;
  gather_paths(record, {}, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::string did_you_mean_path(std::string_view typed, const std::vector<std::string>& paths) {
  if (std::string guess = did_you_mean(typed, paths); !guess.empty()) return guess;
  std::vector<std::string> steps;
  for (const std::string& path : paths)
    steps.push_back(path.substr(path.rfind('.') + 1));
  const std::string_view best = nearest(typed, steps);
  const auto found = std::find(steps.begin(), steps.end(), best);
  if (best.empty() || found == steps.end()) return {};
  const std::vector<std::string> path = {
      paths[static_cast<std::size_t>(std::distance(steps.begin(), found))]};
  return did_you_mean(path.front(), path);
}

std::string member_path(std::string_view typed) {
  std::string out;
  const bool is_pointer = typed.starts_with('/');
  if (is_pointer) typed.remove_prefix(1);
  // The last step of "achievement.title.zh-Hant" is a tag, whose capitals stay.
  const std::size_t last = typed.find_last_of(is_pointer ? '/' : '.');
  const bool has_tag =
      last != std::string_view::npos && typed.substr(last).find('-') != std::string_view::npos;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char c = typed[i];
    const bool is_capital = c >= 'A' && c <= 'Z' && !(has_tag && i > last);
    if (is_pointer && c == '/') {
      out += '.';
    } else if (is_capital) {
      if (i > 0 && out.back() != '.') out += '_';
      out += static_cast<char>(c - 'A' + 'a');
    } else {
      out += c;
    }
  }
  if (std::find(k_person_members.begin(), k_person_members.end(), out) != k_person_members.end())
    out.insert(0, "person.");
  return out;
}

}  // namespace credenza::issuer
