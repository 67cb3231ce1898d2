// verifier::Bundle: what opens was signed by the key in it, and every part of it lies in the file,
// apart from all others, and is found by its name. The last bytes of the input say what is changed
// in a good bundle before it is signed anew, so that the checks behind the signature are reached.
#include <array>

#include "crypto/hash.h"
#include "driver.h"
#include "support/ports.h"
#include "verifier/bundle.h"
#include "verifier/published_part.h"

using namespace credenza;            // NOLINT(google-build-using-namespace)
using namespace credenza::verifier;  // NOLINT(google-build-using-namespace)

namespace {

void look_into(const std::string& whole) {
  const auto bundle =
      Bundle::open({whole.size(), [&whole](std::uint64_t offset, std::size_t length) {
                      property(offset <= whole.size() && length <= whole.size() - offset);
                      return Result<std::string>(whole.substr(offset, length));
                    }});
  if (!bundle) return;
  const BundleIndex& index = bundle->index();
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < index.size(); ++i) {
    const PartEntry entry = index.at(i);
    const auto found = index.find(entry.name);
    property(found && found->offset == entry.offset);
    property(entry.offset + entry.length <= whole.size());
    bytes += entry.length;
    (void)bundle->part(entry);
    (void)BundleCopies(*bundle, index.made()).find(entry.name);
  }
  property(bytes < whole.size());
}

const crypto::PrivateKey& key() {
  static const crypto::PrivateKey k_key = [] {
    test::SeededRandom random;
    return crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  }();
  return k_key;
}

std::string good() {
  constexpr Instant k_day{std::chrono::seconds{1783252800}};
  const std::vector<Part> parts = {
      {"did:web:a.example", PartKind::did_document, PartOrigin::publisher, k_day, {}, "keys"},
      {"https://a.example/1", PartKind::status_list, PartOrigin::folder, k_day, k_day, "list"}};
  const auto encoded = encode_bundle(parts, default_max_ages(), k_day, key());
  property(encoded.has_value());
  std::string out = encoded->front;
  for (const std::size_t i : encoded->order)
    out += parts[i].text;
  return out;
}

/// Overwrites bytes of a good bundle and signs it again.
void look_into_changed(ByteView input) {
  static const std::string k_good = good();
  constexpr std::size_t k_parts = 8;
  const std::size_t front = k_good.size() - k_parts;
  std::string whole = k_good;
  for (std::size_t i = 0; i + 2 <= input.size() && i < 64; i += 2)
    whole[input[i] % (front - 64)] = static_cast<char>(input[i + 1]);
  const auto digest =
      crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(whole.substr(0, front - 64)));
  const auto signature =
      key().sign(as_bytes("credenza-bundle/1" + std::string(as_text(digest.view()))));
  property(signature.has_value());
  whole.replace(front - 64, 64, as_text(*signature));
  look_into(whole);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView input(data, size);
  look_into(std::string(as_text(input)));
  look_into_changed(input);
  const auto part = read_published(as_text(input));
  property(!part || !part->name.empty());
  const auto needs = needs_of(as_text(input));
  property(!needs || (needs->dids.size() <= k_max_needs && needs->lists.size() <= k_max_needs));
  return 0;
}
