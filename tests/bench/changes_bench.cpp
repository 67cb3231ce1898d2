// What it costs to find credentials in a large ledger and bring them to another status: all of
// `revoke --where` but the passphrase, from the expression to the committed change, and the one
// publication behind it.
//
//   credenza-changes-bench [entries [folder]]
//
// The ledger is made by issuing a class list, which takes longer than everything else here; with
// `folder` it is kept there, and a copy of it is used. Every case withdraws others than those
// before, on one processor, in a process of its own, so that its peak of memory is its own.
// `scans` is the processor time of selection and change over that of a raw scan, which reads as
// many bytes as the entries have from a file and hashes them once.
#include <cstdio>
#include <ctime>
#include <sched.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "did/did.h"
#include "host/files.h"
#include "issuer/acts.h"
#include "issuer/issuing.h"
#include "issuer/publication.h"
#include "support/issuer_maker.h"

namespace {

using namespace credenza;          // NOLINT(google-build-using-namespace): a program of one file
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

constexpr std::uint64_t k_few = 37;
constexpr std::uint64_t k_sessions = 2000;
/// Of an entry: body, digest and what SQLite keeps beside them.
constexpr std::size_t k_entry_bytes = k_issued_bytes + 32 + 16;
const Instant k_first_issue = *parse_instant("2026-06-15T09:00:00Z");
const Instant k_second_issue = *parse_instant("2026-09-01T09:00:00Z");
const Instant k_now = *parse_instant("2026-11-02T09:00:00Z");

double seconds(clockid_t clock = CLOCK_MONOTONIC) {
  timespec now{};
  must(clock_gettime(clock, &now) == 0);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Time that went by, and what of it a processor worked for this process: more than the first with
/// several threads, less when others had the processor.
struct Span {
  double wall = 0;
  double processor = 0;

  friend Span operator+(const Span& a, const Span& b) {
    return {a.wall + b.wall, a.processor + b.processor};
  }
};

class Watch {
 public:
  /// Since the last lap.
  Span lap() {
    const Span now{seconds(), seconds(CLOCK_PROCESS_CPUTIME_ID)};
    const Span last = std::exchange(last_, now);
    return {now.wall - last.wall, now.processor - last.processor};
  }

 private:
  Span last_{seconds(), seconds(CLOCK_PROCESS_CPUTIME_ID)};
};

void use_processors(int count) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int i = 0; i < count; ++i)
    CPU_SET(static_cast<std::size_t>(i), &set);
  must(sched_setaffinity(0, sizeof set, &set) == 0);
}

template <class T>
T expect(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s: %s\n", result.error().where.c_str(), result.error().detail.c_str());
    std::exit(1);
  }
  return *std::move(result);
}

void expect(const Status& status) {
  if (status.has_value()) return;
  std::fprintf(stderr, "%s: %s\n", status.error().where.c_str(), status.error().detail.c_str());
  std::exit(1);
}

/// The template of a micro-credential, with the exam session as a label.
Template form_with_label() {
  Json form = Json::parse(test::read_example("templates/mc-log-02.json"));
  form["labels"] = {{"session", {{"$column", "sessie"}}}};
  std::vector<Error> problems;
  return expect(Template::parse(expect(json::to_text(form)), problems));
}

/// Row `i` of `entries`: a tenth has session B, a tenth another day, a tenth another name, and of
/// each of these there is another kind of which there are 37.
std::string row(std::uint64_t i, std::uint64_t entries) {
  const std::uint64_t kind = i % 10;
  const std::uint64_t every = std::max<std::uint64_t>(1, entries / 10 / k_few);
  const bool is_few = kind >= 4 && kind <= 6 && i / 10 % every == 0 && i / 10 / every < k_few;
  std::string session = "S-" + std::to_string(i * k_sessions / entries);
  std::string day = "12-06-2026";
  std::string name = "Heijden-" + std::to_string(i);
  if (kind == 0) session = "B";
  if (kind == 1) day = "14-06-2026";
  if (kind == 2) name = "Jansen";
  if (is_few && kind == 4) session = "A";
  if (is_few && kind == 5) day = "13-06-2026";
  if (is_few && kind == 6) name = "Zeldzaam";
  const std::string number = std::to_string(i);
  return "W" + number + ";van der;" + name + ";Sanne;17-03-2004;s" + number +
         "@student.example;MC-LOG-02;240;" + (i % 20 < 10 ? "goed" : "voldoende") + ";" + day +
         ";;" + session + "\n";
}

/// Issues the rows from `begin` to `end`.
void issue(const test::IssuerMaker& maker, std::uint64_t begin, std::uint64_t end,
           std::uint64_t entries, Instant now) {
  const std::string path = maker.home.folder + "/class.csv";
  {
    host::FileWriter file = expect(host::FileWriter::create(path));
    std::string text =
        "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;"
        "datum;did;sessie\n";
    for (std::uint64_t i = begin; i < end; ++i) {
      text += row(i, entries);
      if (text.size() < (std::size_t{1} << 20) && i + 1 < end) continue;
      expect(file.write(text));
      text.clear();
    }
    expect(file.put_in_place());
  }
  const Template form = form_with_label();
  const auto store = maker.open_store();
  RowReader reader = expect(RowReader::open(expect(host::open_source(path)), form));
  Workers workers(2);
  crypto::SystemRandom random;
  const GoOn go_on = [](std::uint64_t) { return Status(); };
  const RowSink sink = [](const RowOutcome&) { return Status(); };
  const IssueTally tally =
      expect(issue_rows({reader, form, maker.home.config, now}, workers,
                        {maker.home, maker.secrets, *store, random}, go_on, sink));
  must(tally.issued == end - begin);
  must(::unlink(path.c_str()) == 0);
}

/// The last tenth is signed with the next key, in autumn.
void rotate(test::IssuerMaker& maker) {
  test::SeededRandom random("autumn");
  maker.home.config.signing_key = expect(maker.home.keys.rotate(
      "key-ed25519", test::IssuerMaker::passphrase(), k_second_issue, random));
  maker.secrets = expect(maker.home.keys.open(test::IssuerMaker::passphrase()));
}

void make_ledger(test::IssuerMaker& maker, std::uint64_t entries) {
  issue(maker, 0, entries - entries / 10, entries, k_first_issue);
  rotate(maker);
  issue(maker, entries - entries / 10, entries, entries, k_second_issue);
}

/// Seconds to read the bytes of so many entries from a file, and to hash them.
Span raw_scan(const std::string& folder, std::uint64_t entries) {
  const std::string path = folder + "/raw";
  constexpr std::size_t k_block = std::size_t{1} << 16;
  const std::uint64_t blocks = (entries * k_entry_bytes + k_block - 1) / k_block;
  {
    host::FileWriter file = expect(host::FileWriter::create(path));
    const std::string block(k_block, 'x');
    for (std::uint64_t i = 0; i < blocks; ++i)
      expect(file.write(block));
    expect(file.put_in_place());
  }
  Watch watch;
  std::FILE* file = std::fopen(path.c_str(), "rb");
  must(file != nullptr);
  Bytes block(k_block);
  for (std::uint64_t i = 0; i < blocks; ++i) {
    must(std::fread(block.data(), 1, block.size(), file) == block.size());
    must(crypto::hash(crypto::HashAlgorithm::sha256, block).size() == 32);
  }
  std::fclose(file);
  const Span took = watch.lap();
  must(::unlink(path.c_str()) == 0);
  return took;
}

class NoNetwork final : public Fetcher {
 public:
  Result<Fetched> fetch(const FetchRequest& request) override {
    return fail(Code::forbidden, request.url.text(), "no network here");
  }
};

/// As `publish` does: what does not stay is signed, verified and put in place.
/// @return how many files were written
std::size_t publish(const test::IssuerMaker& maker, Store& store, const std::string& site) {
  constexpr std::size_t k_most_bytes = std::size_t{4} << 20;
  NoNetwork network;
  did::Resolver methods(network);
  const auto snapshot = expect(store.look());
  const auto drafts = expect(plan_publication(maker.home, *snapshot));
  for (const Unpublished& draft : drafts) {
    if (!draft.is_signed) expect(methods.add_document(maker.home.config.did, draft.text));
  }
  std::vector<host::NewFile> files;
  for (const Unpublished& draft : drafts) {
    const auto there = host::read_file(site + draft.path, k_most_bytes);
    if (there && can_stay(draft, *there, methods, maker.home.config, k_now)) continue;
    PublishedFile file = expect(sign_draft(draft, maker.home, maker.secrets, k_now));
    must(can_stay(draft, file.text, methods, maker.home.config, k_now));
    files.push_back({std::move(file.path), std::move(file.text)});
  }
  expect(host::write_files(site, files, 0644));
  return files.size();
}

struct Case {
  const char* name;
  const char* expression;
  bool is_many;
  int processors = 1;
};

constexpr Case k_cases[] = {
    {"label", "session=A", false},
    {"label", "session=B", true},
    {"shared member", "awarded=2026-06-13", false},
    {"shared member", "awarded=2026-06-14", true},
    {"key and day", "kid=key-ed25519-2 and issued>=2026-09-01 and status=in_force", true},
    {"person", "person.family_name=\"Zeldzaam\"", false},
    {"person", "person.family_name=\"Jansen\"", true},
    {"person, two", "person.family_name=\"van der Niemand\" or learner_id=W7", false, 2},
};

struct Figures {
  Span select;
  Span preview;
  Span change;
  Span publish;
  double peak_megabytes = 0;
  std::uint64_t hits = 0;
  std::uint64_t files = 0;
};

Figures change(const test::IssuerMaker& maker, const Case& asked, const std::string& site) {
  Figures out;
  const Ledger ledger = maker.ledger();
  const auto store = maker.open_store();
  const std::optional<Where> where = expect(Where::parse(asked.expression));
  Watch watch;
  ChangePlan plan;
  {
    const auto snapshot = expect(store->look());
    plan = plan_change(Change::revoke, expect(select(*snapshot, ledger, where)));
    out.select = watch.lap();
    LedgerReader reader(*snapshot, ledger);
    for (std::size_t i = 0; i < plan.affected.size() && i < 100; ++i)
      static_cast<void>(expect(reader.line(*expect(snapshot->issued(plan.affected[i].position)))));
    out.preview = watch.lap();
  }
  crypto::SystemRandom random;
  {
    const auto transaction = expect(store->begin());
    static_cast<void>(expect(apply_change(*transaction, ledger, plan,
                                          {"exam-irregularity", "bench", "bench"}, k_now, random)));
    expect(transaction->commit());
  }
  out.change = watch.lap();
  out.files = publish(maker, *store, site);
  out.publish = watch.lap();
  out.hits = plan.affected.size();
  return out;
}

/// Runs `work` in a process of its own.
template <class Work>
Figures in_child(const Work& work) {
  int ends[2];
  must(::pipe(ends) == 0);
  std::fflush(stdout);
  const pid_t child = ::fork();
  if (child == 0) {
    const Figures figures = work();
    must(::write(ends[1], &figures, sizeof figures) == sizeof figures);
    ::_exit(0);
  }
  ::close(ends[1]);
  Figures figures;
  const bool is_there = ::read(ends[0], &figures, sizeof figures) == sizeof figures;
  int status = 0;
  rusage usage{};
  must(::wait4(child, &status, 0, &usage) == child && status == 0 && is_there);
  ::close(ends[0]);
  figures.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
  return figures;
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t entries = argc > 1 ? std::stoull(argv[1]) : 1'000'000;
  must(entries >= 1000);
  const test::TemporaryFolder folder;
  test::IssuerMaker maker(folder.path() + "/home");
  const std::string kept =
      argc > 2 ? std::string(argv[2]) + "/ledger-" + std::to_string(entries) + ".sqlite" : "";
  if (!kept.empty() && host::exists(kept)) {
    must(std::system(("cp " + kept + " " + maker.home.store_file()).c_str()) == 0);
  } else {
    const Figures made = in_child([&] {
      Figures out;
      Watch watch;
      make_ledger(maker, entries);
      out.change = watch.lap();
      return out;
    });
    std::printf("%llu entries issued in %.1f s (%.1f of processors), peak %.0f MB\n",
                static_cast<unsigned long long>(entries), made.change.wall, made.change.processor,
                made.peak_megabytes);
    if (!kept.empty())
      must(std::system(("cp " + maker.home.store_file() + " " + kept).c_str()) == 0);
  }
  rotate(maker);
  use_processors(1);
  const std::string site = folder.path() + "/site";
  const Figures first = in_child([&] {
    Figures out;
    const auto store = maker.open_store();
    Watch watch;
    out.files = publish(maker, *store, site);
    out.publish = watch.lap();
    return out;
  });
  std::printf("first publication: %llu files in %.2f s (%.2f of processor), peak %.0f MB\n",
              static_cast<unsigned long long>(first.files), first.publish.wall,
              first.publish.processor, first.peak_megabytes);
  const Span raw = raw_scan(folder.path(), entries);
  std::printf("raw scan of as many entries: %.2f s (%.2f of processor)\n", raw.wall, raw.processor);
  std::printf("%-14s %8s %9s %9s %9s %9s %9s %6s %17s %8s\n", "asked by", "hits", "select s",
              "preview s", "change s", "sum s", "processor", "scans", "publish s", "peak MB");
  double longest = 0;
  double longest_of_processor = 0;
  for (const Case& asked : k_cases) {
    use_processors(asked.processors);
    const Figures figures = in_child([&] { return change(maker, asked, site); });
    const Span sum = figures.select + figures.preview + figures.change;
    std::printf("%-14s %8llu %9.2f %9.2f %9.2f %9.2f %9.2f %6.1f %5.2f (%.2f) of %-2llu %8.0f\n",
                asked.name, static_cast<unsigned long long>(figures.hits), figures.select.wall,
                figures.preview.wall, figures.change.wall, sum.wall, sum.processor,
                sum.processor / raw.processor, figures.publish.wall, figures.publish.processor,
                static_cast<unsigned long long>(figures.files), figures.peak_megabytes);
    must(figures.hits > 0 && (asked.is_many || figures.hits <= k_few));
    longest = std::max(longest, sum.wall);
    longest_of_processor = std::max(longest_of_processor, sum.processor);
  }
  std::printf("selection and change took %.2f s at most, %.2f of processor\n", longest,
              longest_of_processor);
  return 0;
}
