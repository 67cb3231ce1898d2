#include "wallet/filter.h"

#include <algorithm>
#include <map>

#include <CLI/CLI.hpp>

#include "wallet/profile.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

/// Remembers answers: there are many credentials, and few issuers and types.
class Remembered {
 public:
  template <class Ask>
  bool operator()(std::string_view about, const Ask& ask) {
    const auto known = answers_.find(about);
    if (known != answers_.end()) return known->second;
    const bool answer = ask();
    answers_.emplace(about, answer);
    return answer;
  }

 private:
  std::map<std::string, bool, std::less<>> answers_;
};

std::string_view text_at(json::Cursor entry, std::string_view name) {
  return entry.string_at(name).value_or(std::string_view{});
}

bool holds_words(std::string_view text, const Query& query) {
  SearchWords words;
  words.add(text);
  return query.score(std::move(words).text()) > 0;
}

class Sieve {
 public:
  explicit Sieve(const Filter& filter)
      : filter_(filter),
        skill_(Query::parse(filter.skill)),
        type_(Query::parse(filter.type)),
        issuer_(folded(filter.issuer)),
        tag_(folded(filter.tag)) {}

  /// What needs no more than a look at the entry.
  bool may_hold(const Entry& entry) {
    if (entry.kind != Kind::credential) return false;
    if (filter_.among && !filter_.among->contains(entry.id)) return false;
    if (!filter_.history && entry.entry.find("superseded_by")) return false;
    return is_by(entry.entry) && is_of_type(entry.entry);
  }
  /// What needs more than that.
  Result<bool> holds(const Vault& vault, const Entry& entry) const {
    if (!filter_.from.empty() || !filter_.until.empty() || !filter_.tag.empty()) {
      const Listed listed = TRY(listed_of(entry));
      if (!is_of_time(listed) || !has_tag(listed)) return false;
    }
    return filter_.skill.empty() || TRY(has_skill(vault, entry));
  }

 private:
  bool is_by(json::Cursor entry) {
    if (filter_.issuer.empty() || text_at(entry, "issuer") == filter_.issuer) return true;
    const std::string_view name = text_at(entry, "issuer_name");
    return by_issuer_(name, [&] { return folded(name).find(issuer_) != std::string::npos; });
  }
  bool is_of_type(json::Cursor entry) {
    if (filter_.type.empty()) return true;
    const std::string_view type = text_at(entry, "type");
    return by_type_(type, [&] {
      const Text called = type_text(type);
      return folded(type) == folded(filter_.type) || holds_words(called.nl, type_) ||
             holds_words(called.en, type_);
    });
  }

  bool is_of_time(const Listed& listed) const {
    const std::string day = day_of(listed);
    return (filter_.from.empty() || day >= filter_.from) &&
           (filter_.until.empty() || (!day.empty() && day <= filter_.until));
  }
  bool has_tag(const Listed& listed) const {
    return filter_.tag.empty() || std::ranges::find(listed.tags, tag_, [](const std::string& tag) {
                                    return folded(tag);
                                  }) != listed.tags.end();
  }
  Result<bool> has_skill(const Vault& vault, const Entry& entry) const {
    const std::string_view words = text_at(entry.entry, "words");
    // The second field is that of the skills.
    const std::size_t begin = std::min(words.find('|'), words.size());
    const std::size_t end = words.find('|', begin + 1);
    if (!skill_.is_empty() && skill_.score(words.substr(begin, end - begin)) > 0) return true;
    const Held held = TRY(held_of(vault, entry));
    if (!words.empty())
      return std::ranges::find(held.skills, filter_.skill, &Skill::code) != held.skills.end();
    return std::ranges::any_of(
        held.skills, [this](const Skill& skill) { return is_skill(skill, filter_.skill); });
  }

  const Filter& filter_;
  Query skill_;
  Query type_;
  std::string issuer_;
  std::string tag_;
  Remembered by_issuer_;
  Remembered by_type_;
};

/// What is sorted: small, because there can be many.
struct Hit {
  unsigned score;
  Instant added;
  std::string day;  ///< only of ranked hits
  Entry entry;
};

bool stands_before(const Hit& a, const Hit& b) {
  if (a.score != b.score) return a.score > b.score;
  if (a.day != b.day) return a.day > b.day;
  return a.added < b.added;
}

/// By the words of an entry, and by what it says beside them of its issuer and its type. There are
/// many entries, and few issuers and types: what a query finds in those is remembered.
class Scorer {
 public:
  Scorer(const Query& query, const Vault& vault) : query_(query), vault_(vault) {}

  Result<unsigned> operator()(const Entry& entry) {
    if (query_.is_empty()) return 1U;
    const auto elsewhere = [&]() -> const std::vector<unsigned>& { return shared(entry.entry); };
    if (const auto words = entry.entry.find("words"); words && words->is_string())
      return query_.score(words->raw_string(), elsewhere);
    // An older version wrote none.
    const Json meta = to_meta(TRY(held_of(vault_, entry)));
    return query_.score(meta["words"].get_ref<const std::string&>(), elsewhere);
  }

 private:
  using Shared = std::pair<std::string, std::string>;

  const std::vector<unsigned>& shared(json::Cursor entry) {
    const std::string_view issuer = text_at(entry, "issuer_name");
    const std::string_view type = text_at(entry, "type");
    if (last_ != points_.end() && last_->first.first == issuer && last_->first.second == type)
      return last_->second;
    Shared texts(issuer, type);
    last_ = points_.find(texts);
    if (last_ != points_.end()) return last_->second;
    SearchWords words;
    for (const std::string_view text : {issuer, type, type_text(type).nl, type_text(type).en})
      words.add(text);
    std::vector<unsigned> points = query_.points_elsewhere(std::move(words).text());
    last_ = points_.emplace(std::move(texts), std::move(points)).first;
    return last_->second;
  }

  const Query& query_;
  const Vault& vault_;
  std::map<Shared, std::vector<unsigned>> points_;
  std::map<Shared, std::vector<unsigned>>::const_iterator last_ = points_.end();
};

Result<Hit> hit_of(const Entry& entry, unsigned score, bool ranked) {
  const auto added = parse_instant(text_at(entry.entry, "added"));
  if (!added) return fail(Code::malformed, "index", "a credential's entry is not as expected");
  Hit hit{score, *added, {}, entry};
  if (ranked) {
    // Nearly all say it; only for the others is the whole entry read.
    hit.day = text_at(entry.entry, "awarded");
    if (hit.day.empty()) hit.day = day_of(TRY(listed_of(entry)));
  }
  return hit;
}

Status check_date(const std::string& text, const char* option) {
  if (text.empty() || parse_date(text)) return {};
  return fail(Code::malformed, option, "has to be a date, as in 2026-12-31");
}

}  // namespace

bool is_skill(const Skill& skill, const std::string& wanted) {
  if (!skill.code.empty() && skill.code == wanted) return true;
  const Query query = Query::parse(wanted);
  return !query.is_empty() && std::ranges::any_of(skill.name, [&query](const auto& name) {
    return holds_words(name.second, query);
  });
}

Result<std::vector<Entry>> select_entries(const Vault& vault, const Filter& filter) {
  Sieve sieve(filter);
  Scorer score_of(filter.words, vault);
  std::vector<Hit> hits;
  for (const Entry& entry : vault.index().entries()) {
    if (!sieve.may_hold(entry)) continue;
    const unsigned score = TRY(score_of(entry));
    if (score == 0) continue;
    const bool holds = TRY(sieve.holds(vault, entry));
    if (holds) hits.push_back(TRY(hit_of(entry, score, !filter.words.is_empty())));
  }
  // Those of one second stay in the order in which they came.
  std::ranges::stable_sort(hits, stands_before);
  std::vector<Entry> found;
  found.reserve(hits.size());
  for (const Hit& hit : hits)
    found.push_back(hit.entry);
  return found;
}

void add_filter(const CommandLine& line, CLI::App& verb, FilterOptions& options) {
  verb.add_option("--skill", options.skill,
                  line.in({"With this skill: its code, or words of its name",
                           "Waar u dit mee kunt: de code, of woorden uit de naam"}));
  verb.add_option("--issuer", options.issuer,
                  line.in({"By this issuer: a part of the name, or the DID",
                           "Van deze uitgever: een deel van de naam, of de DID"}));
  verb.add_option("--type", options.type,
                  line.in({"Of this type: SafetyCertificate, or 'safety'",
                           "Van deze soort: SafetyCertificate, of 'veiligheid'"}));
  verb.add_option("--tag", options.tag, line.in({"With this tag", "Met dit label"}));
  verb.add_option("--from", options.from,
                  line.in({"Awarded on this day or later", "Behaald op deze dag of later"}));
  verb.add_option("--until", options.until,
                  line.in({"Awarded on this day or earlier", "Behaald op deze dag of eerder"}));
  verb.add_option("--profile", options.profile,
                  line.in({"Only what is in this profile", "Alleen wat in dit profiel zit"}));
  verb.add_flag("--all", options.all,
                line.in({"Also those that a newer one took the place of",
                         "Ook die door een nieuwer bewijs zijn vervangen"}));
}

Result<Filter> filter_of(const FilterOptions& options, const Vault& vault) {
  TRY(check_date(options.from, "--from"));
  TRY(check_date(options.until, "--until"));
  Filter filter;
  filter.skill = options.skill;
  filter.issuer = options.issuer;
  filter.type = options.type;
  filter.tag = options.tag;
  filter.from = options.from;
  filter.until = options.until;
  filter.history = options.all;
  if (!options.profile.empty()) {
    const Profile profile = TRY(find_profile(vault, options.profile));
    filter.among = std::set<Id>(profile.records.begin(), profile.records.end());
  }
  return filter;
}

}  // namespace credenza::wallet
