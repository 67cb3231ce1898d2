// `list`, `show`.
#include <algorithm>
#include <array>
#include <map>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "issuer/acting.h"
#include "issuer/history.h"
#include "issuer/ledger_words.h"
#include "verify/verify.h"

namespace credenza::issuer {
namespace {

struct ListOptions {
  VerbOptions common;
  std::string where;
  std::string csv;  ///< a table instead
};

struct ShowOptions {
  VerbOptions common;
  std::string id;
};

/// Lines as they come, so that memory does not grow with the ledger.
class ListWriter {
 public:
  static Result<ListWriter> open(const ListOptions& options) {
    ListWriter out(options);
    if (!options.csv.empty()) {
      out.table_ = TRY(host::FileWriter::create(options.csv));
      // Excel takes a file for UTF-8 when it begins so.
      TRY(out.table_->write("\xEF\xBB\xBF" + table_names()));
    } else if (options.common.json) {
      const std::string schema = TRY(json::to_text(schema_of("list")));
      TRY(host::write_output("{\"schema\":" + schema + ",\"credentials\":["));
    }
    return out;
  }

  Status line(const LedgerLine& line, const std::string& reason) {
    const bool first = count_++ == 0;
    if (table_) return table_->write(table_row(line, reason));
    if (!options_.common.json)
      return host::write_output(line_text(line, options_.common.language()));
    Json item = line_json(line);
    if (!reason.empty()) item["reason"] = reason;
    const std::string text = TRY(json::to_text(item));
    return host::write_output((first ? "\n" : ",\n") + text);
  }

  Status finish() {
    if (table_) TRY(table_->put_in_place());
    if (table_ && options_.common.json) {
      return host::write_json(
          {{"schema", schema_of("list")}, {"file", options_.csv}, {"rows", count_}});
    }
    if (table_) return {};
    return options_.common.json ? host::write_output("]}\n") : Status();
  }

 private:
  explicit ListWriter(const ListOptions& options) : options_(options) {}
  const ListOptions& options_;
  std::optional<host::FileWriter> table_;
  std::size_t count_ = 0;
};

/// What the word of an entry is for people.
host::Text words_for(std::string_view kind) {
  constexpr std::array k_words = {
      std::pair{k_issued, host::Text{"issued", "uitgegeven"}},
      std::pair{k_revoked, host::Text{"withdrawn", "ingetrokken"}},
      std::pair{k_suspended, host::Text{"suspended", "opgeschort"}},
      std::pair{k_reinstated, host::Text{"in force again", "weer geldig"}},
      std::pair{k_replaced, host::Text{"replaced", "vervangen"}},
      std::pair{k_renewed, host::Text{"renewed", "vernieuwd"}},
      std::pair{k_forgotten, host::Text{"forgotten", "vergeten"}},
  };
  const auto* found = std::find_if(k_words.begin(), k_words.end(),
                                   [kind](const auto& w) { return w.first == kind; });
  return found == k_words.end() ? host::Text{kind, kind} : found->second;
}

/// What was done to a credential, a line each.
std::string history_text(const std::vector<Event>& events, host::Language language) {
  std::string out;
  for (const Event& event : events) {
    out += format_instant(event.at) + "  " + host::printable(words_for(event.kind).in(language));
    if (const Reason* reason = find_reason(event.account.reason); reason != nullptr) {
      const host::Text because{", because ", ", omdat "};
      out += std::string(because.in(language)) + std::string(reason->words.in(language));
    }
    if (!event.account.note.empty()) out += " (" + host::printable(event.account.note) + ")";
    const host::Text by{", by ", ", door "};
    if (!event.account.by.empty())
      out += std::string(by.in(language)) + host::printable(event.account.by);
    if (!event.successor.empty()) out += "  -> " + event.successor;
    out += "\n";
  }
  return out;
}

Json history_json(const std::vector<Event>& events) {
  Json out = Json::array();
  for (const Event& event : events) {
    Json& item = out.emplace_back(
        Json{{"entry", event.position}, {"kind", event.kind}, {"at", format_instant(event.at)}});
    if (!event.account.reason.empty()) item["reason"] = event.account.reason;
    if (!event.account.note.empty()) item["note"] = event.account.note;
    if (!event.account.by.empty()) item["by"] = event.account.by;
    if (!event.successor.empty()) item["replaced_by"] = event.successor;
  }
  return out;
}

Result<int> list(const ListOptions& options) {
  const std::optional<Where> where = TRY(read_where(options.where));
  const OpenHome opened = TRY(open_to_look(options.common));
  const auto snapshot = TRY(opened.store->look());
  Selection selection = TRY(Selection::prepare(*snapshot, opened.ledger, where));
  LedgerReader reader(*snapshot, opened.ledger);
  ListWriter writer = TRY(ListWriter::open(options));
  std::map<Position, std::string> reasons;
  const auto write = [&](const IssuedEntry& entry) -> Status {
    const LedgerLine line = TRY(reader.line(entry));
    const Position by = entry.standing.by_entry;
    if (by != 0 && reasons.count(by) == 0) reasons[by] = TRY(reason_of(*snapshot, by));
    return writer.line(line, by == 0 ? std::string() : reasons[by]);
  };
  TRY(selection.walk(*snapshot, reader, write));
  TRY(writer.finish());
  return host::k_exit_done;
}

Result<int> show(const ShowOptions& options) {
  const OpenHome opened = TRY(open_to_look(options.common));
  const auto snapshot = TRY(opened.store->look());
  LedgerReader reader(*snapshot, opened.ledger);
  const IssuedEntry entry = TRY(find_entry(*snapshot, options.id));
  const LedgerLine line = TRY(reader.line(entry));
  const std::vector<Event> events = TRY(history_of(*snapshot, opened.ledger, entry));
  Json value;
  std::string digest;
  if (!line.forgotten) {
    const std::string text = TRY(reader.text(entry));
    const json::Document document = TRY(json::Document::parse(text));
    value = json::to_value(document.root());
    digest = TRY(verify::credential_digest(document.root()));
  }
  if (options.common.json) {
    Json out = {{"schema", schema_of("show")}};
    out.update(line_json(line));
    for (const Event& event : events) {
      if (event.position == entry.standing.by_entry && !event.account.reason.empty())
        out["reason"] = event.account.reason;
    }
    out["history"] = history_json(events);
    if (!digest.empty()) out["digest"] = digest;
    out["credential"] = std::move(value);
    TRY(host::write_json(out));
    return host::k_exit_done;
  }
  host::write_talk(line_text(line, options.common.language()));
  host::write_talk(history_text(events, options.common.language()));
  if (line.forgotten) return host::k_exit_done;
  const Sentence named{"digest, by which an endorsement names it: " + digest,
                       "digest, waarmee een aanbeveling het noemt: " + digest};
  tell(options.common, named);
  const std::string pretty = TRY(json::to_pretty_text(value));
  TRY(host::write_output(pretty));
  return host::k_exit_done;
}

}  // namespace

void add_list(CommandLine& line) {
  const auto [verb, options] = line.verb<ListOptions>(
      {"list", {"Show what was issued", "Toon wat is uitgegeven"}, Needs::passphrase}, list);
  add_where(line, verb, options.where);
  verb.add_option("--csv", options.csv,
                  line.in({"Write a table for a spreadsheet instead",
                           "Schrijf in plaats daarvan een tabel voor een rekenblad"}));
  host::set_example(verb, "credenza-issuer list --where status=revoked --csv withdrawn.csv");
}

void add_show(CommandLine& line) {
  const auto [verb, options] = line.verb<ShowOptions>(
      {"show",
       {"Show one credential and what became of it", "Toon een bewijs en wat ermee is gebeurd"},
       Needs::passphrase},
      show);
  add_id(line, verb, options.id);
  host::set_example(verb, "credenza-issuer show 5f2a7c1e");
}

}  // namespace credenza::issuer
