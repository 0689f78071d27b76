#pragma once
// The web application as it is served: files of an archive by path, as they are stored (gzip) or unpacked for
// who cannot read that; the page for every path that is none of them, because the application has its own
// addresses. The page carries a fresh nonce and the policy that names it.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "http/answer.h"
#include "http/request.h"

namespace assay::http {

class StaticFiles {
 public:
  // Of an archive by tools/pack_app.py, whose bytes outlive this. Error `internal` when it is none or has no
  // index.html.
  static Result<StaticFiles> open(std::string_view archive);

  // Pages may show images from this origin too.
  void allow_images_from(std::string origin) { images_from_ = std::move(origin); }

  // For GET and HEAD of request.path.
  Answer answer(const Request& request) const;
  // One file of the archive, "/reference/index.html".
  Answer file(const Request& request, std::string_view path) const;

 private:
  struct File {
    std::string type;
    std::string_view gzip;
    std::string etag;
  };
  Answer file_answer(const Request& request, const File& file, std::string_view path) const;
  Answer page_answer() const;

  std::map<std::string, File, std::less<>> files_;
  std::string page_;  // index.html, in two parts around the nonce
  std::size_t nonce_at_ = 0;
  std::string images_from_;
};

// Whether If-None-Match of the request names the tag (or "*").
bool has_match(const Request& request, std::string_view etag);

}  // namespace assay::http
