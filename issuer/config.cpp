// toml++ throws unless it is told not to; compiled in here, it answers with a value.
#undef TOML_HEADER_ONLY
#undef TOML_SHARED_LIB
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#include "issuer/config.h"

#include <sstream>

#include "did/did.h"
#include "host/toml.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_recognised = "recognised";
constexpr std::string_view k_accreditor = "accreditor";
constexpr std::int64_t k_version = 1;
constexpr std::int64_t k_most_days = 366;
constexpr std::int64_t k_most_minutes = 7 * 24 * 60;

Error at_member(Code code, std::string_view member, std::string detail) {
  return {code, "issuer.toml, " + std::string(member), std::move(detail)};
}

Status put(std::string& out, std::string_view member, const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  if (!text || text->empty()) return at_member(Code::malformed, member, "has to be a text");
  out = *text;
  return {};
}

template <class Duration>
Status put(Duration& out, std::string_view member, const toml::node& node, std::int64_t most) {
  const auto number = node.value_exact<std::int64_t>();
  if (!number || *number < 1 || *number > most) {
    return at_member(Code::malformed, member,
                     "has to be a whole number from 1 to " + std::to_string(most));
  }
  out = Duration(*number);
  return {};
}

Status read_identifiers(Config& out, const toml::node& node) {
  const toml::array* entries = node.as_array();
  if (entries == nullptr)
    return at_member(Code::malformed, "identifiers", "has to be [[identifiers]]");
  for (const toml::node& entry : *entries) {
    const toml::table* table = entry.as_table();
    if (table == nullptr)
      return at_member(Code::malformed, "identifiers", "has to be [[identifiers]]");
    learning_record::Identifier identifier;
    for (const auto& [name, value] : *table) {
      if (name != "scheme" && name != "value")
        return at_member(Code::unsupported, "identifiers", "has scheme and value");
      TRY(put(name == "scheme" ? identifier.scheme : identifier.value, "identifiers", value));
    }
    if (identifier.scheme.empty() || identifier.value.empty()) {
      return at_member(Code::missing, "identifiers", "needs scheme and value");
    }
    out.identifiers.push_back(std::move(identifier));
  }
  return {};
}

Status read_status(Config& out, const toml::node& node) {
  const toml::table* table = node.as_table();
  if (table == nullptr) return at_member(Code::malformed, "status", "has to be [status]");
  for (const auto& [name, value] : *table) {
    const std::string member = "status." + std::string(name.str());
    if (name == "valid_days") {
      TRY(put(out.list_valid, member, value, k_most_days));
    } else if (name == "ttl_minutes") {
      TRY(put(out.list_ttl, member, value, k_most_minutes));
    } else if (name == "resign_percent") {
      const auto percent = value.value_exact<std::int64_t>();
      if (!percent || *percent < 1 || *percent > 99)
        return at_member(Code::malformed, member, "has to be a whole number from 1 to 99");
      out.resign_percent = static_cast<int>(*percent);
    } else if (name == "token_lists") {
      const auto wanted = value.value_exact<bool>();
      if (!wanted) return at_member(Code::malformed, member, "has to be true or false");
      out.token_lists = *wanted;
    } else {
      return at_member(Code::unsupported, member, "is not known");
    }
  }
  return {};
}

Status put(std::optional<std::chrono::year_month_day>& out, std::string_view member,
           const toml::node& node) {
  const auto day = node.value_exact<toml::date>();
  if (day) {
    out = std::chrono::year_month_day(std::chrono::year(day->year), std::chrono::month(day->month),
                                      std::chrono::day(day->day));
  }
  if (!day || !out->ok())
    return at_member(Code::malformed, member, "has to be a day, as in 2027-08-31");
  return {};
}

/// Reads [[`member`]]: each of its tables with `read_one`, which answers for one name in it.
template <class T, class ReadOne>
Status read_tables(std::vector<T>& out, std::string_view member, const toml::node& node,
                   const ReadOne& read_one) {
  const auto wrong = [member] {
    return at_member(Code::malformed, member, "has to be [[" + std::string(member) + "]]");
  };
  const toml::array* entries = node.as_array();
  if (entries == nullptr) return wrong();
  for (const toml::node& entry : *entries) {
    const toml::table* table = entry.as_table();
    if (table == nullptr) return wrong();
    T& one = out.emplace_back();
    for (const auto& [name, value] : *table)
      TRY(read_one(one, name.str(), value));
    if (one.name.empty()) return at_member(Code::missing, member, "needs a name");
    if (!did::is_did(one.did)) return at_member(Code::missing, member, "needs a did");
  }
  return {};
}

Status read_recognised(Config& out, const toml::node& node) {
  const auto read_one = [](Recognition& one, std::string_view name, const toml::node& value) {
    if (name == "name") return put(one.name, k_recognised, value);
    if (name == "did") return put(one.did, k_recognised, value);
    if (name == "identifier") return put(one.identifier, k_recognised, value);
    if (name == "source") return put(one.source, k_recognised, value);
    if (name == "from") return put(one.from, k_recognised, value);
    if (name == "until") return put(one.until, k_recognised, value);
    return Status(at_member(Code::unsupported, k_recognised,
                            "has name, did, identifier, from, until and source"));
  };
  TRY(read_tables(out.recognised, k_recognised, node, read_one));
  for (const Recognition& one : out.recognised) {
    if (one.source.empty())
      return at_member(Code::missing, k_recognised, "needs a source: where it was looked up");
    if (one.from && one.until && *one.until < *one.from)
      return at_member(Code::malformed, k_recognised, "ends before it begins");
  }
  return {};
}

Status read_accreditors(Config& out, const toml::node& node) {
  return read_tables(
      out.accreditors, k_accreditor, node,
      [](Accreditor& one, std::string_view name, const toml::node& value) {
        if (name == "name") return put(one.name, k_accreditor, value);
        if (name == "did") return put(one.did, k_accreditor, value);
        return Status(at_member(Code::unsupported, k_accreditor, "has name and did"));
      });
}

Status read_member(Config& out, std::string_view name, const toml::node& node) {
  if (name == "version") return {};
  if (name == "name") return put(out.name, name, node);
  if (name == "url") return put(out.url, name, node);
  if (name == "did") return put(out.did, name, node);
  if (name == "country") return put(out.country, name, node);
  if (name == "signing_key") return put(out.signing_key, name, node);
  if (name == "store") return put(out.store, name, node);
  if (name == "identifiers") return read_identifiers(out, node);
  if (name == "status") return read_status(out, node);
  if (name == "recognised") return read_recognised(out, node);
  if (name == "accreditor") return read_accreditors(out, node);
  return at_member(Code::unsupported, name, "is not known");
}

Status check_version(const toml::table& table) {
  const auto version = table["version"].value_exact<std::int64_t>();
  if (!version) return at_member(Code::missing, "version", "says no version");
  if (*version > k_version) {
    return fail(Code::unsupported, "version",
                "this home was made by a newer version of this program");
  }
  return {};
}

}  // namespace

learning_record::Organisation Config::as_organisation() const {
  return {
      .id = did, .name = {{"", name}}, .country = country, .url = url, .identifiers = identifiers};
}

std::string Config::status_list_url(std::string_view purpose, unsigned number) const {
  return url + "status/" + std::string(purpose) + "-" + std::to_string(number) + ".json";
}

std::string Config::token_list_url(unsigned number) const {
  return url + "status/tokens-" + std::to_string(number) + ".jwt";
}

std::string Config::vct(std::string_view record_type) const {
  return url + "credentials/" + std::string(record_type);
}

Result<Config> make_config(std::string_view name, std::string_view url, std::string_view country) {
  Config out;
  const auto parsed = Url::parse(url);
  if (!parsed) return fail(Code::malformed, "--url", parsed.error().detail);
  if (parsed->scheme() != "https" && parsed->host() != "localhost") {
    return fail(Code::malformed, "--url", "has to begin with https://");
  }
  if (parsed->target() != parsed->path())
    return fail(Code::malformed, "--url", "has to be without '?'");
  out.name = name;
  out.url = parsed->text();
  if (!out.url.ends_with('/')) out.url += '/';
  out.did = did::web_did(*parsed);
  if (const auto document = did::web_document_url(out.did); !document) {
    return fail(Code::malformed, "--url",
                "no did:web can have this address: " + document.error().detail);
  }
  out.country = country;
  return out;
}

Result<Config> parse_config(std::string_view text) {
  const toml::parse_result parsed = toml::parse(text);
  if (!parsed) {
    return fail(Code::malformed,
                "issuer.toml, line " + std::to_string(parsed.error().source().begin.line),
                "not TOML: " + std::string(parsed.error().description()));
  }
  const toml::table& table = parsed.table();
  TRY(check_version(table));
  Config out;
  for (const auto& [name, node] : table)
    TRY(read_member(out, name.str(), node));
  for (const auto& [name, value] :
       {std::pair("name", &out.name), std::pair("url", &out.url), std::pair("did", &out.did),
        std::pair("country", &out.country)}) {
    if (value->empty()) return at_member(Code::missing, name, "has to be there");
  }
  const auto url = Url::parse(out.url);
  if (!url || !out.url.ends_with('/'))
    return at_member(Code::malformed, "url", "has to be an address that ends in '/'");
  if (!did::is_did(out.did)) return at_member(Code::malformed, "did", "has to be a DID");
  if (out.store.find('/') != std::string::npos)
    return at_member(Code::malformed, "store", "has to be the name of a file in this folder");
  return out;
}

namespace {

void insert(toml::table& into, std::string_view name,
            const std::optional<std::chrono::year_month_day>& day) {
  if (!day) return;
  into.insert(name, toml::date{static_cast<int>(day->year()), static_cast<unsigned>(day->month()),
                               static_cast<unsigned>(day->day())});
}

toml::table to_table(const Recognition& one) {
  toml::table out{{"name", one.name}, {"did", one.did}, {"source", one.source}};
  if (!one.identifier.empty()) out.insert("identifier", one.identifier);
  insert(out, "from", one.from);
  insert(out, "until", one.until);
  return out;
}

}  // namespace

std::string to_toml(const Config& config) {
  toml::array identifiers;
  for (const auto& [scheme, value] : config.identifiers) {
    identifiers.push_back(toml::table{{"scheme", scheme}, {"value", value}});
  }
  toml::table table{{"version", k_version},
                    {"name", config.name},
                    {"url", config.url},
                    {"did", config.did},
                    {"country", config.country},
                    {"signing_key", config.signing_key},
                    {"store", config.store},
                    {"status", toml::table{{"valid_days", config.list_valid.count()},
                                           {"ttl_minutes", std::int64_t{config.list_ttl.count()}},
                                           {"resign_percent", std::int64_t{config.resign_percent}},
                                           {"token_lists", config.token_lists}}}};
  if (!identifiers.empty()) table.insert("identifiers", std::move(identifiers));
  toml::array recognised;
  for (const Recognition& one : config.recognised)
    recognised.push_back(to_table(one));
  if (!recognised.empty()) table.insert("recognised", std::move(recognised));
  toml::array accreditors;
  for (const auto& [name, did] : config.accreditors)
    accreditors.push_back(toml::table{{"name", name}, {"did", did}});
  if (!accreditors.empty()) table.insert("accreditor", std::move(accreditors));
  std::ostringstream out;
  out << "# Who issues, and how. The secrets are in keys.json, what was issued in the store.\n"
      << table << "\n";
  return out.str();
}

}  // namespace credenza::issuer
