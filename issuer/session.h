// What most verbs begin with: the home, the secrets, the templates; and how they talk.
#pragma once

#include <string>
#include <string_view>

#include "issuer/commands.h"
#include "issuer/home.h"
#include "issuer/template.h"

namespace credenza::issuer {

/// --home, else CREDENZA_HOME, else "issuer" in the data folder.
[[nodiscard]] std::string home_folder(const VerbOptions& options);

/// Asks for the passphrase and opens the secrets.
/// @error as host::read_passphrase(), KeyFile::open()
[[nodiscard]] Result<Secrets> open_secrets(const VerbOptions& options, const Home& home);

/// The template that `name` names: a file, or one in the home's folder of templates.
/// @error not_found     at "template": there is neither
/// @error malformed, …  as Template::parse(), of which `problems` has all
[[nodiscard]] Result<Template> load_template(const std::string& home, const std::string& name,
                                             std::vector<Error>& problems);

/// Tells why a verb could not be done.
/// @return the exit code
int report(const VerbOptions& options, const Error& error);

using host::talk;
using host::tell;

/// The day of `at` here, as people write it: "2026-06-12", in Dutch "12-06-2026".
[[nodiscard]] std::string day_text(Instant at, host::Language language);

/// "credenza.issuer.<verb>/1"
[[nodiscard]] std::string schema_of(std::string_view verb);

}  // namespace credenza::issuer
