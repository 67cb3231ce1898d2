#include "trust_list/trust_list.h"

#include <algorithm>
#include <numeric>

#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "vcdm/vcdm.h"

namespace credenza::trust_list {
namespace {

using json::Cursor;

constexpr json::Limits k_limits{.max_bytes = k_max_bytes, .max_depth = 16};
constexpr std::string_view k_terms = "https://www.w3.org/ns/credentials/issuer-dependent#";
/// The greatest whole number that every reader of JSON keeps (RFC 7493 §2.2).
constexpr std::uint64_t k_max_sequence = (std::uint64_t{1} << 53) - 1;

/// One line of text that people read.
Result<std::string> read_line(Cursor member) {
  const std::string_view text = TRY(member.string());
  const bool harmless = std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < ' ' || c == '\x7f';
  });
  if (text.empty() || !harmless)
    return fail(Code::malformed, member.pointer(), "has to be one line of text");
  if (text.size() > k_max_text)
    return fail(Code::out_of_range, member.pointer(), "a text of more than 200 bytes");
  return std::string(text);
}

Result<Day> read_day(Cursor member) {
  const std::string_view text = TRY(member.string());
  const auto day = parse_date(text);
  if (!day) return fail(Code::malformed, member.pointer(), "has to be a day, as 2027-08-31");
  return *day;
}

Status check_array(Cursor member, std::size_t most) {
  if (!member.is_array()) return fail(Code::malformed, member.pointer(), "this has to be an array");
  if (member.size() > most)
    return fail(Code::out_of_range, member.pointer(),
                "more than " + std::to_string(most) + " of them");
  return {};
}

Error unknown(Cursor member) {
  return fail(Code::unsupported, member.pointer(), "a member that this version does not know");
}

Status check_object(Cursor node) {
  if (!node.is_object()) return fail(Code::malformed, node.pointer(), "this has to be an object");
  return {};
}

Result<Right> read_right(Cursor node, bool has_role) {
  TRY(check_object(node));
  Right out;
  for (const Cursor member : node.items()) {
    if (member.name() == "type") {
      out.type = TRY(read_line(member));
    } else if (member.name() == "role" && has_role) {
      out.role = TRY(read_line(member));
    } else if (member.name() == "from") {
      out.from = TRY(read_day(member));
    } else if (member.name() == "until") {
      out.until = TRY(read_day(member));
    } else {
      return unknown(member);
    }
  }
  if (out.type.empty()) return node.at("type").error();
  if (has_role && out.role.empty()) return node.at("role").error();
  if (out.from && out.until && *out.until < *out.from)
    return fail(Code::out_of_range, node.pointer() + "/until", "ends before it begins");
  return out;
}

Status read_rights(std::vector<Right>& out, Cursor member) {
  TRY(check_array(member, k_max_rights));
  out.reserve(member.size());
  for (const Cursor right : member.items())
    out.push_back(TRY(read_right(right, member.name() == "may_co_sign")));
  return {};
}

Result<Event> read_event(Cursor node) {
  TRY(check_object(node));
  for (const Cursor member : node.items()) {
    const std::string_view name = member.name();
    if (name != "status" && name != "since" && name != "from_start") return unknown(member);
  }
  Event out;
  const Cursor status = TRY(node.at("status"));
  const std::string_view word = TRY(status.string());
  out.withdrawn = word == "withdrawn";
  if (!out.withdrawn && word != "granted")
    return fail(Code::unsupported, status.pointer(), "has to be granted or withdrawn");
  const Cursor since = TRY(node.at("since"));
  out.since = TRY(read_day(since));
  const auto from_start = node.find("from_start");
  if (from_start) out.from_start = TRY(from_start->boolean());
  if (out.from_start && !out.withdrawn)
    return fail(Code::malformed, from_start->pointer(), "only a withdrawal has it");
  return out;
}

Status read_history(std::vector<Event>& out, Cursor member) {
  TRY(check_array(member, k_max_rights));
  for (const Cursor node : member.items()) {
    const Event event = TRY(read_event(node));
    if (!out.empty() && event.since < out.back().since)
      return fail(Code::malformed, node.pointer() + "/since", "has to be in the order of days");
    out.push_back(event);
  }
  return {};
}

Status read_member(Entry& out, Cursor member) {
  const std::string_view name = member.name();
  if (name == "id") {
    out.id = std::string(TRY(member.string()));
    if (!did::is_did(out.id)) return fail(Code::malformed, member.pointer(), "has to be a DID");
    if (out.id.size() > k_max_bytes / k_max_entries * 2)
      return fail(Code::out_of_range, member.pointer(), "a DID that is too long");
    return {};
  }
  if (name == "may_issue") return read_rights(out.may_issue, member);
  if (name == "may_co_sign") return read_rights(out.may_co_sign, member);
  if (name == "may_accredit") return read_rights(out.may_accredit, member);
  if (name == "history") return read_history(out.history, member);
  if (name != "name" && name != "register_number") return unknown(member);
  (name == "name" ? out.name : out.register_number) = TRY(read_line(member));
  return {};
}

Result<Contents> read_frame(Cursor root) {
  const vcdm::Credential credential = TRY(vcdm::Credential::read(root));
  if (!is_trust_list(root)) return fail(Code::unsupported, "/type", "no trust list");
  // A list that itself has a status would send the reader round in circles.
  if (!credential.statuses.empty())
    return fail(Code::forbidden, "/credentialStatus",
                "a trust list must not have a status of its own");
  Contents out;
  out.id = std::string(TRY(root.string_at("id")));
  const auto url = Url::parse(out.id);
  if (!url || url->scheme() != "https")
    return fail(Code::malformed, "/id", "has to be an https address");
  const Cursor name = TRY(root.at("name"));
  out.name = TRY(read_line(name));
  out.keeper = credential.issuer;
  if (!did::is_did(out.keeper)) return fail(Code::malformed, "/issuer", "has to be a DID");
  for (const auto& [member, value] :
       {std::pair("validFrom", credential.valid_from), {"validUntil", credential.valid_until}}) {
    if (!value) return root.at(member).error();
  }
  out.valid_from = *credential.valid_from;
  out.valid_until = *credential.valid_until;
  return out;
}

std::string format(std::optional<Day> day) {
  return day ? format_date(*day) : std::string();
}

Json rights_json(const std::vector<Right>& rights) {
  Json out = Json::array();
  for (const Right& right : rights) {
    Json one = {{"type", right.type}};
    if (!right.role.empty()) one["role"] = right.role;
    if (right.from) one["from"] = format(right.from);
    if (right.until) one["until"] = format(right.until);
    out.push_back(std::move(one));
  }
  return out;
}

Json entry_json(const Entry& entry) {
  Json out = {{"id", entry.id}, {"name", entry.name}};
  if (!entry.register_number.empty()) out["register_number"] = entry.register_number;
  if (!entry.may_issue.empty()) out["may_issue"] = rights_json(entry.may_issue);
  if (!entry.may_co_sign.empty()) out["may_co_sign"] = rights_json(entry.may_co_sign);
  if (!entry.may_accredit.empty()) out["may_accredit"] = rights_json(entry.may_accredit);
  for (const Event& event : entry.history) {
    Json one = {{"status", event.withdrawn ? "withdrawn" : "granted"},
                {"since", format_date(event.since)}};
    if (event.from_start) one["from_start"] = true;
    out["history"].push_back(std::move(one));
  }
  return out;
}

}  // namespace

Json make(const Contents& contents) {
  const std::string terms(k_terms);
  Json own = {{k_type, terms + std::string(k_type)},
              {"sequence", terms + "sequence"},
              {"entries", {{"@id", terms + "entries"}, {"@type", "@json"}}}};
  Json entries = Json::array();
  for (const Entry& entry : contents.entries)
    entries.push_back(entry_json(entry));
  return {
      {"@context", {vcdm::k_context_v2, std::move(own)}},
      {"id", contents.id},
      {"type", {"VerifiableCredential", k_type}},
      {"name", contents.name},
      {"issuer", contents.keeper},
      {"validFrom", format_instant(contents.valid_from)},
      {"validUntil", format_instant(contents.valid_until)},
      {"credentialSubject", {{"sequence", contents.sequence}, {"entries", std::move(entries)}}}};
}

bool is_trust_list(Cursor root) noexcept {
  const auto type = root.find("type");
  if (!type) return false;
  const auto types = type->one_or_many();
  return std::any_of(types.begin(), types.end(),
                     [](Cursor one) { return one.is_string() && one.raw_string() == k_type; });
}

Result<Entry> read_entry(Cursor entry) {
  TRY(check_object(entry));
  Entry out;
  for (const Cursor member : entry.items())
    TRY(read_member(out, member));
  if (out.id.empty()) return entry.at("id").error();
  if (out.name.empty()) return entry.at("name").error();
  return out;
}

Result<TrustList> TrustList::read(Cursor root) {
  TrustList out(TRY(read_frame(root)));
  Contents& contents = out.contents_;
  const Cursor subject = TRY(root.at("credentialSubject"));
  TRY(check_object(subject));
  for (const Cursor member : subject.items()) {
    if (member.name() != "sequence" && member.name() != "entries") return unknown(member);
  }
  const Cursor sequence = TRY(subject.at("sequence"));
  contents.sequence = TRY(sequence.unsigned_integer());
  if (contents.sequence == 0 || contents.sequence > k_max_sequence)
    return fail(Code::out_of_range, sequence.pointer(), "has to be from 1 to 2^53 - 1");
  const Cursor entries = TRY(subject.at("entries"));
  TRY(check_array(entries, k_max_entries));
  contents.entries.reserve(entries.size());
  for (const Cursor entry : entries.items())
    contents.entries.push_back(TRY(read_entry(entry)));
  out.by_id_.resize(contents.entries.size());
  std::iota(out.by_id_.begin(), out.by_id_.end(), 0U);
  const auto& all = contents.entries;
  std::stable_sort(out.by_id_.begin(), out.by_id_.end(),
                   [&all](std::uint32_t a, std::uint32_t b) { return all[a].id < all[b].id; });
  const auto twice = std::adjacent_find(
      out.by_id_.begin(), out.by_id_.end(),
      [&all](std::uint32_t a, std::uint32_t b) { return all[a].id == all[b].id; });
  if (twice != out.by_id_.end()) {
    return fail(Code::malformed, entries.pointer() + "/" + std::to_string(*(twice + 1)) + "/id",
                "this DID has an entry already, number " + std::to_string(*twice));
  }
  return out;
}

const Entry* TrustList::find(std::string_view did) const noexcept {
  const auto& all = contents_.entries;
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), did,
                       [&all](std::uint32_t at, std::string_view id) { return all[at].id < id; });
  return found == by_id_.end() || all[*found].id != did ? nullptr : &all[*found];
}

Result<TrustList> verify(std::string_view text, cid::MethodResolver& methods, Instant now) {
  const json::Document document = TRY(json::Document::parse(text, k_limits));
  const Cursor root = document.root();
  TrustList list = TRY(TrustList::read(root));
  const auto verified = TRY(data_integrity::verify_proofs(
      root, {.controller = list.contents().keeper, .now = now}, methods));
  if (verified.root() != root) {
    return fail(Code::unsupported, "/proof/@context",
                "a trust list with a context beyond that of its proof");
  }
  return list;
}

}  // namespace credenza::trust_list
