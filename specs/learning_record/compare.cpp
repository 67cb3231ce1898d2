#include "learning_record/compare.h"

#include <array>
#include <map>

#include "base/json.h"
#include "base/json_value.h"

namespace credenza::learning_record {
namespace {

constexpr std::array k_names = {"id", "code", "digest", "scheme", "language"};

std::string below(const std::string& where, std::string_view name) {
  return where + "/" + json::pointer_token(name);
}

/// By what an element of a list is known again.
std::string identity_of(const Json& element) {
  for (const char* name : k_names) {
    const auto found = element.is_object() ? element.find(name) : element.end();
    if (found != element.end() && found->is_string())
      return std::string(name) + "=" + found->get<std::string>();
  }
  return element.dump(-1, ' ', false, Json::error_handler_t::replace);
}

class Comparison {
 public:
  void compare(const Json& left, const Json& right, const std::string& where) {
    if (left == right) return;
    if (left.is_object() && right.is_object()) {
      compare_objects(left, right, where);
    } else if (left.is_array() && right.is_array()) {
      compare_lists(left, right, where);
    } else {
      out_.push_back({where, DifferenceKind::changed, left, right});
    }
  }

  [[nodiscard]] std::vector<Difference> take() && { return std::move(out_); }

 private:
  void left_only(std::string where, const Json& left) {
    out_.push_back({std::move(where), DifferenceKind::left_only, left, nullptr});
  }
  void right_only(std::string where, const Json& right) {
    out_.push_back({std::move(where), DifferenceKind::right_only, nullptr, right});
  }

  void compare_objects(const Json& left, const Json& right, const std::string& where) {
    for (const auto& [name, value] : left.items()) {
      const std::string member = below(where, name);
      const auto other = right.find(name);
      if (other == right.end()) {
        left_only(member, value);
      } else {
        compare(value, *other, member);
      }
    }
    for (const auto& [name, value] : right.items()) {
      if (!left.contains(name)) right_only(below(where, name), value);
    }
  }

  void compare_lists(const Json& left, const Json& right, const std::string& where) {
    std::multimap<std::string, std::size_t> unpaired;
    for (std::size_t i = 0; i < right.size(); ++i)
      unpaired.emplace(identity_of(right[i]), i);
    for (std::size_t i = 0; i < left.size(); ++i) {
      const std::string element = where + "/" + std::to_string(i);
      const std::string identity = identity_of(left[i]);
      const auto other = unpaired.lower_bound(identity);
      if (other == unpaired.end() || other->first != identity) {
        left_only(element, left[i]);
        continue;
      }
      compare(left[i], right[other->second], element);
      unpaired.erase(other);
    }
    for (const auto& [identity, place] : unpaired)
      right_only(where + "/" + std::to_string(place), right[place]);
  }

  std::vector<Difference> out_;
};

}  // namespace

std::string_view to_string(DifferenceKind kind) noexcept {
  switch (kind) {
    case DifferenceKind::left_only:
      return "left_only";
    case DifferenceKind::right_only:
      return "right_only";
    case DifferenceKind::changed:
      return "changed";
  }
  return {};
}

std::vector<Difference> compare(const LearningRecord& left, const LearningRecord& right) {
  Comparison comparison;
  comparison.compare(to_json(left), to_json(right), "");
  return std::move(comparison).take();
}

}  // namespace credenza::learning_record
