// What errors say, in Dutch.
#include <array>
#include <cerrno>
#include <system_error>

#include <catch2/catch.hpp>

#include "host/sentences.h"

using credenza::host::in_dutch;
using credenza::host::place_in_dutch;
using credenza::host::Sentences;
using credenza::host::Text;

namespace {

constexpr std::array k_own{
    Text{"* is missing (*)", "* ontbreekt (*)"},
    Text{"column * cannot fill this: &", "kolom * past hier niet: &"},
    Text{"&; the newest is *", "&; het nieuwste is *"},
    Text{"not TOML, *", "geen TOML"},
    Text{"cannot open: *", "gaat niet open: *"},
};
constexpr std::array k_names{Text{"the title", "de titel"}, Text{"home", "map"}};
const std::array<std::span<const Text>, 1> k_tables{k_own};
const Sentences k_sentences{k_tables, k_names};

std::string dutch(std::string_view english) {
  return in_dutch(english, k_sentences).value_or("not known");
}

}  // namespace

TEST_CASE("a sentence is said in Dutch with its parts in their places", "[host]") {
  CHECK(dutch("the title is missing (/record)") == "de titel ontbreekt (/record)");
  CHECK(dutch("x is missing (y) is missing (z)") == "x ontbreekt (y) is missing (z)");
  CHECK(dutch("has to be a string") == "moet een tekst zijn");
  CHECK(dutch("not TOML, whatever the package says") == "geen TOML");
}

TEST_CASE("a sentence within a sentence is said in Dutch too, or neither is", "[host]") {
  CHECK(dutch("column naam cannot fill this: has to be a string") ==
        "kolom naam past hier niet: moet een tekst zijn");
  CHECK(dutch("has to be a string; the newest is urn:x") ==
        "moet een tekst zijn; het nieuwste is urn:x");
  CHECK(dutch("column naam cannot fill this: nobody knows") == "not known");
  CHECK(dutch("nobody knows") == "not known");
  CHECK(dutch("") == "not known");
}

TEST_CASE("sentences that hold each other end", "[host]") {
  std::string deep = "has to be a string";
  for (int i = 0; i < 1000; ++i)
    deep += "; the newest is x";
  CHECK_FALSE(dutch(deep).empty());
  std::string columns;
  for (int i = 0; i < 1000; ++i)
    columns += "column x cannot fill this: ";
  CHECK(dutch(columns + "has to be a string") == "not known");
}

TEST_CASE("the program's own sentences come before those of the house", "[host]") {
  CHECK(dutch("cannot open: Is a directory") == "gaat niet open: dat is een map");
  CHECK(in_dutch("cannot open: Is a directory") == "niet te openen: dat is een map");
}

TEST_CASE("places are said in Dutch, and names of files and members stay", "[host]") {
  const auto place = [](std::string_view where) { return place_in_dutch(where, k_sentences); };
  CHECK(place("row 3, column geboortedatum") == "rij 3, kolom geboortedatum");
  CHECK(place("issuer.toml, line 4") == "issuer.toml, regel 4");
  CHECK(place("home") == "map");
  CHECK(place("/record/title") == "/record/title");
  CHECK(place("home/ledger.sqlite") == "home/ledger.sqlite");
}

TEST_CASE("what the operating system says of files is said in Dutch", "[host]") {
  for (const int error : {EPERM,  ENOENT, EIO,    ENXIO,  ENOEXEC,   EBADF,        EAGAIN,
                          ENOMEM, EACCES, EBUSY,  EEXIST, EXDEV,     ENODEV,       ENOTDIR,
                          EISDIR, EINVAL, ENFILE, EMFILE, ETXTBSY,   EFBIG,        ENOSPC,
                          EROFS,  EPIPE,  ELOOP,  EDQUOT, ENOTEMPTY, ENAMETOOLONG, EOPNOTSUPP}) {
    const std::string english = std::generic_category().message(error);
    INFO(english);
    CHECK(place_in_dutch(english) != english);
  }
}
