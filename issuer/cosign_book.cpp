#include "issuer/cosign_book.h"

#include <functional>

#include "base/json.h"
#include "issuer/status_registry.h"

namespace credenza::issuer {
namespace {

using json::Cursor;

constexpr std::size_t k_page = 500;

/// Shows the body of every entry of kind "cosign", in order.
Status each_step(Snapshot& snapshot,
                 const std::function<Status(const Entry&, std::string_view, Cursor)>& visit) {
  for (Position after = 0;;) {
    const std::vector<Entry> page = TRY(snapshot.acts(after, k_page));
    for (const Entry& entry : page) {
      after = entry.position;
      if (entry.kind != k_cosign) continue;
      const auto body = json::Document::parse(as_text(entry.body));
      const auto step =
          body ? body->root().string_at("step") : Result<std::string_view>(body.error());
      if (!step) {
        return fail(Code::malformed, "store",
                    "entry " + std::to_string(entry.position) + " of the ledger is damaged");
      }
      TRY(visit(entry, *step, body->root()));
    }
    if (page.empty()) return {};
  }
}

Result<StatusPlace> read_place(Cursor node) {
  StatusPlace out;
  const Cursor list = TRY(node.at("list"));
  const Cursor index = TRY(node.at("index"));
  out.list = static_cast<std::uint32_t>(TRY(list.unsigned_integer()));
  out.index = TRY(index.unsigned_integer());
  return out;
}

/// An entry of the step "started", whose older ones have no `from`.
Status read_started(Cursor body, StartedDrafts& out) {
  std::vector<std::string> added;
  const Cursor ids = TRY(body.at("ids"));
  for (const Cursor id : ids.items())
    added.emplace_back(TRY(id.string()));
  out.ids.insert(added.begin(), added.end());
  const auto from = body.find("from");
  if (!from) return {};
  std::size_t next = 0;
  for (const Cursor one : from->items()) {
    if (next == added.size()) break;
    out.open.insert_or_assign(std::string(TRY(one.string())), added[next++]);
  }
  return {};
}

}  // namespace

Result<CosignEntry> find_cosigned(Snapshot& snapshot, const CredentialId& id) {
  const std::string urn = to_urn(id);
  CosignEntry out;
  const auto look = [&](const Entry& entry, std::string_view step, Cursor body) -> Status {
    if (step == "place") {
      for (const PromisedPlace& place : TRY(promised_in(entry))) {
        if (place.id == id) out.place = place.place;
      }
    } else if (step == "refused") {
      const std::string_view of = TRY(body.string_at("id"));
      if (of == urn) out.refused = entry.at;
    }
    return {};
  };
  TRY(each_step(snapshot, look));
  out.issued = TRY(snapshot.find(id));
  return out;
}

Result<std::vector<PromisedPlace>> promised_in(const Entry& entry) {
  std::vector<PromisedPlace> out;
  if (entry.kind != k_cosign) return out;
  const json::Document body = TRY(json::Document::parse(as_text(entry.body)));
  const std::string_view step = TRY(body.root().string_at("step"));
  if (step != "place") return out;
  const Cursor places = TRY(body.root().at("places"));
  for (const Cursor place : places.items()) {
    const auto id = from_urn(TRY(place.string_at("id")));
    if (!id) return fail(Code::malformed, place.pointer() + "/id", "has to be urn:uuid:…");
    out.push_back({*id, TRY(read_place(place))});
  }
  return out;
}

Result<std::vector<PromisedPlace>> promise_places(Transaction& transaction,
                                                  const std::vector<CredentialId>& ids, Instant now,
                                                  Random& random) {
  must(!ids.empty() && ids.size() <= k_most_places);
  StatusRegistry registry = TRY(StatusRegistry::load(transaction));
  std::vector<PromisedPlace> out;
  Json places = Json::array();
  for (const CredentialId& id : ids) {
    const StatusPlace place = registry.promise(random);
    TRY(registry.settle(place));
    out.push_back({id, place});
    places.push_back({{"id", to_urn(id)}, {"list", place.list}, {"index", place.index}});
  }
  TRY(registry.save(transaction));
  static_cast<void>(
      TRY(transaction.append(k_cosign, now, {{"step", "place"}, {"places", std::move(places)}})));
  return out;
}

Result<StartedDrafts> started_drafts(Snapshot& snapshot) {
  StartedDrafts out;
  const auto look = [&](const Entry&, std::string_view step, Cursor body) -> Status {
    if (step == "started") return read_started(body, out);
    if (step != "signed" && step != "refused") return {};
    const std::string_view closed = TRY(body.string_at("id"));
    std::erase_if(out.open, [closed](const auto& one) { return one.second == closed; });
    return {};
  };
  TRY(each_step(snapshot, look));
  return out;
}

Status enter_started(Transaction& transaction, const std::vector<StartedDraft>& drafts,
                     Instant now) {
  Json ids = Json::array();
  Json from = Json::array();
  for (const StartedDraft& draft : drafts) {
    ids.push_back(draft.id);
    from.push_back(draft.from);
  }
  static_cast<void>(TRY(transaction.append(
      k_cosign, now, {{"step", "started"}, {"ids", std::move(ids)}, {"from", std::move(from)}})));
  return {};
}

Status enter_step(Transaction& transaction, std::string_view step, std::string_view id,
                  std::string_view document, Instant now) {
  static_cast<void>(
      TRY(transaction.append(k_cosign, now, {{"step", step}, {"id", id}, {"document", document}})));
  return {};
}

}  // namespace credenza::issuer
