#include <algorithm>
#include <optional>
#include <utility>

#include "base/encoding.h"
#include "jcs/jcs.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt::detail {
namespace {

using json::Cursor;

constexpr json::Limits k_limits;

/// Which disclosure a digest names, and which digests were met.
class DigestTable {
 public:
  explicit DigestTable(std::span<const Disclosure> disclosures)
      : disclosures_(disclosures), used_(disclosures.size()) {
    order_.reserve(disclosures.size());
    for (std::size_t i = 0; i < disclosures.size(); ++i)
      order_.push_back(i);
    std::stable_sort(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
      return disclosures_[a].digest < disclosures_[b].digest;
    });
  }

  /// §4: a holder "MUST NOT […] send a Disclosure more than once".
  [[nodiscard]] Status check_unique() const {
    const auto twice =
        std::adjacent_find(order_.begin(), order_.end(), [this](std::size_t a, std::size_t b) {
          return disclosures_[a].digest == disclosures_[b].digest;
        });
    if (twice == order_.end()) return {};
    return fail(Code::conflict, "disclosures/" + std::to_string(*std::next(twice)),
                "the same disclosure is there twice");
  }

  /// The disclosure that `digest` names. A digest without one is kept for check_all_met().
  [[nodiscard]] std::optional<std::size_t> find(std::string_view digest) {
    const auto found = std::lower_bound(order_.begin(), order_.end(), digest,
                                        [this](std::size_t index, std::string_view wanted) {
                                          return disclosures_[index].digest < wanted;
                                        });
    if (found != order_.end() && disclosures_[*found].digest == digest) return *found;
    unmatched_.emplace_back(digest);
    return std::nullopt;
  }

  /// Whether nobody took this disclosure before. So none is opened twice, and no circle of
  /// disclosures can go on.
  [[nodiscard]] bool take(std::size_t index) {
    const bool first = !used_[index];
    used_[index] = true;
    return first;
  }

  /// §7.1 step 4, for the digests without disclosure, and step 5.
  [[nodiscard]] Status check_all_met() {
    std::sort(unmatched_.begin(), unmatched_.end());
    const auto twice = std::adjacent_find(unmatched_.begin(), unmatched_.end());
    if (twice != unmatched_.end()) {
      return fail(Code::conflict, "payload", "the digest '" + *twice + "' is there twice");
    }
    const auto unused = std::find(used_.begin(), used_.end(), false);
    if (unused == used_.end()) return {};
    return fail(Code::mismatch, "disclosures/" + std::to_string(unused - used_.begin()),
                "no digest names this disclosure: it was changed, or belongs to another token");
  }

 private:
  std::span<const Disclosure> disclosures_;
  std::vector<std::size_t> order_;  ///< indices by digest
  std::vector<bool> used_;
  std::vector<std::string> unmatched_;
};

/// Walks the payload and, where a digest names a disclosure, what is disclosed; writes what they
/// say together.
class Processor {
 public:
  Processor(std::span<const Disclosure> disclosures, HiddenElements hidden)
      : disclosures_(disclosures), table_(disclosures), hidden_(hidden) {}

  Result<Processed> run(Cursor payload) {
    TRY(table_.check_unique());
    TRY(put(payload));
    TRY(table_.check_all_met());
    return std::move(out_);
  }

 private:
  /// The part that `value` is of, and its place there.
  [[nodiscard]] std::string where(Cursor value) const { return part() + value.pointer(); }
  [[nodiscard]] std::string part() const {
    return source_ ? "disclosures/" + std::to_string(*source_) : "payload";
  }

  static bool is_container(Cursor value) noexcept { return value.is_object() || value.is_array(); }

  Status put(Cursor value) {
    if (!is_container(value)) {
      append_scalar(value, out_.text);
      return {};
    }
    if (++depth_ > k_limits.max_depth) {
      return fail(Code::out_of_range, where(value), "the claims are nested too deep");
    }
    TRY(value.is_object() ? put_object(value) : put_array(value));
    --depth_;
    return {};
  }

  /// Writes `value` under `token` of what is written now.
  Status put_at(const std::string& token, Cursor value) {
    const std::size_t length = path_.size();
    path_ += '/';
    path_ += token;
    TRY(put(value));
    path_.resize(length);
    return {};
  }

  /// Writes a value of the payload or of a disclosure; only what can contain others needs a path.
  Status put_member(Cursor member) {
    return is_container(member) ? put_at(json::pointer_token(member.name()), member) : put(member);
  }
  Status put_element(Cursor item, std::size_t position) {
    return is_container(item) ? put_at(std::to_string(position), item) : put(item);
  }

  void begin_item(std::size_t container) {
    if (out_.text.size() != container) out_.text += ',';
  }

  void begin_member(std::size_t container, std::string_view name) {
    begin_item(container);
    jcs::append_string(name, out_.text);
    out_.text += ':';
  }

  Status put_object(Cursor object) {
    out_.text += '{';
    const std::size_t begin = out_.text.size();
    std::optional<Cursor> digests;
    for (const Cursor member : object.items()) {
      if (member.name() == k_sd) {
        digests = member;
      } else if (is_reserved(member.name())) {
        TRY(check_hash_name(member));
      } else {
        begin_member(begin, member.name());
        TRY(put_member(member));
      }
    }
    if (digests) TRY(put_disclosed_members(*digests, begin));
    out_.text += '}';
    return {};
  }

  /// §4.1.1: `_sd_alg` "MUST NOT be used in any object nested within the payload"; §4.1: `...` only
  /// conveys the digest of an element of an array.
  [[nodiscard]] Status check_hash_name(Cursor member) const {
    if (member.name() == k_sd_alg && depth_ == 1) return {};
    return fail(Code::forbidden, where(member), "a name that must not stand here");
  }

  /// §7.1 step 3c ii.
  Status put_disclosed_members(Cursor digests, std::size_t container) {
    if (!digests.is_array()) {
      return fail(Code::malformed, where(digests), "has to be an array of digests");
    }
    for (const Cursor digest : digests.items()) {
      const std::optional<std::size_t> index = TRY(find_disclosure(digest));
      if (!index) continue;
      const json::Document contents = TRY(open(*index, k_member_parts));
      const Cursor name = *std::next(contents.root().items().begin());
      TRY(check_name(*index, name));
      begin_member(container, name.raw_string());
      TRY(put_disclosed(*index, json::pointer_token(name.raw_string()), contents,
                        std::string(name.raw_string())));
    }
    return {};
  }

  /// §7.1 step 3c ii 1 and 2.
  static Status check_name(std::size_t index, Cursor name) {
    const std::string place = "disclosures/" + std::to_string(index) + "/1";
    if (!name.is_string()) return fail(Code::malformed, place, "has to be the name of a claim");
    if (is_reserved(name.raw_string())) {
      return fail(Code::forbidden, place, "no claim can have this name");
    }
    return {};
  }

  Status put_array(Cursor array) {
    out_.text += '[';
    const std::size_t begin = out_.text.size();
    std::size_t count = 0;
    for (const Cursor item : array.items()) {
      const auto digest = item.find(k_ellipsis);
      if (digest) {
        count += TRY(put_disclosed_element(item, *digest, begin, count)) ? 1U : 0U;
        continue;
      }
      begin_item(begin);
      TRY(put_element(item, count++));
    }
    out_.text += ']';
    return {};
  }

  /// §7.1 step 3c iii and 3d.
  /// @return whether there is an element
  Result<bool> put_disclosed_element(Cursor item, Cursor digest, std::size_t container,
                                     std::size_t position) {
    // §4.2.4.2: "There MUST NOT be any other keys in the object."
    if (item.size() != 1) {
      return fail(Code::malformed, where(item), "has to hold a digest and nothing else");
    }
    const std::optional<std::size_t> index = TRY(find_disclosure(digest));
    if (!index && hidden_ == HiddenElements::removed) return false;
    if (!index) {
      begin_item(container);
      out_.text += R"({"...":)";
      append_scalar(digest, out_.text);
      out_.text += '}';
      return true;
    }
    const json::Document contents = TRY(open(*index, k_element_parts));
    begin_item(container);
    TRY(put_disclosed(*index, std::to_string(position), contents, std::nullopt));
    return true;
  }

  /// §7.1 step 3c i and step 4.
  Result<std::optional<std::size_t>> find_disclosure(Cursor digest) {
    if (!digest.is_string()) {
      return fail(Code::malformed, where(digest), "a digest has to be a string");
    }
    const std::optional<std::size_t> index = table_.find(digest.raw_string());
    if (index && !table_.take(*index)) {
      return fail(Code::conflict, where(digest), "the same digest is there twice");
    }
    return index;
  }

  /// The JSON array in a disclosure (§4.2.1, §4.2.2).
  [[nodiscard]] Result<json::Document> open(std::size_t index, std::size_t parts) const {
    const std::string place = "disclosures/" + std::to_string(index);
    const Result<Bytes> bytes = from_base64url(disclosures_[index].text);
    if (!bytes) return fail(Code::malformed, place, bytes.error().detail);
    Result<json::Document> contents =
        json::Document::parse(as_text(*bytes), {.max_bytes = bytes->size()});
    if (!contents) return in_part(place, std::move(contents).error());
    const Cursor array = contents->root();
    if (!array.is_array() || array.size() != parts) {
      return fail(Code::malformed, place,
                  parts == k_member_parts ? "has to be an array of salt, name and value"
                                          : "has to be an array of salt and value");
    }
    if (!(*array.items().begin()).is_string()) {
      return fail(Code::malformed, place + "/0", "the salt has to be a string");
    }
    return contents;
  }

  /// Writes the value of a disclosure, its last part, in which there can be digests again.
  Status put_disclosed(std::size_t index, const std::string& token, const json::Document& contents,
                       std::optional<std::string> name) {
    Cursor value = contents.root();
    for (const Cursor part : contents.root().items())
      value = part;
    const std::size_t at = out_.disclosed.size();
    out_.disclosed.push_back({.index = index,
                              .pointer = path_ + '/' + token,
                              .name = std::move(name),
                              .begin = out_.text.size()});
    const std::optional<std::size_t> outer = std::exchange(source_, index);
    TRY(put_at(token, value));
    source_ = outer;
    out_.disclosed[at].end = out_.text.size();
    return {};
  }

  std::span<const Disclosure> disclosures_;
  DigestTable table_;
  HiddenElements hidden_;
  std::size_t depth_ = 0;
  std::optional<std::size_t> source_;  ///< the disclosure that is walked; nothing: the payload
  std::string path_;                   ///< of what is written
  Processed out_;
};

}  // namespace

Result<Processed> process_disclosures(Cursor payload, std::span<const Disclosure> disclosures,
                                      HiddenElements hidden) {
  return Processor(disclosures, hidden).run(payload);
}

Result<json::Document> parse_processed(std::string_view text) {
  Result<json::Document> claims = json::Document::parse(text, {.max_bytes = text.size()});
  if (claims) return claims;
  // The text is ours, so the one thing that can be wrong with it is a name that is there twice.
  return fail(Code::conflict, "claims" + claims.error().where,
              "a disclosure writes over this claim");
}

}  // namespace credenza::sd_jwt::detail
