// The SQLite store: what is read.
#include <algorithm>
#include <array>
#include <limits>

#include "issuer/sqlite_store_detail.h"

namespace credenza::issuer::detail {
namespace {

using sqlite::Statement;

Instant instant_of(std::int64_t seconds) {
  return Instant(std::chrono::seconds(seconds));
}

Error damaged() {
  return fail(Code::malformed, "store", "the store is damaged; restore a backup");
}

template <class Array>
Result<Array> array_at(const Statement& row, int column) {
  const ByteView bytes = TRY(row.view(column));
  Array out{};
  if (bytes.size() != out.size()) return damaged();
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

Result<std::uint32_t> number_at(const Statement& row, int column) {
  const std::int64_t value = TRY(row.integer(column));
  if (value < 0 || value > std::numeric_limits<std::uint32_t>::max()) return damaged();
  return static_cast<std::uint32_t>(value);
}

/// position, kind, at, body, digest
Result<Entry> read_entry(const Statement& row) {
  Entry out;
  out.position = TRY(row.integer(0));
  out.kind = TRY(row.text(1));
  out.at = instant_of(TRY(row.integer(2)));
  out.body = TRY(row.blob(3));
  out.digest = TRY(array_at<Hash>(row, 4));
  return out;
}

/// state, since, by_entry
Result<Standing> read_standing(const Statement& row, int column) {
  const std::int64_t state = TRY(row.integer(column));
  if (state < 0 || state > static_cast<std::int64_t>(State::superseded)) return damaged();
  Standing out;
  out.state = static_cast<State>(state);
  out.since = instant_of(TRY(row.integer(column + 1)));
  out.by_entry = TRY(row.integer(column + 2));
  return out;
}

/// number, key, form, sealed
Result<Cohort> read_cohort(const Statement& row) {
  Cohort out;
  out.number = TRY(number_at(row, 0));
  out.key = TRY(array_at<Hash>(row, 1));
  out.form = TRY(array_at<Hash>(row, 2));
  out.sealed = TRY(row.blob(3));
  return out;
}

/// A statement that is ready for its next use when this goes.
class Use {
 public:
  explicit Use(Statement& statement) noexcept : statement_(statement) {}
  ~Use() { statement_.reset(); }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  Use(Use&&) = delete;
  Use& operator=(Use&&) = delete;
  Statement* operator->() noexcept { return &statement_; }
  Statement& operator*() noexcept { return statement_; }

 private:
  Statement& statement_;
};

/// Steps from part to part as long as the next one that is asked for is near.
class SqlitePersonalParts final : public PersonalParts {
 public:
  explicit SqlitePersonalParts(Statement& statement) noexcept : parts_(statement) {}
  Result<std::optional<ByteView>> at(Position position) override {
    constexpr Position k_near = 32;
    if (position - at_ > k_near) {
      parts_->reset();
      parts_->bind(1, position);
      TRY(step());
    }
    while (at_ < position)
      TRY(step());
    if (at_ != position) return std::optional<ByteView>();
    return std::optional<ByteView>(TRY(parts_->view(1)));
  }

 private:
  Status step() {
    const bool found = TRY(parts_->step());
    at_ = found ? TRY(parts_->integer(0)) : std::numeric_limits<Position>::max();
    return {};
  }
  Use parts_;
  Position at_ = std::numeric_limits<Position>::min() / 2;  ///< no entry is near it
};

/// Up to which position ids are in the table of ids.
Result<Position> read_indexed(Statement& query) {
  Use row(query);
  if (!TRY(row->step())) return damaged();
  const auto bytes = TRY(array_at<std::array<std::uint8_t, 8>>(*row, 0));
  std::uint64_t out = 0;
  for (const std::uint8_t byte : bytes)
    out = out << 8U | byte;
  return static_cast<Position>(out);
}

}  // namespace

Status Statements::load_unindexed() {
  std::int64_t version = 0;
  {
    Use row(*TRY(prepared("PRAGMA data_version")));
    if (!TRY(row->step())) return damaged();
    version = TRY(row->integer(0));
  }
  if (seen_ == version) return {};
  unindexed_.clear();
  unindexed_.forget_absent();
  Statement* watermark = TRY(prepared("SELECT value FROM meta WHERE name = 'indexed'"));
  const Position indexed = TRY(read_indexed(*watermark));
  has_indexed_ = indexed > 0;
  Use rows(
      *TRY(prepared("SELECT position, body FROM entry WHERE position > ? AND kind = 'issued' ORDER "
                    "BY position")));
  rows->bind(1, indexed);
  while (TRY(rows->step())) {
    const Position position = TRY(rows->integer(0));
    const ByteView body = TRY(rows->view(1));
    const auto issued = read_issued(body);
    // What is damaged here is for the proof of the chain to name.
    if (issued && !unindexed_.find(issued->id)) unindexed_.add(issued->id, position);
  }
  unindexed_.keep();
  seen_ = version;
  return {};
}

Result<Bytes> SqliteTransaction::id() {
  Use query(*TRY(statements_.prepared("SELECT value FROM meta WHERE name = 'id'")));
  if (!TRY(query->step())) return damaged();
  return query->blob(0);
}

Result<Head> SqliteTransaction::head() {
  if (head_) return *head_;
  Use query(*TRY(statements_.prepared(
      "SELECT position, at, digest FROM entry ORDER BY position DESC LIMIT 1")));
  Head out;
  if (TRY(query->step())) {
    out.position = TRY(query->integer(0));
    out.at = instant_of(TRY(query->integer(1)));
    out.digest = TRY(array_at<Hash>(*query, 2));
  } else {
    out.digest = chain_start(TRY(id()));
  }
  head_ = out;
  return out;
}

Result<std::vector<Entry>> SqliteTransaction::pages(const char* sql, Position after,
                                                    std::size_t most) {
  Use query(*TRY(statements_.prepared(sql)));
  query->bind(1, after);
  query->bind(2, static_cast<std::int64_t>(most));
  // An act on a million credentials names them all.
  constexpr std::size_t k_page_bytes = std::size_t{4} << 20;
  std::vector<Entry> out;
  std::size_t bytes = 0;
  while (bytes < k_page_bytes && TRY(query->step())) {
    out.push_back(TRY(read_entry(*query)));
    bytes += out.back().body.size();
  }
  return out;
}

Result<std::vector<Entry>> SqliteTransaction::entries(Position after, std::size_t most) {
  return pages(
      "SELECT position, kind, at, body, digest FROM entry WHERE position > ? ORDER BY position "
      "LIMIT ?",
      after, most);
}

Result<std::vector<Entry>> SqliteTransaction::acts(Position after, std::size_t most) {
  return pages(
      "SELECT position, kind, at, body, digest FROM entry INDEXED BY act "
      "WHERE kind <> 'issued' AND position > ? ORDER BY position LIMIT ?",
      after, most);
}

Result<std::optional<Entry>> SqliteTransaction::entry(Position position) {
  Use query(*TRY(statements_.prepared(
      "SELECT position, kind, at, body, digest FROM entry WHERE position = ?")));
  query->bind(1, position);
  std::optional<Entry> out;
  if (TRY(query->step())) out = TRY(read_entry(*query));
  return out;
}

Status SqliteTransaction::walk(Position after, const Visit& visit) {
  Use entries(*TRY(statements_.prepared(
      "SELECT position, at, body FROM entry WHERE position > ? AND kind = 'issued' ORDER BY "
      "position")));
  Use standings(*TRY(statements_.prepared(
      "SELECT position, state, since, by_entry FROM standing WHERE position > ? ORDER BY "
      "position")));
  entries->bind(1, after);
  standings->bind(1, after);
  // Both are in order of position, so one step here follows one there.
  Position next = 0;
  const auto step_standing = [&]() -> Status {
    const bool found = TRY(standings->step());
    next = found ? TRY(standings->integer(0)) : std::numeric_limits<Position>::max();
    return {};
  };
  TRY(step_standing());
  while (TRY(entries->step())) {
    IssuedEntry out;
    out.position = TRY(entries->integer(0));
    out.at = instant_of(TRY(entries->integer(1)));
    const ByteView body = TRY(entries->view(2));
    out.what = TRY(read_issued(body));
    while (next < out.position)
      TRY(step_standing());
    if (next == out.position) out.standing = TRY(read_standing(*standings, 1));
    if (!visit(out)) break;
  }
  return {};
}

Result<Standing> SqliteTransaction::standing(Position position) {
  Use query(
      *TRY(statements_.prepared("SELECT state, since, by_entry FROM standing WHERE position = ?")));
  query->bind(1, position);
  if (!TRY(query->step())) return Standing{};
  return read_standing(*query, 0);
}

Result<std::optional<IssuedEntry>> SqliteTransaction::issued(Position position) {
  Use query(
      *TRY(statements_.prepared("SELECT at, body FROM entry WHERE position = ? AND kind = "
                                "'issued'")));
  query->bind(1, position);
  if (!TRY(query->step())) return std::optional<IssuedEntry>();
  IssuedEntry out;
  out.position = position;
  out.at = instant_of(TRY(query->integer(0)));
  const ByteView body = TRY(query->view(1));
  out.what = TRY(read_issued(body));
  out.standing = TRY(standing(position));
  return std::optional(out);
}

Result<std::optional<Position>> SqliteTransaction::position_of(const CredentialId& id) {
  if (const auto unindexed = statements_.unindexed().find(id)) return unindexed;
  if (statements_.has_indexed()) {
    Use query(*TRY(statements_.prepared("SELECT position FROM credential WHERE id = ?")));
    query->bind(1, ByteView(id));
    if (TRY(query->step())) return std::optional<Position>(TRY(query->integer(0)));
  }
  statements_.unindexed().note_absent(id);
  return std::optional<Position>();
}

Result<std::optional<IssuedEntry>> SqliteTransaction::find(const CredentialId& id) {
  const auto position = TRY(position_of(id));
  if (!position) return std::optional<IssuedEntry>();
  auto found = TRY(issued(*position));
  if (!found || found->what.id != id) return damaged();
  return found;
}

Result<std::vector<CredentialId>> SqliteTransaction::ids_between(const CredentialId& first,
                                                                 const CredentialId& last,
                                                                 std::size_t most) {
  Use query(*TRY(
      statements_.prepared("SELECT id FROM credential WHERE id BETWEEN ? AND ? ORDER BY id LIMIT "
                           "?")));
  query->bind(1, ByteView(first));
  query->bind(2, ByteView(last));
  query->bind(3, static_cast<std::int64_t>(most));
  std::vector<CredentialId> out;
  while (TRY(query->step()))
    out.push_back(TRY(array_at<CredentialId>(*query, 0)));
  if (statements_.unindexed().size() == 0) return out;
  for (const auto& [id, position] : statements_.unindexed().sorted())
    if (id >= first && id <= last) out.push_back(id);
  std::sort(out.begin(), out.end());
  out.resize(std::min(out.size(), most));
  return out;
}

Result<std::uint64_t> SqliteTransaction::count_ids() {
  Use query(*TRY(statements_.prepared("SELECT count(*) FROM credential")));
  if (!TRY(query->step())) return damaged();
  return static_cast<std::uint64_t>(TRY(query->integer(0))) + statements_.unindexed().size();
}

Result<std::optional<Bytes>> SqliteTransaction::personal(Position position) {
  Use query(*TRY(statements_.prepared("SELECT sealed FROM personal WHERE position = ?")));
  query->bind(1, position);
  std::optional<Bytes> out;
  if (TRY(query->step())) out = TRY(query->blob(0));
  return out;
}

Result<std::unique_ptr<PersonalParts>> SqliteTransaction::personal_parts() {
  Statement* parts = TRY(statements_.prepared(
      "SELECT position, sealed FROM personal WHERE position >= ? ORDER BY position"));
  return std::unique_ptr<PersonalParts>(std::make_unique<SqlitePersonalParts>(*parts));
}

Status SqliteTransaction::walk_personal(const VisitPersonal& visit) {
  Use query(*TRY(statements_.prepared("SELECT position, sealed FROM personal ORDER BY position")));
  while (TRY(query->step())) {
    const Position position = TRY(query->integer(0));
    if (!visit(position, TRY(query->view(1)))) break;
  }
  return {};
}

Status SqliteTransaction::walk_standings(const VisitStanding& visit) {
  Use query(*TRY(statements_.prepared(
      "SELECT position, state, since, by_entry FROM standing ORDER BY position")));
  while (TRY(query->step())) {
    const Position position = TRY(query->integer(0));
    if (!visit(position, TRY(read_standing(*query, 1)))) break;
  }
  return {};
}

Result<std::optional<Cohort>> SqliteTransaction::cohort(std::uint32_t number) {
  Use query(
      *TRY(statements_.prepared("SELECT number, key, form, sealed FROM cohort WHERE number = ?")));
  query->bind(1, std::int64_t{number});
  std::optional<Cohort> out;
  if (TRY(query->step())) out = TRY(read_cohort(*query));
  return out;
}

Result<std::optional<Cohort>> SqliteTransaction::cohort_with_key(const Hash& key) {
  Use query(
      *TRY(statements_.prepared("SELECT number, key, form, sealed FROM cohort WHERE key = ?")));
  query->bind(1, ByteView(key));
  std::optional<Cohort> out;
  if (TRY(query->step())) out = TRY(read_cohort(*query));
  return out;
}

Result<std::vector<Cohort>> SqliteTransaction::cohorts(std::uint32_t after, std::size_t most) {
  Use query(*TRY(statements_.prepared(
      "SELECT number, key, form, sealed FROM cohort WHERE number > ? ORDER BY number LIMIT ?")));
  query->bind(1, std::int64_t{after});
  query->bind(2, static_cast<std::int64_t>(most));
  std::vector<Cohort> out;
  while (TRY(query->step()))
    out.push_back(TRY(read_cohort(*query)));
  return out;
}

Result<std::vector<PlaceList>> SqliteTransaction::places() {
  Use query(
      *TRY(statements_.prepared("SELECT number, entries, used, given FROM place_list ORDER BY "
                                "number")));
  std::vector<PlaceList> out;
  while (TRY(query->step())) {
    PlaceList& list = out.emplace_back();
    list.number = TRY(number_at(*query, 0));
    list.entries = TRY(number_at(*query, 1));
    list.used = TRY(number_at(*query, 2));
    list.given = TRY(query->blob(3));
    if (list.entries == 0 || list.given.size() * 8 != list.entries) return damaged();
  }
  return out;
}

Result<Bytes> SqliteTransaction::bits(std::string_view purpose, std::uint32_t number) {
  Use query(
      *TRY(statements_.prepared("SELECT bits FROM status_bits WHERE purpose = ? AND number = ?")));
  query->bind(1, purpose);
  query->bind(2, std::int64_t{number});
  if (!TRY(query->step())) return Bytes();
  return query->blob(0);
}

}  // namespace credenza::issuer::detail
