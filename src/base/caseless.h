#pragma once
// Texts found in texts whatever their case, and texts cut between characters. UTF-8.

#include <cstddef>
#include <string>
#include <string_view>

namespace assay {

// A text looked for in others, upper and lower case alike (Unicode's simple lower case, by utf8proc).
class Caseless {
 public:
  explicit Caseless(std::string_view wanted);
  bool is_in(std::string_view text) const;  // the empty text is in every other

 private:
  std::string wanted_;  // in lower case
};

// At most so many bytes from the front, cut between characters.
std::string_view beginning(std::string_view text, std::size_t bytes_max);

}  // namespace assay
