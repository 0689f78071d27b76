#include "bench/judged_set.h"

#include <algorithm>
#include <array>
#include <map>

#include "bench/loading.h"
#include "quality/workspace.h"

namespace assay::bench {
namespace {

using stats::Posterior;

// Which sets came out together. Where it is not known who collected a set, the collection it was published in
// counts as its source: coarser than the campaign, so that nothing of one campaign judges the rest of it.
const char* source_of(const std::string& name) {
  static const std::map<std::string, const char*> sources = {{"adult2", "get-another-label"},
                                                             {"hitspam_crowdflower", "get-another-label"},
                                                             {"bluebird", "spectral-meets-em"},
                                                             {"dog", "spectral-meets-em"},
                                                             {"web", "spectral-meets-em"},
                                                             {"cf_weather_amt", "active-crowd-toolkit"},
                                                             {"ms_music_genre", "active-crowd-toolkit"},
                                                             {"sp_amt", "active-crowd-toolkit"},
                                                             {"zencrowd_us", "active-crowd-toolkit"},
                                                             {"snow_rte", "snow-2008"},
                                                             {"snow_emotion", "snow-2008"}};
  const auto found = sources.find(name);
  return found == sources.end() ? "" : found->second;
}

bool in_table(const std::string& name) {
  static const std::array<const char*, 11> names = {
      "adult2",           "bluebird", "cf_weather_amt", "dog", "fact_eval",  "ms_music_genre",
      "product_matching", "snow_rte", "sp_amt",         "web", "zencrowd_us"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Published as counts per item and dealt to made-up annotators: what an "annotator" says means nothing there.
std::string why_unjudged(const std::string& name, const stats::Votes& votes) {
  if (name == "chaosnli" || name == "cifar10h") return "counts dealt to slots, no annotators";
  if (votes.category_count > stats::dense_categories_max) return "numbers, not categories";
  return "";
}

void add(Posterior& sum, const Posterior& part, float share) {
  for (std::size_t at = 0; at < sum.probability.size(); ++at)
    sum.probability[at] += share * part.probability[at];
}

}  // namespace

std::span<const Candidate> candidates() {
  static const std::vector<Candidate> list = {
      {"majority", true, {"majority"}},
      {"wawa", true, {"wawa"}},
      {"one_coin", true, {"one_coin"}},
      {"dawid_skene", true, {"dawid_skene"}},
      {"hierarchical", true, {"hierarchical"}},
      {"auto", true, {"majority", "wawa", "one_coin", "hierarchical"}},
      {"m+w+c+ds", true, {"majority", "wawa", "one_coin", "dawid_skene"}},
      {"m+w+c", false, {"majority", "wawa", "one_coin"}},
      {"w+c+h", false, {"wawa", "one_coin", "hierarchical"}},
      {"m+c+h", false, {"majority", "one_coin", "hierarchical"}},
      {"m+w+h", false, {"majority", "wawa", "hierarchical"}},
      {"w+c+ds", false, {"wawa", "one_coin", "dawid_skene"}},
      {"c+h", false, {"one_coin", "hierarchical"}},
      {"w+h", false, {"wawa", "hierarchical"}},
      {"m+h", false, {"majority", "hierarchical"}},
      {"m+w+c+ds+h", false, {"majority", "wawa", "one_coin", "dawid_skene", "hierarchical"}},
  };
  return list;
}

double expected_accuracy(const Posterior& posterior, const stats::Votes& votes,
                         std::span<const std::uint32_t> truth) {
  double right = 0, judged = 0;
  for (std::size_t item = 0; item < truth.size(); ++item) {
    if (truth[item] == stats::no_category || votes.item_begin[item] == votes.item_begin[item + 1]) continue;
    judged += 1;
    const auto shares = posterior.of(item);
    const float edge = *std::max_element(shares.begin(), shares.end()) - static_cast<float>(stats::tie_width);
    const auto tied = std::count_if(shares.begin(), shares.end(), [&](float share) { return share >= edge; });
    if (posterior.of(item, truth[item]) >= static_cast<double>(edge)) right += 1 / static_cast<double>(tied);
  }
  return judged > 0 ? right / judged : 0;
}

std::vector<double> accuracies(const stats::Votes& votes, std::span<const std::uint32_t> truth) {
  std::map<std::string, Posterior> fits;
  for (auto& fit : stats::fit_every_model(votes, {})) fits[fit.model] = std::move(fit.posterior);
  std::vector<double> out;
  for (const Candidate& candidate : candidates()) {
    Posterior mean = stats::empty_posterior(votes);
    const float share = 1 / static_cast<float>(candidate.members.size());
    for (const std::string& member : candidate.members) add(mean, fits.at(member), share);
    out.push_back(expected_accuracy(mean, votes, truth));
  }
  return out;
}

namespace {

// A model that learns from gold is not judged by the same gold.
std::vector<std::optional<double>> published_accuracies(const stats::Votes& votes,
                                                        std::span<const std::uint32_t> truth) {
  std::vector<std::optional<double>> out;
  for (const auto& model : stats::published_models()) {
    if (model.refuses(votes, {}).empty())
      out.push_back(expected_accuracy(model.fit(votes, {}).posterior, votes, truth));
    else
      out.push_back(std::nullopt);
  }
  return out;
}

}  // namespace

Result<JudgedSet> judge(const std::string& folder, const std::string& name) {
  const auto loaded = load(folder + "/labels.csv", folder + "/gold.csv");
  if (!loaded) return loaded.error();
  const labels::QuestionTable& question = loaded.value().question;
  const stats::Votes votes = quality::view_of(question);
  JudgedSet set;
  set.name = name;
  set.source = source_of(name)[0] == '\0' ? name : source_of(name);
  set.table = in_table(name);
  set.unjudged = why_unjudged(name, votes);
  for (std::size_t item = 0; item < question.gold.size(); ++item) {
    if (question.gold[item] != labels::none && votes.item_begin[item] != votes.item_begin[item + 1])
      ++set.gold;
  }
  set.accuracy = accuracies(votes, question.gold);
  set.published = published_accuracies(votes, question.gold);
  return set;
}

}  // namespace assay::bench
