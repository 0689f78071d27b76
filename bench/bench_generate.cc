// Writes annotations of any size with known truth, for the comparisons of speed: the shares of the categories
// are Dirichlet(5), annotator j is right with probability a_j ~ Beta(8, 3) held in [0.15, 0.98], his errors
// of each true category are spread Dirichlet(0.5), one annotator in twenty answers at random, and every item
// has annotators drawn without replacement. usage: bench_generate ANNOTATIONS FILE [categories] [annotators]
// [per item] [sets] "sets" writes labels as sets of members (c0|c7) instead of names.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/rng.h"

namespace {

using assay::RandomPurpose;
using assay::Rng;

struct Design {
  std::uint64_t annotations = 0;
  std::uint32_t categories = 10, annotators = 1000, per_item = 5;
  bool sets = false;
};

std::vector<double> dirichlet(Rng& rng, std::size_t size, double shape) {
  std::vector<double> out(size);
  double sum = 0;
  for (double& x : out) sum += x = rng.gamma(shape);
  for (double& x : out) x /= sum;
  return out;
}

void accumulate(std::vector<float>& row) {
  float sum = 0;
  for (float& x : row) x = sum += x;
}

std::uint32_t draw(Rng& rng, const std::vector<float>& cumulated) {
  const auto u = static_cast<float>(rng.uniform()) * cumulated.back();
  const auto at = std::upper_bound(cumulated.begin(), cumulated.end() - 1, u) - cumulated.begin();
  return static_cast<std::uint32_t>(at);
}

class Population {
 public:
  explicit Population(const Design& design) : k_(design.categories) {
    Rng rng(20260401, RandomPurpose::simulation, 0);
    for (const double p : dirichlet(rng, k_, 5)) prior_.push_back(static_cast<float>(p));
    accumulate(prior_);
    if (k_ <= rows_max) rows_.resize(std::size_t{design.annotators} * k_);
    for (std::uint32_t j = 0; j < design.annotators; ++j) add_annotator(rng, j);
  }

  std::uint32_t truth(Rng& rng) const { return draw(rng, prior_); }
  std::uint32_t answer(Rng& rng, std::uint32_t annotator, std::uint32_t truth) const {
    if (!rows_.empty()) return draw(rng, rows_[std::size_t{annotator} * k_ + truth]);
    return rng.uniform() < right_[annotator] ? truth : draw(rng, prior_);
  }

 private:
  static constexpr std::uint32_t rows_max =
      256;  // more categories: errors follow the shares of the categories

  void add_annotator(Rng& rng, std::uint32_t j) {
    const double right = std::clamp(rng.beta(8, 3), 0.15, 0.98);
    const bool spams = rng.uniform() < 0.05;
    right_.push_back(spams ? 0 : right);
    if (rows_.empty()) return;
    const std::vector<double> same = dirichlet(rng, k_, 1);
    for (std::uint32_t truth = 0; truth < k_; ++truth) {
      std::vector<float>& row = rows_[std::size_t{j} * k_ + truth];
      const std::vector<double> errors = dirichlet(rng, k_ - 1, 0.5);
      for (std::uint32_t given = 0; given < k_; ++given) {
        const double error = given == truth ? 0 : errors[given - (given > truth ? 1 : 0)];
        row.push_back(static_cast<float>(spams ? same[given] : given == truth ? right : (1 - right) * error));
      }
      accumulate(row);
    }
  }

  std::uint32_t k_;
  std::vector<float> prior_;
  std::vector<double> right_;             // per annotator
  std::vector<std::vector<float>> rows_;  // cumulated shares of answers per annotator and true category
};

// Sets of one to three of forty members, told apart by their code: 5,000 of them and more.
std::string set_name(std::uint32_t code) {
  constexpr std::uint32_t members = 40;
  const std::uint32_t a = code % members, b = code / members % members, c = code / members / members;
  std::string name = fmt::format("m{}", a);
  if (b > 0) name += fmt::format("|m{}", (a + b) % members);
  if (c > 0) name += fmt::format("|m{}", (a + b + c) % members);
  return name;
}

class Writer {
 public:
  explicit Writer(std::FILE* file) : file_(file) {}
  ~Writer() { flush(); }
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  void row(std::uint64_t item, std::uint32_t annotator, std::string_view label) {
    number('i', item);
    number('w', annotator);
    text_ += label;
    text_ += '\n';
    if (text_.size() > (1U << 20U)) flush();
  }
  void header() { text_ += "item,annotator,label\n"; }

 private:
  void number(char letter, std::uint64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    text_ += letter;
    text_.append(digits, end);
    text_ += ',';
  }
  void flush() {
    std::fwrite(text_.data(), 1, text_.size(), file_);
    text_.clear();
  }
  std::FILE* file_;
  std::string text_;
};

void write(const Design& design, std::FILE* file) {
  const Population population(design);
  std::vector<std::string> names;
  for (std::uint32_t k = 0; k < design.categories; ++k)
    names.push_back(design.sets ? set_name(k) : fmt::format("c{}", k));
  Writer writer(file);
  writer.header();
  std::vector<std::uint32_t> chosen;
  for (std::uint64_t item = 0; item < design.annotations / design.per_item; ++item) {
    Rng rng(20260401, RandomPurpose::simulation, item + 1);
    const std::uint32_t truth = population.truth(rng);
    chosen.clear();
    while (chosen.size() < design.per_item) {
      const auto j = static_cast<std::uint32_t>(rng.below(design.annotators));
      if (std::find(chosen.begin(), chosen.end(), j) == chosen.end()) chosen.push_back(j);
    }
    for (const std::uint32_t j : chosen) writer.row(item, j, names[population.answer(rng, j, truth)]);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr,
               "usage: bench_generate ANNOTATIONS FILE [categories] [annotators] [per item] [sets]\n");
    return 2;
  }
  const auto number = [&](int at, std::uint32_t otherwise) {
    return count > at ? static_cast<std::uint32_t>(std::strtoul(arguments[at], nullptr, 10)) : otherwise;
  };
  Design design;
  design.annotations = std::strtoull(arguments[1], nullptr, 10);
  design.categories = number(3, design.categories);
  design.annotators = number(4, design.annotators);
  design.per_item = number(5, design.per_item);
  design.sets = count > 6 && std::string_view(arguments[6]) == "sets";
  if (design.categories < 2 || design.per_item < 1 || design.annotators < design.per_item) return 2;
  std::FILE* file = std::fopen(arguments[2], "wb");
  if (file == nullptr) return 2;
  write(design, file);
  return std::fclose(file) == 0 ? 0 : 1;
}
