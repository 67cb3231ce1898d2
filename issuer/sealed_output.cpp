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

Status SealedOutput::write(std::string_view id, std::string_view text, const std::string& file,
                           bool overwrite) {
  const auto document = json::Document::parse(text);
  if (!document) return fail(Code::internal, "sealing", document.error().detail);
  const auto record = open_badges::read_record(document->root());
  if (!record) return fail(Code::internal, "sealing", record.error().detail);
  Sealed sealed = TRY(sealer_.seal({text, id, record->person.id}, random_));
  if (!sealed.code.empty())
    letters_.push_back({record->person.full_name(), std::string(id), std::move(sealed.code)});
  if (host::exists(file) && !overwrite) return {};
  return host::write_file(file, as_bytes(sealed.jwe), {.mode = 0600, .overwrite = overwrite});
}

Status SealedOutput::write_letters(const std::string& file) const {
  const crypto::SecretBytes text = letters_csv(letters_);
  return host::write_file(file, text.reveal(), {.mode = 0600, .overwrite = true});
}

}  // namespace credenza::issuer
