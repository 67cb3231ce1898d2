#include "issuer/cohort_text.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "crypto/hash.h"
#include "jcs/jcs.h"
#include "learning_record/learning_record.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::uint8_t k_personal_version = 1;
constexpr std::array<std::string_view, 7> k_kinds{"member", "full_name", "id",         "list",
                                                  "index",  "issued",    "proof_value"};

Error damaged(std::string detail) {
  return fail(Code::malformed, "store", std::move(detail));
}

Json of(const SlottedText& text) {
  Json slots = Json::array();
  for (const Slot& slot : text.slots) {
    if (slot.kind == Slot::Kind::member) {
      slots.push_back(slot.member);
    } else {
      slots.push_back(k_kinds[static_cast<std::size_t>(slot.kind)]);
    }
  }
  return {{"pieces", text.pieces}, {"slots", std::move(slots)}};
}

Result<Slot> read_slot(Cursor value, std::size_t members) {
  if (value.is_string()) {
    const auto* const kind = std::find(k_kinds.begin(), k_kinds.end(), value.raw_string());
    if (kind == k_kinds.begin() || kind == k_kinds.end()) return damaged("a slot of no kind");
    return Slot{static_cast<Slot::Kind>(kind - k_kinds.begin()), 0};
  }
  const std::uint64_t member = TRY(value.unsigned_integer());
  if (member >= members) return damaged("a slot of no member");
  return Slot{Slot::Kind::member, static_cast<std::uint32_t>(member)};
}

Result<std::vector<std::string>> texts_at(Cursor object, std::string_view name) {
  std::vector<std::string> out;
  const Cursor array = TRY(object.at(name));
  for (const Cursor item : array.items())
    out.emplace_back(TRY(item.string()));
  return out;
}

Result<SlottedText> read_slotted(Cursor value, std::size_t members) {
  SlottedText out;
  out.pieces = TRY(texts_at(value, "pieces"));
  const Cursor slots = TRY(value.at("slots"));
  for (const Cursor slot : slots.items())
    out.slots.push_back(TRY(read_slot(slot, members)));
  if (out.pieces.size() != (out.pieces.empty() ? out.slots.size() : out.slots.size() + 1))
    return damaged("a text with too few pieces");
  return out;
}

Result<CohortContent> read_content(Cursor root) {
  CohortContent out;
  out.template_id = TRY(root.string_at("template"));
  out.labels = json::to_value(TRY(root.at("labels")));
  out.record = json::to_value(TRY(root.at("record")));
  out.members = TRY(texts_at(root, "members"));
  const Cursor document = TRY(root.at("document"));
  out.document = TRY(read_slotted(document, out.members.size()));
  const Cursor proof = TRY(root.at("proof"));
  out.proof = TRY(read_slotted(proof, out.members.size()));
  if (!out.labels.is_object() || !out.record.is_object()) return damaged("no record");
  return out;
}

constexpr std::size_t k_length_bytes = 4;

/// Puts one thing behind the other into memory that is large enough.
class Putter {
 public:
  explicit Putter(Bytes& out) noexcept : at_(out.data()) {}
  void number(std::uint64_t value, std::size_t bytes) noexcept {
    for (std::size_t i = bytes; i-- > 0;)
      *at_++ = static_cast<std::uint8_t>(value >> (8 * i));
  }
  void text(std::string_view text) noexcept {
    number(text.size(), k_length_bytes);
    at_ = std::copy(text.begin(), text.end(), at_);
  }

 private:
  std::uint8_t* at_;
};

constexpr std::size_t k_head_bytes = 1 + 8 + 4;  ///< version, instant, count of values

std::size_t encoded_bytes(const PersonalView& personal) noexcept {
  std::size_t out = k_head_bytes;
  for (const std::string_view value : personal.values)
    out += k_length_bytes + value.size();
  return out + 2 * k_length_bytes + personal.proof_value.size() + personal.whole.size();
}

/// Takes one thing after the other from the front.
class Taker {
 public:
  explicit Taker(ByteView bytes) noexcept : left_(bytes) {}
  Result<std::uint64_t> number(std::size_t bytes) {
    const ByteView taken = TRY(take(bytes));
    std::uint64_t out = 0;
    for (const std::uint8_t byte : taken)
      out = out << 8 | byte;
    return out;
  }
  Result<std::string_view> text() {
    const std::uint64_t size = TRY(number(4));
    return as_text(TRY(take(size)));
  }
  [[nodiscard]] bool done() const noexcept { return left_.empty(); }

 private:
  Result<ByteView> take(std::uint64_t bytes) {
    if (bytes > left_.size()) return damaged("what is sealed of a credential is damaged");
    const ByteView out = left_.first(bytes);
    left_ = left_.subspan(bytes);
    return out;
  }
  ByteView left_;
};

/// A number as text, in memory of its own.
class Digits {
 public:
  explicit Digits(std::uint64_t value) noexcept
      : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), value).ptr) {}
  Digits(const Digits&) = delete;
  Digits& operator=(const Digits&) = delete;
  [[nodiscard]] std::string_view text() const noexcept {
    return {digits_.data(), static_cast<std::size_t>(end_ - digits_.data())};
  }

 private:
  std::array<char, 20> digits_{};
  const char* end_;
};

}  // namespace

Result<Bytes> encode(const CohortContent& content) {
  return make_body({{"template", content.template_id},
                    {"labels", content.labels},
                    {"record", content.record},
                    {"members", content.members},
                    {"document", of(content.document)},
                    {"proof", of(content.proof)}});
}

Result<CohortContent> read_cohort_content(ByteView bytes) {
  const auto document = json::Document::parse(as_text(bytes));
  if (!document) return damaged("what credentials have in common is damaged");
  auto content = read_content(document->root());
  if (!content) return damaged("what credentials have in common is damaged");
  return content;
}

Bytes encode(const Personal& personal) {
  Bytes out;
  encode({personal.issued, personal.views(), personal.proof_value, personal.whole}, out);
  return out;
}

void encode(const PersonalView& personal, Bytes& out) {
  out.resize(encoded_bytes(personal));
  Putter put(out);
  put.number(k_personal_version, 1);
  put.number(static_cast<std::uint64_t>(personal.issued.time_since_epoch().count()), 8);
  put.number(personal.values.size(), 4);
  for (const std::string_view value : personal.values)
    put.text(value);
  put.text(personal.proof_value);
  put.text(personal.whole);
}

Result<PersonalView> read_personal(ByteView bytes, std::vector<std::string_view>& values) {
  values.clear();
  Taker taker(bytes);
  if (TRY(taker.number(1)) != k_personal_version) return damaged("of a form that there is not");
  PersonalView out;
  out.issued = Instant(std::chrono::seconds(static_cast<std::int64_t>(TRY(taker.number(8)))));
  const std::uint64_t count = TRY(taker.number(4));
  for (std::uint64_t i = 0; i < count; ++i)
    values.push_back(TRY(taker.text()));
  out.values = values;
  out.proof_value = TRY(taker.text());
  out.whole = TRY(taker.text());
  if (!taker.done()) return damaged("what is sealed of a credential is damaged");
  return out;
}

Result<Personal> read_personal(ByteView bytes) {
  std::vector<std::string_view> values;
  const PersonalView read = TRY(read_personal(bytes, values));
  return Personal{read.issued,
                  {values.begin(), values.end()},
                  std::string(read.proof_value),
                  std::string(read.whole)};
}

void append_filled(const SlottedText& text, const SlotValues& values, std::string& out) {
  // A place is named several times: in an entry for each purpose.
  const Digits list(values.place.list);
  const Digits index(values.place.index);
  for (std::size_t i = 0; i < text.slots.size(); ++i) {
    out += text.pieces[i];
    switch (text.slots[i].kind) {
      case Slot::Kind::member:
        jcs::append_string(values.members[text.slots[i].member], out);
        break;
      case Slot::Kind::full_name:
        jcs::append_string(values.full_name, out);
        break;
      case Slot::Kind::id:
        out += values.id;
        break;
      case Slot::Kind::list:
        out += list.text();
        break;
      case Slot::Kind::index:
        out += index.text();
        break;
      case Slot::Kind::issued:
        out += values.issued;
        break;
      case Slot::Kind::proof_value:
        out += values.proof_value;
        break;
    }
  }
  if (!text.pieces.empty()) out += text.pieces.back();
}

NameParts name_parts(const CohortContent& content) {
  NameParts out;
  constexpr std::array<std::string_view, 3> k_parts{"family_name", "name_prefix", "given_name"};
  for (std::size_t i = 0; i < k_parts.size(); ++i) {
    const std::string pointer = "/person/" + std::string(k_parts[i]);
    const auto at = std::find(content.members.begin(), content.members.end(), pointer);
    if (at != content.members.end()) {
      out[i].member = static_cast<std::size_t>(at - content.members.begin());
      continue;
    }
    const auto person = content.record.find("person");
    if (person != content.record.end())
      out[i].text = person->value(std::string(k_parts[i]), std::string());
  }
  return out;
}

std::string full_name(const NameParts& parts, std::span<const std::string_view> members) {
  const auto part = [&](std::size_t which) {
    const NamePart& from = parts.at(which);
    return from.member ? std::string(members[*from.member]) : from.text;
  };
  learning_record::AlternativeName name;
  name.family_name = part(0);
  name.name_prefix = part(1);
  name.given_name = part(2);
  return name.full_name();
}

Result<std::string> restore(const CohortContent& content, const Issued& issued,
                            const Personal& personal) {
  std::string out = personal.whole;
  if (!content.is_whole()) {
    if (personal.values.size() != content.members.size())
      return damaged("what is sealed of a credential belongs to others");
    const std::string id = to_urn(issued.id);
    const std::vector<std::string_view> members = personal.views();
    const std::string name = full_name(name_parts(content), members);
    const std::string at = format_instant(personal.issued);
    const SlotValues values{id, issued.place, at, members, name, personal.proof_value};
    append_filled(content.document, values, out);
    out.pop_back();
    out += ",\"proof\":";
    append_filled(content.proof, values, out);
    out += '}';
  }
  const crypto::Digest digest = crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(out));
  if (!std::equal(issued.text.begin(), issued.text.end(), digest.view().begin()))
    return damaged("the text of a credential is not the one that was signed");
  return out;
}

Json record_of(const CohortContent& content, const Personal& personal) {
  Json out = content.record;
  for (std::size_t i = 0; i < content.members.size() && i < personal.values.size(); ++i)
    out[Json::json_pointer(content.members[i])] = personal.values[i];
  return out;
}

}  // namespace credenza::issuer
