#include "issuer/sealed_output.h"

#include "base/json.h"
#include "host/files.h"
#include "open_badges/open_badges.h"

namespace credenza::issuer {

std::string sealed_name(std::string file) {
  constexpr std::string_view k_plain = ".json";
  if (file.ends_with(k_plain)) file.resize(file.size() - k_plain.size());
  return file + ".jwe";
}

Status SealedOutput::write_as(std::string_view id, std::string_view badge, const Enclosed& enclosed,
                              const std::string& file, bool overwrite) {
  const auto document = json::Document::parse(badge);
  if (!document) return fail(Code::internal, "sealing", document.error().detail);
  const auto record = open_badges::read_record(document->root());
  if (!record) return fail(Code::internal, "sealing", record.error().detail);
  Sealed sealed = TRY(sealer_.seal({enclosed.text, id, record->person.id, enclosed.type}, random_));
  // One letter opens every form of a credential.
  const bool is_told = !letters_.empty() && letters_.back().id == id;
  if (!sealed.code.empty() && !is_told)
    letters_.push_back({record->person.full_name(), std::string(id), std::move(sealed.code)});
  if (host::exists(file) && !overwrite) return {};
  return host::write_file(file, as_bytes(sealed.jwe), {.mode = 0600, .overwrite = overwrite});
}

Status SealedOutput::write_letters(const std::string& file) const {
  const crypto::SecretBytes text = letters_csv(letters_);
  return host::write_file(file, text.reveal(), {.mode = 0600, .overwrite = true});
}

}  // namespace credenza::issuer
