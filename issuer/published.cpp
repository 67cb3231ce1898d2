#include "issuer/published.h"

#include <algorithm>

#include "host/files.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

constexpr std::string_view k_schema = "credenza.issuer.published/1";
constexpr std::size_t k_max_bytes = std::size_t{1} << 20;

std::string file_in(const Home& home) {
  return home.folder + "/published.json";
}

bool contains(const std::vector<std::string>& keys, const std::string& id) {
  return std::find(keys.begin(), keys.end(), id) != keys.end();
}

}  // namespace

Result<std::optional<LastPublication>> last_publication(const Home& home) {
  const auto text = host::read_file(file_in(home), k_max_bytes);
  if (!text && text.error().code == Code::not_found) return std::optional<LastPublication>();
  if (!text) return text.error();
  const json::Document document = TRY(json::Document::parse(*text));
  const std::string_view at = TRY(document.root().string_at("at"));
  LastPublication out{TRY(parse_instant(at)), std::nullopt};
  if (const auto keys = document.root().find("keys")) {
    out.keys.emplace();
    for (const json::Cursor key : keys->items())
      out.keys->emplace_back(TRY(key.string()));
  }
  return std::optional(std::move(out));
}

Status save_publication(const Home& home, Instant now) {
  Json keys = Json::array();
  for (const PublicKeyEntry& key : home.keys.keys())
    keys.push_back(key.id);
  const std::string text = TRY(json::to_pretty_text(
      {{"schema", k_schema}, {"at", format_instant(now)}, {"keys", std::move(keys)}}));
  return host::write_file(file_in(home), as_bytes(text), {.mode = 0600, .overwrite = true});
}

bool has_all_keys(const LastPublication& last, const Home& home) {
  const auto& keys = home.keys.keys();
  return last.keys && std::all_of(keys.begin(), keys.end(), [&last](const PublicKeyEntry& key) {
           return contains(*last.keys, key.id);
         });
}

void tell_unpublished_key(const Options& options, const Home& home) {
  const auto last = last_publication(home);
  if (!last) return;  // `publish` and `doctor` say what is wrong with it
  const std::string& key = home.config.signing_key;
  if (!*last) {
    talk(options, host::Text{"note: nothing was published yet; nobody can check these before: "
                             "credenza-issuer publish --out FOLDER",
                             "let op: er is nog niets gepubliceerd; deze bewijzen zijn pas te "
                             "controleren na: credenza-issuer publish --out MAP"});
  } else if ((*last)->keys && !contains(*(*last)->keys, key)) {
    talk(options, Sentence{"note: readers do not have the key " + key +
                               " yet; nobody can check these before: credenza-issuer publish --out "
                               "FOLDER",
                           "let op: lezers hebben de sleutel " + key +
                               " nog niet; deze bewijzen zijn pas te controleren na: "
                               "credenza-issuer publish --out MAP"});
  }
}

}  // namespace credenza::issuer
