#pragma once
// Rows of providers who are engaged: which engagement each belongs to, and the pseudonym that its annotator
// stands under in the record. Nobody but the annotator's own organisation keeps their name.

#include <map>
#include <string>
#include <vector>

#include "domain/annotation.h"
#include "domain/engagement.h"
#include "live/project_table.h"
#include "store/batch_start.h"
#include "store/names.h"

namespace assay::app {

class ProviderRows {
 public:
  // Nothing is asked of the database where nobody is engaged.
  static Result<ProviderRows> begin(store::Connection& connection, domain::ProjectId project,
                                    const store::BatchStart& start);

  // Puts the provider of the caller and the annotator's pseudonym in their places. Returns the key of the
  // engagement, 0 outside of any; refuses a row that names another provider than the caller's own.
  Result<std::int64_t> settle(std::string& provider, std::string& annotator);
  // The pseudonym of an annotator whose provider is not told, if one of them is known by this name.
  Result<Done> find_pseudonym(store::Names& names, std::string& annotator) const;
  bool caller_is_provider() const { return !own_provider_.empty(); }
  // After the names are written: who the new annotators are, for their own organisations.
  Result<std::vector<live::Identity>> keep_identities(store::Connection& connection,
                                                      const store::Names& names) const;

 private:
  std::vector<domain::Engagement> engagements_;
  std::string secret_;
  std::string own_provider_;  // empty: the caller is on the client's side
  struct Who {
    domain::OrganisationId organisation;
    std::string name;
  };
  std::map<std::string, Who> by_pseudonym_;  // of those who came in this batch
};

// One person has one pseudonym in a project and provider, and others everywhere else.
std::string annotator_pseudonym(std::string_view secret, domain::OrganisationId organisation,
                                std::string_view name);

}  // namespace assay::app
