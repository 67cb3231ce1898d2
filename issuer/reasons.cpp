#include "issuer/reasons.h"

#include <algorithm>
#include <array>
#include <vector>

namespace credenza::issuer {
namespace {

constexpr std::size_t k_longest_note = 1000;

constexpr std::array k_stops = {Change::revoke, Change::suspend};
constexpr std::array k_holds = {Change::suspend};
constexpr std::array k_begins_again = {Change::reinstate};
constexpr std::array k_corrects = {Change::revoke, Change::replace};
constexpr std::array k_follows = {Change::revoke, Change::replace, Change::renew};
constexpr std::array k_prolongs = {Change::renew};
constexpr std::array k_any = {Change::revoke, Change::suspend, Change::reinstate, Change::replace,
                              Change::renew};

constexpr std::array k_reasons = {
    Reason{"exam-irregularity",
           {"something went wrong at the exam", "er bij het examen iets niet in orde was"},
           k_stops},
    Reason{"issued-in-error",
           {"it was issued by mistake", "het per vergissing is uitgegeven"},
           k_stops},
    Reason{"requirement-not-met",
           {"a requirement was not met after all", "achteraf niet aan een eis is voldaan"},
           k_stops},
    Reason{"recognition-ended",
           {"the recognition that it rests on had ended",
            "de erkenning waarop het steunt was beëindigd"},
           k_stops},
    Reason{"withdrawn-by-holder",
           {"the holder asked for it", "de eigenaar daarom heeft gevraagd"},
           k_stops},
    Reason{"data-error", {"there was a mistake in it", "er een fout in stond"}, k_corrects},
    Reason{"name-changed",
           {"the person's name has changed", "de naam van de persoon is veranderd"},
           k_corrects},
    Reason{"key-compromise",
           {"the key that signed it is no longer safe",
            "de sleutel waarmee het is ondertekend niet meer veilig is"},
           k_follows},
    Reason{"prolonged",
           {"it was given a new period", "het een nieuwe looptijd heeft gekregen"},
           k_prolongs},
    Reason{"withdrawn-in-error",
           {"it was withdrawn by mistake", "het per vergissing was ingetrokken"},
           k_prolongs},
    Reason{"under-investigation", {"it is being looked into", "er een onderzoek loopt"}, k_holds},
    Reason{"investigation-closed",
           {"the investigation found nothing against it",
            "het onderzoek niets heeft opgeleverd dat ertegen spreekt"},
           k_begins_again},
    Reason{"suspended-in-error",
           {"it was suspended by mistake", "het per vergissing was opgeschort"},
           k_begins_again},
    Reason{"other",
           {"there is another reason, which is explained apart",
            "er een andere reden is, die apart is toegelicht"},
           k_any},
};

bool is_for(const Reason& reason, Change change) {
  return std::find(reason.of.begin(), reason.of.end(), change) != reason.of.end();
}

bool is_control(char c) noexcept {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20U || byte == 0x7fU;
}

/// The vocabulary's word, or the one that words of one's own stand under.
const Reason* choose(Change change, std::string_view reason, bool is_text) {
  if (!is_text) return find_reason(reason);
  return find_reason(change == Change::replace ? "data-error" : "other");
}

}  // namespace

std::string_view to_string(Change change) noexcept {
  switch (change) {
    case Change::revoke:
      return "revoke";
    case Change::suspend:
      return "suspend";
    case Change::reinstate:
      return "reinstate";
    case Change::replace:
      return "replace";
    case Change::renew:
      return "renew";
  }
  return {};
}

std::string reasons_for(Change change) {
  std::string out;
  for (const Reason& reason : k_reasons) {
    if (is_for(reason, change)) out += (out.empty() ? "" : ", ") + std::string(reason.code);
  }
  return out;
}

const Reason* find_reason(std::string_view code) noexcept {
  const auto found = std::find_if(k_reasons.begin(), k_reasons.end(),
                                  [&](const Reason& reason) { return reason.code == code; });
  return found == k_reasons.end() ? nullptr : &*found;
}

Result<GivenReason> read_reason(Change change, std::string_view reason, std::string_view note) {
  const bool is_text = reason.find(' ') != std::string_view::npos;
  GivenReason out{choose(change, reason, is_text), std::string(is_text ? reason : note)};
  if (is_text && !note.empty()) out.note += "; " + std::string(note);
  if (out.reason == nullptr || !is_for(*out.reason, change)) {
    std::vector<std::string> words;
    for (const Reason& known : k_reasons) {
      if (is_for(known, change)) words.emplace_back(known.code);
    }
    return fail(Code::unsupported, "--reason",
                quoted(reason) + " is no reason to " + std::string(to_string(change)) +
                    did_you_mean(reason, words) + "; known are: " + reasons_for(change) +
                    ". Words of your own go to --note.");
  }
  if (out.reason->code == "other" && out.note.empty())
    return fail(Code::missing, "--note",
                "the reason \"other\" says nothing without a note; add --note");
  if (out.note.size() > k_longest_note || std::any_of(out.note.begin(), out.note.end(), is_control))
    return fail(Code::malformed, "--note", "a note has at most 1000 bytes, and no line breaks");
  return out;
}

}  // namespace credenza::issuer
