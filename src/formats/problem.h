#pragma once
// What was wrong with a file: every problem with its place, listed up to a limit, counted beyond it.

#include <cstdint>
#include <string>
#include <vector>

namespace assay::formats {

struct Problem {
  std::string file;
  std::int64_t row = 0;  // 1 = the first line of the file (a header counts); 0 = the whole file
  std::string column;    // a column's name or a path such as "annotations[2].result"; may be empty
  std::string message;   // what is wrong, what was done with it, what to do
};

struct Problems {
  std::int64_t problems_max = 100;  // listed; all are counted
  std::int64_t count = 0;
  std::vector<Problem> listed;

  void add(Problem problem);
};

}  // namespace assay::formats
