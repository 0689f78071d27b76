#include "base/merkle.h"

#include <algorithm>

#include "base/rng.h"

namespace assay {
namespace {

using Hashes = std::vector<Digest>;

// The leaves of the reference tree of Certificate Transparency, whose roots and proofs are published with it.
const std::vector<std::string> reference_leaves = {"",         std::string("\0", 1), "\x10",
                                                   "\x20\x21", "\x30\x31",           "\x40\x41\x42\x43",
                                                   "PQRSTUVW", "`abcdefghijklmno"};

Hashes reference_hashes(std::size_t count) {
  Hashes hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.push_back(leaf_hash(reference_leaves[i]));
  return hashes;
}

Hashes numbered_hashes(std::size_t count) {
  Hashes hashes;
  for (std::size_t i = 0; i < count; ++i) hashes.push_back(leaf_hash(std::to_string(i)));
  return hashes;
}

std::vector<std::string> hex_of(const Hashes& hashes) {
  std::vector<std::string> text;
  for (const Digest& hash : hashes) text.push_back(hex(hash));
  return text;
}

// The definitions of RFC 9162 section 2.1, word for word and slow, to compare with.
namespace definition {

std::size_t split(std::size_t n) {
  std::size_t k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

Digest root(std::span<const Digest> d) {
  if (d.empty()) return sha256("");
  if (d.size() == 1) return d[0];
  const std::size_t k = split(d.size());
  return node_hash(root(d.first(k)), root(d.subspan(k)));
}

Hashes path(std::size_t m, std::span<const Digest> d) {
  if (d.size() == 1) return {};
  const std::size_t k = split(d.size());
  Hashes found = m < k ? path(m, d.first(k)) : path(m - k, d.subspan(k));
  found.push_back(m < k ? root(d.subspan(k)) : root(d.first(k)));
  return found;
}

Hashes subproof(std::size_t m, std::span<const Digest> d, bool whole) {
  if (m == d.size()) return whole ? Hashes{} : Hashes{root(d)};
  const std::size_t k = split(d.size());
  Hashes found = m <= k ? subproof(m, d.first(k), whole) : subproof(m - k, d.subspan(k), false);
  found.push_back(m <= k ? root(d.subspan(k)) : root(d.first(k)));
  return found;
}

// The root a path leads to, from the root down; empty when the path has another length.
std::optional<Digest> root_by_path(std::size_t m, std::size_t n, Digest leaf, std::span<const Digest> path) {
  if (n == 1) return path.empty() ? std::optional(leaf) : std::nullopt;
  if (path.empty()) return std::nullopt;
  const std::size_t k = split(n);
  const auto below = root_by_path(m < k ? m : m - k, m < k ? k : n - k, leaf, path.first(path.size() - 1));
  if (!below) return std::nullopt;
  return m < k ? node_hash(*below, path.back()) : node_hash(path.back(), *below);
}

}  // namespace definition

TEST(merkle, roots_are_those_of_the_reference_tree) {
  const std::vector<std::string> roots = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  for (std::size_t n = 0; n <= 8; ++n) {
    const Hashes hashes = reference_hashes(n);
    EXPECT_EQ(hex(merkle_root(hashes)), roots[n]);
    EXPECT_EQ(hex(tree_root(subtrees_of_leaves(hashes), n).value()), roots[n]);
  }
}

TEST(merkle, proofs_are_those_of_the_reference_tree) {
  const Hashes hashes = reference_hashes(8);
  const SubtreeSource source = subtrees_of_leaves(hashes);
  const std::string four = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
  const std::string two = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
  const std::string five = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
  const std::string seven = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
  const std::string three = "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7";
  using Text = std::vector<std::string>;
  EXPECT_EQ(hex_of(inclusion_path(source, 5, 8).value()), (Text{five, seven, four}));
  EXPECT_EQ(hex_of(inclusion_path(source, 0, 1).value()), Text{});
  EXPECT_EQ(hex_of(inclusion_path(source, 3, 5).value()), (Text{three, two, five}));
  EXPECT_EQ(hex_of(consistency_proof(source, 6, 8).value()),
            (Text{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", seven, four}));
  EXPECT_EQ(hex_of(consistency_proof(source, 3, 7).value()),
            (Text{three, "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7", two,
                  "837dbb152e9b079010717e84e865da4ebc0fa198a806d59d31bf15accef22d0e"}));
  EXPECT_EQ(hex_of(consistency_proof(source, 4, 8).value()),
            Text{"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"});
}

void expect_inclusion(std::span<const Digest> all, std::size_t index, std::size_t size) {
  const auto tree = all.first(size);
  const Hashes path = inclusion_path(subtrees_of_leaves(all), index, size).value();
  EXPECT_EQ(path, definition::path(index, tree));
  const Digest root = definition::root(tree);
  EXPECT_EQ(definition::root_by_path(index, size, all[index], path), root);
  EXPECT_TRUE(verify_inclusion({all[index], index, size, root}, path).ok()) << index << " of " << size;
}

void expect_consistency(std::span<const Digest> all, std::size_t first, std::size_t second) {
  const Hashes proof = consistency_proof(subtrees_of_leaves(all), first, second).value();
  if (first > 0) {
    EXPECT_EQ(proof, definition::subproof(first, all.first(second), true));
  }
  const ConsistencyClaim claim{first, definition::root(all.first(first)), second,
                               definition::root(all.first(second))};
  EXPECT_TRUE(verify_consistency(claim, proof).ok()) << first << " to " << second;
}

TEST(merkle, every_proof_of_small_trees_follows_the_definition_and_verifies) {
  const Hashes all = numbered_hashes(70);
  for (std::size_t n = 0; n <= 70; ++n) {
    for (std::size_t m = 0; m < n; ++m) expect_inclusion(all, m, n);
    for (std::size_t m = 0; m <= n; ++m) expect_consistency(all, m, n);
  }
}

TEST(merkle, proofs_of_larger_trees_follow_the_definition_and_verify) {
  const Hashes all = numbered_hashes(300);
  Rng random(4, RandomPurpose::simulation, 0);
  for (int i = 0; i < 300; ++i) {
    const std::size_t n = 1 + random.below(300);
    expect_inclusion(all, random.below(n), n);
    expect_consistency(all, random.below(n + 1), n);
  }
}

// A proof must hold for one claim alone: each change of it, of its length, and of the claim is refused.
void expect_inclusion_refused_when_altered(std::span<const Digest> all, std::size_t index, std::size_t size) {
  const Digest root = definition::root(all.first(size));
  const Hashes path = definition::path(index, all.first(size));
  const InclusionClaim claim{all[index], index, size, root};
  for (std::size_t k = 0; k < path.size(); ++k) {
    Hashes altered = path;
    altered[k][7] ^= 1;
    EXPECT_FALSE(verify_inclusion(claim, altered).ok());
    Hashes shorter = path;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(k));
    EXPECT_FALSE(verify_inclusion(claim, shorter).ok());
    Hashes longer = path;
    longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(k), path[k]);
    EXPECT_FALSE(verify_inclusion(claim, longer).ok());
  }
  Hashes longer = path;
  longer.push_back(root);
  EXPECT_FALSE(verify_inclusion(claim, longer).ok());
  InclusionClaim other_leaf = claim;
  other_leaf.leaf_hash[0] ^= 1;
  EXPECT_FALSE(verify_inclusion(other_leaf, path).ok());
  for (std::size_t other = 0; other < size + 2; ++other) {
    if (other == index) continue;
    EXPECT_FALSE(verify_inclusion({all[index], other, size, root}, path).ok());
  }
}

TEST(merkle, an_altered_inclusion_proof_is_refused) {
  const Hashes all = numbered_hashes(9);
  for (std::size_t n = 1; n <= 9; ++n) {
    for (std::size_t m = 0; m < n; ++m) expect_inclusion_refused_when_altered(all, m, n);
  }
}

void expect_consistency_refused_when_altered(std::span<const Digest> all, std::size_t m, std::size_t n) {
  const ConsistencyClaim claim{m, definition::root(all.first(m)), n, definition::root(all.first(n))};
  const Hashes proof = m == 0 ? Hashes{} : definition::subproof(m, all.first(n), true);
  for (std::size_t k = 0; k < proof.size(); ++k) {
    Hashes altered = proof;
    altered[k][31] ^= 0x80;
    EXPECT_FALSE(verify_consistency(claim, altered).ok());
    Hashes shorter = proof;
    shorter.erase(shorter.begin() + static_cast<std::ptrdiff_t>(k));
    EXPECT_FALSE(verify_consistency(claim, shorter).ok());
  }
  Hashes longer = proof;
  longer.push_back(claim.second_root);
  EXPECT_FALSE(verify_consistency(claim, longer).ok());
  ConsistencyClaim other = claim;
  other.first_root[0] ^= 1;
  EXPECT_FALSE(verify_consistency(other, proof).ok());
  if (m == 0) return;  // the empty tree says nothing about the second
  other = claim;
  other.second_root[0] ^= 1;
  EXPECT_FALSE(verify_consistency(other, proof).ok());
}

TEST(merkle, an_altered_consistency_proof_is_refused) {
  const Hashes all = numbered_hashes(9);
  for (std::size_t n = 0; n <= 9; ++n) {
    for (std::size_t m = 0; m <= n; ++m) expect_consistency_refused_when_altered(all, m, n);
  }
}

TEST(merkle, edges_of_proofs_are_refused) {
  const Hashes all = numbered_hashes(4);
  const SubtreeSource source = subtrees_of_leaves(all);
  EXPECT_FALSE(inclusion_path(source, 4, 4).ok());
  EXPECT_FALSE(inclusion_path(source, 0, 0).ok());
  EXPECT_FALSE(inclusion_path(source, 0, 5).ok()) << "the source has four leaves";
  EXPECT_FALSE(consistency_proof(source, 3, 2).ok());
  EXPECT_FALSE(verify_inclusion({all[0], 0, 0, empty_tree_root()}, {}).ok());
  const Digest one = merkle_root(std::span(all).first(1));
  EXPECT_FALSE(verify_consistency({2, one, 1, one}, {}).ok());
  EXPECT_TRUE(verify_consistency({0, empty_tree_root(), 1, one}, {}).ok());
  EXPECT_TRUE(verify_consistency({0, empty_tree_root(), 0, empty_tree_root()}, {}).ok());
  EXPECT_FALSE(verify_consistency({0, empty_tree_root(), 0, one}, {}).ok());
  EXPECT_FALSE(verify_consistency({3, one, 4, one}, {}).ok());
  const std::uint64_t huge = ~std::uint64_t{0};
  EXPECT_FALSE(verify_inclusion({all[0], huge - 1, huge, one}, all).ok());
  EXPECT_FALSE(verify_consistency({huge - 1, one, huge, one}, all).ok());
}

TEST(merkle, a_frontier_reads_back_and_goes_on) {
  MerkleFrontier frontier;
  const Hashes all = numbered_hashes(130);
  for (std::size_t n = 0; n < all.size(); ++n) {
    EXPECT_EQ(frontier.root(), definition::root(std::span(all).first(n)));
    frontier = MerkleFrontier::from_bytes(frontier.bytes()).value();
    EXPECT_EQ(frontier.size(), n);
    frontier.append(all[n]);
  }
  std::string bytes = frontier.bytes();
  EXPECT_FALSE(MerkleFrontier::from_bytes(bytes + "x").ok());
  EXPECT_FALSE(MerkleFrontier::from_bytes(std::string_view(bytes).substr(0, 40)).ok());
  EXPECT_FALSE(MerkleFrontier::from_bytes("").ok());
}

// Rows of 256 hashes per height, filled by what every append completes, as a store keeps them.
struct Tiles {
  std::vector<std::vector<Hashes>> heights = std::vector<std::vector<Hashes>>(3);
  MerkleFrontier frontier;

  void append(const Digest& leaf) {
    const Hashes completed = frontier.append_completing(leaf);
    for (std::size_t level = 0; level < completed.size(); level += 8) {
      std::vector<Hashes>& rows = heights[level / 8];
      if (rows.empty() || rows.back().size() == tile_width) rows.emplace_back();
      rows.back().push_back(completed[level]);
    }
  }
  SubtreeSource source() const {
    return subtrees_of_tiles([this](unsigned height, std::uint64_t index) -> Result<Hashes> {
      if (height >= heights.size() || index >= heights[height].size()) {
        return Error{ErrorCode::not_found, "no such tile", {}};
      }
      return heights[height][index];
    });
  }
};

TEST(merkle, tiles_of_256_give_the_same_proofs_as_all_leaves) {
  const std::size_t count = 66000;  // more than 256 * 256: three heights
  const Hashes all = numbered_hashes(count);
  Tiles tiles;
  for (const Digest& leaf : all) tiles.append(leaf);
  const SubtreeSource by_leaves = subtrees_of_leaves(all);
  EXPECT_EQ(tiles.heights[2].front().size(), 1u);
  EXPECT_EQ(tree_root(tiles.source(), count).value(), tiles.frontier.root());
  EXPECT_FALSE(tree_root(tiles.source(), count + 1).ok());
  Rng random(9, RandomPurpose::simulation, 0);
  for (int i = 0; i < 5; ++i) {
    const std::uint64_t n = 1 + random.below(count);
    const std::uint64_t m = random.below(n);
    EXPECT_EQ(inclusion_path(tiles.source(), m, n).value(), inclusion_path(by_leaves, m, n).value());
    EXPECT_EQ(consistency_proof(tiles.source(), m, n).value(), consistency_proof(by_leaves, m, n).value());
  }
}

}  // namespace
}  // namespace assay
