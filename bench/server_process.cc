#include "bench/server_process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace assay::bench {
namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "bench: {}\n", why);
  std::exit(1);
}

// Starts the program with its words and variables; output goes to a file.
int spawn(const std::vector<std::string>& words, const std::vector<std::string>& variables,
          const std::string& out_file, const std::string& error_file) {
  std::vector<char*> arguments, environment;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  for (const std::string& variable : variables) environment.push_back(const_cast<char*>(variable.c_str()));
  environment.push_back(nullptr);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, 1, out_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_addopen(&files, 2, error_file.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  int pid = 0;
  const int failed =
      posix_spawn(&pid, words[0].c_str(), &files, nullptr, arguments.data(), environment.data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) give_up("cannot start " + words[0]);
  return pid;
}

std::string text_of(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The port in "Assay listens at http://127.0.0.1:PORT"; 0: not printed yet.
std::uint16_t port_in(const std::string& text) {
  constexpr std::string_view before = "http://127.0.0.1:";
  const std::size_t at = text.find(before);
  if (at == std::string::npos || text.find('\n', at) == std::string::npos) return 0;
  std::uint16_t port = 0;
  std::from_chars(text.data() + at + before.size(), text.data() + text.size(), port);
  return port;
}

std::vector<std::string> place_words(const ServerPlan& plan) {
  std::vector<std::string> words = {"--data", plan.data};
  if (!plan.database.empty()) words.insert(words.end(), {"--database", plan.database});
  return words;
}

std::int64_t field_of_status(int pid, const std::string& name) {
  std::ifstream in(fmt::format("/proc/{}/status", pid));
  for (std::string line; std::getline(in, line);) {
    if (line.rfind(name, 0) == 0) return std::atoll(line.c_str() + name.size());
  }
  return 0;
}

}  // namespace

ServerProcess::ServerProcess(const ServerPlan& plan) {
  std::filesystem::create_directories(plan.data);
  const std::string out = plan.data + "/out", errors = plan.data + "/log";
  std::vector<std::string> words = {plan.assay, "serve", "--listen", "127.0.0.1:0", "--requests-per-minute",
                                    "0"};
  for (const std::string& word : place_words(plan)) words.push_back(word);
  std::vector<std::string> variables;
  if (!plan.shim.empty()) {
    counter_ = plan.data + "/syncs";
    variables = {"LD_PRELOAD=" + plan.shim, "DISK_SHIM=" + counter_, "DISK_SHIM_FOLDER=" + plan.data};
  }
  std::filesystem::remove(out);
  const Clock::time_point begin = Clock::now();
  pid_ = spawn(words, variables, out, errors);
  while (port_ == 0) {
    int status = 0;
    if (waitpid(pid_, &status, WNOHANG) == pid_) give_up("the server did not start: " + text_of(errors));
    usleep(2'000);
    port_ = port_in(text_of(out));
  }
  seconds_to_listen_ = std::chrono::duration<double>(Clock::now() - begin).count();
}

ServerProcess::~ServerProcess() { stop(); }

void ServerProcess::stop() {
  if (pid_ == 0) return;
  kill(pid_, SIGTERM);
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
}

std::int64_t ServerProcess::resident_bytes() const { return field_of_status(pid_, "VmRSS:") * 1024; }

double ServerProcess::cpu_seconds() const {
  const std::string stat = text_of(fmt::format("/proc/{}/stat", pid_));
  const char* at = stat.c_str() + stat.rfind(')');
  long long user = 0, system = 0;
  int field = 2;
  for (; *at != '\0' && field < 15; ++at) {
    if (*at != ' ') continue;
    ++field;
    if (field == 14) user = std::atoll(at + 1);
    if (field == 15) system = std::atoll(at + 1);
  }
  return static_cast<double>(user + system) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

// The shim's file begins with what it is told, then what it counts: tests/crash/disk_shim.c.
std::int64_t ServerProcess::syncs() const {
  std::ifstream in(counter_, std::ios::binary);
  std::array<std::int64_t, 2> words{};
  in.read(reinterpret_cast<char*>(words.data()), sizeof words);
  return counter_.empty() ? 0 : words[1];
}

std::string run_assay(const ServerPlan& plan, const std::vector<std::string>& words, Works works) {
  std::filesystem::create_directories(plan.data);
  std::vector<std::string> all = {plan.assay};
  all.insert(all.end(), words.begin(), words.end());
  if (works == Works::on_the_server) {
    for (const std::string& word : place_words(plan)) all.push_back(word);
  }
  const std::string out = plan.data + "/command-out";
  const int pid = spawn(all, {"ASSAY_PASSWORD=a phrase for benchmarks"}, out, out + "-errors");
  int status = 0;
  waitpid(pid, &status, 0);
  if (status != 0) give_up(text_of(out + "-errors") + text_of(out));
  std::string text = text_of(out);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

std::string first_token(const ServerPlan& plan) {
  run_assay(plan, {"user", "add", "--email", "bench@example.org", "--name", "Bench"});
  return run_assay(plan, {"token", "new", "--name", "bench", "--scopes", "read write"});
}

BenchFolder::BenchFolder() {
  std::string pattern = (std::filesystem::current_path() / "build/bench-XXXXXX").string();
  std::filesystem::create_directories(std::filesystem::current_path() / "build");
  const char* made = mkdtemp(pattern.data());
  if (made == nullptr) give_up("cannot make a folder like " + pattern);
  path_ = made;
}

BenchFolder::~BenchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string filesystem_of(const std::string& path) {
  struct statfs info {};
  if (statfs(path.c_str(), &info) != 0) return "unknown";
  switch (info.f_type) {
    case 0xEF53:
      return "ext4";
    case 0x01021994:
      return "tmpfs";
    case 0x58465342:
      return "xfs";
    case 0x9123683E:
      return "btrfs";
    case 0x794C7630:
      return "overlayfs";
    default:
      return fmt::format("type {:x}", info.f_type);
  }
}

}  // namespace assay::bench
