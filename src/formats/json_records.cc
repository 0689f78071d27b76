#include "formats/json_records.h"

#include <fmt/format.h>

#include "formats/encoding.h"
#include "formats/json_lines.h"

namespace assay::formats {

Result<std::string> read_records(std::string_view bytes, const ReadOptions& options, Problems& problems,
                                 const std::function<void(simdjson::dom::object, std::int64_t)>& read) {
  DecodedText decoded;
  if (auto done = decode_text(bytes, options.file, decoded); !done.ok()) return done.error();
  JsonLines lines(decoded.text, options, problems);
  simdjson::dom::object record;
  while (lines.next(record)) read(record, lines.line());
  return fmt::format("JSON {}, {}", lines.is_array() ? "array" : "lines", decoded.encoding);
}

Result<simdjson::dom::element> read_document(const DecodedText& decoded, const ReadOptions& options,
                                             JsonParser& parser) {
  simdjson::dom::element element;
  std::string why;
  if (parser.parse(decoded.text, element, why)) return element;
  return Error{ErrorCode::invalid,
               fmt::format("the file is no JSON ({}): it was cut off or damaged; export it again", why),
               options.file};
}

}  // namespace assay::formats
