#pragma once
// A gate's evidence, item by item in draw order. One implementation for each engine: boundaries on (n, x),
// lots without replacement, clusters, betting.
//
// An item whose verdict is missing or undecided counts as wrong for the evidence of good work and as right
// for that of bad work: nobody passes or fails by what was not judged.

#include <cstdint>
#include <memory>
#include <optional>

namespace assay::stats {

struct Judgement {
  bool wrong = false;
  bool undecided = false;
  std::uint32_t cluster = 0;  // for engines that know clusters

  bool wrong_to_pass() const { return wrong || undecided; }
  bool wrong_to_fail() const { return wrong && !undecided; }
};

enum class GateState { open, pass, fail };

// How strong the evidence is: in logarithms against a threshold, or x against two limits.
struct EvidenceNow {
  std::int64_t n = 0;
  std::int64_t x_to_pass = 0, x_to_fail = 0;
  std::optional<double> log_good, log_bad;  // against ln(1 / alpha) and ln(1 / alpha_fail)
  std::optional<std::int64_t> pass_at_most, fail_at_least;
};

class SequentialTest {
 public:
  virtual ~SequentialTest() = default;
  // The next item of the draw order.
  virtual void add(const Judgement& judgement) = 0;
  // Where the evidence stands now; not latched: the first state that is not open is the verdict.
  virtual GateState state() const = 0;
  virtual EvidenceNow now() const = 0;
  virtual std::unique_ptr<SequentialTest> copy() const = 0;
};

}  // namespace assay::stats
