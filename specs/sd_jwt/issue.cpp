#include <algorithm>
#include <array>
#include <utility>

#include "base/encoding.h"
#include "crypto/random.h"
#include "jcs/jcs.h"
#include "jose/jwk.h"
#include "sd_jwt/sd_jwt.h"
#include "sd_jwt/sd_jwt_detail.h"

namespace credenza::sd_jwt {
namespace {

using json::Cursor;

constexpr std::size_t k_salt_bytes = 16;  // §9.3: "RECOMMENDED […] a length of 128 bits"
constexpr json::Limits k_limits;

/// §9.7: claims that decide whether the others count.
constexpr std::array<std::string_view, 5> k_security_critical{"/iss", "/aud", "/exp", "/nbf",
                                                              "/cnf"};

/// 128 bits for each disclosure and each decoy, drawn at once: a call of the system for each would
/// cost as much as all digests.
class Salts {
 public:
  Salts(std::size_t count, Random& random) : bytes_(count * k_salt_bytes) { random.fill(bytes_); }

  [[nodiscard]] std::string next() {
    const ByteView salt = ByteView(bytes_).subspan(at_, k_salt_bytes);
    at_ += k_salt_bytes;
    return to_base64url(salt);
  }

 private:
  Bytes bytes_;
  std::size_t at_ = 0;
};

/// The pointers of the options, each of which has to be met once.
class Chosen {
 public:
  explicit Chosen(std::vector<std::string> pointers) : pointers_(std::move(pointers)) {
    std::sort(pointers_.begin(), pointers_.end());
    pointers_.erase(std::unique(pointers_.begin(), pointers_.end()), pointers_.end());
    met_.resize(pointers_.size());
  }

  [[nodiscard]] bool meet(const std::string& pointer) {
    const auto found = std::lower_bound(pointers_.begin(), pointers_.end(), pointer);
    if (found == pointers_.end() || *found != pointer) return false;
    met_[static_cast<std::size_t>(found - pointers_.begin())] = true;
    return true;
  }

  [[nodiscard]] Status check_all_met() const {
    const auto missed = std::find(met_.begin(), met_.end(), false);
    if (missed == met_.end()) return {};
    return fail(Code::not_found, pointers_[static_cast<std::size_t>(missed - met_.begin())],
                "there is no such claim to make selectively disclosable");
  }

 private:
  std::vector<std::string> pointers_;
  std::vector<bool> met_;
};

std::size_t decoys_of(const IssueOptions& options) {
  std::size_t count = 0;
  for (const Decoys& decoys : options.decoys)
    count += decoys.count;
  return count;
}

/// Walks the claims and writes the payload, with digests in the place of what can be hidden (§4.2).
class Payload {
 public:
  Payload(const IssueOptions& options, Random& random)
      : options_(options),
        random_(random),
        chosen_(options.selectively_disclosable),
        salts_(options.selectively_disclosable.size() + decoys_of(options), random) {}

  Status write(Cursor claims) {
    out_ += '{';
    TRY(put_members(claims));
    TRY(chosen_.check_all_met());
    if (decoys_written_ != options_.decoys.size()) {
      return fail(Code::not_found, "decoys", "decoys are for an object or an array of the claims");
    }
    if (any_digest_) {
      begin_member(1, detail::k_sd_alg);
      jcs::append_string(detail::to_string(options_.hash), out_);
    }
    if (options_.holder) {
      begin_member(1, detail::k_cnf);
      out_ += R"({"jwk":)" + TRY(json::to_text(jose::to_jwk(*options_.holder))) + '}';
    }
    out_ += '}';
    return {};
  }

  [[nodiscard]] const std::string& text() const noexcept { return out_; }
  /// Each with the '~' behind it.
  [[nodiscard]] const std::string& disclosures() const noexcept { return disclosures_; }

 private:
  Status put(Cursor value) {
    if (!value.is_object() && !value.is_array()) {
      detail::append_scalar(value, out_);
      return {};
    }
    if (++depth_ > k_limits.max_depth) {
      return fail(Code::out_of_range, value.pointer(), "the claims are nested too deep");
    }
    TRY(value.is_object() ? put_object(value) : put_array(value));
    --depth_;
    return {};
  }

  void begin_item(std::size_t container) {
    if (out_.size() != container) out_ += ',';
  }
  void begin_member(std::size_t container, std::string_view name) {
    begin_item(container);
    jcs::append_string(name, out_);
    out_ += ':';
  }

  Status put_object(Cursor object) {
    out_ += '{';
    TRY(put_members(object));
    out_ += '}';
    return {};
  }

  Status put_members(Cursor object) {
    const std::size_t begin = out_.size();
    std::vector<std::string> digests;
    for (const Cursor member : object.items()) {
      // §4.1: "MUST NOT contain the claims _sd or ... except for the purpose of conveying digests"
      if (detail::is_reserved(member.name())) {
        return fail(Code::forbidden, member.pointer(), "a claim cannot have this name");
      }
      const std::size_t outer = enter(json::pointer_token(member.name()));
      if (chosen_.meet(path_)) {
        digests.push_back(TRY(hide(member, member.name())));
      } else {
        begin_member(begin, member.name());
        TRY(put(member));
      }
      path_.resize(outer);
    }
    for (std::size_t i = decoys_here(); i > 0; --i)
      digests.push_back(decoy());
    if (!digests.empty()) put_digests(digests, begin);
    return {};
  }

  /// §4.2.4.1: "The Issuer MUST hide the original order of the claims in the array."
  void put_digests(std::vector<std::string>& digests, std::size_t container) {
    std::sort(digests.begin(), digests.end());
    begin_member(container, detail::k_sd);
    char before = '[';
    for (const std::string& digest : digests) {
      out_ += before;
      jcs::append_string(digest, out_);
      before = ',';
    }
    out_ += ']';
  }

  Status put_array(Cursor array) {
    out_ += '[';
    const std::size_t begin = out_.size();
    std::size_t decoys = decoys_here();
    std::size_t position = 0;
    for (const Cursor item : array.items()) {
      // Each way to spread the decoys among the elements is equally likely.
      while (decoys > 0 && crypto::uniform(array.size() - position + decoys, random_) < decoys) {
        put_digest_element(decoy(), begin);
        --decoys;
      }
      const std::size_t outer = enter(std::to_string(position++));
      if (chosen_.meet(path_)) {
        put_digest_element(TRY(hide(item, std::nullopt)), begin);
      } else {
        begin_item(begin);
        TRY(put(item));
      }
      path_.resize(outer);
    }
    for (; decoys > 0; --decoys)
      put_digest_element(decoy(), begin);
    out_ += ']';
    return {};
  }

  /// §4.2.4.2.
  void put_digest_element(const std::string& digest, std::size_t container) {
    begin_item(container);
    out_ += R"({"...":)";
    jcs::append_string(digest, out_);
    out_ += '}';
  }

  /// Makes a disclosure (§4.2.1, §4.2.2), with digests in it where more can be hidden (§4.2.6).
  /// @return its digest
  Result<std::string> hide(Cursor value, std::optional<std::string_view> name) {
    std::string outer = std::exchange(out_, "[");
    jcs::append_string(salts_.next(), out_);
    out_ += ',';
    if (name) {
      jcs::append_string(*name, out_);
      out_ += ',';
    }
    TRY(put(value));
    out_ += ']';
    const std::string disclosure = to_base64url(as_bytes(out_));
    out_ = std::move(outer);
    disclosures_ += disclosure;
    disclosures_ += '~';
    return digest_of(disclosure);
  }

  std::string digest_of(std::string_view text) {
    any_digest_ = true;
    return detail::digest_of(options_.hash, text);
  }

  /// §4.2.5: "RECOMMENDED to create the decoy digests by hashing over a cryptographically secure
  /// random number".
  std::string decoy() { return digest_of(salts_.next()); }

  std::size_t decoys_here() {
    for (const Decoys& decoys : options_.decoys) {
      if (decoys.pointer != path_) continue;
      ++decoys_written_;
      return decoys.count;
    }
    return 0;
  }

  std::size_t enter(const std::string& token) {
    const std::size_t outer = path_.size();
    path_ += '/';
    path_ += token;
    return outer;
  }

  const IssueOptions& options_;
  Random& random_;
  Chosen chosen_;
  Salts salts_;
  std::size_t decoys_written_ = 0;
  bool any_digest_ = false;
  std::size_t depth_ = 1;
  std::string path_;
  std::string out_;
  std::string disclosures_;
};

/// §9.7: "issuers MAY allow individual entries in the array to be selectively disclosable", of
/// `aud` alone.
bool is_security_critical(std::string_view pointer) {
  return std::any_of(
      k_security_critical.begin(), k_security_critical.end(), [pointer](std::string_view critical) {
        const std::string_view behind = pointer.substr(std::min(critical.size(), pointer.size()));
        return pointer.starts_with(critical) &&
               (behind.empty() || (behind.front() == '/' && critical != "/aud"));
      });
}

Status check_options(Cursor claims, const IssueOptions& options) {
  if (!claims.is_object()) return fail(Code::malformed, "", "the claims have to be a JSON object");
  const auto& pointers = options.selectively_disclosable;
  const auto critical = std::find_if(pointers.begin(), pointers.end(), is_security_critical);
  if (critical != pointers.end()) {
    return fail(Code::forbidden, *critical, "whether the other claims count hangs on this one");
  }
  if (options.holder && claims.find(detail::k_cnf)) {
    return fail(Code::conflict, "/cnf", "the claims name a key of the holder already");
  }
  return {};
}

}  // namespace

Result<std::string> issue(Cursor claims, const IssueOptions& options, const crypto::Signer& issuer,
                          Random& random) {
  TRY(check_options(claims, options));
  Payload payload(options, random);
  TRY(payload.write(claims));
  Json header{{"typ", options.typ}};
  header.update(options.header);
  return TRY(jose::sign(header, as_bytes(payload.text()), issuer)) + '~' + payload.disclosures();
}

}  // namespace credenza::sd_jwt
