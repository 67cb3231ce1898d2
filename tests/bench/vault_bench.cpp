// A vault of 10,000 credentials: what opening costs beyond the key derivation, then a list, a
// search and an addition. Each figure is the median of several runs; beside it the same work
// without us.
//
//   credenza-vault-bench [COUNT]
//   credenza-vault-bench COUNT FILE    only makes such a vault, for list_with_agent.sh
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <filesystem>
#include <functional>
#include <string>
#include <unistd.h>
#include <vector>

#include "support/ports.h"
#include "support/temporary_folder.h"
#include "support/vault_maker.h"
#include "wallet/filter.h"
#include "wallet/held.h"
#include "wallet/list_table.h"
#include "wallet/vault.h"
#include "wallet/words.h"

using namespace credenza;          // NOLINT(google-build-using-namespace)
using namespace credenza::wallet;  // NOLINT(google-build-using-namespace)

namespace {

/// In milliseconds: by the clock on the wall, and of processors. Where others use the machine too,
/// only the second is about us.
struct Took {
  double wall = 0;
  double work = 0;

  friend Took operator-(const Took& a, const Took& b) { return {a.wall - b.wall, a.work - b.work}; }
};

double processor_milliseconds() {
  timespec now{};
  must(::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now) == 0);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Took time_of(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  const double before = processor_milliseconds();
  work();
  const double after = processor_milliseconds();
  const std::chrono::duration<double, std::milli> wall = std::chrono::steady_clock::now() - begun;
  return {wall.count(), after - before};
}

double middle(std::vector<double> all) {
  std::ranges::sort(all);
  return all[all.size() / 2];
}

Took median(int runs, const std::function<Took()>& measure) {
  std::vector<double> wall;
  std::vector<double> work;
  for (int i = 0; i < runs; ++i) {
    const Took took = measure();
    wall.push_back(took.wall);
    work.push_back(took.work);
  }
  return {middle(std::move(wall)), middle(std::move(work))};
}

Took median_of(int runs, const std::function<void()>& work) {
  return median(runs, [&] { return time_of(work); });
}

Held certificate(std::size_t n) {
  const std::string number = std::to_string(n);
  Held held;
  held.credential_id =
      "urn:uuid:5f2a7c1e-7a0b-4f35-9a64-" + std::string(12 - number.size(), '0') + number;
  held.format = "vc_data_integrity";
  held.title = {{"en", "Working safely in warehouse " + number},
                {"nl", "Veilig werken in het magazijn " + number}};
  held.issuer_id = "did:web:rocwaterkant.example";
  held.issuer_name = "ROC Waterkant";
  held.subject_id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
  held.awarded = "2026-06-12";
  held.added = Instant(std::chrono::seconds(1781258400 + static_cast<long>(n)));
  held.checked = held.added;
  held.valid_from = held.added;
  if (n % 3 == 0) held.valid_until = held.added + std::chrono::years{5};
  held.verdict = verify::Verdict::accepted;
  held.digest = std::string(64 - number.size(), 'a') + number;
  held.type = "MicroCredential";
  held.person = "Sanne van der Heijden";
  held.achievement = "https://rocwaterkant.example/achievements/MC-LOG-02";
  const std::string esco = "http://data.europa.eu/esco/skill/";
  held.skills = {{esco + "28cb374e-6261-4133-8371-f9a5470145da",
                  {{"en", "operate forklift"}, {"nl", "heftruck bedienen"}}},
                 {esco + "2cae39d6-78c2-4ce3-bee8-628504371463",
                  {{"en", "receive goods"}, {"nl", "goederen ontvangen"}}}};
  return held;
}

Id id_of(std::size_t n) {
  return (Id{n} * 0x9E3779B97F4A7C15ULL >> 1U) | 1U;
}

Result<Vault> open(const std::string& path, Access access) {
  LockedVault locked = TRY(LockedVault::open(path, access));
  return std::move(locked).unlock(crypto::SecretBytes::copy_of(as_bytes("correct horse")));
}

void fill(const std::string& path, std::size_t count) {
  test::VaultMaker maker("bench");
  maker.write(path);
  auto vault = open(path, Access::write);
  must(vault.has_value());
  test::SeededRandom random;
  const std::string body(3000, 'c');
  Changes changes;
  for (std::size_t n = 1; n <= count; ++n)
    changes.puts.push_back({id_of(n), Kind::credential, to_meta(certificate(n)), as_bytes(body)});
  must(vault->commit(changes, Instant{}, random).has_value());
}

/// A write of as many bytes to a file that is there, and its way to the disk.
Took raw_sync(const std::string& path, std::size_t bytes) {
  const std::string content(bytes, 'x');
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  must(file >= 0);
  const Took took = time_of([&] {
    must(::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    must(::fsync(file) == 0);
  });
  ::close(file);
  return took;
}

void tell(const char* what, const Took& took, double aim, const char* raw_name, const Took& raw) {
  std::printf("%-34s %8.2f ms, %7.2f of work (aim %4.0f)  %5.1f x %s (%.2f ms, %.2f)\n", what,
              took.wall, took.work, aim, took.work / raw.work, raw_name, raw.wall, raw.work);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 10000;
  if (argc > 2) {
    fill(argv[2], count);
    return 0;
  }
  const test::TemporaryFolder folder;
  const std::string path = folder / "bench.vault";
  fill(path, count);
  auto vault = open(path, Access::write);
  must(vault.has_value());
  std::size_t index_bytes = 0;
  for (const Entry& entry : vault->index().entries())
    index_bytes += json::to_value(entry.entry).dump().size();
  std::printf("%zu credentials, %zu KB of index\n", count, index_bytes / 1024);

  const Took derive = median_of(15, [&] {
    must(!std::move(*LockedVault::open(path, Access::read))
              .unlock(crypto::SecretBytes::copy_of(as_bytes("wrong")))
              .has_value());
  });
  const Took opened = median_of(15, [&] { must(open(path, Access::read).has_value()); });
  const Bytes key(32, 1);
  const auto secret = crypto::SecretBytes::copy_of(key);
  test::SeededRandom random;
  const Bytes blob(index_bytes, 'x');
  const Bytes sealed = crypto::seal(secret, blob, {}, random);
  const Took decrypt = median_of(15, [&] { must(crypto::open(secret, sealed, {}).has_value()); });
  tell("opening beyond the key derivation", opened - derive, 20, "decrypting the index", decrypt);
  // For who adds, shares or shows; no aim but what it was before there were details.
  const Took whole = median_of(15, [&] {
    const auto other = open(path, Access::read);
    must(other.has_value() && other->read_details().has_value());
  });
  tell("the same, and all details", whole - derive, 40, "decrypting the index", decrypt);

  const Instant now(std::chrono::seconds(1790000000));
  std::string scratch;
  const Took copy = median_of(15, [&] { scratch = std::string(index_bytes, 'x'); });
  std::string table;
  const Took list = median_of(15, [&] {
    table = *list_table(*vault, *select_entries(*vault, Filter{}), {}, now, host::Language::nl);
  });
  must(static_cast<std::size_t>(std::ranges::count(table, '\n')) == count + 1);
  tell("list, all of them", list, 10, "filling as much memory", copy);
  std::size_t found = 0;
  for (const std::string words : {"heftrucks", "warehouses 77", "niets hiervan"}) {
    const Took search = median_of(15, [&] {
      Filter filter;
      filter.words = Query::parse(words);
      const auto hits = select_entries(*vault, filter);
      found = hits->size();
      table = *list_table(*vault, *hits, {}, now, host::Language::nl);
    });
    tell(("search '" + words + "' (" + std::to_string(found) + ")").c_str(), search, 10,
         "filling as much memory", copy);
  }

  const std::string body(3000, 'c');
  std::size_t next = count;
  const std::size_t written = count * 49 + std::size_t{128} * 1024;
  const Took raw = median(9, [&] { return raw_sync(folder / "raw", written); });
  const Took add = median(15, [&] {
    Changes changes;
    ++next;
    changes.puts.push_back(
        {id_of(next), Kind::credential, to_meta(certificate(next)), as_bytes(body)});
    return time_of([&] { must(vault->commit(changes, now, random).has_value()); });
  });
  tell("add, fsync included", add, 30, "writing and syncing as much", raw);

  const std::string copied = folder / "copy.vault";
  const Took backup = median_of(5, [&] {
    must(vault->copy_to(copied, true).has_value());
    auto other = vault->open_copy(copied);
    must(other.has_value() && other->check().empty());
  });
  const auto size = static_cast<std::size_t>(std::filesystem::file_size(path));
  const Took copying = median(5, [&] { return raw_sync(folder / "raw", size); });
  tell("backup, and looked through", backup, 1000, "writing and syncing as much", copying);
  return 0;
}
