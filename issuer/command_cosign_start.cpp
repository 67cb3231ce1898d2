// `cosign place` and `cosign start`.
#include <algorithm>

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/accreditation.h"
#include "issuer/command_cosign.h"
#include "issuer/cosign_start.h"
#include "issuer/cosign_view.h"
#include "issuer/dossier.h"
#include "issuer/evidence.h"
#include "issuer/last_published.h"
#include "issuer/ledger.h"
#include "issuer/record_texts.h"
#include "issuer/session.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_most_list_bytes = std::size_t{16} << 20;
constexpr std::size_t k_most_place_bytes = std::size_t{16} << 20;

/// What a list gives, made ready to be written.
struct NewDraft {
  Draft draft;
  std::string file;
  bool was_there;  ///< an earlier run wrote it
};

std::string place_of(const CosignStartOptions& options, const RowFinding& found) {
  const bool dutch = options.common.language() == host::Language::nl;
  std::string out = options.csv;
  if (found.row > 0) out += (dutch ? ", rij " : ", row ") + std::to_string(found.row);
  if (!found.finding.column.empty())
    out += (dutch ? ", kolom " : ", column ") + found.finding.column;
  if (found.finding.column.empty() && !found.finding.where.empty())
    out += ", " + found.finding.where;
  return out;
}

Json findings_json(const std::vector<RowFinding>& findings) {
  Json out = Json::array();
  for (const RowFinding& found : findings) {
    out.push_back({{"row", found.row},
                   {"column", found.finding.column},
                   {"code", code_of(found.finding.fault)},
                   {"where", found.finding.where},
                   {"detail", whole(found.finding).en}});
  }
  return out;
}

void tell_findings(const CosignStartOptions& options, const std::vector<RowFinding>& findings) {
  const bool dutch = options.common.language() == host::Language::nl;
  for (const RowFinding& found : findings) {
    const Sentence text = whole(found.finding);
    host::write_talk(host::printable(place_of(options, found) + ": " + (dutch ? text.nl : text.en) +
                                     " [" + std::string(code_of(found.finding.fault)) + "]") +
                     "\n");
  }
}

Result<int> refuse(const CosignStartOptions& options, const std::vector<RowFinding>& findings) {
  tell_findings(options, findings);
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.start")},
                          {"drafts", Json::array()},
                          {"findings", findings_json(findings)},
                          {"exit", int{host::k_exit_input_rejected}}}));
  }
  talk(options.common, host::Text{"No draft was made.", "Er is geen concept gemaakt."});
  return host::k_exit_input_rejected;
}

/// The template, or what is wrong with it as findings about the list as a whole.
Result<Template> sound_template(const CosignStartOptions& options, const std::string& folder,
                                std::vector<RowFinding>& findings) {
  std::vector<Error> problems;
  auto form = load_template(folder, options.form, problems);
  for (const Error& problem : problems) {
    RowFinding out{0, say_finding(problem)};
    out.finding.where = options.form + " " + problem.where;
    out.finding.fault = Fault::form;
    findings.push_back(std::move(out));
  }
  return form;
}

Result<PlaceFile> read_places(const std::string& path) {
  const std::string text = TRY(host::read_file(path, k_most_place_bytes));
  auto places = PlaceFile::parse(text);
  if (places) return places;
  Error error = std::move(places).error();
  error.where = (error.where == "version" ? "draft" : path) + " " + error.where;
  return error;
}

/// A pseudonym of everything that goes into a document: the template, the rows and the evidence.
std::string source_of(const Ledger& ledger, const Template& form, const PlannedDocument& planned) {
  const auto record = json::to_text(learning_record::to_json(planned.record));
  must(record.has_value());  // it was read from JSON
  return to_urn(ledger.row_id(form.id(), as_bytes(*record + "\n" + planned.identity)));
}

/// A place of the file for each of `sources`: the one of an earlier run for the same, else one from
/// which no draft was made here.
Result<std::vector<DocumentPlace>> free_places(const PlaceFile& file, Snapshot& snapshot,
                                               const std::vector<std::string>& sources) {
  const StartedDrafts started = TRY(started_drafts(snapshot));
  std::vector<const DocumentPlace*> unused;
  for (const DocumentPlace& place : file.places) {
    if (!started.ids.contains(place.id)) unused.push_back(&place);
  }
  std::vector<DocumentPlace> out;
  std::size_t used = 0;
  std::size_t lacking = 0;
  for (const std::string& source : sources) {
    const auto before = started.open.find(source);
    const auto place = before == started.open.end()
                           ? file.places.end()
                           : std::ranges::find(file.places, before->second, &DocumentPlace::id);
    if (place != file.places.end()) {
      out.push_back(*place);
    } else if (used < unused.size()) {
      out.push_back(*unused[used++]);
    } else {
      ++lacking;
    }
  }
  if (lacking == 0) return out;
  return fail(Code::out_of_range, "--place",
              "the file has " + std::to_string(unused.size()) + " unused places, and " +
                  std::to_string(used + lacking) +
                  " are needed; ask the school for more (cosign place)");
}

/// Places of this issuer: those of an earlier run for the same rows, else new ones.
Result<std::vector<DocumentPlace>> own_places(const StartPlan& plan, const Template& form,
                                              const Home& home, const Ledger& ledger,
                                              Transaction& transaction, Instant now,
                                              Random& random) {
  std::vector<DocumentPlace> out;
  for (const PlannedDocument& document : plan.documents) {
    const CredentialId id = ledger.row_id(form.id(), as_bytes(document.identity));
    const CosignEntry entry = TRY(find_cosigned(transaction, id));
    if (entry.refused || entry.issued) {
      return fail(
          Code::conflict, to_urn(id),
          entry.issued
              ? "a document of these rows was issued on " + format_instant(entry.issued->at)
              : "a document of these rows was refused on " + format_instant(*entry.refused));
    }
    if (entry.place) {
      out.push_back(document_place(home.config, {id, *entry.place}));
    } else {
      const auto promised =
          TRY(promise_places(transaction, std::vector<CredentialId>{id}, now, random));
      out.push_back(document_place(home.config, promised.front()));
    }
  }
  return out;
}

/// Where each draft goes: -o for the only one, --out for many.
Result<std::string> file_for(const CosignStartOptions& options, const std::string& id,
                             std::size_t count) {
  if (!options.output.empty()) {
    if (count == 1) return options.output;
    return fail(Code::mismatch, "--output",
                "the list gives " + std::to_string(count) + " drafts; name a folder with --out");
  }
  if (options.out.empty())
    return fail(Code::missing, "--output", "say where the draft goes: -o FILE, or --out DIR");
  return options.out + "/" + id.substr(id.rfind(':') + 1) + ".draft";
}

/// What a record says, without what comes with the moment and with who signs.
learning_record::LearningRecord content_of(learning_record::LearningRecord record) {
  record.valid_from.reset();
  for (CoSigner& signer : record.co_signers)
    signer.signatory.clear();
  return record;
}

/// The draft that an earlier run made in the place of `made`, if it is the same document. It stays:
/// somebody may have signed it.
std::optional<Draft> made_before(const std::string& file, const Draft& made) {
  auto there = read_draft(file);
  if (!there || there->id() != made.id()) return std::nullopt;
  if (!(content_of(there->record()) == content_of(made.record()))) return std::nullopt;
  return *std::move(there);
}

Result<std::vector<NewDraft>> make_drafts(const CosignStartOptions& options, const StartPlan& plan,
                                          const std::vector<DocumentPlace>& places,
                                          const std::string& by, Instant now) {
  std::vector<NewDraft> out;
  for (std::size_t i = 0; i < plan.documents.size(); ++i) {
    const Json document = TRY(make_document(plan.documents[i].record, places[i], now));
    Draft draft = TRY(Draft::start(document, {"started", now, by, {}}));
    std::string file = TRY(file_for(options, draft.id(), plan.documents.size()));
    const bool taken = host::exists(file) && !options.force;
    auto before = taken ? made_before(file, draft) : std::nullopt;
    if (taken && !before)
      return fail(Code::conflict, file, "it is there already; --force writes over it");
    out.push_back({before ? *std::move(before) : std::move(draft), std::move(file), taken});
  }
  return out;
}

Status write_drafts(const CosignStartOptions& options, const std::vector<NewDraft>& drafts,
                    const StartPlan& plan) {
  if (!options.out.empty()) TRY(host::make_folder(options.out));
  Json list = Json::array();
  for (const NewDraft& one : drafts) {
    if (!one.was_there) {
      TRY(host::write_file(one.file, as_bytes(one.draft.to_text()),
                           {.mode = 0600, .overwrite = options.force}));
    }
    list.push_back({{"id", one.draft.id()}, {"file", one.file}});
    if (!options.common.json) TRY(host::write_output(host::printable(one.file) + "\n"));
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.start")},
                          {"drafts", std::move(list)},
                          {"findings", findings_json(plan.findings)},
                          {"exit", int{host::k_exit_done}}}));
  }
  for (const NewDraft& one : drafts) {
    if (one.was_there) {
      tell(options.common, Sentence{one.file + " was made before and stays as it is",
                                    one.file + " is al eerder gemaakt en blijft zoals het is"});
    }
    tell(options.common, headline(one.draft));
  }
  return {};
}

Result<std::vector<learning_record::Evidence>> read_evidence(const CosignStartOptions& options) {
  std::vector<learning_record::Evidence> out;
  for (const std::string& path : options.evidence)
    out.push_back(TRY(evidence_of(path)));
  return out;
}

/// The recognition of --accreditation, if that was given.
Result<std::optional<Recognition>> given_accreditation(const CosignStartOptions& options,
                                                       const Home& home, const Template& form,
                                                       Instant now) {
  if (options.views.accreditation.empty()) return std::optional<Recognition>();
  const auto found = form.record().find("type");
  const bool is_text = found != form.record().end() && found->is_string();
  const std::string type = is_text ? found->get<std::string>() : std::string();
  Others others(options.views.offline);
  for (const std::string& folder : options.views.published)
    TRY(others.load(folder));
  return std::optional<Recognition>(
      TRY(read_accreditation(options.views.accreditation, home.config, type, others, now)));
}

/// What this home knows, with what was given.
std::vector<Recognition> known_recognitions(const Home& home,
                                            const std::optional<Recognition>& given) {
  std::vector<Recognition> out = home.config.recognised;
  if (given) out.push_back(*given);
  return out;
}

Result<int> tell_dry_run(const CosignStartOptions& options, const std::vector<NewDraft>& drafts) {
  const std::string count = std::to_string(drafts.size());
  for (const NewDraft& one : drafts) {
    if (!options.common.json) TRY(host::write_output(host::printable(one.file) + "\n"));
  }
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.start")},
                          {"drafts", Json::array()},
                          {"findings", Json::array()},
                          {"dry_run", true},
                          {"exit", int{host::k_exit_done}}}));
  }
  tell(options.common,
       Sentence{count + " draft(s) would be made. Nothing was changed.",
                "Er zou(den) " + count + " concept(en) worden gemaakt. Er is niets veranderd."});
  return host::k_exit_done;
}

/// Everything but the reading of the list: places, drafts, ledger, files.
Result<int> start_planned(const CosignStartOptions& options, const StartPlan& plan,
                          const Template& form, const std::optional<PlaceFile>& file,
                          const Home& home, Instant now) {
  const host::FileLock lock = TRY(lock_home(home.folder));
  const auto store = TRY(open_store_to_write(home));
  const Secrets secrets = TRY(open_secrets(options.common, home));
  crypto::SystemRandom random;
  const Ledger ledger(secrets.data_key);
  std::vector<std::string> sources;
  for (const PlannedDocument& planned : plan.documents)
    sources.push_back(source_of(ledger, form, planned));
  const auto transaction = TRY(store->begin());
  const std::vector<DocumentPlace> places =
      file ? TRY(free_places(*file, *transaction, sources))
           : TRY(own_places(plan, form, home, ledger, *transaction, now, random));
  const std::vector<NewDraft> drafts =
      TRY(make_drafts(options, plan, places, home.config.did, now));
  std::vector<StartedDraft> started;
  for (std::size_t i = 0; i < places.size(); ++i)
    started.push_back({places[i].id, sources[i]});
  TRY(enter_started(*transaction, started, now));
  if (options.common.dry_run) return tell_dry_run(options, drafts);
  TRY(transaction->commit());
  TRY(write_drafts(options, drafts, plan));
  return host::k_exit_done;
}

Result<int> tell_dry_run(const CosignPlaceOptions& options) {
  const std::string count = std::to_string(options.count);
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.place")},
                          {"file", options.output},
                          {"places", options.count},
                          {"dry_run", true}}));
  } else {
    TRY(host::write_output(host::printable(options.output) + "\n"));
  }
  tell(options.common,
       Sentence{count + " place(s) would be promised. Nothing was changed.",
                "Er zou(den) " + count + " plaats(en) worden gegeven. Er is niets veranderd."});
  return host::k_exit_done;
}

}  // namespace

Result<int> cosign_place(const CosignPlaceOptions& options) {
  if (options.count == 0 || options.count > k_most_places)
    return fail(Code::out_of_range, "--count", "has to be from 1 to 10,000");
  const std::string folder = home_folder(options.common);
  const Home home = TRY(load_home(folder));
  if (host::exists(options.output) && !options.force)
    return fail(Code::conflict, options.output, "it is there already");
  const host::FileLock lock = TRY(lock_home(folder));
  const auto store = TRY(open_store_to_write(home));
  if (options.common.dry_run) return tell_dry_run(options);
  crypto::SystemRandom random;
  std::vector<CredentialId> ids;
  for (std::size_t i = 0; i < options.count; ++i) {
    const auto id = from_urn(crypto::make_urn_uuid(random));
    must(id.has_value());
    ids.push_back(*id);
  }
  const auto transaction = TRY(store->begin());
  const auto promised = TRY(promise_places(*transaction, ids, host::SystemClock().now(), random));
  TRY(transaction->commit());
  PlaceFile file{home.config.as_organisation(), {}};
  for (const PromisedPlace& place : promised)
    file.places.push_back(document_place(home.config, place));
  TRY(host::write_file(options.output, as_bytes(file.to_text()),
                       {.mode = 0600, .overwrite = options.force}));
  const std::string count = std::to_string(promised.size());
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.place")},
                          {"file", options.output},
                          {"places", promised.size()}}));
  } else {
    TRY(host::write_output(host::printable(options.output) + "\n"));
  }
  tell(
      options.common,
      Sentence{count + " place(s) promised. Send the file to the company that makes the documents.",
               count + " plaats(en) gegeven. Stuur het bestand naar het bedrijf dat de documenten "
                       "maakt."});
  return host::k_exit_done;
}

Result<int> cosign_start(const CosignStartOptions& options) {
  const std::string folder = home_folder(options.common);
  const Home home = TRY(load_home(folder));
  std::vector<RowFinding> problems;
  const auto form = sound_template(options, folder, problems);
  if (!problems.empty()) return refuse(options, problems);
  if (!form) return form.error();
  const std::string list = TRY(host::read_file(options.csv, k_most_list_bytes));
  std::optional<PlaceFile> file;
  if (!options.place.empty()) file = TRY(read_places(options.place));
  const Config config = file ? config_of(file->issuer) : home.config;
  const auto evidence = TRY(read_evidence(options));
  const Instant now = host::SystemClock().now();
  // Whom the school recognises only the school knows.
  const FurtherCheck nothing = [](const learning_record::LearningRecord& /*record*/) {
    return std::vector<CellFinding>();
  };
  std::optional<Recognition> given;
  if (!file) given = TRY(given_accreditation(options, home, *form, now));
  const FurtherCheck further =
      both(file ? nothing : recognition_check(known_recognitions(home, given)),
           dossier_check(home.folder));
  crypto::SystemRandom random;
  const StartPlan plan =
      plan_drafts({*form, list, config, home.config.did, evidence, further, now}, random);
  if (!plan.is_sound()) return refuse(options, plan.findings);
  for (const PlannedDocument& planned : plan.documents) {
    if (given) TRY(check_organisation(*given, planned.record));
  }
  tell_findings(options, plan.findings);
  return start_planned(options, plan, *form, file, home, now);
}

}  // namespace credenza::issuer
