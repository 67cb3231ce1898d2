// What issuing a class list costs beside the signatures that it cannot do without: all of `issue`,
// from the CSV text to one synced file, on one processor and on two.
//
//   credenza-issuer-bench [rows]
//
// Every run is a process of its own, so that its peak of memory is its own. `ratio` is the time of
// as many raw signatures over the time of the run: 1.00 would be a class list that costs its
// signatures alone. Raw signatures are timed before and behind each run, on the same processor.
#include <cstdio>
#include <ctime>
#include <sched.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sodium.h>

#include "crypto/random.h"
#include "host/files.h"
#include "issuer/issuing.h"
#include "issuer/second_reading.h"
#include "support/issuer_maker.h"

namespace {

using namespace credenza;          // NOLINT(google-build-using-namespace): a program of one file
using namespace credenza::issuer;  // NOLINT(google-build-using-namespace)

double seconds_of(clockid_t clock) {
  timespec now{};
  must(clock_gettime(clock, &now) == 0);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

void use_processors(int count) {
  cpu_set_t set;
  CPU_ZERO(&set);
  for (int i = 0; i < count; ++i)
    CPU_SET(static_cast<std::size_t>(i), &set);
  must(sched_setaffinity(0, sizeof set, &set) == 0);
}

/// Seconds of processor time for one raw signature of libsodium over 64 bytes.
double raw_signature() {
  unsigned char public_key[crypto_sign_PUBLICKEYBYTES];
  unsigned char secret_key[crypto_sign_SECRETKEYBYTES];
  unsigned char signature[crypto_sign_BYTES];
  unsigned char message[64]{};
  must(sodium_init() >= 0);
  crypto_sign_keypair(public_key, secret_key);
  constexpr int k_count = 20'000;
  const double begin = seconds_of(CLOCK_THREAD_CPUTIME_ID);
  for (int i = 0; i < k_count; ++i)
    crypto_sign_detached(signature, nullptr, message, sizeof message, secret_key);
  return (seconds_of(CLOCK_THREAD_CPUTIME_ID) - begin) / k_count;
}

/// A day of birth that few others in the list have.
std::string birth_of(std::uint64_t person) {
  const auto two = [](std::uint64_t value) {
    return std::string(value < 10 ? "0" : "") + std::to_string(value);
  };
  return two(1 + person % 28) + "-" + two(1 + person / 28 % 12) + "-" +
         std::to_string(1960 + person / 336 % 45);
}

std::string class_list(std::uint64_t rows) {
  std::string csv =
      "leerlingnr;voorvoegsel;achternaam;voornaam;geboortedatum;email;module;uren_sbu;resultaat;"
      "datum;did\n";
  for (std::uint64_t i = 0; i < rows; ++i) {
    const std::string number = std::to_string(i);
    csv += "W" + number + ";van der;Heijden-" + number + ";Sanne;" + birth_of(i) + ";s" + number +
           "@student.example;MC-LOG-02;240;" + (i % 2 == 0 ? "goed" : "voldoende") +
           ";12-06-2026;\n";
  }
  return csv;
}

struct Figures {
  double wall = 0;
  double processor = 0;
  double raw = 0;  ///< seconds for one signature
  double peak_megabytes = 0;
};

/// All of `issue`: everything is checked first, then signed, entered and written.
Status issue_all(const test::IssuerMaker& maker, const std::string& csv_file,
                 const std::string& out, unsigned jobs) {
  const Template form = test::example_template("mc-log-02.json");
  const auto store = TRY(open_sqlite_store(maker.home.store_file()));
  Workers workers(jobs);
  crypto::SystemRandom random;
  const GoOn go_on = [](std::uint64_t) { return Status(); };
  const Instant now = *parse_instant("2026-06-15T09:00:00Z");
  std::vector<open_badges::Loss> losses;
  const auto nothing = [](const RowOutcome&) { return Status(); };
  FirstReading first;
  {
    auto source = TRY(host::open_source(csv_file));
    RowReader reader = TRY(RowReader::open(first.of(std::move(source)), form));
    TRY(check_rows({reader, form, maker.home.config, now}, workers, random, go_on, nothing,
                   losses));
  }
  auto source = TRY(host::open_source(csv_file));
  RowReader reader = TRY(RowReader::open(first.again(std::move(source)), form));
  host::FileWriter file = TRY(host::FileWriter::create(out));
  const RowSink sink = [&](const RowOutcome& outcome) -> Status {
    TRY(file.write(outcome.text));
    return file.write("\n");
  };
  TRY(issue_rows(
      {.reader = reader, .form = form, .config = maker.home.config, .now = now, .sound = true},
      workers, {maker.home, maker.secrets, *store, random}, go_on, sink));
  return file.put_in_place();
}

/// In a process of its own.
void run_child(std::uint64_t rows, int processors, int out) {
  use_processors(1);
  Figures figures;
  figures.raw = raw_signature();
  use_processors(processors);
  const test::TemporaryFolder folder;
  const test::IssuerMaker maker(folder.path());
  const std::string csv = folder / "class.csv";
  must(host::write_file(csv, as_bytes(class_list(rows))).has_value());
  const double wall = seconds_of(CLOCK_MONOTONIC);
  const double processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID);
  const Status done =
      issue_all(maker, csv, folder / "issued.ndjson", static_cast<unsigned>(processors));
  figures.wall = seconds_of(CLOCK_MONOTONIC) - wall;
  figures.processor = seconds_of(CLOCK_PROCESS_CPUTIME_ID) - processor;
  if (!done)
    std::fprintf(stderr, "%s: %s\n", done.error().where.c_str(), done.error().detail.c_str());
  must(done.has_value());
  use_processors(1);
  figures.raw = (figures.raw + raw_signature()) / 2;
  must(::write(out, &figures, sizeof figures) == sizeof figures);
}

Figures run(std::uint64_t rows, int processors) {
  int ends[2];
  must(::pipe(ends) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    run_child(rows, processors, ends[1]);
    ::_exit(0);
  }
  Figures figures;
  must(::read(ends[0], &figures, sizeof figures) == sizeof figures);
  int status = 0;
  rusage usage{};
  must(::wait4(child, &status, 0, &usage) == child && status == 0);
  ::close(ends[0]);
  ::close(ends[1]);
  figures.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
  return figures;
}

void print(const char* name, std::uint64_t rows, const Figures& figures) {
  const double each = figures.wall / static_cast<double>(rows);
  std::printf(
      "%-22s %9llu rows %8.2f s %9.0f a second %7.1f us of processor each  ratio %.2f  "
      "peak %.0f MB\n",
      name, static_cast<unsigned long long>(rows), figures.wall, 1 / each,
      figures.processor / static_cast<double>(rows) * 1e6, figures.raw / each,
      figures.peak_megabytes);
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t rows = argc > 1 ? std::stoull(argv[1]) : 100'000;
  const Figures tenth = run(std::max<std::uint64_t>(1, rows / 10), 1);
  print("one processor, a tenth", std::max<std::uint64_t>(1, rows / 10), tenth);
  const Figures one = run(rows, 1);
  print("one processor", rows, one);
  const Figures two = run(rows, 2);
  print("two processors", rows, two);
  std::printf(
      "raw signature %.1f us; two processors are %.2f times as fast as one; ten times the "
      "rows take %.1f MB more\n",
      one.raw * 1e6, one.wall / two.wall, one.peak_megabytes - tenth.peak_megabytes);
  return 0;
}
