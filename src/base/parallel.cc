#include "base/parallel.h"

#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <memory>

#include "base/check.h"

namespace assay {
namespace {

// The limit must outlive every for_chunks; set once by main or by a test before work begins.
std::unique_ptr<tbb::global_control>& limit() {
  static std::unique_ptr<tbb::global_control> control;
  return control;
}

}  // namespace

std::size_t chunk_count(std::size_t n, std::size_t size) {
  ASSAY_CHECK(size > 0, "a chunk holds at least one element");
  return (n + size - 1) / size;
}

void for_chunks(std::size_t n, std::size_t size, const std::function<void(Chunk)>& work) {
  const std::size_t count = chunk_count(n, size);
  const auto run = [&](std::size_t index) {
    work(Chunk{index, index * size, std::min(n, (index + 1) * size)});
  };
  if (count <= 1 || thread_count() == 1) {
    for (std::size_t index = 0; index < count; ++index) run(index);
    return;
  }
  tbb::parallel_for(
      tbb::blocked_range<std::size_t>(0, count, 1),
      [&](const tbb::blocked_range<std::size_t>& range) {
        for (std::size_t index = range.begin(); index != range.end(); ++index) run(index);
      },
      tbb::simple_partitioner());
}

void set_thread_count(std::size_t count) {
  limit().reset();
  if (count > 0) {
    limit() = std::make_unique<tbb::global_control>(tbb::global_control::max_allowed_parallelism, count);
  }
}

std::size_t thread_count() {
  return tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism);
}

}  // namespace assay
