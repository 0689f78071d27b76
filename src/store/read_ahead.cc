#include "store/read_ahead.h"

namespace assay::store {

Result<Connection*> LentConnections::borrow() {
  {
    const std::lock_guard lock(mutex_);
    if (!free_.empty()) {
      Connection* out = free_.back();
      free_.pop_back();
      return out;
    }
  }
  Result<std::unique_ptr<Connection>> opened = more_();
  if (!opened) return opened.error();
  const std::lock_guard lock(mutex_);
  opened_.push_back(std::move(opened).value());
  return opened_.back().get();
}

void LentConnections::give_back(Connection* connection) {
  const std::lock_guard lock(mutex_);
  free_.push_back(connection);
}

}  // namespace assay::store
