#pragma once
// Rows of providers who are engaged: which engagement each belongs to, and the pseudonym that its annotator
// stands under in the record. Nobody but the annotator's own organisation keeps their name.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "app/context.h"
#include "domain/annotation.h"
#include "domain/engagement.h"
#include "live/project_table.h"
#include "store/batch_start.h"
#include "store/names.h"

namespace assay::app {

class ProviderRows {
 public:
  // Nothing is asked of the database where nobody is engaged and nobody was erased.
  static Result<ProviderRows> begin(const Context& context, store::Connection& connection,
                                    domain::ProjectId project, const store::BatchStart& start);

  // Puts the provider of the caller and the annotator's pseudonym in their places. Returns the key of the
  // engagement, 0 outside of any; refuses a row that names another provider than the caller's own, and one of
  // an annotator who was erased.
  Result<std::int64_t> settle(std::string& provider, std::string& annotator);
  // The pseudonym of an annotator whose provider is not told, if one of them is known by this name. Refuses
  // who was erased.
  Result<Done> find_pseudonym(store::Names& names, std::string& annotator);
  bool caller_is_provider() const { return !own_provider_.empty(); }
  // After the names are written: who the annotators of the rows are, for their own organisations. Those that
  // are new are kept; one that somebody named before it had rows is told of with its first ones.
  Result<std::vector<live::Identity>> keep_identities(store::Connection& connection,
                                                      store::Names& names) const;

 private:
  bool was_erased(const std::string& name);
  std::vector<domain::Engagement> engagements_;
  std::string secret_;
  std::string own_provider_;  // empty: the caller is on the client's side
  struct Who {
    domain::OrganisationId organisation;
    std::string name;
  };
  std::map<std::string, Who> by_pseudonym_;  // of those who came in this batch
  std::set<std::string> erased_;             // what the record calls them
  std::map<std::string, bool> asked_;        // of names in clear, whether they are one of them
};

}  // namespace assay::app
