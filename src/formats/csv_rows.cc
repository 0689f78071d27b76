#include "formats/csv_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/csv.h"

namespace assay::formats {
namespace {

constexpr std::size_t block_size = 64;

// Bit i is set when bytes[i] is a or b.
std::uint64_t match_block(const char* bytes, char a, char b) {
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8(a);
  const __m128i second = _mm_set1_epi8(b);
  std::uint64_t mask = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
    const __m128i hit = _mm_or_si128(_mm_cmpeq_epi8(chunk, first), _mm_cmpeq_epi8(chunk, second));
    mask |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(hit))) << (part * 16);
  }
  return mask;
#else
  std::uint64_t mask = 0;
  for (unsigned at = 0; at < block_size; ++at) {
    mask |= static_cast<std::uint64_t>(bytes[at] == a || bytes[at] == b) << at;
  }
  return mask;
#endif
}

}  // namespace

CsvCursor::CsvCursor(std::string_view text, const CsvDialect& dialect, std::int64_t line_bytes_max)
    : begin_(text.data()),
      at_(begin_),
      end_(begin_ + text.size()),
      block_(begin_),
      dialect_(dialect),
      length_max_(static_cast<std::size_t>(std::max<std::int64_t>(line_bytes_max, 1))) {
  look_at(begin_);
}

void CsvCursor::look_at(const char* place) {
  block_ = place;
  const auto left = static_cast<std::size_t>(end_ - place);
  if (left >= block_size) {
    mask_ = match_block(place, dialect_.delimiter, dialect_.newline);
    return;
  }
  char padded[block_size] = {};
  if (left > 0) std::memcpy(padded, place, left);
  mask_ = match_block(padded, dialect_.delimiter, dialect_.newline) & ((std::uint64_t{1} << left) - 1);
}

// The next delimiter or line end, taken off the mask; end_ when there is none.
inline const char* CsvCursor::next_separator() {
  while (mask_ == 0) {
    if (static_cast<std::size_t>(end_ - block_) <= block_size) return end_;
    look_at(block_ + block_size);
  }
  const char* place = block_ + std::countr_zero(mask_);
  mask_ &= mask_ - 1;
  return place;
}

// at_ is on an opening quote. Returns where the field's separator is, or nullptr when the quote never closes.
const char* CsvCursor::quoted_field(std::size_t index, std::string_view& field, CsvRowNotes& notes) {
  const char* from = at_ + 1;
  const char* limit = at_ + std::min(static_cast<std::size_t>(end_ - at_), length_max_);
  if (undone_.size() <= index) undone_.resize(index + 1);
  std::string& text = undone_[index];
  text.clear();
  bool copied = false;
  for (;;) {
    const void* found = std::memchr(from, '"', static_cast<std::size_t>(limit - from));
    if (found == nullptr) return nullptr;
    const char* quote = static_cast<const char*>(found);
    const bool doubled = quote + 1 < limit && quote[1] == '"';
    if (doubled || copied) text.append(from, quote + (doubled ? 1 : 0));
    if (!doubled) {
      if (!copied) field = {from, static_cast<std::size_t>(quote - from)};
      from = quote + 1;
      break;
    }
    copied = true;
    from = quote + 2;
  }
  if (copied) field = text;
  field = csv_unguarded(field);
  look_at(from);
  const char* separator = next_separator();
  const char* stop = separator;
  if (stop > from && stop[-1] == '\r' && (stop == end_ || *stop == dialect_.newline)) --stop;
  if (stop > from) {
    notes.text_after_quote = true;
    text.assign(std::string(field));
    text.append(from, stop);
    field = text;
  }
  return separator;
}

// Where no text has quotes: what read_row does, without looking for them.
inline void CsvCursor::read_unquoted_row(std::vector<std::string_view>& fields, CsvRowNotes& notes) {
  const char* row = at_;
  const char* field = at_;
  std::string_view* into = fields.data();
  const std::size_t asked = fields.size();
  std::size_t count = 0;
  for (;;) {
    const char* separator = next_separator();
    const bool ends_row = separator == end_ || *separator == dialect_.newline;
    const bool carriage = ends_row && separator > field && separator[-1] == '\r';
    const std::size_t size = static_cast<std::size_t>(separator - field) - (carriage ? 1U : 0U);
    if (count < asked) {
      into[count] = {field, size};
    } else {
      notes.only_blank_beyond = notes.only_blank_beyond && size == 0;
    }
    ++count;
    field = separator == end_ ? end_ : separator + 1;
    if (!ends_row) continue;
    line_ += separator == end_ ? 0 : 1;
    break;
  }
  at_ = field;
  notes.field_count = count;
  for (; count < asked; ++count) into[count] = {};
  notes.too_long = static_cast<std::size_t>(at_ - row) > length_max_;
}

void CsvCursor::read_row(std::vector<std::string_view>& fields, CsvRowNotes& notes) {
  const char* row = at_;
  const std::size_t asked = fields.size();
  notes.field_count = 0;
  for (;;) {
    std::string_view field;
    const char* separator = nullptr;
    if (dialect_.has_quotes && at_ < end_ && *at_ == '"') {
      separator = quoted_field(notes.field_count, field, notes);
      if (separator == nullptr) {
        notes.quote_unclosed = true;
        dialect_.has_quotes = false;
        look_at(at_);
      } else {
        line_ += std::count(at_, separator, dialect_.newline);
      }
    }
    if (separator == nullptr) {
      separator = next_separator();
      const bool carriage =
          separator > at_ && separator[-1] == '\r' && (separator == end_ || *separator == dialect_.newline);
      field = {at_, static_cast<std::size_t>(separator - at_) - (carriage ? 1U : 0U)};
    }
    if (notes.field_count < asked) {
      fields[notes.field_count] = field;
    } else {
      notes.only_blank_beyond = notes.only_blank_beyond && field.empty();
    }
    ++notes.field_count;
    at_ = separator == end_ ? end_ : separator + 1;
    if (separator == end_) break;
    if (*separator == dialect_.newline) {
      ++line_;
      break;
    }
  }
  for (std::size_t at = notes.field_count; at < asked; ++at) fields[at] = {};
  notes.too_long = static_cast<std::size_t>(at_ - row) > length_max_;
}

bool CsvCursor::next(std::vector<std::string_view>& fields, CsvRowNotes& notes) {
  while (at_ < end_) {
    notes = CsvRowNotes{.line = line_};
    const char* row = at_;
    if (dialect_.has_quotes) {
      read_row(fields, notes);
    } else {
      read_unquoted_row(fields, notes);
    }
    const bool is_empty =
        notes.field_count == 1 && (*row == dialect_.newline || (*row == '\r' && at_ - row <= 2));
    if (!is_empty) return true;
  }
  return false;
}

}  // namespace assay::formats
