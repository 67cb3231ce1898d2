#include "open_badges/read_detail.h"

namespace credenza::open_badges {

using json::Cursor;
using learning_record::LanguageMap;
using learning_record::LearningRecord;
using learning_record::Organisation;

namespace detail {

bool has_type(Cursor node, std::string_view type) noexcept {
  const auto types = node.find("type");
  if (!types) return false;
  for (const Cursor item : types->one_or_many()) {
    if (item.is_string() && item.raw_string() == type) return true;
  }
  return false;
}

Status read_string(std::string& out, Cursor value) {
  out = TRY(value.string());
  return {};
}

/// A string, a language value object, or several of them. A string is in `language`.
Status read_text(LanguageMap& out, Cursor value, std::string_view language) {
  for (const Cursor item : value.one_or_many()) {
    if (item.is_object()) {
      const std::string_view text = TRY(item.string_at("@value"));
      const auto tag = item.find("@language");
      const std::string_view in = tag ? TRY(tag->string()) : language;
      out.insert_or_assign(std::string(in), std::string(text));
    } else {
      out.insert_or_assign(std::string(language), std::string(TRY(item.string())));
    }
  }
  return {};
}

std::string_view string_or_empty(Cursor node, std::string_view name) noexcept {
  const auto member = node.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view{};
}

Status read_profile(Organisation& out, Cursor profile) {
  if (!profile.is_object()) return read_string(out.id, profile);
  for (const Cursor member : profile.items()) {
    const std::string_view name = member.name();
    if (name == "id") {
      TRY(read_string(out.id, member));
    } else if (name == "name") {
      TRY(read_text(out.name, member, ""));
    } else if (name == "url") {
      TRY(read_string(out.url, member));
    } else if (name == "address") {
      if (const auto code = member.find("addressCountryCode")) TRY(read_string(out.country, *code));
    } else if (name == "otherIdentifier") {
      for (const Cursor entry : member.one_or_many()) {
        std::string_view scheme = TRY(entry.string_at("identifierType"));
        if (scheme.rfind(k_extension, 0) == 0) scheme.remove_prefix(k_extension.size());
        const std::string_view value = TRY(entry.string_at("identifier"));
        out.identifiers.push_back({std::string(scheme), std::string(value)});
      }
    }
  }
  return {};
}

}  // namespace detail

namespace {

bool ends_with(std::string_view text, std::string_view end) noexcept {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

Status read_instant(std::optional<Instant>& out, Cursor value) {
  const auto instant = parse_instant(TRY(value.string()));
  if (!instant)
    return fail(Code::malformed, value.pointer(), "has to be a date and time with offset");
  out = *instant;
  return {};
}

/// The calendar date as its issuer wrote it: the day of an award does not move with the reader's
/// time zone.
Status read_awarded(std::optional<std::chrono::year_month_day>& out, Cursor value) {
  const std::string_view text = TRY(value.string());
  const auto date = parse_date(text.substr(0, text.find('T')));
  if (!date || !parse_instant(text)) {
    return fail(Code::malformed, value.pointer(), "has to be a date and time with offset");
  }
  out = *date;
  return {};
}

void read_schemas(std::string& out, Cursor schemas) {
  for (const Cursor schema : schemas.one_or_many()) {
    const std::string_view id = detail::string_or_empty(schema, "id");
    if (id.find("/educredentials/") == std::string_view::npos) continue;
    for (const std::string_view profile : {"microcredential", "regular", "extracurricular"}) {
      if (ends_with(id, std::string("/").append(profile).append(".json"))) out = profile;
    }
  }
}

/// What the credential says in our own member, when its context says that it is ours.
Status read_rest(LearningRecord& record, Cursor credential) {
  const auto rest = credential.find(detail::k_rest);
  const auto contexts = credential.find("@context");
  if (!rest || !contexts) return {};
  for (const Cursor context : contexts->one_or_many()) {
    const auto term = context.find(detail::k_rest);
    if (!term || detail::string_or_empty(*term, "@id") != detail::k_rest_iri) continue;
    record = TRY(learning_record::from_json(*rest));
    return {};
  }
  return {};
}

Status read_top(LearningRecord& record, Cursor credential) {
  for (const Cursor member : credential.items()) {
    const std::string_view name = member.name();
    if (name == "issuer") {
      TRY(detail::read_profile(record.awarding_body, member));
    } else if (name == "validFrom") {
      TRY(read_instant(record.valid_from, member));
    } else if (name == "validUntil") {
      TRY(read_instant(record.valid_until, member));
    } else if (name == "awardedDate") {
      TRY(read_awarded(record.awarded, member));
    } else if (name == "credentialSchema") {
      read_schemas(record.profile, member);
    }
  }
  return {};
}

Status read_credential(LearningRecord& record, Cursor credential) {
  if (!is_open_badge(credential)) return fail(Code::unsupported, "/type", "this is no Open Badge");
  const Cursor subject = TRY(credential.at("credentialSubject"));
  TRY(read_rest(record, credential));
  TRY(read_top(record, credential));
  TRY(detail::read_evidence(record, credential));
  if (is_endorsement(credential)) return detail::read_endorsement(record, credential);
  return detail::read_subject(record, subject, detail::string_or_empty(credential, "id"));
}

}  // namespace

Result<LearningRecord> read_record(Cursor credential) {
  LearningRecord record;
  TRY(read_record_into(record, credential));
  return record;
}

Status read_record_into(LearningRecord& record, Cursor credential) {
  return read_credential(record, credential);
}

}  // namespace credenza::open_badges
