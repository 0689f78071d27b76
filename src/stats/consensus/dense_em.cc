#include "stats/consensus/dense_em.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/check.h"
#include "base/parallel.h"
#include "stats/consensus/vector_math.h"

namespace assay::stats {
namespace {

constexpr float impossible = -1e30F;                    // of the padding
constexpr std::size_t partial_bytes_max = 256U << 20U;  // memory for the chunks' partial counts
constexpr std::size_t items_per_chunk_min = 16'384;

// How many items a chunk has: small enough for both cores to share the work, large enough for the partial
// counts to fit.
std::size_t chunk_items(const Votes& votes, std::size_t table_cells) {
  const std::size_t tables =
      std::max<std::size_t>(2, partial_bytes_max / (sizeof(float) * std::max<std::size_t>(1, table_cells)));
  const std::size_t chunks = std::min<std::size_t>(64, tables);
  return std::max(items_per_chunk_min, (votes.item_count() + chunks - 1) / chunks);
}

struct Part {
  std::vector<float> count;
  std::array<double, dense_categories_max> prior{};
  double log_likelihood = 0;
};

// P: stride, known when compiled, so that the loops over categories become vector instructions.
template <std::size_t P>
struct Kernel {
  using Row = std::array<float, P>;

  // Posterior of an item from log shares; returns its log-likelihood.
  static double normalise(Row& row) {
    float best = row[0];
    for (std::size_t k = 1; k < P; ++k) best = row[k] > best ? row[k] : best;
    for (std::size_t k = 0; k < P; ++k) row[k] = exp_negative(row[k] - best);
    float sum = 0;
    for (std::size_t k = 0; k < P; ++k) sum += row[k];
    const float scale = 1 / sum;
    for (std::size_t k = 0; k < P; ++k) row[k] *= scale;
    return static_cast<double>(best) + static_cast<double>(std::log(sum));
  }

  static double expect(const Votes& votes, const EmPass& pass, const Row& log_prior, std::size_t item,
                       Row& row) {
    row = log_prior;
    const float* table = pass.log_share->cells.data();
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      const float* add =
          table + (std::size_t{votes.annotator[v]} * votes.category_count + votes.category[v]) * P;
      for (std::size_t k = 0; k < P; ++k) row[k] += add[k];
    }
    return normalise(row);
  }

  // Shares of the item's votes with a hundredth of a vote for every category.
  static void start(const Votes& votes, std::size_t item, Row& row) {
    row.fill(0);
    for (std::size_t k = 0; k < votes.category_count; ++k) row[k] = 0.01F;
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v)
      row[votes.category[v]] += 1;
    float sum = 0;
    for (const float share : row) sum += share;
    for (float& share : row) share /= sum;
  }

  // The item's posterior as it stands; nothing of items that one annotator alone has seen.
  static void take(const Votes& votes, const Posterior& given, std::size_t item, Row& row) {
    row.fill(0);
    if (votes.item_begin[item + 1] - votes.item_begin[item] < 2) return;
    for (std::size_t k = 0; k < votes.category_count; ++k) {
      row[k] = given.probability[item * votes.category_count + k];
    }
  }

  static double hold(const Row& row_of_truth, std::uint32_t truth, Row& row) {
    const float likelihood = row_of_truth[truth];
    row.fill(0);
    row[truth] = 1;
    return static_cast<double>(likelihood);
  }

  static void count(const Votes& votes, std::size_t item, const Row& row, Part& part) {
    for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
      float* into = part.count.data() +
                    (std::size_t{votes.annotator[v]} * votes.category_count + votes.category[v]) * P;
      for (std::size_t k = 0; k < P; ++k) into[k] += row[k];
    }
    for (std::size_t k = 0; k < votes.category_count; ++k) part.prior[k] += static_cast<double>(row[k]);
  }

  static double run(const Votes& votes, const ConsensusOptions& options, const EmPass& pass) {
    const std::size_t cells = std::size_t{votes.annotator_count} * votes.category_count * P;
    Row log_prior;
    log_prior.fill(impossible);
    for (std::size_t k = 0; k < pass.log_prior.size(); ++k)
      log_prior[k] = static_cast<float>(pass.log_prior[k]);
    const std::size_t size = chunk_items(votes, cells);
    std::vector<Part> parts(chunk_count(votes.item_count(), size));
    for_chunks(votes.item_count(), size, [&](Chunk chunk) {
      Part& part = parts[chunk.index];
      part.count.assign(cells, 0);
      Row row;
      for (std::size_t item = chunk.begin; item < chunk.end; ++item) {
        if (votes.item_begin[item] == votes.item_begin[item + 1]) continue;
        if (pass.given != nullptr) {
          take(votes, *pass.given, item, row);
          count(votes, item, row, part);
          continue;
        }
        const bool held = !options.trusted.empty() && options.trusted[item] != no_category;
        if (held && pass.log_share != nullptr) {
          row = log_prior;
          const float* table = pass.log_share->cells.data();
          for (std::uint64_t v = votes.item_begin[item]; v < votes.item_begin[item + 1]; ++v) {
            const std::size_t at =
                (std::size_t{votes.annotator[v]} * votes.category_count + votes.category[v]) * P;
            for (std::size_t k = 0; k < P; ++k) row[k] += table[at + k];
          }
        }
        if (held) {
          part.log_likelihood += hold(row, options.trusted[item], row);
        } else if (pass.log_share != nullptr) {
          part.log_likelihood += expect(votes, pass, log_prior, item, row);
        } else {
          start(votes, item, row);
        }
        count(votes, item, row, part);
        if (pass.posterior != nullptr) {
          std::copy_n(
              row.begin(), votes.category_count,
              pass.posterior->probability.begin() + static_cast<std::ptrdiff_t>(item * votes.category_count));
        }
      }
    });
    return gather(parts, cells, pass);
  }

  static double gather(const std::vector<Part>& parts, std::size_t cells, const EmPass& pass) {
    pass.count->cells.assign(cells, 0);
    pass.prior_count->assign(pass.log_prior.size(), 0);
    double log_likelihood = 0;
    for (const Part& part : parts) {
      for (std::size_t at = 0; at < cells; ++at) pass.count->cells[at] += part.count[at];
      for (std::size_t k = 0; k < pass.log_prior.size(); ++k) (*pass.prior_count)[k] += part.prior[k];
      log_likelihood += part.log_likelihood;
    }
    return log_likelihood;
  }
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
      return Kernel<4>::run(votes, options, pass);
    case 8:
      return Kernel<8>::run(votes, options, pass);
    case 12:
      return Kernel<12>::run(votes, options, pass);
    case 16:
      return Kernel<16>::run(votes, options, pass);
    case 24:
      return Kernel<24>::run(votes, options, pass);
    default:
      return Kernel<32>::run(votes, options, pass);
  }
}

void count_under(const Votes& votes, const Posterior& posterior, ConfusionTable& count) {
  const std::vector<double> flat(votes.category_count, 0);
  std::vector<double> prior_count;
  EmPass pass;
  pass.log_prior = flat;
  pass.count = &count;
  pass.prior_count = &prior_count;
  pass.given = &posterior;
  (void)em_pass(votes, {}, pass);
}

void start_counts(const Votes& votes, const ConsensusOptions& options, const EmPass& pass) {
  EmPass first = pass;
  first.log_share = nullptr;
  (void)em_pass(votes, options, first);
}

}  // namespace assay::stats
