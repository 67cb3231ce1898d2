#include "host/doctor.h"

#include <algorithm>
#include <array>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "host/exit_codes.h"

namespace credenza::host {
namespace {

constexpr std::uint64_t k_least_space = std::uint64_t{64} << 20;
/// Keys, a passphrase and what is sealed at one time; libsodium locks a page for each.
constexpr std::uint64_t k_least_locked = std::uint64_t{64} << 10;
/// 1 January 2026: before that this version did not exist.
constexpr Instant k_made{std::chrono::seconds{1767225600}};

std::string_view word_of(Health health) noexcept {
  constexpr std::array<std::string_view, 3> k_words = {"ok", "warning", "problem"};
  return k_words.at(static_cast<std::size_t>(health));
}

Text symbol_of(Health health) noexcept {
  constexpr std::array k_symbols = {Text{"✔ ok", "✔ goed"}, Text{"! warning", "! let op"},
                                    Text{"✘ problem", "✘ probleem"}};
  return k_symbols.at(static_cast<std::size_t>(health));
}

}  // namespace

Diagnosis healthy(std::string name, const Text& what) {
  return {std::move(name), Health::ok, std::string(what.en), std::string(what.nl), {}};
}

Diagnosis ill(std::string name, Health health, const Text& what, const Text& next,
              const std::string& detail) {
  const std::string behind = detail.empty() ? "" : ": " + detail;
  return {std::move(name), health, std::string(what.en) + behind, std::string(what.nl) + behind,
          next};
}

Diagnosis ill(std::string name, Health health, const Text& what, const Text& next, const Error& why,
              const Sentences& own) {
  const auto behind = [](const std::string& where, const std::string& detail) {
    return ": " + (where.empty() ? "" : where + ", ") + detail;
  };
  return {std::move(name), health, std::string(what.en) + behind(why.where, why.detail),
          std::string(what.nl) + behind(place_in_dutch(why.where, own),
                                        in_dutch(why.detail, own).value_or(why.detail)),
          next};
}

Diagnosis check_rights(std::string name, const std::string& path) {
  struct stat found {};
  if (::stat(path.c_str(), &found) != 0) {
    return ill(std::move(name), Health::problem, {"it is not there", "het is er niet"},
               {"Check the path.", "Controleer het pad."}, path);
  }
  constexpr unsigned k_others = 077;
  if ((found.st_mode & k_others) != 0) {
    const bool is_folder = S_ISDIR(found.st_mode);
    return ill(std::move(name), Health::problem,
               {"others on this machine can get at it", "anderen op deze computer kunnen erbij"},
               is_folder ? Text{"Run: chmod 700 on it.", "Voer uit: chmod 700 op deze map."}
                         : Text{"Run: chmod 600 on it.", "Voer uit: chmod 600 op dit bestand."},
               path);
  }
  if (found.st_uid != ::geteuid()) {
    return ill(std::move(name), Health::warning,
               {"it is somebody else's", "het is van iemand anders"},
               {"Run this as its owner.", "Voer dit uit als de eigenaar."}, path);
  }
  return healthy(std::move(name), {"only its owner can get at it", "alleen de eigenaar kan erbij"});
}

Diagnosis check_space(const std::string& path) {
  struct statvfs found {};
  if (::statvfs(path.c_str(), &found) != 0) {
    return ill(
        "space", Health::warning,
        {"how much space is left could not be seen", "niet te zien hoeveel ruimte er nog is"},
        {"Check the path.", "Controleer het pad."}, path);
  }
  const std::uint64_t left = std::uint64_t{found.f_bavail} * found.f_frsize;
  if (left < k_least_space) {
    return ill("space", Health::problem, {"the disk is nearly full", "de schijf is bijna vol"},
               {"Make room before you go on.", "Maak ruimte voor u verder gaat."},
               std::to_string(left >> 20U) + " MiB");
  }
  return healthy("space", {"there is space on the disk", "er is ruimte op de schijf"});
}

Diagnosis check_locked_memory() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_MEMLOCK, &limit) == 0 && limit.rlim_cur < k_least_locked) {
    return ill("locked_memory", Health::warning,
               {"secrets may be swapped to disk", "geheimen kunnen op de schijf terechtkomen"},
               {"Raise the limit: ulimit -l 64.", "Verhoog de grens: ulimit -l 64."});
  }
  return healthy("locked_memory", {"secrets stay in memory", "geheimen blijven in het geheugen"});
}

Diagnosis check_clock(Instant now, Instant newest) {
  if (now < std::max(k_made, newest)) {
    return ill("clock", Health::problem,
               {"the clock of this machine is behind", "de klok van deze computer loopt achter"},
               {"Set the clock. Sign nothing before.", "Zet de klok goed. Onderteken eerst niets."},
               format_instant(now));
  }
  return healthy("clock", {"the clock is plausible", "de klok kan kloppen"});
}

Diagnosis check_settings(const Status& loaded) {
  if (!loaded) {
    return ill(
        "settings", Health::problem,
        {"the configuration file cannot be used", "het configuratiebestand is niet te gebruiken"},
        {"Mend that line.", "Verbeter die regel."}, loaded.error());
  }
  return healthy("settings", {"the settings can be read", "de instellingen zijn te lezen"});
}

Result<int> tell(std::string_view role, const CommonOptions& options,
                 const std::vector<Diagnosis>& found) {
  const bool any = std::any_of(found.begin(), found.end(), [](const Diagnosis& each) {
    return each.health == Health::problem;
  });
  const int exit = any ? k_exit_error : k_exit_done;
  const Language language = options.language();
  if (options.json) {
    Json checks = Json::array();
    for (const Diagnosis& each : found) {
      checks.push_back({{"name", each.name},
                        {"outcome", word_of(each.health)},
                        {"detail", printable(each.what_en)},
                        {"next", each.next.en}});
    }
    TRY(write_json({{"schema", "credenza." + std::string(role) + ".doctor/1"},
                    {"exit", exit},
                    {"checks", std::move(checks)}}));
    return exit;
  }
  std::string out;
  for (const Diagnosis& each : found) {
    const std::string& what = language == Language::nl ? each.what_nl : each.what_en;
    out += std::string(symbol_of(each.health).in(language)) + "  " + each.name + ": " +
           printable(what) + "\n";
    if (!each.next.en.empty()) out += "    " + std::string(each.next.in(language)) + "\n";
  }
  TRY(write_output(out));
  return exit;
}

}  // namespace credenza::host
