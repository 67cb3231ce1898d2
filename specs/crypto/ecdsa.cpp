#include <array>
#include <string>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>

#include "crypto/ecdsa_detail.h"
#include "crypto/hash.h"

namespace credenza::crypto::detail {
namespace {

using BigNumber = Owned<BIGNUM, BN_clear_free>;
using Point = Owned<EC_POINT, EC_POINT_free>;
using Signature = Owned<ECDSA_SIG, ECDSA_SIG_free>;

constexpr std::uint8_t k_even_y = 0x02;
constexpr std::uint8_t k_odd_y = 0x03;
constexpr std::uint8_t k_uncompressed = 0x04;

/// Leaves OpenSSL's error queue of this thread as it was: whoever uses it next (TLS does) would
/// take our refusals for its own failures.
class QuietErrors {
 public:
  QuietErrors() { ERR_set_mark(); }
  ~QuietErrors() { ERR_pop_to_mark(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
  QuietErrors(QuietErrors&&) = delete;
  QuietErrors& operator=(QuietErrors&&) = delete;
};

/// What the curves differ in. A hash that is as long as the order (FIPS 186-5 §6.4), or nearly.
struct Curve {
  KeyType type;
  int nid;
  HashAlgorithm hash;
  std::size_t bytes;  ///< of a scalar and of a coordinate
};
constexpr std::array<Curve, 3> k_curves{{
    {KeyType::p256, NID_X9_62_prime256v1, HashAlgorithm::sha256, 32},
    {KeyType::p384, NID_secp384r1, HashAlgorithm::sha384, 48},
    {KeyType::p521, NID_secp521r1, HashAlgorithm::sha512, 66},
}};

std::size_t row_of(KeyType type) noexcept {
  std::size_t row = 0;
  while (row < k_curves.size() && k_curves[row].type != type)
    ++row;
  must(row < k_curves.size());
  return row;
}

const EC_GROUP* group(KeyType type) {
  static const std::array<const EC_GROUP*, k_curves.size()> k_groups{
      EC_GROUP_new_by_curve_name(k_curves[0].nid), EC_GROUP_new_by_curve_name(k_curves[1].nid),
      EC_GROUP_new_by_curve_name(k_curves[2].nid)};
  const EC_GROUP* const found = k_groups[row_of(type)];
  must(found != nullptr);
  return found;
}

HashAlgorithm hash_of(KeyType type) noexcept {
  return k_curves[row_of(type)].hash;
}

Bytes encode(KeyType type, const EC_POINT* point, point_conversion_form_t form) {
  Bytes encoded(1 + 2 * scalar_bytes(type));
  encoded.resize(
      EC_POINT_point2oct(group(type), point, form, encoded.data(), encoded.size(), nullptr));
  must(!encoded.empty());
  return encoded;
}

EcPoint describe(KeyType type, const EC_POINT* point) {
  EcPoint described{encode(type, point, POINT_CONVERSION_COMPRESSED),
                    encode(type, point, POINT_CONVERSION_UNCOMPRESSED)};
  described.coordinates.erase(described.coordinates.begin());
  return described;
}

/// As above, of the text of an uncompressed point that is on the curve. SEC 1 §2.3.3: the form with
/// x alone begins with 02 for an even y and with 03 for an odd one.
EcPoint describe(ByteView whole) {
  const ByteView coordinates = whole.subspan(1);
  EcPoint described{{(whole.back() & 1U) == 0 ? k_even_y : k_odd_y}, to_bytes(coordinates)};
  const ByteView x = coordinates.first(coordinates.size() / 2);
  described.compressed.insert(described.compressed.end(), x.begin(), x.end());
  return described;
}

/// `scalar` as OpenSSL's number, in memory that is wiped and worked on in constant time.
BigNumber secret_number(const SecretBytes& scalar) {
  BigNumber number(BN_secure_new());
  must(number != nullptr);
  const ByteView bytes = scalar.reveal();
  must(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), number.get()) != nullptr);
  BN_set_flags(number.get(), BN_FLG_CONSTTIME);
  return number;
}

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;

Bytes uncompressed(const EcPoint& point) {
  Bytes encoded{k_uncompressed};
  encoded.insert(encoded.end(), point.coordinates.begin(), point.coordinates.end());
  return encoded;
}

/// A key from its members; `parameters` ends with OSSL_PARAM_construct_end().
Key key_of(int selection, OSSL_PARAM* parameters) {
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> maker(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  must(maker != nullptr && EVP_PKEY_fromdata_init(maker.get()) == 1);
  EVP_PKEY* key = nullptr;
  must(EVP_PKEY_fromdata(maker.get(), &key, selection, parameters) == 1);
  return Key(key);
}

OSSL_PARAM curve_parameter(std::string& name) {
  return OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, name.data(), name.size());
}

/// A key with nothing but its curve: a copy of it, given a point, costs a quarter of what making a
/// key from its members costs, where the curve is set up anew each time.
EVP_PKEY* key_without_point(KeyType type) {
  const auto make = [](KeyType of) {
    std::string curve(to_string(of));
    std::array<OSSL_PARAM, 2> parameters{curve_parameter(curve), OSSL_PARAM_construct_end()};
    return key_of(EVP_PKEY_KEY_PARAMETERS, parameters.data());
  };
  static const std::array<Key, k_curves.size()> k_keys{
      make(k_curves[0].type), make(k_curves[1].type), make(k_curves[2].type)};
  return k_keys[row_of(type)].get();
}

Key public_key_of(KeyType type, const EcPoint& point) {
  Key key(EVP_PKEY_dup(key_without_point(type)));
  const Bytes encoded = uncompressed(point);
  must(key != nullptr &&
       EVP_PKEY_set1_encoded_public_key(key.get(), encoded.data(), encoded.size()) == 1);
  return key;
}

/// @param scalar  in the byte order of this machine
Key private_key_of(KeyType type, const EcPoint& point, SecretBytes& scalar) {
  std::string curve(to_string(type));
  Bytes encoded = uncompressed(point);
  std::array<OSSL_PARAM, 4> parameters{
      curve_parameter(curve),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, encoded.data(), encoded.size()),
      OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, scalar.writable().data(), scalar.size()),
      OSSL_PARAM_construct_end()};
  return key_of(EVP_PKEY_KEYPAIR, parameters.data());
}

Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> make_context(const EcKey& key, int (*init)(EVP_PKEY_CTX*)) {
  Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
      EVP_PKEY_CTX_new_from_pkey(nullptr, key.key.get(), nullptr));
  must(context != nullptr && init(context.get()) == 1);
  return context;
}

Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> copy_of(const EVP_PKEY_CTX* context) {
  Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> copy(EVP_PKEY_CTX_dup(context));
  must(copy != nullptr);
  return copy;
}

/// r ‖ s as the DER that OpenSSL reads.
Bytes to_der(ByteView fixed) {
  const std::size_t half = fixed.size() / 2;
  BigNumber r(BN_bin2bn(fixed.data(), static_cast<int>(half), nullptr));
  BigNumber s(BN_bin2bn(fixed.data() + half, static_cast<int>(half), nullptr));
  const Signature signature(ECDSA_SIG_new());
  must(r != nullptr && s != nullptr && signature != nullptr);
  must(ECDSA_SIG_set0(signature.get(), r.release(), s.release()) == 1);
  const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
  must(size > 0);
  Bytes der(static_cast<std::size_t>(size));
  unsigned char* end = der.data();
  must(i2d_ECDSA_SIG(signature.get(), &end) == size);
  return der;
}

Bytes from_der(ByteView der, std::size_t half) {
  const unsigned char* at = der.data();
  const Signature signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  must(signature != nullptr);
  Bytes fixed(2 * half);
  const int width = static_cast<int>(half);
  must(BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), fixed.data(), width) == width);
  must(BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), fixed.data() + half, width) == width);
  return fixed;
}

}  // namespace

std::size_t scalar_bytes(KeyType type) noexcept {
  constexpr std::size_t k_ed25519_seed_bytes = 32;
  return type == KeyType::ed25519 ? k_ed25519_seed_bytes : k_curves[row_of(type)].bytes;
}

Result<EcPoint> read_point(KeyType type, ByteView sec1) {
  const std::size_t width = scalar_bytes(type);
  const bool compressed = sec1.size() == 1 + width && (sec1[0] == k_even_y || sec1[0] == k_odd_y);
  const bool whole = sec1.size() == 1 + 2 * width && sec1[0] == k_uncompressed;
  if (!compressed && !whole) {
    return fail(
        Code::malformed, "public key",
        "no " + std::string(to_string(type)) + " point: it is 02 or 03 and x, or 04, x and y");
  }
  const QuietErrors quiet;
  const Point point(EC_POINT_new(group(type)));
  must(point != nullptr);
  if (EC_POINT_oct2point(group(type), point.get(), sec1.data(), sec1.size(), nullptr) != 1) {
    return fail(Code::malformed, "public key",
                "the point is not on the curve " + std::string(to_string(type)));
  }
  return whole ? describe(sec1) : describe(type, point.get());
}

std::optional<EcPoint> point_of(KeyType type, const SecretBytes& scalar) {
  const BigNumber number = secret_number(scalar);
  if (BN_is_zero(number.get()) == 1 ||
      BN_cmp(number.get(), EC_GROUP_get0_order(group(type))) >= 0) {
    return std::nullopt;
  }
  const Owned<BN_CTX, BN_CTX_free> scratch(BN_CTX_secure_new());
  const Point point(EC_POINT_new(group(type)));
  must(scratch != nullptr && point != nullptr);
  must(EC_POINT_mul(group(type), point.get(), number.get(), nullptr, nullptr, scratch.get()) == 1);
  return describe(type, point.get());
}

std::unique_ptr<EcKey> make_verifying_key(KeyType type, const EcPoint& point) {
  auto key = std::make_unique<EcKey>();
  key->key = public_key_of(type, point);
  key->context = make_context(*key, EVP_PKEY_verify_init);
  return key;
}

std::unique_ptr<EcKey> make_signing_key(KeyType type, const EcPoint& point,
                                        const SecretBytes& scalar) {
  SecretBytes native(scalar.size());
  must(BN_bn2nativepad(secret_number(scalar).get(), native.writable().data(),
                       static_cast<int>(native.size())) > 0);
  auto key = std::make_unique<EcKey>();
  key->key = private_key_of(type, point, native);
  key->context = make_context(*key, EVP_PKEY_sign_init);
  return key;
}

Status verify_ecdsa(const EcKey& key, KeyType type, ByteView message, ByteView signature) {
  if (signature.size() != 2 * scalar_bytes(type)) {
    return fail(Code::malformed, "signature",
                "a signature by a " + std::string(to_string(type)) + " key is r and s, " +
                    std::to_string(2 * scalar_bytes(type)) + " bytes");
  }
  const QuietErrors quiet;
  const Digest digest = hash(hash_of(type), message);
  const Bytes der = to_der(signature);
  const auto context = copy_of(key.context.get());
  if (EVP_PKEY_verify(context.get(), der.data(), der.size(), digest.view().data(), digest.size()) !=
      1) {
    return fail(Code::bad_signature, "signature",
                "the signature does not match the message and the key");
  }
  return {};
}

Bytes sign_ecdsa(const EcKey& key, KeyType type, ByteView message) {
  const Digest digest = hash(hash_of(type), message);
  const auto context = copy_of(key.context.get());
  std::size_t size = 0;
  must(EVP_PKEY_sign(context.get(), nullptr, &size, digest.view().data(), digest.size()) == 1);
  Bytes der(size);
  must(EVP_PKEY_sign(context.get(), der.data(), &size, digest.view().data(), digest.size()) == 1);
  return from_der(ByteView(der).first(size), scalar_bytes(type));
}

}  // namespace credenza::crypto::detail
