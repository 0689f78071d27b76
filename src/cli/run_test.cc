#include "cli/run.h"

#include "cli/cli_testing.h"
#include "formats/reader.h"
#include "quality/metrics/registry.h"

namespace assay::cli {
namespace {

TEST(run, names_its_question_and_one_example_of_every_command) {
  const Ran help = run_words({"--help"});
  EXPECT_EQ(help.code, exit_done);
  EXPECT_NE(help.out.find("are these labels right"), std::string::npos);
  for (const Command& command : commands()) {
    EXPECT_NE(help.out.find(command.example), std::string::npos) << command.name;
  }
}

TEST(run, gives_help_for_every_command) {
  for (const Command& command : commands()) {
    const Ran help = run_words({command.name, "--help"});
    EXPECT_EQ(help.code, exit_done) << command.name;
    EXPECT_NE(help.out.find("Example:"), std::string::npos) << command.name;
    EXPECT_EQ(help.err, "") << command.name;
  }
}

TEST(run, suggests_the_nearest_command_and_option) {
  const Ran command = run_words({"inspekt"});
  EXPECT_EQ(command.code, exit_bad_input);
  EXPECT_NE(command.err.find("did you mean inspect?"), std::string::npos);
  const Ran option = run_words({"inspect", "x.csv", "--jsno", "y"});
  EXPECT_EQ(option.code, exit_bad_input);
  EXPECT_NE(option.err.find("did you mean --json?"), std::string::npos);
  const Ran far = run_words({"photosynthesis"});
  EXPECT_EQ(far.code, exit_bad_input);
  EXPECT_EQ(far.err.find("did you mean"), std::string::npos);
}

TEST(run, complains_in_one_line) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"nonsense"}, {"inspect"}, {"inspect", "nowhere.csv"}, {"merge"}, {"consensus", "x.csv"}}) {
    const Ran ran = run_words(words);
    EXPECT_EQ(ran.code, exit_bad_input) << words.front();
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_EQ(ran.out, "");
  }
  EXPECT_EQ(run_words({}).code, exit_bad_input);
}

TEST(run, says_its_version) {
  EXPECT_EQ(run_words({"--version"}).out, std::string("assay ") + ASSAY_VERSION + "\n");
}

TEST(run, lists_every_format_and_metric) {
  const Ran formats = run_words({"formats"});
  for (const auto& format : formats::registry()) EXPECT_NE(formats.out.find(format.name), std::string::npos);
  const Ran metrics = run_words({"metrics"});
  for (const auto& metric : quality::metric_registry()) {
    EXPECT_NE(metrics.out.find(metric.name), std::string::npos);
  }
}

}  // namespace
}  // namespace assay::cli
