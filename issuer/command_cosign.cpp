// `cosign sign`, `check`, `issue` and `refuse`.
#include "issuer/command_cosign.h"

#include "crypto/random.h"
#include "host/exit_codes.h"
#include "host/system.h"
#include "issuer/accreditation.h"
#include "issuer/cosign_start.h"
#include "issuer/cosign_view.h"
#include "issuer/evidence.h"
#include "issuer/last_published.h"
#include "issuer/sealed_output.h"
#include "issuer/session.h"
#include "jose/jwe.h"

namespace credenza::issuer {
namespace {

constexpr std::size_t k_most_sealed_bytes = std::size_t{4} << 20;

/// A home that is open for signing.
struct Signing {
  Home home;
  host::FileLock lock;
  Secrets secrets;
  std::unique_ptr<Store> store;
};

Result<Signing> open_signing(const VerbOptions& options) {
  const std::string folder = home_folder(options);
  Home home = TRY(load_home(folder));
  host::FileLock lock = TRY(lock_home(folder));
  auto store = TRY(open_store_to_write(home));
  Secrets secrets = TRY(open_secrets(options, home));
  return Signing{std::move(home), std::move(lock), std::move(secrets), std::move(store)};
}

Result<const crypto::PrivateKey*> signing_key(const Signing& signing) {
  const crypto::PrivateKey* key = signing.secrets.find(signing.home.config.signing_key);
  if (key == nullptr)
    return fail(Code::not_found, "issuer.toml, signing_key", "there is no key of this name");
  return key;
}

/// The table of a draft, and what it was made from.
struct Looked {
  CosignReport report;
  std::optional<CosignEntry> entry;
};

Result<Looked> look_at(const CosignViews& views, const Draft& draft, const Home& home, Store& store,
                       Others& others) {
  const Instant now = host::SystemClock().now();
  for (const std::string& folder : views.published)
    TRY(others.load(folder));
  std::vector<Recognition> recognised = home.config.recognised;
  if (!views.accreditation.empty()) {
    recognised.push_back(TRY(
        read_accreditation(views.accreditation, home.config, draft.record().type, others, now)));
    TRY(check_organisation(recognised.back(), draft.record()));
  }
  Looked out;
  const auto dossier = TRY(find_dossier(home.folder, draft.record().qualification));
  if (const auto id = from_urn(draft.id())) {
    const auto snapshot = TRY(store.look());
    out.entry = TRY(find_cosigned(*snapshot, *id));
  }
  out.report = check_draft({draft, home.config, recognised, dossier, views.allow_unknown_dossier,
                            out.entry, others.methods(), now});
  return out;
}

/// A line for each file: whether it is one of the evidence that the document names.
Status add_files(const CosignCheckOptions& options, const Draft& draft, CosignReport& report) {
  for (const std::string& path : options.evidence) {
    const learning_record::Evidence file = TRY(evidence_of(path));
    const learning_record::Evidence* found = find_evidence(draft.record().evidence, file);
    CosignLine line{"evidence_file",
                    {"evidence", "bewijsstuk"},
                    found == nullptr ? CosignLine::Outcome::rejected : CosignLine::Outcome::passed,
                    {}};
    if (found == nullptr) {
      line.text = {path + " is none of the documents that are named",
                   path + " is geen van de genoemde bewijsstukken"};
    } else {
      line.text = {path + " is " + found->name + ", unchanged",
                   path + " is " + found->name + ", niet veranderd"};
    }
    report.lines.insert(report.lines.end() - 1, std::move(line));
  }
  return {};
}

Json waiting_json(const Draft& draft) {
  Json out = Json::array();
  for (const CoSigner& signer : draft.missing())
    out.push_back({{"id", signer.id}, {"name", signer.name}, {"role", signer.role}});
  return out;
}

Json draft_json(std::string_view verb, const Draft& draft) {
  return {{"schema", schema_of("cosign." + std::string(verb))},
          {"id", draft.id()},
          {"issuer", draft.issuer()},
          {"waiting_for", waiting_json(draft)}};
}

/// The table on standard output, or with --json all of it as one object.
Status tell(const VerbOptions& options, std::string_view verb, const Draft& draft,
            const CosignReport& report) {
  if (options.json) {
    Json out = draft_json(verb, draft);
    out["ready"] = report.is_ready();
    out["refused"] = draft.refusal().has_value();
    out["lines"] = to_json(report);
    out["exit"] = report.exit();
    return host::write_json(out);
  }
  const host::Language language = options.language();
  const Sentence head = headline(draft);
  return host::write_output(host::printable(language == host::Language::nl ? head.nl : head.en) +
                            "\n" + render(report, language));
}

/// The party of this home, or why it is none.
Result<CoSigner> our_party(const Draft& draft, const Home& home, const std::string& role) {
  const CoSigner* party = draft.party(home.config.did);
  if (party == nullptr) {
    return fail(Code::not_found, "draft /signers",
                home.config.did + " is not among those who have to sign this");
  }
  if (!role.empty() && party->role != role) {
    return fail(Code::mismatch, "--role",
                "the document names " + verify::name_of(*party) + " as " + party->role);
  }
  return *party;
}

/// The draft, written beside its file: a full disk is found before anything is entered.
Result<host::FileWriter> written(const std::string& file, const Draft& draft) {
  host::FileWriter out = TRY(host::FileWriter::create(file, {.mode = 0600, .overwrite = true}));
  TRY(out.write(draft.to_text()));
  return out;
}

/// The draft that is to be written back into its file.
Result<Draft> read_own_draft(const std::string& file) {
  if (file == "-") {
    return fail(Code::unsupported, "DRAFT",
                "the draft is written back into its file, so standard input will not do");
  }
  return read_draft(file);
}

/// Whether this home has not issued the document: what is out is withdrawn and not refused.
Status check_not_issued(Store& store, const Draft& draft) {
  const auto id = from_urn(draft.id());
  if (!id) return {};
  const auto snapshot = TRY(store.look());
  const auto issued = TRY(snapshot->find(*id));
  if (!issued) return {};
  return fail(Code::conflict, "draft /document/id",
              "it was issued on " + format_instant(issued->at));
}

void tell_dry_run(const VerbOptions& common, const std::string& en, const std::string& nl) {
  tell(common, Sentence{"The draft would be " + en + ". Nothing was changed.",
                        "Het concept zou worden " + nl + ". Er is niets veranderd."});
}

Status enter_in_ledger(Store& store, std::string_view step, const Draft& draft, Instant now) {
  const auto transaction = TRY(store.begin());
  TRY(enter_step(*transaction, step, draft.id(), draft.digest(), now));
  return transaction->commit();
}

/// Whether the files can be written, before anything is signed.
/// @param issued  by an earlier run, whose files may be there
Status check_outputs(const CosignIssueOptions& options, bool issued) {
  const std::string& file = options.output;
  if (file == options.letters) {
    return fail(Code::mismatch, "--letters",
                "the credential and the list for the letters need a file each");
  }
  const host::WriteOptions how{.mode = 0600, .overwrite = options.force || issued};
  static_cast<void>(TRY(host::FileWriter::create(file, how)));
  if (options.letters.empty()) return {};
  static_cast<void>(
      TRY(host::FileWriter::create(options.letters, {.mode = 0600, .overwrite = true})));
  return {};
}

/// Whether `file` is what an earlier run sealed: of this credential, or for the key of its holder.
bool is_sealed_before(const std::string& file, const Draft& draft) {
  const auto text = host::read_file(file, k_most_sealed_bytes);
  if (!text) return false;
  const auto jwe = jose::CompactJwe::parse(*text);
  return jwe && (jwe->kid() == draft.id() || jwe->kid() == draft.record().person.id);
}

/// The credential as it is; with --letters sealed for its receiver, who has the code on paper.
Status write_issued(const CosignIssueOptions& options, const Signing& signing, const Draft& draft,
                    const IssuedDocument& issued) {
  const std::string& file = options.output;
  if (!options.letters.empty()) {
    const bool taken = host::exists(file) && !is_sealed_before(file, draft);
    if (taken && !options.force)
      return fail(Code::conflict, file, "there is already something of this name");
    crypto::SystemRandom random;
    SealedOutput output(signing.secrets.data_key, random);
    TRY(output.write(issued.id, issued.text, file, taken));
    return output.write_letters(options.letters);
  }
  const auto there = host::read_file(file, issued.text.size());
  if (there && *there == issued.text) return {};
  return host::write_file(file, as_bytes(issued.text), {.mode = 0600, .overwrite = options.force});
}

Result<int> tell_issued(const CosignIssueOptions& options, const IssuedDocument& issued) {
  if (options.common.json) {
    TRY(host::write_json({{"schema", schema_of("cosign.issue")},
                          {"id", issued.id},
                          {"file", options.output},
                          {"issued", format_instant(issued.issued)},
                          {"issued_before", issued.before}}));
  } else {
    TRY(host::write_output(host::printable(options.output) + "\n"));
  }
  const std::string on = format_instant(issued.issued);
  if (issued.before) {
    tell(options.common, Sentence{"already issued on " + on + ": the same credential again",
                                  "al uitgegeven op " + on + ": hetzelfde bewijs nog een keer"});
  } else {
    talk(options.common, host::Text{"Issued. Readers can check it after: credenza-issuer publish.",
                                    "Uitgegeven. Te controleren na: credenza-issuer publish."});
  }
  return host::k_exit_done;
}

}  // namespace

Result<int> cosign_sign(const CosignSignOptions& options) {
  const Draft draft = TRY(read_own_draft(options.draft));
  const Signing signing = TRY(open_signing(options.common));
  const Home& home = signing.home;
  if (draft.issuer() == home.config.did) {
    return fail(Code::mismatch, "--role",
                "the school signs last, with: credenza-issuer cosign issue");
  }
  const CoSigner party = TRY(our_party(draft, home, options.role));
  const CosignReport content = check_content(draft.record());
  if (!content.is_ready()) {
    TRY(tell(options.common, "sign", draft, content));
    return content.exit();
  }
  const crypto::PrivateKey* key = TRY(signing_key(signing));
  const Instant now = host::SystemClock().now();
  const Draft named = TRY(with_signatory(draft, party.id, options.name));
  const Draft signed_draft =
      TRY(named.sign({"signed", now, party.id, options.name}, home.signing_method(), *key));
  host::FileWriter file = TRY(written(options.draft, signed_draft));
  if (!options.common.dry_run) {
    TRY(enter_in_ledger(*signing.store, "signed", signed_draft, now));
    TRY(file.put_in_place());
  }
  if (options.common.json) {
    TRY(host::write_json(draft_json("sign", signed_draft)));
  } else {
    const Sentence head = headline(signed_draft);
    const bool dutch = options.common.language() == host::Language::nl;
    TRY(host::write_output(host::printable(dutch ? head.nl : head.en) + "\n"));
  }
  if (options.common.dry_run) tell_dry_run(options.common, "signed", "ondertekend");
  return host::k_exit_done;
}

Result<int> cosign_check(const CosignCheckOptions& options) {
  const Draft draft = TRY(read_draft(options.draft));
  const Home home = TRY(load_home(home_folder(options.common)));
  const auto store = TRY(open_store(home));
  Others others(options.views.offline);
  Looked looked = TRY(look_at(options.views, draft, home, *store, others));
  TRY(add_files(options, draft, looked.report));
  TRY(tell(options.common, "check", draft, looked.report));
  return looked.report.exit();
}

Result<int> cosign_issue(const CosignIssueOptions& options) {
  const Draft draft = TRY(read_draft(options.draft));
  const Signing signing = TRY(open_signing(options.common));
  if (draft.issuer() != signing.home.config.did) {
    return fail(Code::mismatch, "draft /document/issuer",
                draft.issuer() + " has to issue this, and this home is " + signing.home.config.did);
  }
  Others others(options.views.offline);
  const Looked looked = TRY(look_at(options.views, draft, signing.home, *signing.store, others));
  if (!looked.report.is_ready() || options.common.dry_run) {
    TRY(tell(options.common, "issue", draft, looked.report));
    talk(options.common, host::Text{"Nothing was issued.", "Er is niets uitgegeven."});
    return looked.report.exit();
  }
  TRY(check_outputs(options, looked.entry && looked.entry->issued));
  crypto::SystemRandom random;
  const IssuedDocument issued =
      TRY(issue_draft({draft, signing.home, signing.secrets, *signing.store, others.methods(),
                       options.name, host::SystemClock().now(), random}));
  TRY(write_issued(options, signing, draft, issued));
  return tell_issued(options, issued);
}

Result<int> cosign_refuse(const CosignRefuseOptions& options) {
  const Draft draft = TRY(read_own_draft(options.draft));
  const Signing signing = TRY(open_signing(options.common));
  const CoSigner party = TRY(our_party(draft, signing.home, {}));
  TRY(check_not_issued(*signing.store, draft));
  const crypto::PrivateKey* key = TRY(signing_key(signing));
  const Instant now = host::SystemClock().now();
  const Draft refused = TRY(draft.refuse({"refused", now, party.id, options.name}, options.reason,
                                         signing.home.signing_method(), *key));
  host::FileWriter file = TRY(written(options.draft, refused));
  if (!options.common.dry_run) {
    TRY(enter_in_ledger(*signing.store, "refused", refused, now));
    TRY(file.put_in_place());
  }
  if (options.common.json) TRY(host::write_json(draft_json("refuse", refused)));
  if (options.common.dry_run) {
    tell_dry_run(options.common, "refused", "geweigerd");
    return host::k_exit_done;
  }
  talk(options.common,
       host::Text{"Refused; nothing can be issued from this draft any more. Send it back "
                  "to the others, so that they see why.",
                  "Geweigerd; van dit concept kan niets meer worden uitgegeven. Stuur het "
                  "terug naar de anderen, dan zien ze waarom."});
  return host::k_exit_done;
}

}  // namespace credenza::issuer
