#include "cli/xlsx.h"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <limits>

#include "formats/csv_rows.h"
#include "formats/values.h"

namespace assay::cli {
namespace {

constexpr std::size_t rows_max = 1'048'575, columns_max = 16'384, cell_bytes_max = 32'767;

struct Sheet {
  std::vector<std::string> header;
  lxw_worksheet* sheet = nullptr;
  lxw_format* bold = nullptr;
};

void write_cell(const Sheet& into, lxw_row_t row, lxw_col_t column, std::string_view text) {
  if (text.empty()) return;
  const std::optional<double> number = formats::number_from(text);
  if (number && fmt::format("{}", *number) == text) {
    worksheet_write_number(into.sheet, row, column, *number, nullptr);
  } else {
    worksheet_write_string(into.sheet, row, column, std::string(text).c_str(), nullptr);
  }
}

Error too_large(const std::string& sheet, const char* what) {
  return {ErrorCode::invalid,
          fmt::format("the table {} has {} than a spreadsheet can hold: write CSV", sheet, what), ""};
}

Result<Done> fill(const std::string& name, const std::string& csv, const Sheet& into) {
  std::vector<std::string_view> fields(into.header.size());
  formats::CsvDialect dialect{.has_quotes = true};
  formats::CsvCursor cursor(csv, dialect, std::numeric_limits<std::int32_t>::max());
  formats::CsvRowNotes notes;
  lxw_row_t row = 0;
  for (; cursor.next(fields, notes); ++row) {
    if (row > rows_max) return too_large(name, "more rows");
    for (std::size_t column = 0; column < fields.size(); ++column) {
      if (fields[column].size() > cell_bytes_max) return too_large(name, "a longer cell");
      if (row == 0) {
        worksheet_write_string(into.sheet, 0, static_cast<lxw_col_t>(column),
                               std::string(fields[column]).c_str(), into.bold);
      } else {
        write_cell(into, row, static_cast<lxw_col_t>(column), fields[column]);
      }
    }
  }
  worksheet_freeze_panes(into.sheet, 1, 0);
  if (row > 1) worksheet_autofilter(into.sheet, 0, 0, row - 1, static_cast<lxw_col_t>(fields.size() - 1));
  return Done{};
}

Result<Done> add_sheets(lxw_workbook* book, const std::vector<std::pair<std::string, std::string>>& sheets) {
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (const auto& [name, csv] : sheets) {
    const Result<formats::CsvHeader> header = formats::read_csv_header(csv, {.file = name, .delimiter = ','});
    if (!header.ok()) return header.error();
    if (header.value().columns.size() > columns_max) return too_large(name, "more columns");
    Sheet into{header.value().columns, workbook_add_worksheet(book, name.c_str()), bold};
    if (into.sheet == nullptr) return Error{ErrorCode::internal, "a sheet cannot be made", name};
    if (auto done = fill(name, csv, into); !done.ok()) return done;
  }
  return Done{};
}

// What fits into a cell, cut between characters of UTF-8.
std::string fitting(const std::string& text) {
  if (text.size() <= cell_bytes_max) return text;
  std::size_t end = cell_bytes_max - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "\u2026";
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const render::Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) {
    worksheet_write_number(sheet, row, column, static_cast<double>(*whole), nullptr);
  } else if (const auto* number = std::get_if<double>(&cell)) {
    worksheet_write_number(sheet, row, column, *number, nullptr);
  } else if (const auto* text = std::get_if<std::string>(&cell); text != nullptr && !text->empty()) {
    worksheet_write_string(sheet, row, column, fitting(*text).c_str(), nullptr);
  }
}

Result<Done> add_tables(lxw_workbook* book, const std::vector<render::ReportTable>& tables) {
  lxw_format* bold = workbook_add_format(book);
  format_set_bold(bold);
  for (const render::ReportTable& table : tables) {
    if (table.rows.size() > rows_max) return too_large(table.name, "more rows");
    if (table.columns.size() > columns_max) return too_large(table.name, "more columns");
    lxw_worksheet* sheet = workbook_add_worksheet(book, table.name.c_str());
    if (sheet == nullptr) return Error{ErrorCode::internal, "a sheet cannot be made", table.name};
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      const auto place = static_cast<lxw_col_t>(column);
      worksheet_write_string(sheet, 0, place, fitting(table.columns[column]).c_str(), bold);
      for (std::size_t row = 0; row < table.rows.size(); ++row)
        write_cell(sheet, static_cast<lxw_row_t>(row + 1), place, table.rows[row][column]);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_autofilter(sheet, 0, 0, static_cast<lxw_row_t>(table.rows.size()),
                         static_cast<lxw_col_t>(table.columns.size() - 1));
  }
  return Done{};
}

// Makes the sheets of a book that appears whole or not at all.
template <class AddSheets>
Result<Done> write_book(const std::string& path, const AddSheets& add) {
  const std::string part = path + ".part";
  lxw_workbook* book = workbook_new(part.c_str());
  if (book == nullptr) return Error{ErrorCode::unavailable, "the spreadsheet cannot be written", path};
  const Result<Done> filled = add(book);
  const lxw_error code = workbook_close(book);  // writes, and lets go of everything
  if (filled.ok() && code == LXW_NO_ERROR && std::rename(part.c_str(), path.c_str()) == 0) return Done{};
  std::remove(part.c_str());
  if (!filled.ok()) return filled.error();
  return Error{ErrorCode::unavailable,
               fmt::format("the spreadsheet cannot be written ({})", lxw_strerror(code)), path};
}

}  // namespace

Result<Done> write_xlsx(const std::string& path,
                        const std::vector<std::pair<std::string, std::string>>& sheets) {
  return write_book(path, [&](lxw_workbook* book) { return add_sheets(book, sheets); });
}

Result<Done> write_xlsx(const std::string& path, const std::vector<render::ReportTable>& tables) {
  return write_book(path, [&](lxw_workbook* book) { return add_tables(book, tables); });
}

}  // namespace assay::cli
