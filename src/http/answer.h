#pragma once
// What a handler answers: a status, headers and one of four bodies. Plain data; the server writes it out.

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/request.h"
#include "http/stream.h"

namespace assay::http {

enum class More { yes, no };

struct Answer {
  int status = 200;
  std::string type = "application/json";  // the content type; empty: no body at all
  std::vector<Header> headers;
  std::string body;

  // The body in place of `body`, if set: bytes that live as long as the program,
  std::string_view fixed_body;
  // a file made piece by piece while it is sent (called on the thread of the handler; an error cuts the
  // connection, so that nobody takes half a file for the whole),
  std::function<Result<More>(std::string& piece)> pieces;
  // or events until one side has enough. Called once, when the head of the answer is on its way.
  std::function<void(Stream)> stream;
};

// Statuses beside those of ErrorCode.
inline constexpr int status_moved = 308;
inline constexpr int status_unauthenticated = 401;
inline constexpr int status_method_not_allowed = 405;
inline constexpr int status_length_required = 411;
inline constexpr int status_body_too_large = 413;
inline constexpr int status_target_too_long = 414;
inline constexpr int status_too_many = 429;
inline constexpr int status_headers_too_large = 431;

// The one table from errors to HTTP.
int status_of(ErrorCode code);
// "Not Found", for the status line.
std::string_view reason_phrase(int status);

// {"code":..., "message":..., "where":...} with the status of the code.
Answer error_answer(const Error& error);
// The same for what only HTTP knows; `code` is "unauthenticated", "too_many" and the like.
Answer refused(int status, std::string_view code, std::string_view message);

Answer json_answer(std::string json, int status = 200);
// A file that is saved under `name`, which is ours, or the error.
Answer download_answer(const Result<std::string>& text, std::string_view type, std::string_view name);
// Has the body saved as a file of this name, which is ours.
void save_as(Answer& answer, std::string_view name);
Answer text_answer(std::string text, std::string_view type = "text/plain; charset=utf-8");

// Adds a header. A value that could end its line is our own mistake: what comes from outside is not put here
// unchecked.
void add_header(Answer& answer, std::string_view name, std::string_view value);

}  // namespace assay::http
