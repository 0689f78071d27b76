#pragma once
// Problems that come by the thousand: counted by kind, and listed once per kind with the first place.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "formats/problem.h"
#include "labels/dictionary.h"

namespace assay::formats {

// A place in a file of tasks. Negative: not inside an annotation, or a result of one.
struct TaskPlace {
  std::int64_t task = 0;  // 1 = the first
  std::int64_t annotation = -1;
  std::int64_t result = -1;
};

// "annotations[2].result[0]"
std::string path_text(const TaskPlace& place);

class KindCounts {
 public:
  // kind is the message, to which the count is added.
  void add(std::string_view kind, const TaskPlace& place);

  // Every kind as one problem, in order of first sight.
  void report(const std::string& file, Problems& problems) const;

  // "3 drafts, 1 prediction": every kind after its count.
  std::string list() const;

  bool empty() const { return kinds_.size() == 0; }
  std::string first() const { return std::string(kinds_.name(0)); }

 private:
  struct Seen {
    TaskPlace first;
    std::int64_t count = 0;
  };
  labels::Dictionary kinds_;
  std::vector<Seen> seen_;
};

}  // namespace assay::formats
