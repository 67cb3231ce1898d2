// tag and note: the owner's words on a credential, in the sealed index.
#include <algorithm>

#include <CLI/CLI.hpp>

#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "wallet/held.h"
#include "wallet/own_words.h"
#include "wallet/session.h"
#include "wallet/texts.h"
#include "wallet/words.h"

namespace credenza::wallet {
namespace {

constexpr std::size_t k_max_tags = 16;
constexpr std::size_t k_max_tag_bytes = 40;
constexpr std::size_t k_max_note_bytes = 500;

struct TagOptions {
  VerbOptions common;
  std::string id;
  std::vector<std::string> added;
  const CLI::App* verb = nullptr;  ///< has the words that begin with a hyphen
};

struct NoteOptions {
  VerbOptions common;
  std::string id;
  std::string text;
};

/// "+a -b", in no order: what is to come and what is to go.
struct TagChange {
  std::vector<std::string> come;
  std::vector<std::string> go;
};

Result<TagChange> read_change(const TagOptions& options) {
  TagChange change;
  std::vector<std::string> words = options.added;
  const std::vector<std::string> rest = options.verb->remaining();
  words.insert(words.end(), rest.begin(), rest.end());
  for (const std::string& word : words) {
    const bool comes = word.starts_with('+');
    const bool goes = word.starts_with('-') && !word.starts_with("--");
    if ((!comes && !goes) || word.size() < 2)
      return fail(Code::malformed, "TAG", "+name to add a tag, -name to take one off");
    TRY(check_own_text(word.substr(1), k_max_tag_bytes, "TAG"));
    (comes ? change.come : change.go).push_back(word.substr(1));
  }
  if (change.come.empty() && change.go.empty())
    return fail(Code::missing, "TAG", "+name to add a tag, -name to take one off");
  return change;
}

bool has_tag(const std::vector<std::string>& tags, const std::string& wanted) {
  return std::ranges::find(tags, folded(wanted),
                           [](const std::string& tag) { return folded(tag); }) != tags.end();
}

void change_tags(std::vector<std::string>& tags, const TagChange& change) {
  for (const std::string& tag : change.come) {
    if (!has_tag(tags, tag)) tags.push_back(tag);
  }
  std::erase_if(tags, [&change](const std::string& tag) { return has_tag(change.go, tag); });
}

/// Writes what stands in `held` beside the credential as it was received.
Status rewrite(Vault& vault, Id id, const Held& held) {
  const Content content = TRY(vault.read(id));
  crypto::SystemRandom random;
  Changes changes;
  changes.puts.push_back({id, Kind::credential, to_meta(held), content.body()});
  return vault.commit(changes, host::SystemClock().now(), random);
}

Status say(const VerbOptions& common, Id id, const Held& held, const char* schema) {
  if (common.json) {
    return host::write_json(
        {{"schema", schema}, {"id", to_text(id)}, {"tags", held.tags}, {"note", held.note}});
  }
  std::string out = to_text(id).substr(0, 8) + "  " + title_of(held, common.language());
  for (const std::string& tag : held.tags)
    out += "  +" + shown(tag);
  return host::write_output(out + (held.note.empty() ? "" : "  " + shown(held.note)) + "\n");
}

Result<int> tag(const TagOptions& options) {
  const TagChange change = TRY(read_change(options));
  Vault vault = TRY(open_vault(options.common, Access::write));
  const Id id = TRY(find_by_prefix(vault, options.id, {Kind::credential}));
  Held held = TRY(held_of(vault, *vault.index().find(id)));
  change_tags(held.tags, change);
  if (held.tags.size() > k_max_tags)
    return fail(Code::out_of_range, "TAG", "a certificate has at most 16 tags");
  TRY(rewrite(vault, id, held));
  TRY(say(options.common, id, held, "credenza.wallet.tag/1"));
  return host::k_exit_done;
}

Result<int> note(const NoteOptions& options) {
  std::string text = options.text;
  if (text == "-") {
    text = TRY(host::read_file("-", k_max_note_bytes));
    while (text.ends_with('\n') || text.ends_with('\r'))
      text.pop_back();
  }
  TRY(check_own_text(text, k_max_note_bytes, "TEXT"));
  Vault vault = TRY(open_vault(options.common, Access::write));
  const Id id = TRY(find_by_prefix(vault, options.id, {Kind::credential}));
  Held held = TRY(held_of(vault, *vault.index().find(id)));
  held.note = text;
  TRY(rewrite(vault, id, held));
  TRY(say(options.common, id, held, "credenza.wallet.note/1"));
  return host::k_exit_done;
}

}  // namespace

void add_tag(CommandLine& line) {
  const auto [verb, options] = line.verb<TagOptions>(
      {"tag", {"Put your own tags on a certificate", "Zet eigen labels op een bewijs"}}, tag);
  options.verb = &verb;
  add_id(line, verb, options.id);
  verb.add_option("TAG", options.added,
                  line.in({"+name adds one, -name takes one off", "+naam erbij, -naam eraf"}));
  verb.allow_extras();
  host::set_example(verb, "credenza-wallet tag 3fa8 +warehouse -old");
}

void add_note(CommandLine& line) {
  const auto [verb, options] = line.verb<NoteOptions>(
      {"note", {"Write a note on a certificate", "Schrijf een notitie bij een bewijs"}}, note);
  add_id(line, verb, options.id);
  verb.add_option("TEXT", options.text,
                  line.in({"The note, at most 500 bytes; - is standard input; '' removes it",
                           "De notitie, hooguit 500 bytes; - is de invoer; '' haalt hem weg"}))
      ->required();
  host::set_example(verb, "credenza-wallet note 3fa8 \"The paper is in the blue folder\"");
}

}  // namespace credenza::wallet
