#pragma once
// A file of items: a table, a zip of a table and files or of files alone, or one image or text.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/annotations.h"
#include "app/item_columns.h"
#include "files/files.h"
#include "formats/item_archive.h"
#include "formats/sheet.h"

namespace assay::app {

// Whether the bytes of images are kept as rows are made, and if they are about people sealed, each file by a
// key of its own that stands in the content of its item; a try only looks at them.
enum class Keeping { keep, keep_sealed, look };

class ItemFile {
 public:
  // `bytes` outlive this. Problems: what is left out and why.
  static Result<ItemFile> read(std::string_view bytes, const formats::ReadOptions& options,
                               const ImportSpec& spec, formats::Problems& problems);

  std::size_t row_count() const;
  // Rows `begin` to `end`. A row whose file is missing, damaged or no image carries its error. An Error is
  // the whole file's: an archive beyond its limits, a disk that does not take the bytes.
  Result<std::vector<NewItem>> rows(const files::Files& files, std::size_t begin, std::size_t end,
                                    Keeping keeping);

  const formats::Sheet& sheet() const { return sheet_; }  // no columns where there is no table
  const ItemColumns& columns() const { return columns_; }
  const std::string& format() const { return format_; }  // "csv", "zip of csv", "zip", "image", "text"
  const std::string& understood() const { return understood_; }

 private:
  Result<Done> read_table(std::string_view bytes, const formats::ReadOptions& options, const ImportSpec& spec,
                          formats::Problems& problems);
  Result<Done> read_archive(std::string_view bytes, const formats::ReadOptions& options,
                            const ImportSpec& spec, formats::Problems& problems);
  void list_unnamed_files(const std::string& file, formats::Problems& problems) const;
  NewItem table_row(std::size_t row) const;
  Result<Done> fill_from_archive(const files::Files& files, Keeping keeping, NewItem& item);
  Result<NewItem> file_row(const files::Files& files, std::size_t at, Keeping keeping);

  formats::Sheet sheet_;
  ItemColumns columns_;
  std::optional<formats::ItemArchive> archive_;
  std::string_view lone_;  // the one image or text that the file is
  std::string lone_name_;
  std::string format_, understood_;
};

}  // namespace assay::app
