// `bundle show` and `bundle verify`: what is in a bundle, and whether all of it is as it was
// signed.
#include <algorithm>

#include "base/encoding.h"
#include "host/exit_codes.h"
#include "host/files.h"
#include "host/system.h"
#include "verifier/bundle.h"
#include "verifier/bundle_commands.h"
#include "verifier/bundle_maker.h"
#include "verifier/commands.h"
#include "verifier/lines.h"
#include "verifier/published_part.h"
#include "verifier/reading.h"
#include "verifier/texts.h"

namespace credenza::verifier {
namespace {

using host::CommonOptions;
using host::Text;

enum class State : std::uint8_t { good, too_old, ended };

State state_of(const PartEntry& part, const BundleIndex& index, Instant now) {
  if (part.ends && *part.ends < now) return State::ended;
  const auto limit = index.max_age(part.kind);
  return limit && part.had + *limit < now ? State::too_old : State::good;
}

std::string_view name_of(State state) noexcept {
  constexpr std::array<std::string_view, 3> k_names = {"good", "too_old", "ended"};
  return k_names.at(static_cast<std::size_t>(state));
}

Text text_of(State state) noexcept {
  constexpr std::array k_texts = {Text{"good", "goed"}, Text{"TOO OLD", "TE OUD"},
                                  Text{"ENDED", "AFGELOPEN"}};
  return k_texts.at(static_cast<std::size_t>(state));
}

Text text_of(PartKind kind) noexcept {
  constexpr std::array<Text, k_part_kinds> k_texts = {Text{"keys", "sleutels"},
                                                      Text{"withdrawals", "intrekkingen"},
                                                      Text{"withdrawals", "intrekkingen"},
                                                      Text{"statement", "verklaring"},
                                                      Text{"trust list", "lijst"},
                                                      Text{"accreditation", "erkenning"},
                                                      Text{"schema", "schema"}};
  return k_texts.at(static_cast<std::size_t>(kind) - 1);
}

Json part_json(const PartEntry& part, State state) {
  Json out = {{"name", std::string(part.name)},
              {"kind", to_string(part.kind)},
              {"origin", part.origin == PartOrigin::publisher ? "publisher" : "folder"},
              {"had", format_instant(part.had)}};
  if (part.ends) out["ends"] = format_instant(*part.ends);
  out["bytes"] = part.length;
  out["sha256"] = to_hex(part.digest);
  out["state"] = name_of(state);
  return out;
}

Json ages_json(const BundleIndex& index) {
  Json out = Json::object();
  for (const PartKind kind : k_all_part_kinds) {
    if (const auto age = index.max_age(kind))
      out[std::string(to_string(kind))] = std::chrono::ceil<std::chrono::hours>(*age).count();
  }
  return out;
}

std::string part_line(const PartEntry& part, State state, Instant now, host::Language language) {
  constexpr std::size_t k_state = 10;
  constexpr std::size_t k_kind = 14;
  constexpr std::size_t k_age = 10;
  const auto age = std::max(now - part.had, std::chrono::seconds{0});
  return "  " + padded(text_of(state).in(language), k_state) +
         padded(text_of(part.kind).in(language), k_kind) + padded(age_text(age, language), k_age) +
         shown(part.name) + "\n";
}

/// A name may be any bytes; JSON is UTF-8.
Json safe_name(std::string_view name) {
  const Json plain = std::string(name);
  return json::to_text(plain) ? plain : Json(host::printable(name));
}

int print(const CommonOptions& common, const std::string& text, const Json& object, int exit) {
  const Status written = common.json ? host::write_json(object) : host::write_output(text);
  return written ? exit : host::report_error(k_role, {}, written.error());
}

}  // namespace

int run_bundle_show(const BundleLookOptions& look, const std::string& home,
                    const CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) return report_no_home(home, common);
  const auto bundle = Bundle::open(look.file);
  if (!bundle) return report_bundle_error(bundle.error(), common, host::k_exit_not_genuine);
  const host::Language language = common.language();
  const auto in = [language](const Text& text) { return std::string(text.in(language)); };
  const BundleIndex& index = bundle->index();
  const Instant now = host::SystemClock().now();
  const auto age = std::max(now - index.made(), std::chrono::seconds{0});
  Json parts = Json::array();
  std::string lines;
  std::size_t old = 0;
  for (std::size_t i = 0; i < index.size(); ++i) {
    const PartEntry part = index.at(i);
    const State state = state_of(part, index, now);
    if (state != State::good) ++old;
    Json object = part_json(part, state);
    object["name"] = safe_name(part.name);
    parts.push_back(std::move(object));
    lines += part_line(part, state, now, language);
  }
  const std::string text = in({"bundle of ", "bundel van "}) +
                           day_text(date_in_amsterdam(index.made())) + ", " +
                           age_text(age, language) + in({" old, made by ", " oud, gemaakt door "}) +
                           index.maker() + "\n" + lines + std::to_string(index.size()) +
                           in({" parts; too old or ended: ", " delen; te oud of afgelopen: "}) +
                           std::to_string(old) + "\n";
  const Json object = {{"schema", "credenza.verifier.bundle.show/1"},
                       {"file", file_name(look.file)},
                       {"made", format_instant(index.made())},
                       {"maker", index.maker()},
                       {"age_seconds", age.count()},
                       {"max_age_hours", ages_json(index)},
                       {"parts", parts}};
  return print(common, text, object, host::k_exit_done);
}

int run_bundle_verify(const BundleLookOptions& look, const std::string& home,
                      const CommonOptions& common) {
  if (!home.empty() && !host::exists(home)) return report_no_home(home, common);
  const auto trust = TrustStore::load(trust_file(home));
  if (!trust) return report_trust_error(trust.error(), common);
  const auto bundle = Bundle::open(look.file);
  if (!bundle) return report_bundle_error(bundle.error(), common, host::k_exit_not_genuine);
  const BundleIndex& index = bundle->index();
  const Instant now = host::SystemClock().now();
  // Who is named has to be the maker; the reader's own key and list do not count beside them.
  std::vector<std::string> makers = look.makers;
  const auto own = makers.empty() ? own_bundle_maker(home) : std::nullopt;
  if (own) makers.push_back(*own);
  const Status relied =
      check_maker(index.maker(), makers, look.makers.empty() ? *trust : TrustStore(), now);
  if (!relied) return report_bundle_error(relied.error(), common, host::k_exit_not_genuine);
  const std::vector<std::string> damaged = bundle->damaged();
  std::size_t old = 0;
  for (std::size_t i = 0; i < index.size(); ++i) {
    if (state_of(index.at(i), index, now) != State::good) ++old;
  }
  const auto in = [&common](const Text& text) { return std::string(text.in(common.language())); };
  Json names = Json::array();
  std::string text = in(damaged.empty() ? Text{"✔ whole, as its maker signed it: ",
                                               "✔ heel, zoals de maker hem ondertekende: "}
                                        : Text{"✘ DAMAGED: ", "✘ BESCHADIGD: "}) +
                     index.maker() + "\n";
  for (const std::string& name : damaged) {
    names.push_back(safe_name(name));
    text += "  " + shown(name) + "\n";
  }
  text += in({"made on ", "gemaakt op "}) + day_text(date_in_amsterdam(index.made())) + "; " +
          std::to_string(index.size()) +
          in({" parts; too old or ended: ", " delen; te oud of afgelopen: "}) +
          std::to_string(old) + "\n";
  const int exit = damaged.empty() ? host::k_exit_done : host::k_exit_not_genuine;
  const Json object = {{"schema", "credenza.verifier.bundle.verify/1"},
                       {"file", file_name(look.file)},
                       {"made", format_instant(index.made())},
                       {"maker", index.maker()},
                       {"exit", exit},
                       {"parts", index.size()},
                       {"too_old", old},
                       {"damaged", names}};
  return print(common, text, object, exit);
}

}  // namespace credenza::verifier
