// `publish`: files for any web server.
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/publication.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

/// Everybody may read what is published.
constexpr unsigned k_mode = 0644;

Result<std::vector<PublishedFile>> make_files(const Home& home, const Secrets& secrets,
                                              Store& store, Instant now) {
  std::vector<PublishedFile> files;
  files.push_back(TRY(publish_did(home)));
  const auto snapshot = TRY(store.look());
  for (const std::string_view purpose : k_purposes) {
    for (const StatusListState& list : TRY(status_lists(*snapshot, purpose))) {
      files.push_back(TRY(publish_list(home, secrets, list, now)));
    }
  }
  return files;
}

Status write_files(const std::vector<PublishedFile>& files, const std::string& out) {
  for (const PublishedFile& file : files) {
    const std::string path = out + file.path;
    TRY(host::make_folder(path.substr(0, path.rfind('/'))));
    TRY(host::write_file(path, as_bytes(file.text), {.mode = k_mode, .overwrite = true}));
  }
  return {};
}

}  // namespace

Result<int> publish(const Options& options) {
  const std::string folder = home_folder(options);
  const Home home = TRY(load_home(folder));
  const host::FileLock lock = TRY(lock_home(folder));
  const Secrets secrets = TRY(open_secrets(options, home));
  const auto store = TRY(open_store(home));
  const auto files = TRY(make_files(home, secrets, *store, host::SystemClock().now()));
  if (!options.dry_run) TRY(write_files(files, options.out));
  Json list = Json::array();
  std::string text;
  for (const PublishedFile& file : files) {
    list.push_back({{"file", options.out + file.path}, {"url", file.url}});
    text += host::printable(options.out + file.path + "  " + file.url) + "\n";
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("publish")},
                          {"files", std::move(list)},
                          {"dry_run", options.dry_run}}));
  } else {
    TRY(host::write_output(text));
  }
  const std::string days = std::to_string(home.config.list_valid.count());
  talk(options,
       Sentence{"Publish again within " + days + " days: status lists do not hold longer.",
                "Publiceer opnieuw binnen " + days + " dagen: langer gelden statuslijsten niet."});
  return host::k_exit_done;
}

}  // namespace credenza::issuer
