#include "http/answer.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/check.h"
#include "base/json_text.h"

namespace assay::http {
namespace {

std::string error_json(std::string_view code, std::string_view message, std::string_view where) {
  const nlohmann::ordered_json json = {{"code", code}, {"message", message}, {"where", where}};
  return json_text(json);
}

}  // namespace

int status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
      return 400;
    case ErrorCode::forbidden:
      return 403;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::conflict:
      return 409;
    case ErrorCode::undefined:
      return 422;
    case ErrorCode::internal:
      return 500;
    case ErrorCode::unavailable:
      return 503;
  }
  return 500;
}

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case status_moved:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 416:
      return "Range Not Satisfiable";
    case 422:
      return "Unprocessable Content";
    case 428:
      return "Precondition Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Other";
  }
}

Answer error_answer(const Error& error) {
  Answer answer;
  answer.status = status_of(error.code);
  answer.body = error_json(error_code_name(error.code), error.message, error.where);
  return answer;
}

Answer refused(int status, std::string_view code, std::string_view message) {
  Answer answer;
  answer.status = status;
  answer.body = error_json(code, message, "");
  return answer;
}

Answer json_answer(std::string json, int status) {
  Answer answer;
  answer.status = status;
  answer.body = std::move(json);
  return answer;
}

Answer download_answer(const Result<std::string>& text, std::string_view type, std::string_view name) {
  if (!text.ok()) return error_answer(text.error());
  Answer answer;
  answer.type = type;
  answer.body = text.value();
  save_as(answer, name);
  return answer;
}

void save_as(Answer& answer, std::string_view name) {
  add_header(answer, "Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
}

Answer text_answer(std::string text, std::string_view type) {
  Answer answer;
  answer.type = type;
  answer.body = std::move(text);
  return answer;
}

void add_header(Answer& answer, std::string_view name, std::string_view value) {
  for (const char c : value) {
    ASSAY_CHECK(static_cast<unsigned char>(c) >= ' ' && c != '\x7f', "a header's value stays on its line");
  }
  answer.headers.push_back({std::string(name), std::string(value)});
}

}  // namespace assay::http
