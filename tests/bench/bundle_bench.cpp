// A bundle of 10,000 issuers and 1,000 status lists: what opening it costs, and a `check` of one
// file with it as a whole process. Beside each the same work without us: reading and hashing the
// front; a process that prints its version.
//
//   credenza-bundle-bench [ISSUERS [LISTS]]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#include "cid/cid.h"
#include "crypto/hash.h"
#include "data_integrity/data_integrity.h"
#include "did/did.h"
#include "host/files.h"
#include "host/random_access_file.h"
#include "host/system.h"
#include "status_list/status_list.h"
#include "support/ports.h"
#include "support/temporary_folder.h"
#include "verifier/bundle.h"

using namespace credenza;  // NOLINT(google-build-using-namespace)
using verifier::Part;
using verifier::PartKind;
using verifier::PartOrigin;

namespace {

double milliseconds(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
  return took.count();
}

/// The middle of several runs.
double middle(const std::function<void()>& work) {
  constexpr std::size_t k_runs = 21;
  std::vector<double> all;
  for (std::size_t i = 0; i < k_runs; ++i)
    all.push_back(milliseconds(work));
  std::ranges::sort(all);
  return all[k_runs / 2];
}

std::string sign(const Json& unsecured, const std::string& method, Instant created,
                 const crypto::Signer& key) {
  const std::string text = unsecured.dump();
  const auto document = json::Document::parse(text);
  must(document.has_value());
  data_integrity::ProofOptions options;
  options.verification_method = method;
  options.created = created;
  auto secured = data_integrity::add_proof(*document, options, key);
  must(secured.has_value());
  return *std::move(secured);
}

std::string school(std::size_t i) {
  return "did:web:school-" + std::to_string(i) + ".example";
}

std::string list_url(std::size_t i) {
  return "https://school-" + std::to_string(i) + ".example/status/revocation-1.json";
}

std::vector<Part> make_parts(std::size_t issuers, std::size_t lists, const crypto::PrivateKey& key,
                             Instant now) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < issuers; ++i) {
    const std::string did = school(i);
    parts.push_back(
        {did, PartKind::did_document, PartOrigin::publisher, now, std::nullopt,
         cid::make_document(did, {{did + "#key-1", did, key.public_key(), {}, {}}}).dump()});
  }
  const auto list = status_list::StatusList::create(status_list::k_minimum_entries);
  must(list.has_value());
  for (std::size_t i = 0; i < lists; ++i) {
    const std::string text = sign(status_list::make_credential({.id = list_url(i),
                                                                .issuer = school(i),
                                                                .purpose = "revocation",
                                                                .valid_from = now,
                                                                .valid_until = std::nullopt,
                                                                .ttl = std::nullopt},
                                                               *list),
                                  school(i) + "#key-1", now, key);
    parts.push_back(
        {list_url(i), PartKind::status_list, PartOrigin::publisher, now, std::nullopt, text});
  }
  return parts;
}

void write(const std::string& path, std::string_view text) {
  must(host::write_file(path, as_bytes(text)).has_value());
}

/// Runs a program to its end without what it prints.
int run(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command)
    arguments.push_back(const_cast<char*>(word.c_str()));  // NOLINT: execv() wants it so
  arguments.push_back(nullptr);
  (void)std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    must(std::freopen("/dev/null", "w", stdout) != nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  int status = 0;
  must(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t issuers = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000;
  const std::size_t lists = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
  must(issuers >= lists && lists > 7);
  const test::TemporaryFolder folder;
  test::SeededRandom random;
  const auto key = crypto::PrivateKey::generate(crypto::KeyType::ed25519, random);
  const Instant now = host::SystemClock().now();

  const std::vector<Part> parts = make_parts(issuers, lists, key, now);
  const auto encoded = verifier::encode_bundle(parts, verifier::default_max_ages(), now, key);
  must(encoded.has_value());
  std::string whole = encoded->front;
  for (const std::size_t i : encoded->order)
    whole += parts[i].text;
  const std::string path = folder / "gate.bundle";
  write(path, whole);
  std::printf("%zu issuers, %zu lists: %.1f MB, of which the front %.1f MB\n", issuers, lists,
              static_cast<double>(whole.size()) / 1e6,
              static_cast<double>(encoded->front.size()) / 1e6);

  const double raw = middle([&] {
    const auto file = host::RandomAccessFile::open(path);
    const auto front = file->read(0, encoded->front.size());
    must(crypto::hash(crypto::HashAlgorithm::sha256, as_bytes(*front)).size() == 32);
  });
  const double open = middle([&] { must(verifier::Bundle::open(path).has_value()); });
  std::printf("open: %.2f ms; reading and hashing the front %.2f ms; ratio %.2f\n", open, raw,
              raw / open);

  const std::string one =
      sign({{"@context", {"https://www.w3.org/ns/credentials/v2"}},
            {"id", "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-0d7a1f3f6b21"},
            {"type", {"VerifiableCredential"}},
            {"issuer", school(7)},
            {"validFrom", format_instant(now)},
            {"credentialSubject", {{"name", "Veilig werken"}}},
            {"credentialStatus", status_list::make_entry(list_url(7), 42, "revocation")}},
           school(7) + "#key-1", now, key);
  write(folder / "one.json", one);
  write(folder / "trust.json",
        Json({{"schema", "credenza.verifier.trust/1"},
              {"issuers",
               {{{"issuer", school(7)}, {"name", "School"}, {"since", format_instant(now)}}}}})
            .dump());
  const std::string program =
      (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "credenza-verifier")
          .string();
  const double nothing = middle([&] { must(run({program, "--version"}) == 0); });
  const double check = middle([&] {
    must(run({program, "check", folder / "one.json", "--offline", "--home", folder.path(),
              "--bundle", path, "--bundle-maker", did::key_did(key.public_key())}) == 0);
  });
  std::printf("check of one file, whole process: %.1f ms; --version %.1f ms; ratio %.2f\n", check,
              nothing, nothing / check);
  return 0;
}
