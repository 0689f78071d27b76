// The compiled part of Asio, once (ASIO_SEPARATE_COMPILATION): files that use it compile in half the time.

#include <asio/impl/src.hpp>
#include <asio/ssl/impl/src.hpp>
