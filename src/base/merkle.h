#pragma once
// Merkle trees as RFC 9162 section 2.1 hashes them: leaf = SHA-256(0x00 leaf), node = SHA-256(0x01 left
// right), the empty tree SHA-256 of nothing; n > 1 leaves are split at the largest power of two below n. What
// is logged, drawn from, or summed up by one root uses these functions.
//
// Proofs are made from a source of perfect subtrees, so that whoever keeps the hashes decides how; they are
// verified by loops that share nothing with the code that makes them. Everything here is pure.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/result.h"

namespace assay {

Digest leaf_hash(std::string_view leaf);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_tree_root();

// The root of the tree over these leaf hashes, in their order. O(n) hashes, O(log n) memory.
Digest merkle_root(std::span<const Digest> leaf_hashes);

// What must be kept of a tree to append to it: the roots of the perfect subtrees its size splits into, at
// most 64, largest first. A value: a copy is a tree of its own.
class MerkleFrontier {
 public:
  // O(log n) hashes at worst, two on average.
  void append(const Digest& leaf_hash);
  // The same, and gives every perfect subtree this leaf completes: element k is the root of level k that ends
  // in this leaf, element 0 the leaf itself. That is what a store keeps tiles of.
  std::vector<Digest> append_completing(const Digest& leaf_hash);

  std::uint64_t size() const { return size_; }
  Digest root() const;  // O(log n) hashes
  const std::vector<Digest>& roots() const { return roots_; }

  // Size as eight big-endian bytes, then the roots. Reading refuses what is not exactly that.
  std::string bytes() const;
  static Result<MerkleFrontier> from_bytes(std::string_view bytes);

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> roots_;
};

// The root of the perfect subtree over leaves index * 2^level up to (index + 1) * 2^level. Only subtrees that
// lie wholly inside the tree of the proof are asked for. May fail: it may read from a disk.
using SubtreeSource = std::function<Result<Digest>(unsigned level, std::uint64_t index)>;

// A row of at most 256 neighbouring hashes of level 8 * height, from hash number index * 256 on; the last row
// of a height may be shorter.
using TileSource = std::function<Result<std::vector<Digest>>(unsigned height, std::uint64_t index)>;
inline constexpr std::uint64_t tile_width = 256;

// Subtrees out of tiles: each costs one tile and at most 255 hashes.
SubtreeSource subtrees_of_tiles(TileSource tiles);
// Subtrees out of all leaf hashes; the span must outlive the source. A subtree of level k costs 2^k hashes.
SubtreeSource subtrees_of_leaves(std::span<const Digest> leaf_hashes);

// The root of the first `size` leaves. O(log n) subtrees.
Result<Digest> tree_root(const SubtreeSource& subtrees, std::uint64_t size);
// PATH(index, first `size` leaves), from the leaf up. Refuses index >= size.
Result<std::vector<Digest>> inclusion_path(const SubtreeSource& subtrees, std::uint64_t index,
                                           std::uint64_t size);
// PROOF(first, first `second` leaves). Refuses first > second; empty for first = 0 and first = second.
Result<std::vector<Digest>> consistency_proof(const SubtreeSource& subtrees, std::uint64_t first,
                                              std::uint64_t second);

// What a proof is about: a leaf that is claimed to be number `index` of the tree of this size and root.
struct InclusionClaim {
  Digest leaf_hash{};
  std::uint64_t index = 0;
  std::uint64_t size = 0;
  Digest root{};
};

// A tree that is claimed to be the beginning of another.
struct ConsistencyClaim {
  std::uint64_t first = 0;
  Digest first_root{};
  std::uint64_t second = 0;
  Digest second_root{};
};

// RFC 9162 sections 2.1.3.2 and 2.1.4.2. Error `invalid` says what does not hold. Edges: an index outside the
// tree, a proof too long or too short, first > second are refused; first = 0 is the empty tree with an empty
// proof and says nothing; first = second needs an empty proof and equal roots.
Result<Done> verify_inclusion(const InclusionClaim& claim, std::span<const Digest> path);
Result<Done> verify_consistency(const ConsistencyClaim& claim, std::span<const Digest> proof);

}  // namespace assay
