#include "base/merkle.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "base/big_endian.h"

namespace assay {
namespace {

constexpr std::size_t digest_bytes = sizeof(Digest);

Digest digest_of(std::string_view bytes) {
  Digest digest{};
  std::copy(bytes.begin(), bytes.end(), digest.begin());
  return digest;
}

// The largest power of two below n; n > 1.
std::uint64_t split_of(std::uint64_t n) { return std::bit_floor(n - 1); }

unsigned level_of(std::uint64_t power_of_two) {
  return static_cast<unsigned>(std::countr_zero(power_of_two));
}

// Folds perfect subtrees, largest first, into the root of them all.
Digest folded(std::span<const Digest> roots) {
  if (roots.empty()) return empty_tree_root();
  Digest root = roots.back();
  for (std::size_t i = roots.size() - 1; i > 0; --i) root = node_hash(roots[i - 1], root);
  return root;
}

// Leaves start .. start + count - 1 of a tree, where start is a multiple of a power of two >= count.
struct Range {
  std::uint64_t start = 0;
  std::uint64_t count = 0;
  Range left() const { return {start, split_of(count)}; }
  Range right() const { return {start + split_of(count), count - split_of(count)}; }
};

Result<Digest> range_root(const SubtreeSource& subtrees, Range range) {
  std::vector<Digest> roots;
  while (range.count > 0) {
    const std::uint64_t width = std::bit_floor(range.count);
    const Result<Digest> root = subtrees(level_of(width), range.start / width);
    if (!root.ok()) return root.error();
    roots.push_back(root.value());
    range = {range.start + width, range.count - width};
  }
  return folded(roots);
}

// The roots of these ranges; proofs list them from the leaf up, and they are found from the root down.
Result<std::vector<Digest>> roots_upward(const SubtreeSource& subtrees, const std::vector<Range>& downward) {
  std::vector<Digest> roots;
  for (auto range = downward.rbegin(); range != downward.rend(); ++range) {
    const Result<Digest> root = range_root(subtrees, *range);
    if (!root.ok()) return root.error();
    roots.push_back(root.value());
  }
  return roots;
}

Error refused(std::string message) { return Error{ErrorCode::invalid, std::move(message), {}}; }

// Where a verifying loop stands: a node of the tree, and the last node of the same level.
struct Place {
  std::uint64_t node = 0;
  std::uint64_t last = 0;
  bool is_right() const { return (node & 1) != 0 || node == last; }
  void up() {
    node >>= 1;
    last >>= 1;
  }
  // Past the levels at which the last node has no sibling and therefore stands for itself.
  void up_to_right_child() {
    while ((node & 1) == 0 && node != 0) up();
  }
};

}  // namespace

Digest leaf_hash(std::string_view leaf) {
  Sha256 hash;
  hash.add(std::string_view("\0", 1));
  hash.add(leaf);
  return hash.finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
  char bytes[1 + 2 * digest_bytes];
  bytes[0] = 1;
  std::copy(left.begin(), left.end(), bytes + 1);
  std::copy(right.begin(), right.end(), bytes + 1 + digest_bytes);
  return sha256({bytes, sizeof bytes});
}

Digest empty_tree_root() { return sha256({}); }

Digest merkle_root(std::span<const Digest> leaf_hashes) {
  MerkleFrontier frontier;
  for (const Digest& leaf : leaf_hashes) frontier.append(leaf);
  return frontier.root();
}

void MerkleFrontier::append(const Digest& leaf_hash) {
  Digest carried = leaf_hash;
  for (std::uint64_t size = size_; (size & 1) != 0; size >>= 1) {
    carried = node_hash(roots_.back(), carried);
    roots_.pop_back();
  }
  roots_.push_back(carried);
  ++size_;
}

std::vector<Digest> MerkleFrontier::append_completing(const Digest& leaf_hash) {
  std::vector<Digest> completed{leaf_hash};
  for (std::uint64_t size = size_; (size & 1) != 0; size >>= 1) {
    completed.push_back(node_hash(roots_.back(), completed.back()));
    roots_.pop_back();
  }
  roots_.push_back(completed.back());
  ++size_;
  return completed;
}

Digest MerkleFrontier::root() const { return folded(roots_); }

std::string MerkleFrontier::bytes() const {
  std::string bytes = big_endian(size_);
  for (const Digest& root : roots_) bytes += as_text(root);
  return bytes;
}

Result<MerkleFrontier> MerkleFrontier::from_bytes(std::string_view bytes) {
  if (bytes.size() < 8) return refused("a frontier begins with its size in eight bytes");
  MerkleFrontier frontier;
  frontier.size_ = from_big_endian(bytes.substr(0, 8));
  bytes.remove_prefix(8);
  const auto roots = static_cast<std::size_t>(std::popcount(frontier.size_));
  if (bytes.size() != roots * digest_bytes) {
    return refused("a frontier holds one hash for every perfect subtree of its size");
  }
  for (; !bytes.empty(); bytes.remove_prefix(digest_bytes)) {
    frontier.roots_.push_back(digest_of(bytes.substr(0, digest_bytes)));
  }
  return frontier;
}

SubtreeSource subtrees_of_tiles(TileSource tiles) {
  return [tiles = std::move(tiles)](unsigned level, std::uint64_t index) -> Result<Digest> {
    const unsigned inside = level % 8;
    const std::uint64_t width = std::uint64_t{1} << inside;
    const std::uint64_t rows = tile_width / width;
    const Result<std::vector<Digest>> tile = tiles(level / 8, index / rows);
    if (!tile.ok()) return tile.error();
    const std::uint64_t begin = index % rows * width;
    if (tile.value().size() < begin + width) {
      return Error{ErrorCode::internal, "a tile of the log lacks hashes that the log's size promises", {}};
    }
    return merkle_root(std::span(tile.value()).subspan(begin, width));
  };
}

SubtreeSource subtrees_of_leaves(std::span<const Digest> leaf_hashes) {
  return [leaf_hashes](unsigned level, std::uint64_t index) -> Result<Digest> {
    if (level > 63 || leaf_hashes.size() >> level <= index) {
      return Error{ErrorCode::invalid, "the tree has fewer leaves than the proof needs", {}};
    }
    return merkle_root(leaf_hashes.subspan(index << level, std::size_t{1} << level));
  };
}

Result<Digest> tree_root(const SubtreeSource& subtrees, std::uint64_t size) {
  return range_root(subtrees, {0, size});
}

Result<std::vector<Digest>> inclusion_path(const SubtreeSource& subtrees, std::uint64_t index,
                                           std::uint64_t size) {
  if (index >= size) return refused("there is no leaf of this number in a tree of this size");
  std::vector<Range> siblings;
  Range range{0, size};
  while (range.count > 1) {
    const bool in_left = index - range.start < split_of(range.count);
    siblings.push_back(in_left ? range.right() : range.left());
    range = in_left ? range.left() : range.right();
  }
  return roots_upward(subtrees, siblings);
}

Result<std::vector<Digest>> consistency_proof(const SubtreeSource& subtrees, std::uint64_t first,
                                              std::uint64_t second) {
  if (first > second) return refused("the first tree of a consistency proof is the smaller one");
  if (first == 0 || first == second) return std::vector<Digest>{};
  std::vector<Range> parts;
  Range range{0, second};
  while (first != range.start + range.count) {
    const bool in_left = first - range.start <= split_of(range.count);
    parts.push_back(in_left ? range.right() : range.left());
    range = in_left ? range.left() : range.right();
  }
  // The whole first tree is known to whoever asks; a smaller end of it is not.
  if (range.start != 0) parts.push_back(range);
  return roots_upward(subtrees, parts);
}

Result<Done> verify_inclusion(const InclusionClaim& claim, std::span<const Digest> path) {
  if (claim.index >= claim.size) return refused("the leaf's number lies outside the tree");
  Place place{claim.index, claim.size - 1};
  Digest root = claim.leaf_hash;
  for (const Digest& sibling : path) {
    if (place.last == 0) return refused("the inclusion path is longer than the tree is high");
    if (place.is_right()) {
      root = node_hash(sibling, root);
      place.up_to_right_child();
    } else {
      root = node_hash(root, sibling);
    }
    place.up();
  }
  if (place.last != 0) return refused("the inclusion path is shorter than the tree is high");
  if (root != claim.root) return refused("the inclusion path leads to another root");
  return Done{};
}

Result<Done> verify_consistency(const ConsistencyClaim& claim, std::span<const Digest> proof) {
  if (claim.first > claim.second) return refused("the first tree is larger than the second");
  if (claim.first == claim.second || claim.first == 0) {
    if (!proof.empty()) return refused("the consistency proof has hashes where none belong");
    if (claim.first == 0 && claim.first_root != empty_tree_root()) {
      return refused("the first root is not that of an empty tree");
    }
    if (claim.first == claim.second && claim.first_root != claim.second_root) {
      return refused("two trees of one size have different roots");
    }
    return Done{};
  }
  Place place{claim.first - 1, claim.second - 1};
  while ((place.node & 1) != 0) place.up();
  // A first tree that is one perfect subtree is the start of the way itself.
  const bool perfect = std::has_single_bit(claim.first);
  if (!perfect && proof.empty()) return refused("the consistency proof is empty");
  Digest first = perfect ? claim.first_root : proof.front();
  Digest second = first;
  for (const Digest& sibling : proof.subspan(perfect ? 0 : 1)) {
    if (place.last == 0) return refused("the consistency proof is longer than the tree is high");
    if (place.is_right()) {
      first = node_hash(sibling, first);
      second = node_hash(sibling, second);
      place.up_to_right_child();
    } else {
      second = node_hash(second, sibling);
    }
    place.up();
  }
  if (place.last != 0) return refused("the consistency proof is shorter than the tree is high");
  if (first != claim.first_root) return refused("the consistency proof does not lead to the first root");
  if (second != claim.second_root) return refused("the consistency proof does not lead to the second root");
  return Done{};
}

}  // namespace assay
