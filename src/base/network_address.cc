#include "base/network_address.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace assay {
namespace {

struct Block {
  std::array<std::uint8_t, 16> first;
  int bits;
  NetworkPart part;
};

using enum NetworkPart;

// No two blocks of a table overlap.
constexpr std::array of_four = {
    Block{{127}, 8, machine},
    Block{{10}, 8, private_network},
    Block{{172, 16}, 12, private_network},
    Block{{192, 168}, 16, private_network},
    Block{{0}, 8, neither},
    Block{{100, 64}, 10, neither},
    Block{{169, 254}, 16, neither},
    Block{{192, 0, 0}, 24, neither},
    Block{{192, 0, 2}, 24, neither},
    Block{{192, 88, 99}, 24, neither},
    Block{{198, 18}, 15, neither},
    Block{{198, 51, 100}, 24, neither},
    Block{{203, 0, 113}, 24, neither},
    Block{{224}, 3, neither},
};

// What is in none of these and not in 2000::/3, the global unicast addresses, is neither.
constexpr std::array of_sixteen = {
    Block{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128, machine},
    Block{{0xfc}, 7, private_network},
    Block{{0x20, 0x01, 0x00}, 23, neither},
    Block{{0x20, 0x01, 0x0d, 0xb8}, 32, neither},
    Block{{0x20, 0x02}, 16, neither},
    Block{{0x3f, 0xff, 0x00}, 20, neither},
};
constexpr Block global{{0x20}, 3, public_network};
constexpr Block mapped{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96, public_network};

bool holds(const Block& block, std::string_view bytes) {
  for (int bit = 0; bit < block.bits; bit += 8) {
    const auto at = static_cast<std::size_t>(bit / 8);
    const int used = block.bits - bit < 8 ? block.bits - bit : 8;
    const auto mask = static_cast<std::uint8_t>(0xff00 >> used);
    if ((static_cast<std::uint8_t>(bytes[at]) & mask) != (block.first[at] & mask)) return false;
  }
  return true;
}

}  // namespace

NetworkPart network_part_of(std::string_view bytes) {
  if (bytes.size() == 4) {
    for (const Block& block : of_four) {
      if (holds(block, bytes)) return block.part;
    }
    return public_network;
  }
  if (bytes.size() != 16) return neither;
  if (holds(mapped, bytes)) return network_part_of(bytes.substr(12));
  for (const Block& block : of_sixteen) {
    if (holds(block, bytes)) return block.part;
  }
  return holds(global, bytes) ? public_network : neither;
}

}  // namespace assay
