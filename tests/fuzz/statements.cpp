// verify::Statements: whatever lies where a statement should, nothing is confirmed that its digests
// do not name, and who goes on is a DID or nobody.
#include "verify/statements.h"

#include "driver.h"
#include "support/ports.h"

namespace {

constexpr std::string_view k_did = "did:web:rocwaterkant.example";
constexpr std::string_view k_method = "did:web:rocwaterkant.example#key-1";
/// A school whose first key was stolen.
constexpr std::string_view k_document = R"({
 "@context": [
  "https://www.w3.org/ns/did/v1",
  "https://w3id.org/security/multikey/v1"
 ],
 "id": "did:web:rocwaterkant.example",
 "verificationMethod": [
  {
   "id": "did:web:rocwaterkant.example#key-1",
   "type": "Multikey",
   "controller": "did:web:rocwaterkant.example",
   "publicKeyMultibase": "z6MkvugVpCeUKWBt67sTek5PQZCz9nzT2zgjC6jZWnLmv2gx",
   "revoked": "2026-03-03T00:00:00Z"
  },
  {
   "id": "did:web:rocwaterkant.example#key-2",
   "type": "Multikey",
   "controller": "did:web:rocwaterkant.example",
   "publicKeyMultibase": "z6MkfP6ZCicyJBUj7kswuUBsFBn3jdB5wA5wGgpdLZqgwUFq"
  }
 ],
 "assertionMethod": [
  "did:web:rocwaterkant.example#key-1",
  "did:web:rocwaterkant.example#key-2"
 ],
 "authentication": [
  "did:web:rocwaterkant.example#key-1",
  "did:web:rocwaterkant.example#key-2"
 ],
 "service": [
  {
   "id": "did:web:rocwaterkant.example#key-1-anchor",
   "type": "CredenzaKeyAnchor",
   "serviceEndpoint": "https://rocwaterkant.example/anchors/key-1.json"
  }
 ]
})";
constexpr credenza::Instant k_now{std::chrono::seconds{1783252800}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(credenza::as_text({data, size}));
  credenza::test::Town town;
  town.put("https://rocwaterkant.example/anchors/key-1.json", text);
  credenza::did::Resolver resolver(town);
  property(resolver.add_document(k_did, k_document).has_value());
  credenza::verify::Statements statements(town, resolver);
  const auto method = resolver.resolve(k_method, credenza::cid::Relationship::assertion_method,
                                       credenza::Instant{});
  property(method.has_value());
  const auto credential = credenza::json::Document::parse(R"({"proof":{}})");
  property(!statements.confirm(*method, credential->root(), k_now));
  (void)statements.add_document(text);
  const auto successor = statements.successor(std::string(k_did), k_now);
  property(!successor || !*successor || credenza::did::is_did((*successor)->id));
  return 0;
}
