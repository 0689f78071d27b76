#include "app/item_images.h"

#include <fmt/format.h>

#include "app/item_rows.h"
#include "files/image_type.h"
#include "formats/item_archive.h"
#include "store/item.h"

namespace assay::app {
namespace {

using domain::ImagePlace;

// Signatures are made for the beginning of five minutes, so that a page asked for again finds the image in
// the browser's cache.
constexpr std::int64_t signing_step_us = std::int64_t{300} * 1'000'000;

Result<ImageFile> opened_file(const Context& context, const domain::SealedFile& sealed) {
  Result<FileBytes> file = context.files.content(sealed.sha256);
  if (!file) return file.error();
  std::optional<Secret> opened = open_sealed(Secret(sealed.key), sealed_file_about, file.value().bytes());
  if (opened) return ImageFile{std::nullopt, std::move(opened)};
  return Error{ErrorCode::internal, "the key of this image does not open its file", "image"};
}

Result<ImageFile> whole_file(Result<FileBytes> file) {
  if (!file) return file.error();
  return ImageFile{std::move(file).value(), std::nullopt};
}

Result<ImageFile> bytes_here(const Context& context, const ImagePlace& place) {
  const Error elsewhere{ErrorCode::not_found, "the bytes of this image are not on this server", "image"};
  if (place.sealed) return opened_file(context, *place.sealed);
  if (place.kind == ImagePlace::Kind::kept) return whole_file(context.files.content(*place.sha256));
  if (place.kind != ImagePlace::Kind::folder || context.images == nullptr) return elsewhere;
  Result<FileBytes> file = files::folder_image(*context.images, place.name);
  if (file && static_cast<std::int64_t>(file.value().bytes().size()) > formats::image_bytes_max) {
    return Error{ErrorCode::invalid,
                 fmt::format("the file is larger than {} bytes", formats::image_bytes_max), "image"};
  }
  return whole_file(std::move(file));
}

void check_bytes(const Context& context, ImageView& view) {
  const Result<ImageFile> file = bytes_here(context, view.place);
  if (!file) {
    view.state = ImageState::missing;
    view.note = file.error().message;
    return;
  }
  if (files::image_type(file.value().bytes()).empty()) {
    view.note = "the file is no PNG, JPEG, GIF, WebP or AVIF image";
    return;
  }
  view.is_here = true;
  if (!view.place.sha256) return;
  const Digest sha = sha256(file.value().bytes());
  view.state = sha == *view.place.sha256 ? ImageState::verified : ImageState::differs;
  if (view.state == ImageState::differs) {
    view.note =
        fmt::format("the file is not the one that the manifest describes: its SHA-256 is {}", hex(sha));
  }
}

void sign_address(const Context& context, ImageView& view) {
  const files::Bucket* bucket = context.images == nullptr ? nullptr : &context.images->bucket;
  if (bucket == nullptr || !bucket->is_set()) {
    view.note = "this server has no bucket (assay serve --bucket-endpoint)";
  } else if (bucket->name != view.place.bucket) {
    view.note =
        fmt::format("the image is in another bucket than the one of this server, \"{}\"", bucket->name);
  } else {
    const std::int64_t now = context.clock.now_us();
    view.signed_url =
        files::presigned_url(*bucket, view.place.name, {.signed_at_us = now - now % signing_step_us});
  }
}

}  // namespace

const char* word_of(ImageState state) {
  switch (state) {
    case ImageState::verified:
      return "verified";
    case ImageState::differs:
      return "differs";
    case ImageState::missing:
      return "missing";
    case ImageState::unchecked:
      return "unchecked";
  }
  return "";
}

ImageView image_view(const Context& context, const domain::Item& item) {
  ImageView view;
  Result<ImagePlace> place = domain::image_place(item.content.content);
  if (!place) {
    view.note = place.error().message;
    return view;
  }
  view.place = std::move(place).value();
  switch (view.place.kind) {
    case ImagePlace::Kind::kept:
    case ImagePlace::Kind::folder:
      check_bytes(context, view);
      break;
    case ImagePlace::Kind::bucket:
      sign_address(context, view);
      break;
    case ImagePlace::Kind::elsewhere:
      view.note = "the address is in no bucket of this server, so no page loads it";
      break;
  }
  return view;
}

Result<ImageBytes> image_bytes(const Context& context, const domain::Item& item) {
  if (item.content.kind != "image") return Error{ErrorCode::undefined, "this item is no image", "item"};
  Result<ImagePlace> place = domain::image_place(item.content.content);
  if (!place) return place.error();
  Result<ImageFile> file = bytes_here(context, place.value());
  if (!file) return file.error();
  const std::string_view type = files::image_type(file.value().bytes());
  if (type.empty()) {
    return Error{ErrorCode::invalid, "the file is no PNG, JPEG, GIF, WebP or AVIF image", "image"};
  }
  const Digest sha = sha256(file.value().bytes());
  return ImageBytes{std::move(file).value(), type, sha};
}

Result<ImageBytes> item_image(Context& context, const Caller& caller, domain::ProjectId project,
                              std::string_view asked) {
  const Result<ItemsSeen> seen = items_seen(context, caller, project);
  if (!seen) return seen.error();
  const domain::ItemId id = item_asked(*seen.value().table, asked);
  if (auto there = check_seen(seen.value(), id); !there) return there.error();
  auto logged = log_read(context, caller, seen.value().scope, "read_image", {id.value});
  if (!logged) return logged.error();
  Result<domain::Item> item =
      context.database.read([&](store::Connection& connection) -> Result<domain::Item> {
        return store::item_by_id(connection, project, id);
      });
  if (!item) return item.error();
  return image_bytes(context, item.value());
}

}  // namespace assay::app
