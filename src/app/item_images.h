#pragma once
// The images of items: where their bytes are, whether they are those that the importer told of, and the
// bytes.

#include <optional>
#include <string>
#include <string_view>

#include "app/context.h"
#include "base/file.h"
#include "base/keys.h"
#include "domain/item.h"

namespace assay::app {

// As far as this server can know. unchecked: nobody told what to expect, or the bytes are not here.
enum class ImageState { verified, differs, missing, unchecked };
const char* word_of(ImageState state);

struct ImageView {
  domain::ImagePlace place;
  ImageState state = ImageState::unchecked;
  bool is_here = false;    // bytes that item_image() gives
  std::string signed_url;  // of an object in the bucket of the settings; "" of everything else
  std::string note;        // why it cannot be shown, or what differs; "" when all is well
};
// Cost: reads and hashes the file where the server has it.
ImageView image_view(const Context& context, const domain::Item& item);

// Files of images about people are sealed by a key that stands in the content of their item.
inline constexpr std::size_t sealed_file_key_bytes = 32;
inline constexpr std::string_view sealed_file_about = "assay/sealed-file/v1\n";

// A file as it lies there, or what was sealed in it.
struct ImageFile {
  std::optional<FileBytes> file;
  std::optional<Secret> opened;
  std::string_view bytes() const { return opened ? opened->bytes() : file->bytes(); }
};

struct ImageBytes {
  ImageFile file;
  std::string_view type;  // from the bytes: one of files/image_type.h
  Digest sha256{};
};
// Error undefined when the item is no image, not_found when its bytes are not here, invalid when they are no
// image. Asks for no right.
Result<ImageBytes> image_bytes(const Context& context, const domain::Item& item);
// `asked` as of item(). Errors as of image_bytes().
Result<ImageBytes> item_image(Context& context, const Caller& caller, domain::ProjectId project,
                              std::string_view asked);

}  // namespace assay::app
