#include "bench/loading.h"

#include <malloc.h>
#include <sys/resource.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/file.h"
#include "formats/reader.h"

namespace assay::bench {
namespace {

// A line of /proc/self/status in MB.
double status_mb(const char* name) {
  std::FILE* file = std::fopen("/proc/self/status", "r");
  if (file == nullptr) return 0;
  char line[256];
  double kb = 0;
  while (std::fgets(line, sizeof line, file) != nullptr) {
    if (std::strncmp(line, name, std::strlen(name)) == 0)
      kb = static_cast<double>(std::atoll(line + std::strlen(name)));
  }
  std::fclose(file);
  return kb / 1024;
}

}  // namespace

Result<Loaded> load(const std::string& labels_path, const std::string& gold_path) {
  Loaded out;
  formats::Problems problems;
  auto labels = FileBytes::open(labels_path);
  if (!labels) return labels.error();
  const auto read =
      formats::read_annotations(labels.value().bytes(), {.file = labels_path}, out.table, problems);
  if (!read) return read.error();
  if (!gold_path.empty()) {
    auto gold = FileBytes::open(gold_path);
    if (!gold) return gold.error();
    const auto read_gold = formats::read_gold(gold.value().bytes(), {.file = gold_path}, out.table, problems);
    if (!read_gold) return read_gold.error();
  }
  auto question = labels::question_table(out.table, 0, {});
  if (!question) return question.error();
  out.question = std::move(question).value();
  return out;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double processor_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](timeval t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peak_mb() { return status_mb("VmHWM:"); }
double now_mb() { return status_mb("VmRSS:"); }

void forget_peak() {
  malloc_trim(0);
  if (std::FILE* file = std::fopen("/proc/self/clear_refs", "w"); file != nullptr) {
    std::fputs("5", file);
    std::fclose(file);
  }
}

}  // namespace assay::bench
