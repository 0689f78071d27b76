#include "http/static_files.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/big_endian.h"
#include "base/hash.h"
#include "base/keys.h"
#include "http/protection.h"

namespace assay::http {
namespace {

constexpr std::string_view nonce_mark = "@ASSAY_NONCE@";
constexpr std::size_t plain_bytes_max = 64 << 20;

// Takes bytes from the front; nothing when they are not there.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  std::optional<std::string_view> take(std::size_t count) {
    if (count > bytes_.size()) return std::nullopt;
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  std::optional<std::uint64_t> number(std::size_t count) {
    const auto bytes = take(count);
    if (!bytes) return std::nullopt;
    return from_big_endian(*bytes);
  }
  std::optional<std::string> text() {
    const auto size = number(2);
    const auto bytes = size ? take(*size) : std::nullopt;
    return bytes ? std::optional(std::string(*bytes)) : std::nullopt;
  }

 private:
  std::string_view bytes_;
};

std::optional<std::string> unpacked(std::string_view gzip) {
  z_stream stream{};
  constexpr int gzip_only = 16 + MAX_WBITS;
  if (inflateInit2(&stream, gzip_only) != Z_OK) return std::nullopt;
  // zlib does not write to what it reads; its older interface says const nowhere.
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(gzip.data()));
  stream.avail_in = static_cast<uInt>(gzip.size());
  std::string plain;
  std::array<char, 65536> part{};
  int status = Z_OK;
  while (status == Z_OK && plain.size() < plain_bytes_max) {
    stream.next_out = reinterpret_cast<Bytef*>(part.data());
    stream.avail_out = static_cast<uInt>(part.size());
    status = inflate(&stream, Z_NO_FLUSH);
    plain.append(part.data(), part.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  return status == Z_STREAM_END ? std::optional(std::move(plain)) : std::nullopt;
}

// "gzip;q=0" is a refusal; every browser of the last 20 years says gzip.
bool takes_gzip(const Request& request) {
  const std::string_view accepted = header_value(request, "Accept-Encoding").value_or("");
  const std::size_t at = accepted.find("gzip");
  return at != std::string_view::npos && accepted.substr(at + 4, 4) != ";q=0";
}

}  // namespace

bool has_match(const Request& request, std::string_view etag) {
  const auto known = header_value(request, "If-None-Match");
  return known && (*known == "*" || known->find(etag) != std::string_view::npos);
}

Result<StaticFiles> StaticFiles::open(std::string_view archive) {
  const Error broken{ErrorCode::internal, "the web application inside of this program is broken", "app"};
  StaticFiles files;
  Reader reader(archive);
  const auto count = reader.number(4);
  if (!count) return broken;
  std::vector<std::pair<std::string, std::uint64_t>> sizes;
  for (std::uint64_t i = 0; i < *count; ++i) {
    const auto name = reader.text();
    auto type = name ? reader.text() : std::nullopt;
    const auto size = type ? reader.number(8) : std::nullopt;
    const auto sha256 = size ? reader.take(32) : std::nullopt;
    if (!sha256) return broken;
    const std::string tag = hex({reinterpret_cast<const std::uint8_t*>(sha256->data()), 16});
    files.files_["/" + *name] = File{*std::move(type), {}, "\"" + tag + "\""};
    sizes.emplace_back("/" + *name, *size);
  }
  for (const auto& [name, size] : sizes) {
    const auto bytes = reader.take(size);
    if (!bytes) return broken;
    files.files_[name].gzip = *bytes;
  }
  const auto index = files.files_.find("/index.html");
  if (index == files.files_.end()) return broken;
  auto page = unpacked(index->second.gzip);
  if (!page) return broken;
  files.nonce_at_ = page->find(nonce_mark);
  if (files.nonce_at_ == std::string::npos) return broken;
  page->erase(files.nonce_at_, nonce_mark.size());
  files.page_ = *std::move(page);
  files.files_.erase(index);
  return files;
}

Answer StaticFiles::answer(const Request& request) const {
  const auto file = files_.find(request.path);
  if (file != files_.end()) return file_answer(request, file->second, file->first);
  // A missing asset is an error: the page in its place would be read as a script.
  if (request.path.rfind("/assets/", 0) == 0) {
    return error_answer({ErrorCode::not_found, "there is no such file", "path"});
  }
  return page_answer();
}

Answer StaticFiles::file(const Request& request, std::string_view path) const {
  const auto file = files_.find(path);
  if (file == files_.end()) return error_answer({ErrorCode::not_found, "there is no such file", "path"});
  return file_answer(request, file->second, path);
}

Answer StaticFiles::file_answer(const Request& request, const File& file, std::string_view path) const {
  Answer answer;
  add_header(answer, "ETag", file.etag);
  add_header(answer, "Vary", "Accept-Encoding");
  // Names of assets carry the hash of their content: what is under a name never changes.
  const bool named_by_hash = path.rfind("/assets/", 0) == 0;
  add_header(answer, "Cache-Control", named_by_hash ? "public, max-age=31536000, immutable" : "no-cache");
  if (has_match(request, file.etag)) {
    answer.status = 304;
    answer.type = "";
    return answer;
  }
  answer.type = file.type;
  if (takes_gzip(request)) {
    add_header(answer, "Content-Encoding", "gzip");
    answer.fixed_body = file.gzip;
    return answer;
  }
  auto plain = unpacked(file.gzip);
  if (!plain) return error_answer({ErrorCode::internal, "a file of the web application is broken", "app"});
  answer.body = *std::move(plain);
  return answer;
}

Answer StaticFiles::page_answer() const {
  const std::string nonce = base64(random_bytes(18));
  Answer answer =
      text_answer(page_.substr(0, nonce_at_) + nonce + page_.substr(nonce_at_), "text/html; charset=utf-8");
  add_header(answer, "Content-Security-Policy", page_policy(nonce, images_from_));
  return answer;
}

}  // namespace assay::http
