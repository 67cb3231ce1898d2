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
    if (page.size() < k_page) return {};
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

}  // namespace

Result<CosignEntry> find_cosigned(Snapshot& snapshot, const CredentialId& id) {
  const std::string urn = to_urn(id);
  CosignEntry out;
  const auto look = [&](const Entry& entry, std::string_view step, Cursor body) -> Status {
    if (step == "place") {
      const Cursor places = TRY(body.at("places"));
      for (const Cursor place : places.items()) {
        const std::string_view of = TRY(place.string_at("id"));
        if (of == urn) out.place = TRY(read_place(place));
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

Result<std::set<std::string, std::less<>>> started_ids(Snapshot& snapshot) {
  std::set<std::string, std::less<>> out;
  const auto look = [&](const Entry&, std::string_view step, Cursor body) -> Status {
    if (step != "started") return {};
    const Cursor ids = TRY(body.at("ids"));
    for (const Cursor id : ids.items())
      out.emplace(TRY(id.string()));
    return {};
  };
  TRY(each_step(snapshot, look));
  return out;
}

Status enter_started(Transaction& transaction, const std::vector<std::string>& ids, Instant now) {
  static_cast<void>(TRY(transaction.append(k_cosign, now, {{"step", "started"}, {"ids", ids}})));
  return {};
}

Status enter_step(Transaction& transaction, std::string_view step, std::string_view id,
                  std::string_view document, Instant now) {
  static_cast<void>(
      TRY(transaction.append(k_cosign, now, {{"step", step}, {"id", id}, {"document", document}})));
  return {};
}

}  // namespace credenza::issuer
