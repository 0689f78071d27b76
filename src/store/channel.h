#pragma once
// Short texts between the programs on one PostgreSQL database (LISTEN and NOTIFY): whoever listens hears them
// at once, nobody keeps them. A connection of its own; one thread at a time.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace assay::store {

class Channel {
 public:
  // Error `unavailable` when the database cannot be reached, here and below: the channel is then of no more
  // use, and what was told meanwhile is lost.
  static Result<std::unique_ptr<Channel>> open(const std::string& postgres_address);
  ~Channel();
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  // From here on hear() has what is told.
  Result<Done> listen();
  // To everybody who listens, this program too. At most text_bytes_max, of UTF-8 without zeros.
  Result<Done> tell(const std::string& text);
  // What was told since the last call; waits up to wait_ms when there is nothing yet.
  Result<std::vector<std::string>> hear(int wait_ms);

  static constexpr std::size_t text_bytes_max = 7000;
  struct Parts;
  explicit Channel(std::unique_ptr<Parts> parts);  // for open()

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace assay::store
