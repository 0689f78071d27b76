#pragma once
// Where a request comes from when a proxy on this machine stands in front of the server.

#include <string>
#include <string_view>

#include "http/request.h"

namespace assay::http {

bool is_loopback(std::string_view address);

// The last address of X-Forwarded-For, which is the one our own proxy saw; the peer's where there is none, or
// what stands there is no address. Only for a server that is told of its proxy: anybody can write the header.
std::string client_address(const Request& request);

}  // namespace assay::http
