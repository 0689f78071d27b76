#pragma once
// The loop around every reader of JSON records: one object per line, or all in one array.

#include <simdjson.h>

#include <functional>
#include <string>

#include "formats/problem.h"
#include "formats/reader.h"

namespace assay::formats {

// Calls `read` with every object and its row. Returns what the text is: "JSON lines, UTF-8". What is no
// object is listed and passed over; an Error means that the bytes are no text.
Result<std::string> read_records(std::string_view bytes, const ReadOptions& options, Problems& problems,
                                 const std::function<void(simdjson::dom::object, std::int64_t)>& read);

// The one object that a whole text is, in memory at once: several times the size of the text. `parser` owns
// it.
class JsonParser;
struct DecodedText;
Result<simdjson::dom::element> read_document(const DecodedText& decoded, const ReadOptions& options,
                                             JsonParser& parser);

}  // namespace assay::formats
