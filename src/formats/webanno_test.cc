#include <gtest/gtest.h>

#include "formats/formats_testing.h"

namespace assay::formats {
namespace {

std::string tsv(const std::string& sentences) {
  return "#FORMAT=WebAnno TSV "
         "3.3\n#T_SP=de.tudarmstadt.NamedEntity|identifier|value\n#T_SP=custom.Tone|label\n\n\n" +
         sentences;
}

const std::string two_sentences = tsv(
    "#Text=Ann Lee sings\n1-1\t0-3\tAnn\t*[1]\tPER[1]\tgood[9]\t\n1-2\t4-7\tLee\t*[1]\tPER[1]\tgood[9]\t\n"
    "1-3\t8-13\tsings\t_\t_\tgood[9]\t\n\n#Text=In Rome\n2-1\t14-16\tIn\t_\t_\tgood[9]\t\n"
    "2-2\t17-21\tRome\t*\tLOC\tgood[9]\t\n");

TEST(webanno, reads_labels_of_documents_and_of_tokens) {
  const Read read = read_text(two_sentences, {.file = "annotation/doc7.txt/ann.tsv"});
  ASSERT_TRUE(read.ok) << read.error;
  EXPECT_EQ(read.summary.format, "webanno");
  EXPECT_EQ(rows_of(read.table),
            "doc7.txt: 1-1 Ann ann B-PER NamedEntity.value|doc7.txt: 1-2 Lee ann I-PER NamedEntity.value|"
            "doc7.txt: 1-3 sings ann O NamedEntity.value|doc7.txt: 2-1 In ann O NamedEntity.value|"
            "doc7.txt: 2-2 Rome ann B-LOC NamedEntity.value|doc7.txt ann good Tone.label|"
            R"(doc7.txt ann ["LOC","PER"] NamedEntity.value spans)");
  EXPECT_EQ(regions_of(read.table),
            "doc7.txt ann PER NamedEntity.value spans span 0,7|doc7.txt ann LOC NamedEntity.value spans span "
            "17,21");
  EXPECT_EQ(read.problems.count, 0) << messages_of(read.problems);
}

TEST(webanno, keeps_stacked_values_apart_and_takes_escapes_back) {
  const Read read = read_text(
      tsv("#Text=a b\n1-1\t0-1\ta\t*[1]|*[2]\tX[1]|Y\\|Z[2]\t_\t\n1-2\t2-3\tb\t*[2]\tY\\|Z[2]\t_\t\n"),
      {.file = "d/w.tsv"});
  EXPECT_EQ(regions_of(read.table), "d w X NamedEntity.value spans span 0,1")
      << "the other covers the document";
  EXPECT_EQ(rows_of(read.table).substr(0, 27), "d w Y|Z NamedEntity.value|d");
}

TEST(webanno, counts_offsets_in_code_points) {
  const Read read = read_text(
      tsv("#Text=\xF0\x9F\x98\x80 Ann\n1-1\t0-2\t\xF0\x9F\x98\x80\t_\t_\t_\t\n1-2\t3-6\tAnn\t*\tPER\t_\t\n\n"
          "#Text=Bob\n2-1\t7-10\tBob\t*\tPER\t_\t\n"),
      {.file = "d/w.tsv"});
  EXPECT_EQ(regions_of(read.table),
            "d w PER NamedEntity.value spans span 2,5|d w PER NamedEntity.value spans span 6,9");
}

TEST(webanno, refuses_a_curators_file_as_annotations) {
  EXPECT_EQ(read_text(two_sentences, {.file = "d/CURATION_USER.tsv"}).error,
            "d/CURATION_USER.tsv: this is what a curator decided, no annotator's work: give it as --gold, or "
            "name the "
            "annotator");
  labels::Table table;
  Problems problems;
  ASSERT_TRUE(read_gold(two_sentences, {.file = "d/CURATION_USER.tsv"}, table, problems).ok());
  EXPECT_EQ(table.row_count(), 0U);
  EXPECT_EQ(gold_of(table).substr(0, 35), "d: 1-1 Ann B-PER NamedEntity.value|");
}

TEST(webanno, leaves_relations_and_parts_of_tokens_out_and_lists_broken_lines) {
  const Read read = read_text(
      "#FORMAT=WebAnno TSV 3.2\n#T_SP=a.B|c\n#T_RL=d.E|f|BT_a.B\n\n#Text=x y\n1-1\t0-1\tx\tV\t_\t_\t\n"
      "1-1.1\t0-1\tx\tW\t_\t_\t\n1-2\tzero\ty\t_\t_\t_\t\n1-2\n1-2\t2-3\ty\t_\t_\t_\t\n",
      {.file = "d/w.tsv"});
  EXPECT_EQ(rows_of(read.table), R"(d: 1-1 x w B-V B.c|d: 1-2 y w O B.c|d w ["V"] B.c spans)");
  EXPECT_EQ(read.problems.count, 2) << messages_of(read.problems);
}

}  // namespace
}  // namespace assay::formats
