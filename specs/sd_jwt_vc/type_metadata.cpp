#include "sd_jwt_vc/type_metadata.h"

#include <algorithm>
#include <utility>

#include "sd_jwt_vc/integrity.h"
#include "sd_jwt_vc/type_metadata_detail.h"

namespace credenza::sd_jwt_vc {
namespace {

using json::Cursor;

constexpr std::size_t k_max_chain = 16;

Error of_type(std::string_view vct, const Error& error) {
  return fail(error.code, std::string(vct) + error.where, error.detail);
}

/// A type and what it extends, nearest first (§5.4).
Result<std::vector<const json::Document*>> chain_of(const TypeCatalog& catalog,
                                                    std::string_view vct,
                                                    std::optional<std::string_view> integrity) {
  std::vector<const json::Document*> chain;
  std::optional<std::string_view> next = vct;
  while (next) {
    const json::Document* document = catalog.find(*next);
    if (document == nullptr) {
      return fail(Code::not_found, std::string(*next), "there is no description of this type here");
    }
    if (std::find(chain.begin(), chain.end(), document) != chain.end()) {
      return fail(Code::conflict, std::string(*next), "types that extend each other in a circle");
    }
    if (chain.size() == k_max_chain) {
      return fail(Code::out_of_range, std::string(*next), "more than 16 types extend each other");
    }
    if (integrity) {
      const Status status = check_integrity(*integrity, as_bytes(document->text()));
      if (!status) return of_type(*next, status.error());
    }
    chain.push_back(document);
    const auto text_of = [document](std::string_view name) -> std::optional<std::string_view> {
      const auto member = document->root().find(name);
      return member ? std::optional(member->raw_string()) : std::nullopt;
    };
    next = text_of("extends");
    integrity = text_of("extends#integrity");
  }
  return chain;
}

/// §5.6.5.1: `sd` and `mandatory` can be made stricter, and not looser.
Status combine(Cursor claim, ClaimRule& rule, bool inherited) {
  if (const auto sd = claim.find("sd")) {
    const Disclosing own = TRY(detail::read_disclosing(*sd));
    if (inherited && rule.sd != Disclosing::allowed && own != rule.sd) {
      return fail(Code::conflict, sd->pointer(), "the type that is extended has settled this");
    }
    rule.sd = own;
  }
  if (const auto mandatory = claim.find("mandatory")) {
    const bool own = TRY(mandatory->boolean());
    if (inherited && rule.mandatory && !own) {
      return fail(Code::conflict, mandatory->pointer(),
                  "the type that is extended asks for this claim");
    }
    rule.mandatory = own;
  }
  if (const auto display = claim.find("display")) rule.display = *display;
  if (const auto id = claim.find("svg_id")) rule.svg_id = std::string(id->raw_string());
  return {};
}

/// §5.6.5: what a type says of a path is put over what the extended type says of it.
Status add_claims(Cursor claims, std::vector<ClaimRule>& rules) {
  for (const Cursor claim : claims.items()) {
    const Cursor at = TRY(claim.at("path"));
    ClaimPath path = detail::read_path(at);
    const auto known = std::find_if(rules.begin(), rules.end(),
                                    [&path](const ClaimRule& rule) { return rule.path == path; });
    const bool inherited = known != rules.end();
    if (!inherited) rules.emplace_back().path = std::move(path);
    TRY(combine(claim, inherited ? *known : rules.back(), inherited));
  }
  return {};
}

std::string_view text_at(Cursor object, std::string_view name) {
  const auto member = object.find(name);
  return member && member->is_string() ? member->raw_string() : std::string_view();
}

/// "nl-BE" finds "nl-BE" and "nl", in any case.
bool is_range(std::string_view range, std::string_view tag) {
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  return tag.size() <= range.size() && (tag.size() == range.size() || range[tag.size()] == '-') &&
         std::equal(tag.begin(), tag.end(), range.begin(), same);
}

}  // namespace

std::string to_text(const ClaimPath& path) {
  std::string out;
  for (const PathStep& step : path) {
    out += '/';
    if (const auto* name = std::get_if<std::string>(&step)) {
      out += json::pointer_token(*name);
    } else if (const auto* position = std::get_if<std::uint64_t>(&step)) {
      out += std::to_string(*position);
    } else {
      out += '*';
    }
  }
  return out;
}

Status TypeCatalog::add(std::string_view text) {
  json::Document document = TRY(json::Document::parse(text));
  TRY(detail::check_type_document(document.root()));
  std::string vct(text_at(document.root(), "vct"));
  const bool added = documents_.try_emplace(vct, std::move(document)).second;
  if (!added) return fail(Code::conflict, "/vct", "a description of this type is there already");
  return {};
}

const json::Document* TypeCatalog::find(std::string_view vct) const noexcept {
  const auto found = documents_.find(vct);
  return found == documents_.end() ? nullptr : &found->second;
}

Result<ResolvedType> resolve_type(const TypeCatalog& catalog, std::string_view vct,
                                  std::optional<std::string_view> integrity) {
  const std::vector<const json::Document*> chain = TRY(chain_of(catalog, vct, integrity));
  ResolvedType type;
  for (const json::Document* document : chain) {
    type.types.emplace_back(text_at(document->root(), "vct"));
    // §5.5.2: a display of one's own takes the place of the inherited one.
    if (!type.display) type.display = document->root().find("display");
  }
  for (auto document = chain.rbegin(); document != chain.rend(); ++document) {
    const auto claims = (*document)->root().find("claims");
    if (!claims) continue;
    const Status status = add_claims(*claims, type.claims);
    if (!status) return of_type(text_at((*document)->root(), "vct"), status.error());
  }
  return type;
}

std::optional<Cursor> display_for(Cursor display, const std::vector<std::string>& locales) {
  for (const std::string& locale : locales) {
    std::optional<Cursor> best;
    for (const Cursor item : display.items()) {
      const std::string_view tag = text_at(item, "locale");
      if (!is_range(locale, tag)) continue;
      if (!best || tag.size() > text_at(*best, "locale").size()) best = item;
    }
    if (best) return best;
  }
  if (display.size() == 0) return std::nullopt;
  return *display.items().begin();
}

}  // namespace credenza::sd_jwt_vc
