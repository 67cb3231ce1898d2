// The verbs of a program: each is described in one file, with a struct of what it is told, and kept
// here until it is known which of them was asked for.
//
//   command_forget.cpp:  ForgetOptions, forget(), add_forget() ──► Verbs ──► asked()
#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "host/arguments.h"

namespace credenza::host {

/// Whether a verb opens what is sealed, and so takes the options for a passphrase.
enum class Needs { nothing, passphrase };
/// What a verb does when the settings of the configuration file cannot be read.
enum class WithoutSettings { refuses, runs };

/// A verb that is being described. `options` is filled when the command line is read.
template <class Options>
struct Verb {
  CLI::App& app;
  Options& options;
};

/// The tree in which verbs hang, and the language in which they are described.
class VerbTree {
 public:
  /// @param app  outlives this
  VerbTree(CLI::App& app, Language language) : app_(app), language_(language) {}

  [[nodiscard]] CLI::App& app() const noexcept { return app_; }
  [[nodiscard]] Language language() const noexcept { return language_; }
  [[nodiscard]] std::string in(const Text& text) const { return std::string(text.in(language_)); }

  /// A verb that has verbs of its own, as `key` has.
  CLI::App& group(const char* name, const Text& what);
  /// Adds a verb below `parent`, without options.
  CLI::App& make(CLI::App& parent, const char* name, const Text& what) const;

 private:
  CLI::App& app_;
  Language language_;
};

/// Whether the command line named this verb.
[[nodiscard]] bool was_asked(const CLI::App& verb);

/// The verbs of a program, and which of them was asked for.
/// @tparam Common  what every verb is told; the options of a verb have it as their member `common`
/// @tparam Name    how a verb is described: `name`, `what`, and what the program wants to know
template <class Common, class Name>
class Verbs : public VerbTree {
 public:
  using VerbTree::VerbTree;
  Verbs(const Verbs&) = delete;
  Verbs& operator=(const Verbs&) = delete;
  virtual ~Verbs() = default;

  struct Added {
    const CLI::App* app;
    Common* common;
    WithoutSettings without_settings;
    std::function<Result<int>()> run;
  };

  /// Adds a verb below `parent`, with the options that all have.
  /// @param run  as keep()
  template <class Options>
  Verb<Options> verb(CLI::App& parent, const Name& name,
                     std::function<Result<int>(const Options&)> run) {
    CLI::App& made = make(parent, name.name, name.what);
    return {made, keep_as<Options>(made, name, std::move(run))};
  }
  /// Adds a verb of the program itself.
  template <class Options>
  Verb<Options> verb(const Name& name, std::function<Result<int>(const Options&)> run) {
    return verb<Options>(app(), name, std::move(run));
  }
  /// Makes `made`, which may have verbs of its own that were added before, a verb too.
  template <class Options>
  Options& keep_as(CLI::App& made, const Name& name,
                   std::function<Result<int>(const Options&)> run) {
    Options& options = keep<Options>(made, std::move(run));
    add_common(made, name, options.common);
    return options;
  }

  /// Keeps what `made` will be told, and what it does.
  /// @param run  answers an exit code of host/exit_codes.h, or why it could not be done
  template <class Options>
  Options& keep(CLI::App& made, std::function<Result<int>(const Options&)> run,
                WithoutSettings without_settings = WithoutSettings::refuses) {
    const auto options = std::make_shared<Options>();
    verbs_.push_back({&made, &options->common, without_settings,
                      [options, run = std::move(run)] { return run(*options); }});
    return *options;
  }

 protected:
  /// Adds the options that all verbs have.
  virtual void add_common(CLI::App& made, const Name& name, Common& common) const = 0;
  /// The verb that was asked for; after the command line was read, there is one.
  [[nodiscard]] const Added& asked() const {
    const auto asked = std::find_if(verbs_.begin(), verbs_.end(),
                                    [](const Added& added) { return was_asked(*added.app); });
    must(asked != verbs_.end());
    return *asked;
  }

 private:
  std::vector<Added> verbs_;
};

}  // namespace credenza::host
