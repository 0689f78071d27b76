#include "render/html.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "render/json.h"

namespace assay::render {
namespace {

// What files hold that were made to break a report.
const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names = {"</script><script>window.broken = 1</script>",
                                                 "<img src=x onerror=\"window.broken = 1\">",
                                                 "\"quotes' and \\backslashes\\",
                                                 "\xE2\x80\xAEtxt.exe",
                                                 "<!--<script>",
                                                 "a\xE2\x80\xA8 b\xE2\x80\xA9 c",
                                                 "&lt;b&gt;",
                                                 "${window.broken = 1}",
                                                 "@ASSAY_INSPECTION@"};
  return names;
}

quality::Inspection hostile_inspection() {
  quality::Inspection inspection;
  inspection.version = "test";
  for (const std::string& name : hostile_names()) {
    inspection.files.push_back({"labels", name, "csv", name, 1, ""});
    inspection.problems.push_back({name, 3, name, name});
    quality::QuestionInspection question;
    question.question = name;
    question.categories = {name};
    quality::AnnotatorRow annotator;
    annotator.annotator = name;
    annotator.attributes[name] = name;
    question.annotators.push_back(annotator);
    quality::LabelError doubt;
    doubt.item = doubt.held = doubt.suggested = name;
    question.label_errors.push_back(doubt);
    question.warnings.push_back({"code", name});
    inspection.questions.push_back(question);
  }
  return inspection;
}

std::string embedded(const std::string& html) {
  const std::string opening = "<script type=\"application/json\" id=\"inspection\">";
  const std::size_t begin = html.find(opening) + opening.size();
  return html.substr(begin, html.find("</script>", begin) - begin);
}

TEST(html, is_the_page_with_the_document_inside) {
  const std::string html = inspection_html(quality::Inspection{});
  EXPECT_EQ(html.rfind("<!doctype html>", 0), 0u);
  EXPECT_EQ(html.find("@ASSAY_INSPECTION@"), std::string::npos);
  EXPECT_EQ(json_from<nlohmann::json>(embedded(html)),
            json_from<nlohmann::json>(report_json(quality::Inspection{})));
}

TEST(html, loads_nothing_from_anywhere) {
  const std::string html = inspection_html(quality::Inspection{});
  EXPECT_NE(html.find("default-src 'none'"), std::string::npos);
  for (const char* loading : {"<script src", "<link", "@import", "url(http", "url(/"}) {
    EXPECT_EQ(html.find(loading), std::string::npos) << loading;
  }
}

TEST(html, hostile_names_cannot_leave_the_document) {
  const quality::Inspection inspection = hostile_inspection();
  const std::string document = embedded(inspection_html(inspection));
  EXPECT_EQ(document.find_first_of("<>&"), std::string::npos);
  EXPECT_EQ(document.find("\xE2\x80\xA8"), std::string::npos);
  const nlohmann::json read = json_from<nlohmann::json>(document);
  ASSERT_EQ(read.at("questions").size(), hostile_names().size());
  for (std::size_t q = 0; q < hostile_names().size(); ++q) {
    EXPECT_EQ(read.at("questions").at(q).at("question"), hostile_names()[q]);
  }
}

TEST(html, hostile_names_add_no_element) {
  const auto count = [](const std::string& html, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = html.find(what); at != std::string::npos; at = html.find(what, at + 1)) ++found;
    return found;
  };
  const std::string plain = inspection_html(quality::Inspection{});
  const std::string hostile = inspection_html(hostile_inspection());
  for (const char* element : {"<script", "</script", "<img", "<!--"}) {
    EXPECT_EQ(count(hostile, element), count(plain, element)) << element;
  }
}

TEST(html, safe_json_means_the_same) {
  for (const std::string& name : hostile_names()) {
    const std::string json = nlohmann::json(name).dump();
    EXPECT_EQ(json_from<nlohmann::json>(html_safe_json(json)), json_from<nlohmann::json>(json));
  }
}

}  // namespace
}  // namespace assay::render
