// How fast annotation files become a table, on one thread and on all. usage: bench_read FILE... [--threads N]

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/parallel.h"
#include "formats/reader.h"
#include "labels/question.h"

namespace {

using assay::formats::Problems;

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Processor time of all threads: what a core could do, however busy the machine is with other things.
double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// The largest resident memory of the process so far; the mapped file counts while its pages are in memory.
double peak_mib() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

std::size_t key_bytes(const assay::labels::Table& table) {
  return table.item.capacity() * sizeof table.item[0] + table.question.capacity() * sizeof table.question[0] +
         table.annotator.capacity() * sizeof table.annotator[0] +
         table.label.capacity() * sizeof table.label[0];
}

void read(const char* path, const char* name) {
  const auto file = assay::FileBytes::open(path);
  if (!file.ok()) return fmt::print("{}\n", error_text(file.error()));
  const std::string_view bytes = file.value().bytes();
  std::size_t touched = 0;  // the disk is not what is measured
  for (std::size_t at = 0; at < bytes.size(); at += 4096) touched += static_cast<unsigned char>(bytes[at]);
  double best = 1e9;
  double best_cpu = 1e9;
  for (int time = 0; time < 3; ++time) {
    assay::labels::Table table;
    Problems problems;
    const double cpu = cpu_seconds();
    const auto start = std::chrono::steady_clock::now();
    const auto result = assay::formats::read_annotations(bytes, {.file = path}, table, problems);
    best = std::min(best, seconds_since(start));
    best_cpu = std::min(best_cpu, cpu_seconds() - cpu);
    if (!result.ok()) return fmt::print("{}\n", error_text(result.error()));
    if (time < 2) continue;
    const auto rows = static_cast<double>(result.value().rows);
    fmt::print(
        "{} ({}, {}): {:.0f} rows, {:.1f} MB in {:.3f} s = {:.0f} MB/s; {:.3f} s of processor "
        "time = {:.0f} MB/s a core; {} problems\n",
        path, name, result.value().format, rows, static_cast<double>(bytes.size()) / 1e6, best,
        static_cast<double>(bytes.size()) / 1e6 / best, best_cpu,
        static_cast<double>(bytes.size()) / 1e6 / best_cpu, problems.count);
    const auto again = std::chrono::steady_clock::now();
    const auto question = assay::labels::question_table(table, 0, {});
    if (!question.ok()) return fmt::print("{}\n", error_text(question.error()));
    fmt::print(
        "  key columns {:.1f} bytes a row; first question in order in {:.3f} s; peak {:.0f} MiB (file "
        "{:.0f}) {}\n",
        static_cast<double>(key_bytes(table)) / rows, seconds_since(again), peak_mib(),
        static_cast<double>(bytes.size()) / 1048576, touched == 1 ? "" : "");
  }
}

}  // namespace

int main(int count, char** arguments) {
  std::vector<const char*> files;
  std::size_t threads = 0;
  for (int at = 1; at < count; ++at) {
    if (std::string_view(arguments[at]) == "--threads" && at + 1 < count) {
      threads = std::strtoull(arguments[++at], nullptr, 10);
    } else {
      files.push_back(arguments[at]);
    }
  }
  if (files.empty()) {
    fmt::print("usage: bench_read FILE... [--threads N]\n");
    return 2;
  }
  for (const char* file : files) {
    if (threads != 0) {
      assay::set_thread_count(threads);
      read(file, fmt::format("{} threads", threads).c_str());
      continue;
    }
    assay::set_thread_count(1);
    read(file, "1 thread");
    assay::set_thread_count(0);
    read(file, "all threads");
  }
  return 0;
}
