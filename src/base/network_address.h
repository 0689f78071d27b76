#pragma once
// Which part of the network an address belongs to: what a server may be told to connect to depends on it.

#include <string_view>

namespace assay {

// public_network: reachable by everybody. machine: this machine itself. private_network: of a house (RFC
// 1918, unique local). neither: link-local, multicast, documentation, transition and everything else that is
// reserved, which nobody is to be connected to by name.
enum class NetworkPart { public_network, machine, private_network, neither };

// Of the 4 bytes of an IPv4 address or the 16 of an IPv6 one, in network order; of anything else: neither. An
// IPv4 address inside of an IPv6 one is judged by itself. By the IANA registries of special-purpose addresses
// (RFC 6890 and its successors).
NetworkPart network_part_of(std::string_view bytes);

}  // namespace assay
