#include <algorithm>

#include "data_integrity/data_integrity.h"
#include "vcdm/vcdm.h"
#include "verify/status_detail.h"
#include "verify/trust.h"
#include "verify/verify_detail.h"

namespace credenza::verify {
namespace {

using detail::at_list;
using detail::k_max_list_bytes;

constexpr json::Limits k_list_limits{.max_bytes = k_max_list_bytes, .max_depth = 32};

}  // namespace

Error detail::at_index(Error error, json::Cursor reference) {
  if (error.where.empty()) error.where = reference.pointer();
  return error;
}

Result<std::unique_ptr<StatusLists::Entry>> StatusLists::Entry::verify(std::string_view text,
                                                                       std::string_view url,
                                                                       unsigned bits,
                                                                       cid::MethodResolver& methods,
                                                                       Instant now) {
  json::Document document = TRY(json::Document::parse(text, k_list_limits));
  const vcdm::Credential credential = TRY(vcdm::Credential::read(document.root()));
  if (!credential.id.empty() && credential.id != url) {
    return fail(Code::mismatch, "/id", "another status list than the one asked for");
  }
  // A list that itself has a status would send the reader round in circles.
  if (!credential.statuses.empty()) {
    return fail(Code::forbidden, "/credentialStatus",
                "a status list must not have a status of its own");
  }
  const data_integrity::Expectation expected{.controller = credential.issuer, .now = now};
  const auto verified = TRY(data_integrity::verify_proofs(document.root(), expected, methods));
  auto published = TRY(status_list::PublishedList::read(verified.root(), bits));
  const auto valid_from = credential.valid_from;
  const auto valid_until = credential.valid_until;
  // The views of `published` have to point into the document that is kept.
  if (verified.root() != document.root()) {
    return fail(Code::unsupported, "/proof/@context",
                "a status list with a context beyond that of its proof");
  }
  return std::make_unique<Entry>(
      Entry{std::move(document), std::move(published), valid_from, valid_until});
}

StatusLists::StatusLists(Fetcher& fetcher, cid::MethodResolver& methods) noexcept
    : fetcher_(fetcher), methods_(methods) {}

StatusLists::~StatusLists() = default;

Status StatusLists::add_document(std::string text) {
  const json::Document document = TRY(json::Document::parse(text, k_list_limits));
  const std::string id(TRY(document.root().string_at("id")));
  // Under its URL alone, or its URL and a number of bits: see entry().
  std::erase_if(entries_, [&id](const auto& entry) {
    return !entry.second && (entry.first == id || entry.first.starts_with(id + ' '));
  });
  copies_.insert_or_assign(id, std::move(text));
  return {};
}

std::optional<Instant> StatusLists::newest_copy(std::string_view issuer, Instant now) const {
  std::optional<Instant> newest;
  for (const auto& [id, text] : copies_) {
    const auto document = json::Document::parse(text, k_list_limits);
    if (!document) continue;
    const auto credential = vcdm::Credential::read(document->root());
    if (!credential || credential->issuer != issuer || !credential->valid_from) continue;
    if (*credential->valid_from > now || (newest && *newest >= *credential->valid_from)) continue;
    const auto verified = data_integrity::verify_proofs(
        document->root(), {.controller = issuer, .now = now}, methods_);
    if (verified && verified->root() == document->root()) newest = credential->valid_from;
  }
  return newest;
}

Result<StatusLists::Text> StatusLists::text_at(std::string_view uri, std::string_view accept) {
  std::optional<Text> old;
  std::optional<Error> damaged;
  if (kept_ != nullptr) {
    auto kept = kept_->find(uri);
    if (!kept) {
      damaged = kept.error();
    } else if (auto& copy = *kept; copy && !copy->is_too_old()) {
      return Text{std::move(copy->text)};
    } else if (copy) {
      old = Text{std::move(copy->text), StatusValue::Old{copy->age, *copy->max_age}};
    }
  }
  if (const auto copy = copies_.find(uri); copy != copies_.end()) return Text{copy->second};
  const Url url = TRY(Url::parse(uri));
  const auto fetched =
      fetcher_.fetch({.url = url, .accept = std::string(accept), .max_bytes = k_max_list_bytes});
  if (fetched) return Text{std::string(as_text(fetched->body))};
  if (old) return *std::move(old);
  return damaged ? *damaged : fetched.error();
}

Result<const StatusLists::Entry*> StatusLists::entry(const status_list::Reference& reference,
                                                     Instant now) {
  // A list is read with the statusSize of the reference, so that belongs to what it is known by;
  // the URL alone stands for the usual single bit.
  std::string with_bits;
  if (reference.bits != 1) {
    with_bits = std::string(reference.list) + ' ' + std::to_string(reference.bits);
  }
  const std::string_view key = reference.bits == 1 ? reference.list : with_bits;
  auto known = entries_.find(key);
  if (known == entries_.end()) {
    const auto load = [&]() -> Result<std::unique_ptr<Entry>> {
      const Text found = TRY(text_at(reference.list, "application/vc, application/json"));
      auto verified = TRY(Entry::verify(found.text, reference.list, reference.bits, methods_, now));
      verified->old = found.old;
      return verified;
    };
    known = entries_.emplace(std::string(key), load()).first;
  }
  if (!known->second) return at_list(known->second.error(), reference.list);
  return known->second->get();
}

Result<StatusValue> StatusLists::value(const status_list::Reference& reference,
                                       std::string_view issuer, Instant now) {
  const Entry* list = TRY(entry(reference, now));
  const status_list::PublishedList& published = list->published;
  if (published.issuer != issuer) {
    return fail(Code::mismatch, std::string(reference.list),
                "the status list is by somebody else than the credential");
  }
  if (list->valid_from && *list->valid_from > now + std::chrono::minutes{5}) {
    return fail(
        Code::not_yet_valid, std::string(reference.list),
        "the status list begins on " + format_instant(*list->valid_from) + "; is the clock right?");
  }
  if (std::find(published.purposes.begin(), published.purposes.end(), reference.purpose) ==
      published.purposes.end()) {
    return fail(Code::mismatch, std::string(reference.list),
                "the status list serves another purpose");
  }
  StatusValue out;
  out.value = TRY(published.list.at(reference.index));
  out.as_of = list->valid_from;
  if (list->valid_until && *list->valid_until < now) out.ended = list->valid_until;
  out.replaced_on = published.replaced(reference.index);
  out.old_copy = list->old;
  return out;
}

Status add_published(std::string text, did::Resolver& methods, StatusLists& statuses,
                     Statements& statements, Trust* trust) {
  if (!detail::trim(text).starts_with('{')) return statuses.add_token(std::move(text));
  // Only a trust list may be longer than what an issuer publishes.
  const json::Document document =
      TRY(json::Document::parse(text, {trust_list::k_max_bytes, k_list_limits.max_depth}));
  const json::Cursor root = document.root();
  if (trust_list::is_trust_list(root)) return trust == nullptr ? Status() : trust->add_list(text);
  if (text.size() > k_list_limits.max_bytes)
    return fail(Code::out_of_range, "", "longer than what an issuer publishes");
  if (is_accreditation(root))
    return trust == nullptr ? Status() : trust->add_accreditation(std::move(text));
  if (is_statement(root)) return statements.add_document(std::move(text));
  if (root.find("credentialSubject")) return statuses.add_document(std::move(text));
  const std::string_view id = TRY(root.string_at("id"));
  if (did::is_did(id)) return methods.add_document(id, text);
  return fail(Code::malformed, "",
              "neither a DID document nor a status list nor a statement of an issuer");
}

}  // namespace credenza::verify
