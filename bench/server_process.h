#pragma once
// A real `assay serve` for benchmarks: a process of its own, on a free port of the loopback, with a folder of
// its own on a disk; made, watched from outside, and ended.

#include <cstdint>
#include <string>
#include <vector>

namespace assay::bench {

struct ServerPlan {
  std::string assay;     // the program
  std::string data;      // folder of the data, made when missing
  std::string database;  // postgres address; empty: SQLite in the folder
  std::string shim;      // tests/crash/disk_shim, which counts syncs; empty: none
};

class ServerProcess {
 public:
  explicit ServerProcess(const ServerPlan& plan);  // starts, waits until it listens
  ~ServerProcess();                                // as stop()
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  std::uint16_t port() const { return port_; }
  double seconds_to_listen() const { return seconds_to_listen_; }
  void stop();

  std::int64_t resident_bytes() const;
  double cpu_seconds() const;
  std::int64_t syncs() const;  // fsync and fdatasync so far; 0 without the shim

 private:
  int pid_ = 0;
  std::uint16_t port_ = 0;
  double seconds_to_listen_ = 0;
  std::string counter_;  // file of the shim
};

// What a command of the program prints, without the end of line. Ends the benchmark when the command fails.
enum class Works { on_the_server, alone };  // alone: the command takes no server's place
std::string run_assay(const ServerPlan& plan, const std::vector<std::string>& words,
                      Works works = Works::on_the_server);

// Makes the first user and gives a token that may read and write.
std::string first_token(const ServerPlan& plan);

// A folder that goes away with the object. Beside the working directory, so that it is on a disk.
class BenchFolder {
 public:
  BenchFolder();
  ~BenchFolder();
  BenchFolder(const BenchFolder&) = delete;
  BenchFolder& operator=(const BenchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string filesystem_of(const std::string& path);

}  // namespace assay::bench
