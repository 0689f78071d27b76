#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "base/hash.h"
#include "labels/tally.h"

namespace assay::labels {
namespace {

constexpr std::string_view magic = "ASSAYTLY";
constexpr std::uint32_t version = 1;
constexpr std::int64_t items_max = std::int64_t{1} << 40;  // per pattern: sums of counts must not overflow

class Writer {
 public:
  void u32(std::uint32_t value) { little(value, 4); }
  void u64(std::uint64_t value) { little(value, 8); }
  void i64(std::int64_t value) { little(static_cast<std::uint64_t>(value), 8); }
  void number(double value) { little(std::bit_cast<std::uint64_t>(value), 8); }
  void raw(std::string_view text) { bytes.append(text); }
  void text(std::string_view value) {
    u64(value.size());
    raw(value);
  }
  std::string bytes;

 private:
  void little(std::uint64_t value, int width) {
    for (int i = 0; i < width; ++i) bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xFF));
  }
};

// Reads while there is something to read; after the first shortfall everything is zero and ok() is false.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : left_(bytes) {}
  bool ok() const { return ok_; }
  bool at_end() const { return left_.empty(); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(little(4)); }
  std::uint64_t u64() { return little(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(little(8)); }
  double number() {
    const double value = std::bit_cast<double>(little(8));
    if (!std::isfinite(value)) ok_ = false;
    return ok_ ? value : 0;
  }
  std::string_view raw(std::uint64_t size) {
    if (size > left_.size()) ok_ = false;
    if (!ok_) return {};
    const std::string_view taken = left_.substr(0, size);
    left_.remove_prefix(size);
    return taken;
  }
  std::string text() { return std::string(raw(u64())); }
  // A count of things of at least `width` bytes each: more than the rest of the file could hold is a lie.
  std::size_t count(std::size_t width) {
    const std::uint64_t value = u64();
    if (value > left_.size() / width) ok_ = false;
    return ok_ ? static_cast<std::size_t>(value) : 0;
  }
  void refuse() { ok_ = false; }

 private:
  std::uint64_t little(int width) {
    const std::string_view taken = raw(static_cast<std::uint64_t>(width));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < taken.size(); ++i) {
      value |= static_cast<std::uint64_t>(static_cast<std::uint8_t>(taken[i])) << (8 * i);
    }
    return value;
  }
  std::string_view left_;
  bool ok_ = true;
};

void write_patterns(Writer& out, const PatternCounts& patterns) {
  out.u64(patterns.size());
  for (std::size_t v = 0; v < patterns.size(); ++v) {
    out.i64(patterns.item_count[v]);
    out.u32(static_cast<std::uint32_t>(patterns.pattern_begin[v + 1] - patterns.pattern_begin[v]));
    for (std::size_t at = patterns.pattern_begin[v]; at < patterns.pattern_begin[v + 1]; ++at) {
      out.u32(patterns.category[at]);
      out.u32(patterns.count[at]);
    }
  }
}

PatternCounts read_patterns(Reader& in, std::size_t category_count) {
  PatternCounts patterns;
  const std::size_t count = in.count(12);
  for (std::size_t v = 0; v < count && in.ok(); ++v) {
    const std::int64_t items = in.i64();
    const std::uint32_t cells = in.u32();
    if (items < 1 || items > items_max || cells < 1 || cells > category_count) in.refuse();
    for (std::uint32_t cell = 0; cell < cells && in.ok(); ++cell) {
      const std::uint32_t category = in.u32();
      const std::uint32_t times = in.u32();
      const bool ascending = cell == 0 || category > patterns.category.back();
      if (category >= category_count || times < 1 || !ascending) in.refuse();
      patterns.category.push_back(category);
      patterns.count.push_back(times);
    }
    patterns.pattern_begin.push_back(patterns.category.size());
    patterns.item_count.push_back(items);
  }
  return patterns;
}

void write_hashes(Writer& out, const std::vector<std::uint64_t>& hashes) {
  out.u64(hashes.size());
  for (const std::uint64_t hash : hashes) out.u64(hash);
}

std::vector<std::uint64_t> read_hashes(Reader& in) {
  std::vector<std::uint64_t> hashes(in.count(8));
  for (std::uint64_t& hash : hashes) hash = in.u64();
  if (!std::is_sorted(hashes.begin(), hashes.end())) in.refuse();
  return hashes;
}

void write_tally(Writer& out, const Tally& tally) {
  out.text(tally.question);
  out.text(kind_name(tally.kind));
  out.u64(tally.categories.size());
  for (std::size_t k = 0; k < tally.categories.size(); ++k) {
    out.text(tally.categories[k]);
    out.number(tally.category_number[k]);
  }
  for (const std::int64_t count : {tally.annotations, tally.rows, tally.repeated, tally.skipped})
    out.i64(count);
  write_hashes(out, tally.annotator_hashes);
  write_hashes(out, tally.item_hashes);
  write_patterns(out, tally.patterns);
  out.u64(tally.slices.size());
  for (const TallySlice& slice : tally.slices) {
    out.text(slice.attribute);
    out.text(slice.value);
    write_patterns(out, slice.patterns);
  }
}

Tally read_tally(Reader& in) {
  Tally tally;
  tally.question = in.text();
  const auto kind = kind_from_name(in.text());
  if (!kind) in.refuse();
  tally.kind = kind.value_or(Kind::nominal);
  const std::size_t categories = in.count(16);
  for (std::size_t k = 0; k < categories && in.ok(); ++k) {
    tally.categories.push_back(in.text());
    tally.category_number.push_back(in.number());
  }
  for (std::int64_t* count : {&tally.annotations, &tally.rows, &tally.repeated, &tally.skipped}) {
    *count = in.i64();
    if (*count < 0) in.refuse();
  }
  tally.annotator_hashes = read_hashes(in);
  tally.item_hashes = read_hashes(in);
  tally.patterns = read_patterns(in, tally.categories.size());
  const std::size_t slices = in.count(24);
  for (std::size_t s = 0; s < slices && in.ok(); ++s) {
    TallySlice slice;
    slice.attribute = in.text();
    slice.value = in.text();
    slice.patterns = read_patterns(in, tally.categories.size());
    tally.slices.push_back(std::move(slice));
  }
  return tally;
}

}  // namespace

std::string tally_bytes(const std::vector<Tally>& tallies) {
  Writer out;
  out.raw(magic);
  out.u32(version);
  out.u64(tallies.size());
  for (const Tally& tally : tallies) write_tally(out, tally);
  const Digest digest = sha256(out.bytes);
  out.raw(std::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()));
  return out.bytes;
}

Result<std::vector<Tally>> tallies_from_bytes(std::string_view bytes) {
  if (bytes.size() < magic.size() + 4 + 8 + 32 || bytes.substr(0, magic.size()) != magic) {
    return Error{ErrorCode::invalid, "this is no tally; `assay inspect … --tally FILE` makes one", ""};
  }
  const std::string_view body = bytes.substr(0, bytes.size() - 32);
  Reader in(body.substr(magic.size()));
  const std::uint32_t written = in.u32();
  if (written > version) {
    return Error{
        ErrorCode::invalid,
        fmt::format("the tally has format version {}, this program reads up to {}; use a newer assay",
                    written, version),
        ""};
  }
  const Digest digest = sha256(body);
  if (std::memcmp(digest.data(), bytes.data() + body.size(), digest.size()) != 0) {
    return Error{ErrorCode::invalid, "the tally was cut or altered: its hash does not match its content", ""};
  }
  std::vector<Tally> tallies;
  const std::size_t count = in.count(64);
  for (std::size_t i = 0; i < count && in.ok(); ++i) tallies.push_back(read_tally(in));
  if (!in.ok() || !in.at_end()) {
    return Error{ErrorCode::invalid, "the tally contradicts itself: a count or a code is out of its bounds",
                 ""};
  }
  return tallies;
}

}  // namespace assay::labels
