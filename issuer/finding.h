// What can be wrong with a class list: each kind of finding has a code that scripts may rely on and
// sentences in both languages, which stand in one table (finding_texts.cpp).
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "issuer/words.h"

namespace credenza::issuer {

/// What kind of thing is wrong.
enum class Fault : std::uint8_t {
  duplicate,        ///< E-DUP: the row is there twice
  split,            ///< E-SPLIT: rows of one credential do not stand together
  date,             ///< E-DATE
  mail,             ///< E-MAIL
  code,             ///< E-CODE: a word that the template does not know here
  profile,          ///< E-PROFILE: not within the rules of the profile or type
  result,           ///< E-RESULT: a word that never yields a credential
  empty,            ///< E-EMPTY
  number,           ///< E-NUMBER
  language,         ///< E-LANGUAGE: no code of a language
  did,              ///< E-DID
  bsn,              ///< E-BSN: looks like a citizen service number
  column,           ///< E-COLUMN: a column is missing
  row,              ///< E-ROW: a row is longer or shorter than the row of names
  encoding,         ///< E-ENCODING: characters were lost
  text,             ///< E-TEXT: control characters, an address or code of the wrong form
  recognition,      ///< E-RECOGNITION: a party was not recognised in the period
  file,             ///< E-FILE: the file cannot be read as a table
  form,             ///< E-TEMPLATE: the template is wrong
  record,           ///< E-RECORD: the record that comes of the row is wrong in another way
  unknown_party,    ///< W-RECOGNITION: nothing is known here of a party's recognition
  converted,        ///< W-ENCODING: the file was read as Windows-1252
  maybe_duplicate,  ///< W-DUP: perhaps the same person again
  maybe_bsn,        ///< W-BSN: perhaps a citizen service number
  odd_name,         ///< W-NAME: no name that people have
  less_profile,     ///< W-PROFILE: the profile asks for more
  odd_term,         ///< W-CONCEPT: a term under another name than its own
  odd_file,         ///< W-FILE: a file in which nothing stands
};

/// "E-DATE"; a warning's begins with "W-".
[[nodiscard]] std::string_view code_of(Fault fault) noexcept;
/// Whether nothing is issued because of it.
[[nodiscard]] bool is_error(Fault fault) noexcept;

/// Something wrong in one row, or with the file as a whole.
struct CellFinding {
  std::string column;  ///< empty when it belongs to no column
  std::string where;   ///< JSON Pointer in the record; may be empty
  Code code;
  Fault fault;
  Sentence what;
  Sentence advice = {};  ///< what to do next; may be empty
};

/// A finding in its place.
struct RowFinding {
  std::uint64_t row;  ///< number of the row; 0 for the file as a whole
  CellFinding finding;
};

/// The sentence and what to do, in one.
[[nodiscard]] Sentence whole(const CellFinding& finding);

/// Everything that can be said of a cell, a row or a file. The words are in finding_texts.cpp.
enum class Phrase : std::uint8_t {
  cell_empty,
  cell_refused,
  cell_not_in_map,
  cell_number,
  cell_language,
  cell_did,
  cell_email,
  cell_date_form,
  cell_date_form_or_year,
  cell_date_year,
  cell_date_month,
  cell_date_leap_year,
  cell_date_days,
  cell_lost_name,
  cell_lost_text,
  field_replacement,
  field_undefined,
  field_mixed,
  row_length,
  row_duplicate,
  row_split,
  row_repeated_item,
  row_too_many_items,
  column_missing,
  file_windows_1252,
  party_ended,
  party_not_begun,
  party_unknown,
  signers_alone,
  signers_without_issuer,
  signers_without_home,
  work_process_unknown,
  work_process_title,
  cell_too_low,
  cell_too_high,
  cell_mojibake,
  cell_symbol,
  cell_shortened,
  cell_one_name,
  name_without_letter,
  number_without_zero,
  row_same_learner,
  row_same_number,
  row_same_person,
  column_doubled,
  file_without_rows,
  holder_has_one,
  form_changed,
};

/// What the table says about one phrase. "{1}" stands for the first argument.
struct PhraseText {
  Phrase phrase;
  Fault fault;
  Code code;
  std::string_view en;
  std::string_view nl;
  std::string_view advice_en;
  std::string_view advice_nl;
};

/// The whole table, for tests.
[[nodiscard]] std::span<const PhraseText> phrase_texts() noexcept;

/// A finding without a place. `arguments` take the places of "{1}", "{2}", …
[[nodiscard]] CellFinding finding_of(Phrase phrase, std::span<const Sentence> arguments = {});
[[nodiscard]] CellFinding finding_of(Phrase phrase, std::initializer_list<Sentence> arguments);

/// What to do about a finding of this kind, when its sentence does not say it.
[[nodiscard]] Sentence advice_for(Fault fault);

/// `text` in both languages.
[[nodiscard]] Sentence same(std::string text);

}  // namespace credenza::issuer
