#include "labels/dictionary.h"

#include "base/check.h"
#include "base/hash.h"

namespace assay::labels {

Dictionary::Dictionary() : begin_(1, 0), slots_(16) {}

std::string_view Dictionary::name(std::uint32_t code) const {
  ASSAY_CHECK(code < size(), "a code names what its dictionary holds");
  return std::string_view(arena_).substr(begin_[code], begin_[code + 1] - begin_[code]);
}

std::size_t Dictionary::slot_of(std::string_view name, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.code == none) return at;
    if (slot.tag == tag && this->name(slot.code) == name) return at;
  }
}

std::uint32_t Dictionary::code(std::string_view name) {
  const std::uint64_t hash = table_hash(name);
  const std::size_t at = slot_of(name, hash);
  if (slots_[at].code != none) return slots_[at].code;
  const std::uint32_t fresh = size();
  ASSAY_CHECK(fresh < none, "a dictionary holds fewer than 2^32 - 1 names");
  arena_.append(name);
  begin_.push_back(arena_.size());
  slots_[at] = Slot{static_cast<std::uint32_t>(hash >> 32), fresh};
  if (std::size_t{size()} * 2 > slots_.size()) grow();
  return fresh;
}

std::optional<std::uint32_t> Dictionary::find(std::string_view name) const {
  const Slot& slot = slots_[slot_of(name, table_hash(name))];
  if (slot.code == none) return std::nullopt;
  return slot.code;
}

void Dictionary::grow() {
  slots_.assign(slots_.size() * 4, Slot{});
  for (std::uint32_t code = 0; code < size(); ++code) {
    const std::uint64_t hash = table_hash(name(code));
    slots_[slot_of(name(code), hash)] = Slot{static_cast<std::uint32_t>(hash >> 32), code};
  }
}

}  // namespace assay::labels
