#pragma once
// Where things stand in a table and in its parts: kinds of names by their number, trusted labels by item and
// question (codes).

#include <array>
#include <cstddef>
#include <cstdint>

#include "store/names.h"

namespace assay::live {

inline constexpr std::array<store::NameKind, store::name_kind_count> all_kinds = {
    store::NameKind::item,    store::NameKind::question,          store::NameKind::annotator,
    store::NameKind::label,   store::NameKind::guideline_version, store::NameKind::batch,
    store::NameKind::provider};

constexpr std::size_t index_of(store::NameKind kind) { return static_cast<std::size_t>(kind); }

constexpr std::uint64_t gold_place(std::uint32_t item, std::uint16_t question) {
  return std::uint64_t{item} << 16 | question;
}

}  // namespace assay::live
