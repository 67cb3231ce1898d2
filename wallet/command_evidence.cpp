// evidence add, list, show: files beside what they are evidence of.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/evidence.h"
#include "wallet/held.h"
#include "wallet/session.h"
#include "wallet/texts.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_name_bytes = 200;

struct AddEvidenceOptions {
  VerbOptions common;
  std::string id;
  std::string file;
};

struct ListEvidenceOptions {
  VerbOptions common;
  std::string id;
};

struct ShowEvidenceOptions {
  VerbOptions common;
  std::string id;
  std::string out;
  bool force = false;
};

Json to_json(const EvidenceFile& file) {
  Json out{{"id", to_text(file.id)}};
  out.update(to_meta(file));
  return out;
}

std::string file_name(const std::string& path) {
  if (path == "-") return "stdin";
  const std::size_t slash = path.rfind('/');
  return bounded(slash == std::string::npos ? path : path.substr(slash + 1), k_max_name_bytes);
}

std::string line_of(const EvidenceFile& file, Language language) {
  return to_text(file.id).substr(0, 8) + "  " + date_text(file.added, language) + "  " +
         std::to_string((file.bytes + 1023) / 1024) + " KB  " + shown(file.name) + "  sha256 " +
         file.digest.substr(0, 16) + "…\n";
}

Result<int> add_evidence(const AddEvidenceOptions& options) {
  const std::string content = TRY(host::read_file(options.file, k_max_evidence_bytes));
  if (content.empty()) return fail(Code::missing, options.file, "the file is empty");
  Vault vault = TRY(open_vault(options.common, Access::write));
  const Id about = TRY(find_by_prefix(vault, options.id, {Kind::credential, Kind::own_words}));
  crypto::SystemRandom random;
  EvidenceFile file{make_id(random),
                    file_name(options.file),
                    to_hex(digest_of(as_bytes(content))),
                    content.size(),
                    {about},
                    host::SystemClock().now()};
  const std::vector<EvidenceFile> all = TRY(evidence_files(vault));
  const auto known = std::ranges::find(all, file.digest, &EvidenceFile::digest);
  if (known != all.end()) {
    file = *known;
    if (std::ranges::find(file.about, about) == file.about.end()) file.about.push_back(about);
  }
  Changes changes;
  changes.puts.push_back({file.id, Kind::evidence, to_meta(file), as_bytes(content)});
  TRY(vault.commit(changes, host::SystemClock().now(), random));
  if (options.common.json) {
    Json out{{"schema", "credenza.wallet.evidence.add/1"}, {"duplicate", known != all.end()}};
    out.update(to_json(file));
    TRY(host::write_json(out));
  } else {
    TRY(host::write_output(line_of(file, options.common.language())));
  }
  return host::k_exit_done;
}

Result<int> list_evidence(const ListEvidenceOptions& options) {
  const Vault vault = TRY(open_vault(options.common, Access::read));
  std::vector<EvidenceFile> all = TRY(evidence_files(vault));
  if (!options.id.empty()) {
    const Id about = TRY(find_by_prefix(vault, options.id, {Kind::credential, Kind::own_words}));
    std::erase_if(all, [about](const EvidenceFile& file) {
      return std::ranges::find(file.about, about) == file.about.end();
    });
  }
  if (options.common.json) {
    Json list = Json::array();
    for (const EvidenceFile& file : all)
      list.push_back(to_json(file));
    TRY(host::write_json(
        {{"schema", "credenza.wallet.evidence.list/1"}, {"evidence", std::move(list)}}));
    return host::k_exit_done;
  }
  std::string table;
  for (const EvidenceFile& file : all)
    table += line_of(file, options.common.language());
  if (!table.empty()) TRY(host::write_output(table));
  return host::k_exit_done;
}

Result<int> show_evidence(const ShowEvidenceOptions& options) {
  if (options.out == "-" && options.common.json)
    return fail(Code::malformed, "--json", "with -o - standard output is the file itself");
  if (options.out == "-" && host::stdout_is_terminal())
    return fail(Code::malformed, "--output", "a file is not for a terminal: name one to write");
  TRY(check_output(options.out, options.force));
  Vault vault = TRY(open_vault(options.common, Access::read));
  const Id id = TRY(find_by_prefix(vault, options.id, {Kind::evidence}));
  const Content content = TRY(vault.read(id));
  if (options.out == "-") {
    TRY(host::write_output(as_text(content.body())));
    return host::k_exit_done;
  }
  TRY(host::write_file(options.out, content.body(), {.mode = 0600, .overwrite = options.force}));
  if (options.common.json) {
    TRY(host::write_json({{"schema", "credenza.wallet.evidence.show/1"},
                          {"id", to_text(id)},
                          {"file", host::printable(options.out)},
                          {"digest", to_hex(digest_of(content.body()))}}));
  } else {
    TRY(host::write_output(host::printable(options.out) + "\n"));
  }
  return host::k_exit_done;
}

}  // namespace

void add_evidence_verbs(CommandLine& line) {
  CLI::App& group = line.group("evidence", {"Files beside what they are evidence of",
                                            "Bestanden bij waar ze bewijs van zijn"});
  const auto [add, add_options] = line.verb<AddEvidenceOptions>(
      group, {"add", {"Keep a file in the vault", "Bewaar een bestand in de kluis"}}, add_evidence);
  add_id(line, add, add_options.id);
  add.add_option("FILE", add_options.file,
                 line.in({"The file, of at most 16 MB; - is standard input",
                          "Het bestand, hooguit 16 MB; - is de invoer"}))
      ->required();
  host::set_example(add, "credenza-wallet evidence add 3fa8 starr-1.pdf");
  const auto [list, list_options] = line.verb<ListEvidenceOptions>(
      group, {"list", {"Show which files there are", "Toon welke bestanden er zijn"}},
      list_evidence);
  list.add_option("ID", list_options.id,
                  line.in({"Only those that belong to this", "Alleen wat hierbij hoort"}));
  host::set_example(list, "credenza-wallet evidence list");
  const auto [show, show_options] = line.verb<ShowEvidenceOptions>(
      group, {"show", {"Write a file of the vault", "Zet een bestand uit de kluis op schijf"}},
      show_evidence);
  add_id(line, show, show_options.id);
  add_output(line, show, show_options.out, show_options.force);
  host::set_example(show, "credenza-wallet evidence show 7c41 -o starr-1-copy.pdf");
}

}  // namespace credenza::wallet
