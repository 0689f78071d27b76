#pragma once
// The keys of what is told about people, one a subject, in a store apart from the database: a file in the
// folder of keys, or a schema of its own on PostgreSQL. Erasing a subject destroys its key, here alone; what
// copies of the database still hold can be read by nobody. docs/guides/items_about_people.md.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/keys.h"
#include "store/connection.h"

namespace assay::store {

// project: what the names of its items are hashed with. person: who has an account; there is no key of
// theirs, only the note that they were erased.
enum class SubjectKind { project = 1, item = 2, person = 3, annotator = 4 };

struct SubjectKeysPlace {
  std::string sqlite_path;       // used when the address is empty
  std::string postgres_address;  // of the database whose schema assay_subject_keys holds them
};

// Thread safe.
class SubjectKeys {
 public:
  // Opens, makes what is not there. `wrapping_key`, 32 bytes: no key is stored but sealed by it.
  static Result<std::unique_ptr<SubjectKeys>> open(const SubjectKeysPlace& place, Secret wrapping_key);
  SubjectKeys(std::unique_ptr<Connection> connection, Secret wrapping_key);

  // New keys in the order of the ids, durable before anything is sealed by them. An id whose subject never
  // came to be, because its write was taken back, gets another key; so does one that was destroyed.
  Result<std::vector<Secret>> make(SubjectKind kind, std::span<const std::int64_t> ids);
  // In the order of the ids; nothing: destroyed, or never here. Error `invalid` where the store was sealed by
  // another key than the server's.
  using Found = std::vector<std::optional<Secret>>;
  Result<Found> find(SubjectKind kind, std::span<const std::int64_t> ids);
  // Of all ids from the first to the last, in their order. Cost: one walk.
  Result<Done> each_between(SubjectKind kind, std::int64_t first, std::int64_t last,
                            const std::function<void(std::int64_t, const Secret&)>& each);
  // What the names of the project's items are hashed with; made when first asked for, then kept in memory.
  using SharedSecret = std::shared_ptr<const Secret>;  // shared: writes under way outlive its removal
  Result<SharedSecret> project_key(std::int64_t project);

  // Wraps every key anew, under the next wrapping key, which is used from then on. Of those that neither the
  // present nor the next one opens it says how many there are, and leaves them. Idempotent.
  Result<std::int64_t> rewrap(Secret next);

  // Overwrites the keys, and where the store is a file makes sure that no page of it holds them any more.
  // Returns the ids that had one. Idempotent.
  Result<std::vector<std::int64_t>> destroy(SubjectKind kind, std::span<const std::int64_t> ids,
                                            std::int64_t now_us);
  // Notes that the subjects were erased, whether they had a key or not. Idempotent.
  Result<Done> bury(SubjectKind kind, std::span<const std::int64_t> ids, std::int64_t now_us);
  // The id is another subject's by now, because an older copy of the database gave it out again: takes the
  // note back.
  Result<Done> unbury(SubjectKind kind, std::int64_t id);
  // The ids whose keys were destroyed, in order.
  Result<std::vector<std::int64_t>> destroyed(SubjectKind kind);

 private:
  Result<Done> insert(SubjectKind kind, std::span<const std::int64_t> ids, const std::vector<Secret>& keys);
  Result<Done> forget_pages();
  Result<Secret> unwrap(SubjectKind kind, std::int64_t id, std::string_view wrapped) const;

  std::mutex mutex_;
  std::map<std::int64_t, SharedSecret> project_keys_;
  std::unique_ptr<Connection> connection_;
  Secret wrapping_key_;
};

// The keys that the connection's program holds. Error `unavailable`: it holds none.
Result<SubjectKeys*> keys_of(const Connection& connection);

}  // namespace assay::store
