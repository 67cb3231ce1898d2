// Collecting what a bundle is made of: from folders of copies first, from the network where these
// have nothing or only what is too old.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ports.h"
#include "verifier/bundle.h"
#include "verifier/published_part.h"

namespace credenza::verifier {

/// Something that a bundle should have and has not, or has only an old copy of.
struct Unreached {
  std::string name;
  PartKind kind{};
  bool kept = false;  ///< an older copy stays
  Error why;
};

class Collection {
 public:
  /// @param fetcher  outlives this
  Collection(Fetcher& fetcher, MaxAges ages, Instant now);

  /// Offers a text that lay in a folder; it is taken when something asks for it.
  /// @error as read_published()
  [[nodiscard]] Status offer(std::string text, Instant had);
  /// Takes the parts of an older bundle.
  /// @error as Bundle::part()  one of them is damaged
  [[nodiscard]] Status take(const Bundle& bundle);

  /// Collects the document of `did`, the statements that it leads to, and what was offered of the
  /// same publisher.
  void want_issuer(const std::string& did);
  /// Collects what a credential needs.
  void want(const Needs& needs);
  /// Takes the trust lists, accreditations and schemas that were offered: they are of nobody, or of
  /// whoever keeps them.
  void want_offered();
  /// Gets anew what has grown old: has ended, or has less than half of its age left.
  void refresh();

  [[nodiscard]] const std::map<std::string, Part, std::less<>>& parts() const noexcept {
    return parts_;
  }
  [[nodiscard]] const std::vector<Unreached>& unreached() const noexcept { return unreached_; }
  /// How many parts were had anew.
  [[nodiscard]] std::size_t renewed() const noexcept { return renewed_; }

 private:
  struct Offered {
    Part part;
    PublishedPart about;
  };
  [[nodiscard]] bool is_fresh(const Part& part) const;
  [[nodiscard]] Result<Offered> fetch(const std::string& name, PartKind kind);
  void collect(const std::string& name, PartKind kind);
  void collect_statements(const std::string& did);
  [[nodiscard]] Status replace(Offered offered);
  Fetcher& fetcher_;
  MaxAges ages_;
  Instant now_;
  std::map<std::string, Part, std::less<>> parts_;
  std::map<std::string, Offered, std::less<>> offered_;
  std::vector<Unreached> unreached_;
  std::size_t renewed_ = 0;
};

}  // namespace credenza::verifier
