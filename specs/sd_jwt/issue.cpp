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

/// 128 bits for each disclosure and each decoy, drawn at once: a call of the system for each would
/// cost as much as all digests.
class Salts {
 public:
  Salts(std::size_t count, Random& random) : bytes_(count * k_salt_bytes) { random.fill(bytes_); }

  [[nodiscard]] ByteView next() {
    const ByteView salt = ByteView(bytes_).subspan(at_, k_salt_bytes);
    at_ += k_salt_bytes;
    return salt;
  }

 private:
  Bytes bytes_;
  std::size_t at_ = 0;
};

/// What the options say of the claims, in the order of the text, which is the order of the walk.
struct Plan {
  struct Decoyed {
    Cursor container;
    std::size_t count;
  };
  std::vector<Cursor> hidden;
  std::vector<Decoyed> decoyed;

  [[nodiscard]] std::size_t salts() const {
    std::size_t count = hidden.size();
    for (const Decoyed& one : decoyed)
      count += one.count;
    return count;
  }
};

Result<Plan> make_plan(Cursor claims, const IssueOptions& options) {
  Plan plan;
  plan.hidden.reserve(options.selectively_disclosable.size());
  for (const std::string& pointer : options.selectively_disclosable) {
    const std::optional<Cursor> claim = detail::resolve(claims, pointer);
    if (!claim || *claim == claims) {
      return fail(Code::not_found, pointer, "there is no such claim that could be hidden");
    }
    plan.hidden.push_back(*claim);
  }
  std::sort(plan.hidden.begin(), plan.hidden.end());
  plan.hidden.erase(std::unique(plan.hidden.begin(), plan.hidden.end()), plan.hidden.end());
  for (const Decoys& decoys : options.decoys) {
    const std::optional<Cursor> container = detail::resolve(claims, decoys.pointer);
    if (!container || !(container->is_object() || container->is_array())) {
      return fail(Code::not_found, decoys.pointer, "decoys are for an object or an array");
    }
    plan.decoyed.push_back({*container, decoys.count});
  }
  return plan;
}

/// Walks the claims and writes the payload, with digests in the place of what can be hidden (§4.2).
class Payload {
 public:
  Payload(const Plan& plan, const IssueOptions& options, Random& random)
      : plan_(plan),
        options_(options),
        random_(random),
        next_(plan.hidden.begin()),
        salts_(plan.salts(), random) {
    // A digest has some 46 characters with what stands around it, a short claim some 128.
    out_.reserve(512 + 46 * plan.salts());
    disclosures_.reserve(128 * plan.hidden.size());
  }

  Status write(Cursor claims) {
    out_ += '{';
    TRY(put_members(claims));
    if (plan_.salts() > 0) {
      begin_member(1, detail::k_sd_alg);
      jcs::append_string(detail::to_string(options_.hash), out_);
    }
    if (options_.holder) {
      begin_member(1, detail::k_cnf);
      out_ += R"({"jwk":)" + jose::to_jwk_text(*options_.holder) + '}';
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
    std::vector<crypto::Digest> digests;
    for (const Cursor member : object.items()) {
      // §4.1: "MUST NOT contain the claims _sd or ... except for the purpose of conveying digests"
      if (detail::is_reserved(member.name())) {
        return fail(Code::forbidden, member.pointer(), "a claim cannot have this name");
      }
      if (is_hidden(member)) {
        digests.push_back(TRY(hide(member, member.name())));
      } else {
        begin_member(begin, member.name());
        TRY(put(member));
      }
    }
    for (std::size_t decoys = decoys_of(object); decoys > 0; --decoys)
      digests.push_back(decoy());
    if (!digests.empty()) put_digests(digests, begin);
    return {};
  }

  /// The walk meets each value once, in the order of the plan.
  bool is_hidden(Cursor value) {
    if (next_ == plan_.hidden.end() || *next_ != value) return false;
    ++next_;
    return true;
  }

  [[nodiscard]] std::size_t decoys_of(Cursor container) const {
    std::size_t count = 0;
    for (const Plan::Decoyed& one : plan_.decoyed)
      count += one.container == container ? one.count : 0;
    return count;
  }

  /// §4.2.4.1: "The Issuer MUST hide the original order of the claims in the array."
  void put_digests(std::vector<crypto::Digest>& digests, std::size_t container) {
    std::sort(digests.begin(), digests.end(), [](const crypto::Digest& a, const crypto::Digest& b) {
      return as_text(a) < as_text(b);
    });
    begin_member(container, detail::k_sd);
    char before = '[';
    for (const crypto::Digest& digest : digests) {
      out_ += before;
      append_quoted(digest);
      before = ',';
    }
    out_ += ']';
  }

  /// As base64url, in quotation marks.
  void append_quoted(ByteView bytes) {
    out_ += '"';
    append_base64url(bytes, out_);
    out_ += '"';
  }

  Status put_array(Cursor array) {
    out_ += '[';
    const std::size_t begin = out_.size();
    std::size_t decoys = decoys_of(array);
    std::size_t left = array.size();
    for (const Cursor item : array.items()) {
      // Each way to spread the decoys among the elements is equally likely.
      while (decoys > 0 && crypto::uniform(left + decoys, random_) < decoys) {
        put_digest_element(decoy(), begin);
        --decoys;
      }
      --left;
      if (is_hidden(item)) {
        put_digest_element(TRY(hide(item, std::nullopt)), begin);
      } else {
        begin_item(begin);
        TRY(put(item));
      }
    }
    for (; decoys > 0; --decoys)
      put_digest_element(decoy(), begin);
    out_ += ']';
    return {};
  }

  /// §4.2.4.2.
  void put_digest_element(const crypto::Digest& digest, std::size_t container) {
    begin_item(container);
    out_ += R"({"...":)";
    append_quoted(digest);
    out_ += '}';
  }

  /// Makes a disclosure (§4.2.1, §4.2.2), with digests in it where more can be hidden (§4.2.6). It
  /// is written behind the payload so far and taken away again.
  /// @return its digest
  Result<crypto::Digest> hide(Cursor value, std::optional<std::string_view> name) {
    const std::size_t begin = out_.size();
    out_ += '[';
    append_quoted(salts_.next());
    out_ += ',';
    if (name) {
      jcs::append_string(*name, out_);
      out_ += ',';
    }
    TRY(put(value));
    out_ += ']';
    const std::size_t start = disclosures_.size();
    append_base64url(as_bytes(out_).subspan(begin), disclosures_);
    out_.resize(begin);
    const crypto::Digest digest =
        crypto::hash(options_.hash, as_bytes(disclosures_).subspan(start));
    disclosures_ += '~';
    return digest;
  }

  /// §4.2.5: "RECOMMENDED to create the decoy digests by hashing over a cryptographically secure
  /// random number".
  crypto::Digest decoy() { return crypto::hash(options_.hash, salts_.next()); }

  const Plan& plan_;
  const IssueOptions& options_;
  Random& random_;
  std::vector<Cursor>::const_iterator next_;
  Salts salts_;
  std::size_t depth_ = 1;
  std::string out_;
  std::string disclosures_;
};

/// §9.7: claims that decide whether the others count. "Issuers MAY allow individual entries in the
/// array to be selectively disclosable", of `aud` alone.
bool is_security_critical(std::string_view pointer) {
  constexpr std::array<std::string_view, 5> k_critical{"iss", "aud", "exp", "nbf", "cnf"};
  if (!pointer.starts_with('/')) return false;
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view claim = pointer.substr(1, end - 1);
  return std::find(k_critical.begin(), k_critical.end(), claim) != k_critical.end() &&
         (claim != "aud" || end == pointer.size());
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
  const Plan plan = TRY(make_plan(claims, options));
  Payload payload(plan, options, random);
  TRY(payload.write(claims));
  Json header = options.header;
  header["typ"] = options.typ;
  return TRY(jose::sign(header, as_bytes(payload.text()), issuer)) + '~' + payload.disclosures();
}

}  // namespace credenza::sd_jwt
