#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_text.h"
#include "cli/cli_testing.h"
#include "stats/sampling/draw_seed.h"
#include "stats/sampling/frozen_delivery.h"

namespace assay::cli {
namespace {

using testing::HasSubstr;

// A frozen delivery of ten items in two strata, as a file of its leaves.
class DrawCommand : public Folder {
 protected:
  std::string frame() {
    std::vector<stats::FrozenLeaf> leaves;
    for (int i = 0; i < 10; ++i) {
      leaves.push_back({"item-" + std::to_string(i), Digest{}, {}, {}, {}, i < 7 ? "large" : "small"});
    }
    std::string text;
    for (const std::string& leaf : stats::freeze_delivery(leaves).value().leaves) text += leaf + "\n";
    return file("leaves.jsonl", text);
  }
  Ran drawn(std::vector<std::string> options, std::string leaves = "") {
    if (leaves.empty()) leaves = frame();
    std::vector<std::string> words = {"draw",        "run", "--log-id",  std::string(64, '3'),
                                      "--selection", "7",   "--request", std::string(64, '4'),
                                      "--frame",     leaves};
    words.insert(words.end(), options.begin(), options.end());
    return run_words(words);
  }
  std::vector<std::string> both_nonces() const {
    return {"--nonce-client", std::string(64, '1'), "--nonce-provider", std::string(64, '2')};
  }
  std::vector<std::string> with_nonces(std::vector<std::string> options) const {
    const auto nonces = both_nonces();
    options.insert(options.end(), nonces.begin(), nonces.end());
    return options;
  }
};

using draw_command = DrawCommand;

TEST_F(draw_command, commits_to_a_nonce_nobody_else_can_read) {
  const std::vector<std::string> words = {
      "draw",    "commit",   "--log-id", std::string(64, '3'), "--selection", "7",
      "--party", "provider", "--nonce",  path("nonce.txt")};
  const Ran ran = run_words(words);
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  struct stat info {};
  ASSERT_EQ(::stat(path("nonce.txt").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  const stats::DrawNonce nonce{*digest_from_hex(std::string(64, '3')), "7", stats::DrawParty::provider,
                               *digest_from_hex(read("nonce.txt").substr(0, 64))};
  EXPECT_EQ(ran.out, hex(stats::draw_commitment(nonce)) + "\n");
  EXPECT_EQ(run_words(words).code, exit_bad_input) << "a nonce is never written over";
}

TEST_F(draw_command, draws_the_same_for_everybody) {
  const Ran first = drawn(with_nonces({"-n", "3"}));
  EXPECT_EQ(first.code, exit_done) << first.err;
  EXPECT_EQ(std::count(first.out.begin(), first.out.end(), '\n'), 4);
  EXPECT_THAT(first.out, HasSubstr("order,item,position,stratum,probability\n1,item-"));
  EXPECT_THAT(first.out, HasSubstr(",3/10\n"));
  const std::string client = file("client.txt", std::string(64, '1') + "\n");
  const Ran again = drawn({"-n", "3", "--nonce-client", client, "--nonce-provider", std::string(64, '2')});
  EXPECT_EQ(again.out, first.out);
  EXPECT_NE(drawn({"-n", "3", "--nonce-client", client, "--nonce-provider", std::string(64, '9')}).out,
            first.out);
}

TEST_F(draw_command, says_when_one_party_could_have_chosen) {
  const Ran alone = drawn({"-n", "3", "--nonce-client", std::string(64, '1'), "--json", "-"});
  EXPECT_EQ(alone.code, exit_done) << alone.err;
  EXPECT_THAT(alone.err, HasSubstr("could have chosen"));
  EXPECT_EQ(json_from<nlohmann::json>(alone.out)["both_parties"], false);
  EXPECT_EQ(drawn({"-n", "3"}).code, exit_bad_input);
}

TEST_F(draw_command, draws_by_strata) {
  const Ran ran =
      drawn(with_nonces({"--design", "stratified", "--stratum", "large=2", "--stratum", "small=9"}));
  EXPECT_EQ(ran.code, exit_done) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(",large,2/7\n"));
  EXPECT_THAT(ran.out, HasSubstr("item-9,9,small,3/3\n"));
  EXPECT_EQ(drawn(with_nonces({"--design", "stratified", "--stratum", "large=2"})).code, exit_bad_input);
  EXPECT_EQ(drawn(with_nonces({"--design", "stratified", "--stratum", "large=x"})).code, exit_bad_input);
}

TEST_F(draw_command, draws_by_weights_and_by_probabilities) {
  std::string weights, pi;
  for (int i = 0; i < 10; ++i) {
    weights += "{\"position\":" + std::to_string(i) + ",\"w\":" + std::to_string(1000 * (i + 1)) + "}\n";
    pi += "{\"pi\":\"" + std::string(i == 4 ? "1" : "0.25") + "\",\"position\":" + std::to_string(i) + "}\n";
  }
  const std::string w = file("w.jsonl", weights), p = file("p.jsonl", pi);
  const Ran weighted = drawn(with_nonces({"--design", "weighted", "--weights", w, "-n", "10"}));
  EXPECT_EQ(weighted.code, exit_done) << weighted.err;
  EXPECT_THAT(weighted.out, HasSubstr("000/55000\n"));
  const Ran poisson = drawn(with_nonces({"--design", "poisson", "--weights", p}));
  EXPECT_EQ(poisson.code, exit_done) << poisson.err;
  EXPECT_THAT(poisson.out, HasSubstr("item-4,4,large,1\n"));
  EXPECT_EQ(drawn(with_nonces({"--design", "weighted", "--weights", p, "-n", "2"})).code, exit_bad_input);
  EXPECT_EQ(drawn(with_nonces({"--design", "poisson"})).code, exit_bad_input);
  const std::string shorter = file("s.jsonl", weights.substr(0, weights.find('\n') + 1));
  EXPECT_EQ(drawn(with_nonces({"--design", "weighted", "--weights", shorter, "-n", "2"})).code,
            exit_bad_input);
}

TEST_F(draw_command, refuses_a_frame_that_was_touched) {
  (void)frame();
  std::string text = read("leaves.jsonl");
  text.erase(0, text.find('\n') + 1);
  const std::string touched = file("touched.jsonl", text);
  const Ran ran = drawn(with_nonces({"-n", "3"}), touched);
  EXPECT_EQ(ran.code, exit_bad_input);
  EXPECT_THAT(ran.err, HasSubstr("touched.jsonl, leaf 0"));
  EXPECT_EQ(drawn(with_nonces({"-n", "3", "--design", "random"})).code, exit_bad_input);
  EXPECT_EQ(drawn(with_nonces({})).code, exit_bad_input);
  EXPECT_EQ(run_words({"draw", "away", "--log-id", "x", "--selection", "7"}).code, exit_bad_input);
}

}  // namespace
}  // namespace assay::cli
