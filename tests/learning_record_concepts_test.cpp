#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "learning_record/concept_relations.h"
#include "learning_record/concepts.h"
#include "support/vectors.h"

using credenza::learning_record::broader_terms;
using credenza::learning_record::check_levels;
using credenza::learning_record::check_pairing;
using credenza::learning_record::Concept;
using credenza::learning_record::find_concept;
using credenza::learning_record::known_concepts;
using credenza::learning_record::labels_of;
using credenza::learning_record::learning_setting_id;
using credenza::learning_record::other_labels;

namespace test = credenza::test;

namespace {

/// The cells of a CSV text whose fields may be quoted and hold line breaks.
std::vector<std::vector<std::string>> read_table(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[i++];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == ',') {
      rows.back().emplace_back();
    } else if (!quoted && text[i] == '\n') {
      rows.emplace_back(1);
    } else if (text[i] != '\r') {
      rows.back().back() += text[i];
    }
  }
  return rows;
}

/// IRI → label of a published table, by the names of its columns.
std::map<std::string, std::string> published(const std::string& path, const std::string& iri,
                                             const std::string& label) {
  const auto rows = read_table(test::read_public("europass/" + path));
  const auto column = [&rows](const std::string& name) {
    const auto at = std::find_if(rows[0].begin(), rows[0].end(), [&name](const std::string& cell) {
      return cell == name || cell == "\xef\xbb\xbf" + name;
    });
    REQUIRE(at != rows[0].end());
    return static_cast<std::size_t>(at - rows[0].begin());
  };
  const std::size_t key = column(iri);
  const std::size_t value = column(label);
  std::map<std::string, std::string> out;
  for (const auto& row : rows) {
    if (row.size() > std::max(key, value)) out[row[key]] = row[value];
  }
  return out;
}

Concept term(std::string id, std::string framework = "", std::string code = "") {
  Concept out;
  out.id = std::move(id);
  out.framework = std::move(framework);
  out.code = std::move(code);
  return out;
}

}  // namespace

TEST_CASE("learning_record knows its concepts by the IRIs and labels that are published",
          "[learning_record]") {
  NEEDS_PUBLIC_DATA();
  const std::map<std::string_view, std::string> tables{
      {"EQF", "vocab/eqf.csv"},
      {"NLQF", "vocab/nqf.csv"},
      {"Europass assessment", "vocab/europass-learning-assessment-types.csv"},
      {"Europass learning activity", "vocab/europass-learning-activity-types.csv"},
      {"Europass mode", "vocab/europass-modes.csv"},
      {"Europass learning setting", "vocab/europass-learning-setting-types.csv"},
      {"Europass accreditation", "vocab/europass-accreditation-types.csv"}};
  std::map<std::string_view, std::map<std::string, std::string>> labels;
  labels["ESCO"] = published("esco/v1.1.1-en/skills_en.csv", "conceptUri", "preferredLabel");
  for (const auto& [framework, path] : tables)
    labels[framework] = published(path, "iri", "label_en");
  for (const auto& known : known_concepts()) {
    INFO(known.id);
    REQUIRE(labels.count(known.framework) == 1);
    const auto& table = labels.at(known.framework);
    const auto found = table.find(std::string(known.id));
    REQUIRE(found != table.end());
    if (known.framework == "EQF") {
      CHECK(found->second == "Level " + std::string(known.code));
    } else if (known.framework == "NLQF") {
      const std::string level =
          known.code == "Entry" ? "Entry Level" : "Level " + std::string(known.code);
      CHECK(found->second == "NLQF " + level);
    } else {
      CHECK(found->second == known.en);
    }
  }
  // Every level of the two frameworks is known.
  for (const auto& [iri, label] : labels.at("EQF")) {
    if (label.starts_with("Level ")) CHECK(find_concept(iri).has_value());
  }
  for (const auto& [iri, label] : labels.at("NLQF")) {
    if (label.starts_with("NLQF ")) CHECK(find_concept(iri).has_value());
  }
}

TEST_CASE("learning_record takes ESCO's Dutch labels where ESCO has them", "[learning_record]") {
  NEEDS_PUBLIC_DATA();
  const auto dutch =
      published("esco/v1.1.1-nl/skills_nl_subset_with_en.csv", "conceptUri", "preferredLabel_nl");
  std::size_t compared = 0;
  for (const auto& known : known_concepts()) {
    const auto found = dutch.find(std::string(known.id));
    if (found == dutch.end()) continue;
    INFO(known.id);
    CHECK(found->second == known.nl);
    ++compared;
  }
  CHECK(compared >= 1);
}

TEST_CASE("learning_record knows every concept once, with a label in both languages",
          "[learning_record]") {
  std::map<std::string_view, int> seen;
  for (const auto& known : known_concepts()) {
    INFO(known.id);
    CHECK(++seen[known.id] == 1);
    CHECK(!known.en.empty());
    CHECK(!known.nl.empty());
    CHECK(find_concept(known.id)->id == known.id);
  }
  CHECK(!find_concept("http://data.europa.eu/snb/eqf/9").has_value());
  CHECK(!find_concept("").has_value());
}

TEST_CASE("learning_record invents neither an EQF level for NLQF Entry nor a term for informal",
          "[learning_record]") {
  const auto entry = find_concept("http://data.europa.eu/snb/qdr/c_b42dd23b");
  REQUIRE(entry.has_value());
  CHECK(entry->code == "Entry");
  CHECK(entry->eqf.empty());
  CHECK(find_concept("http://data.europa.eu/snb/qdr/c_c2700f4e")->eqf == "4");
  CHECK(!learning_setting_id("informal").has_value());
  CHECK(!learning_setting_id("").has_value());
  for (const char* setting : {"formal", "non-formal"}) {
    const auto id = learning_setting_id(setting);
    REQUIRE(id.has_value());
    CHECK(find_concept(*id)->en == std::string(setting) + " learning");
  }
}

TEST_CASE("learning_record says nothing about terms of vocabularies that it does not know",
          "[learning_record]") {
  CHECK(!check_pairing(term("https://rocwaterkant.example/skills/7", "Ours", "x")));
  CHECK(!check_pairing(term("", "ESCO")));
  CHECK(!check_pairing(term("", "NLQF", "9")));
  CHECK(!check_pairing(term("http://data.europa.eu/esco/occupation/x", "ESCO v1.2")));
  CHECK(!check_pairing(term("http://data.europa.eu/snb/qdr/c_009d9566", "HuQF", "4")));
  CHECK(!check_pairing(term("http://data.europa.eu/snb/eqf/2", "", "2")));
  CHECK(!check_pairing(term("http://data.europa.eu/snb/accreditation/820101cba6")));
}

TEST_CASE("learning_record compares levels only where both frameworks have one",
          "[learning_record]") {
  const auto eqf = [](const char* n) {
    return term(std::string("http://data.europa.eu/snb/eqf/") + n);
  };
  const auto nlqf = [](const char* id) {
    return term(std::string("http://data.europa.eu/snb/qdr/c_") + id);
  };
  CHECK(!check_levels({}));
  CHECK(!check_levels({nlqf("b42dd23b")}));
  CHECK(!check_levels({eqf("4"), nlqf("c2700f4e")}));
  CHECK(!check_levels({eqf("4"), nlqf("ff656b33")}));
  CHECK(check_levels({eqf("1"), nlqf("b42dd23b")})->where == "/0");
  CHECK(check_levels({nlqf("f97cdbb5"), eqf("4")})->where == "/1");
}

TEST_CASE("learning_record says what ESCO says of the terms that it knows, no more and no less",
          "[learning_record]") {
  NEEDS_PUBLIC_DATA();
  const std::string folder = "europass/esco/v1.1.1-en/";
  std::set<std::pair<std::string, std::string>> relations;
  for (const auto& row :
       read_table(test::read_public(folder + "broaderRelationsSkillPillar.csv"))) {
    if (row.size() < 4) continue;
    const auto knows = [](const std::string& id) {
      const auto found = find_concept(id);
      return found && found->framework == "ESCO";
    };
    if (knows(row[1]) || knows(row[3])) relations.emplace(row[1], row[3]);
  }
  REQUIRE(relations.size() > 40);
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& each : broader_terms())
    told.emplace(each.id, each.broader);
  CHECK(told == relations);
  CHECK(told.size() == broader_terms().size());

  auto english = published(folder.substr(9) + "skills_en.csv", "conceptUri", "preferredLabel");
  english.merge(published(folder.substr(9) + "skillGroups_en.csv", "conceptUri", "preferredLabel"));
  auto dutch =
      published("esco/v1.1.1-nl/skills_nl_subset_with_en.csv", "conceptUri", "preferredLabel_nl");
  dutch.merge(published("esco/v1.1.1-nl/skillGroups_nl.csv", "conceptUri", "preferredLabel"));
  for (const auto& [narrower, broader] : told) {
    for (const std::string& id : {narrower, broader}) {
      INFO(id);
      const auto labels = labels_of(id);
      REQUIRE(labels.has_value());
      CHECK(labels->en == english.at(id));
      const auto found = dutch.find(id);
      if (!find_concept(id)) CHECK(labels->nl == (found == dutch.end() ? "" : found->second));
    }
  }
  CHECK(!labels_of("http://data.europa.eu/esco/skill/nothing").has_value());
}

TEST_CASE("learning_record has every other label that ESCO has of the terms that it knows",
          "[learning_record]") {
  NEEDS_PUBLIC_DATA();
  const auto english = published("esco/v1.1.1-en/skills_en.csv", "conceptUri", "altLabels");
  const auto dutch =
      published("esco/v1.1.1-nl/digitalSkillsCollection_nl.csv", "conceptUri", "altLabels");
  std::set<std::pair<std::string, std::string>> labels;
  for (const auto& known : known_concepts()) {
    if (known.framework != "ESCO") continue;
    for (const auto* table : {&english, &dutch}) {
      const auto found = table->find(std::string(known.id));
      if (found == table->end()) continue;
      std::istringstream lines(found->second);
      for (std::string line; std::getline(lines, line);) {
        if (line != known.en && line != known.nl) labels.emplace(known.id, line);
      }
    }
  }
  std::set<std::pair<std::string, std::string>> told;
  for (const auto& each : other_labels())
    told.emplace(each.id, each.label);
  CHECK(told == labels);
  CHECK(told.size() > 80);
}
