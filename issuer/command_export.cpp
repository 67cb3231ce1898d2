// `export`: the whole ledger, a line per entry, so that somebody who was never here can prove its
// chain (docs/ledger_format.md).
#include <CLI/CLI.hpp>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "issuer/acting.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_page = 1000;

/// To a file that is there wholly or not at all, or to standard output.
class LineWriter {
 public:
  static Result<LineWriter> open(const std::string& path) {
    LineWriter out;
    if (path != "-") out.file_ = TRY(host::FileWriter::create(path));
    return out;
  }

  Status line(const Json& value) {
    const std::string text = TRY(json::to_text(value)) + "\n";
    return file_ ? file_->write(text) : host::write_output(text);
  }

  Status finish() { return file_ ? file_->put_in_place() : Status(); }

 private:
  std::optional<host::FileWriter> file_;
};

/// Bytes of `issued` are written as digits, JSON as the text that was hashed.
Json entry_json(const Entry& entry) {
  Json out = {{"position", entry.position},
              {"kind", entry.kind},
              {"at", format_instant(entry.at)},
              {"digest", to_hex(entry.digest)}};
  if (entry.kind == k_issued) {
    out["body_hex"] = to_hex(entry.body);
  } else {
    out["body"] = std::string(as_text(entry.body));
  }
  return out;
}

/// What is personal of an entry, opened.
Status add_person(Json& out, const Entry& entry, Snapshot& snapshot, LedgerReader& reader,
                  const Ledger& ledger) {
  if (entry.kind != k_issued) {
    const Account account = TRY(read_account(snapshot, ledger, entry));
    if (!account.note.empty()) out["note"] = account.note;
    if (!account.by.empty()) out["by"] = account.by;
    return {};
  }
  const auto issued = TRY(snapshot.issued(entry.position));
  must(issued.has_value());
  const auto text = reader.text(*issued);
  if (!text && text.error().code == Code::not_found) {
    out["forgotten"] = true;
    return {};
  }
  if (!text) return text.error();
  const json::Document document = TRY(json::Document::parse(*text));
  out["credential"] = json::to_value(document.root());
  return {};
}

struct ExportOptions {
  VerbOptions common;
  std::string out;
  bool with_persons = false;
};

Result<int> export_ledger(const ExportOptions& options) {
  if (options.out != "-" && host::exists(options.out))
    return fail(Code::conflict, options.out, "there is a file of this name already");
  const OpenHome opened = TRY(open_to_look(options.common));
  const auto snapshot = TRY(opened.store->look());
  LedgerReader reader(*snapshot, opened.ledger);
  LineWriter writer = TRY(LineWriter::open(options.out));
  const Head head = TRY(snapshot->head());
  const Bytes id = TRY(snapshot->id());
  const Json first = {{"schema", schema_of("export")},
                      {"ledger", to_hex(id)},
                      {"entries", head.position},
                      {"head", to_hex(head.digest)}};
  TRY(writer.line(first));
  for (Position after = 0; after < head.position;) {
    const auto entries = TRY(snapshot->entries(after, k_page));
    if (entries.empty()) return fail(Code::malformed, "store", "an entry of the store is missing");
    for (const Entry& entry : entries) {
      after = entry.position;
      Json line = entry_json(entry);
      if (options.with_persons) TRY(add_person(line, entry, *snapshot, reader, opened.ledger));
      TRY(writer.line(line));
    }
  }
  TRY(writer.finish());
  const std::string number = std::to_string(head.position);
  tell(options.common, Sentence{number + " entries.", number + " stappen."});
  if (options.common.json && options.out != "-") TRY(host::write_json(first));
  return host::k_exit_done;
}

}  // namespace

void add_export(CommandLine& line) {
  const auto [verb, options] =
      line.verb<ExportOptions>({"export",
                                {"Write the whole ledger, so that others can prove its chain",
                                 "Schrijf het hele register, zodat anderen de keten kunnen nagaan"},
                                Needs::passphrase},
                               export_ledger);
  verb.add_option("--out,-o", options.out,
                  line.in({"File for the entries, a line each", "Bestand, een regel per stap"}))
      ->required();
  verb.add_flag("--with-persons", options.with_persons,
                line.in({"With personal data, readable", "Met persoonsgegevens, leesbaar"}));
  host::set_example(verb, "credenza-issuer export --out ledger.ndjson");
}

}  // namespace credenza::issuer
