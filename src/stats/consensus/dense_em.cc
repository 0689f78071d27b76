#include "stats/consensus/dense_em.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "base/check.h"
#include "base/parallel.h"
#include "stats/consensus/vector_math.h"

namespace assay::stats {
namespace {

constexpr float impossible = -1e30F;                   // of the padding
constexpr std::size_t partial_bytes_max = 64U << 20U;  // memory for the chunks' partial counts
constexpr std::size_t items_per_chunk_min = 16'384;
constexpr std::size_t dense_chunks_max = 32;  // each costs a table to clear and to add up
constexpr double product_max = 1e250;         // beyond: take the logarithm and begin again

// How many items a chunk has: small enough for all cores to share the work, large enough for the partial
// counts to fit. A function of the data alone, so that results do not depend on the threads.
std::size_t chunk_items(const Votes& votes, std::size_t table_cells) {
  const std::size_t tables =
      std::max<std::size_t>(2, partial_bytes_max / (sizeof(float) * std::max<std::size_t>(1, table_cells)));
  const std::size_t chunks = std::min(dense_chunks_max, tables);
  return std::max(items_per_chunk_min, (votes.item_count() + chunks - 1) / chunks);
}

struct Part {
  std::vector<float> count;
  std::array<double, dense_categories_max> prior{};
  double log_likelihood = 0;
};

// The sum of logarithms of numbers >= 1, taken of their product now and then: one call for hundreds of items.
class LogSum {
 public:
  void add(float x) {
    product_ *= static_cast<double>(x);
    if (product_ > product_max) settle();
  }
  double total() {
    settle();
    return sum_;
  }

 private:
  void settle() {
    sum_ += std::log(product_);
    product_ = 1;
  }
  double sum_ = 0, product_ = 1;
};

// Q: quadruples of categories, known when compiled, so that every loop over them is straight vector code.
template <std::size_t Q>
class Kernel {
 public:
  Kernel(const Votes& votes, const ConsensusOptions& options, const EmPass& pass)
      : votes_(votes), options_(options), pass_(pass) {
    log_prior_.fill(float4(impossible));
    for (std::size_t k = 0; k < pass.log_prior.size(); ++k)
      log_prior_[k / 4][k % 4] = static_cast<float>(pass.log_prior[k]);
  }

  double run() const {
    const std::size_t cells = std::size_t{votes_.annotator_count} * votes_.category_count * Q * 4;
    const std::size_t size = chunk_items(votes_, cells);
    std::vector<Part> parts(chunk_count(votes_.item_count(), size));
    for_chunks(votes_.item_count(), size, [&](Chunk chunk) {
      parts[chunk.index].count.assign(cells, 0);
      work(chunk, parts[chunk.index]);
    });
    return gather(parts, cells);
  }

 private:
  using Row = std::array<Float4, Q>;

  static Float4 load(const float* from) {
    Float4 out;
    std::memcpy(&out, from, sizeof out);
    return out;
  }

  // Rows of the tables that the labels of some items meet: worked out for many labels at once, used twice.
  struct Labels {
    std::uint64_t first = 0;
    std::vector<std::uint32_t> row;
    const std::uint32_t* at(std::uint64_t v) const { return row.data() + (v - first); }
  };

  void look_up(std::size_t begin, std::size_t end, Labels& labels) const {
    labels.first = votes_.item_begin[begin];
    const std::size_t count = votes_.item_begin[end] - labels.first;
    labels.row.resize(count);
    const std::uint32_t* annotator = votes_.annotator.data() + labels.first;
    const std::uint32_t* category = votes_.category.data() + labels.first;
    const std::uint32_t k_count = votes_.category_count;
    for (std::size_t i = 0; i < count; ++i) labels.row[i] = annotator[i] * k_count + category[i];
  }

  // Sums of one chunk that are added to its part at the end.
  struct Running {
    Row few;  // of posteriors: single precision stays exact enough over a thousand items
    LogSum log_sum;
    double best_sum = 0;
  };

  void work(Chunk chunk, Part& part) const {
    constexpr std::size_t block = 1024;
    Running running;
    running.few.fill(float4(0));
    Labels labels;
    for (std::size_t begin = chunk.begin; begin < chunk.end; begin += block) {
      const std::size_t end = std::min(chunk.end, begin + block);
      look_up(begin, end, labels);
      for (std::size_t item = begin; item < end; ++item) one(item, labels, running, part);
      add_up(running.few, part);
    }
    part.log_likelihood = running.best_sum + running.log_sum.total();
  }

  void one(std::size_t item, const Labels& labels, Running& running, Part& part) const {
    const std::uint32_t* begin = labels.at(votes_.item_begin[item]);
    const std::uint32_t* end = labels.at(votes_.item_begin[item + 1]);
    if (begin == end) return;
    Row row;
    const bool held = !options_.trusted.empty() && options_.trusted[item] != no_category;
    if (pass_.log_share == nullptr) {
      start(item, row);
    } else {
      expect(begin, end, row);
      if (!held) running.best_sum += static_cast<double>(normalise(row, running.log_sum));
    }
    if (held) running.best_sum += hold(options_.trusted[item], row);
    count(begin, end, row, part);
    for (std::size_t q = 0; q < Q; ++q) running.few[q] += row[q];
    if (pass_.posterior != nullptr) keep(item, row);
  }

  // Log of prior times likelihood.
  void expect(const std::uint32_t* begin, const std::uint32_t* end, Row& row) const {
    row = log_prior_;
    const float* table = pass_.log_share->cells.data();
    for (const std::uint32_t* label = begin; label < end; ++label) {
      const float* add = table + std::size_t{*label} * (Q * 4);
      for (std::size_t q = 0; q < Q; ++q) row[q] += load(add + q * 4);
    }
  }

  // Posterior of an item from its logs; returns the largest log, and adds the sum of the rest to log_sum.
  static float normalise(Row& row, LogSum& log_sum) {
    Float4 best = row[0];
    for (std::size_t q = 1; q < Q; ++q) best = larger(best, row[q]);
    const float top = largest(best);
    Float4 sum = float4(0);
    for (std::size_t q = 0; q < Q; ++q) {
      row[q] = exp_negative(row[q] - top);
      sum += row[q];
    }
    const float total = sum_of(sum);
    const float scale = 1 / total;
    for (std::size_t q = 0; q < Q; ++q) row[q] *= scale;
    log_sum.add(total);
    return top;
  }

  // Shares of the item's votes with a hundredth of a vote for every category.
  void start(std::size_t item, Row& row) const {
    const std::uint64_t begin = votes_.item_begin[item], end = votes_.item_begin[item + 1];
    std::array<float, Q * 4> shares{};
    for (std::size_t k = 0; k < votes_.category_count; ++k) shares[k] = 0.01F;
    for (std::uint64_t v = begin; v < end; ++v) shares[votes_.category[v]] += 1;
    const float total = static_cast<float>(end - begin) + 0.01F * static_cast<float>(votes_.category_count);
    for (std::size_t q = 0; q < Q; ++q) row[q] = load(shares.data() + q * 4) / total;
  }

  // The posterior of a trusted category; returns the log-likelihood of the labels with it.
  double hold(std::uint32_t truth, Row& row) const {
    const double likelihood = pass_.log_share == nullptr ? 0 : static_cast<double>(row[truth / 4][truth % 4]);
    row.fill(float4(0));
    row[truth / 4][truth % 4] = 1;
    return likelihood;
  }

  void count(const std::uint32_t* begin, const std::uint32_t* end, const Row& row, Part& part) const {
    float* table = part.count.data();
    for (const std::uint32_t* label = begin; label < end; ++label) {
      float* into = table + std::size_t{*label} * (Q * 4);
      for (std::size_t q = 0; q < Q; ++q) {
        const Float4 sum = load(into + q * 4) + row[q];
        std::memcpy(into + q * 4, &sum, sizeof sum);
      }
    }
  }

  void add_up(Row& few, Part& part) const {
    for (std::size_t k = 0; k < votes_.category_count; ++k)
      part.prior[k] += static_cast<double>(few[k / 4][k % 4]);
    few.fill(float4(0));
  }

  void keep(std::size_t item, const Row& row) const {
    std::memcpy(pass_.posterior->probability.data() + item * votes_.category_count, row.data(),
                votes_.category_count * sizeof(float));
  }

  double gather(const std::vector<Part>& parts, std::size_t cells) const {
    pass_.count->cells.resize(cells);
    for_chunks(cells, 65'536, [&](Chunk chunk) {
      for (std::size_t at = chunk.begin; at < chunk.end; ++at) pass_.count->cells[at] = 0;
      for (const Part& part : parts) {
        for (std::size_t at = chunk.begin; at < chunk.end; ++at) pass_.count->cells[at] += part.count[at];
      }
    });
    pass_.prior_count->assign(pass_.log_prior.size(), 0);
    double log_likelihood = 0;
    for (const Part& part : parts) {
      for (std::size_t k = 0; k < pass_.log_prior.size(); ++k) (*pass_.prior_count)[k] += part.prior[k];
      log_likelihood += part.log_likelihood;
    }
    return log_likelihood;
  }

  const Votes& votes_;
  const ConsensusOptions& options_;
  const EmPass& pass_;
  Row log_prior_;
};

}  // namespace

std::size_t dense_stride(std::uint32_t category_count) {
  ASSAY_CHECK(category_count <= dense_categories_max, "dense models have few categories");
  if (category_count <= 16) return (std::size_t{category_count} + 3) / 4 * 4;
  return category_count <= 24 ? 24 : 32;
}

double em_pass(const Votes& votes, const ConsensusOptions& options, const EmPass& pass) {
  pass.count->stride = dense_stride(votes.category_count);
  switch (pass.count->stride) {
    case 4:
      return Kernel<1>(votes, options, pass).run();
    case 8:
      return Kernel<2>(votes, options, pass).run();
    case 12:
      return Kernel<3>(votes, options, pass).run();
    case 16:
      return Kernel<4>(votes, options, pass).run();
    case 24:
      return Kernel<6>(votes, options, pass).run();
    default:
      return Kernel<8>(votes, options, pass).run();
  }
}

void start_counts(const Votes& votes, const ConsensusOptions& options, const EmPass& pass) {
  EmPass first = pass;
  first.log_share = nullptr;
  (void)em_pass(votes, options, first);
}

}  // namespace assay::stats
