#pragma once
// The tags of ids: one a noun. Id<Item> is no Id<Project>.

#include "base/id.h"

namespace assay::domain {

struct OrganisationTag;
struct UserTag;
struct EngagementTag;
struct TeamTag;
struct ProviderTag;
struct TokenTag;
struct ProjectTag;
struct QuestionTag;
struct AnnotatorTag;
struct ItemTag;
struct ImportTag;
struct UploadTag;
struct JobTag;
struct SnapshotTag;
struct DrawTag;
struct SessionTag;
struct InvitationTag;
struct ApprovalTag;
struct ErasureTag;
struct LegalHoldTag;
struct BreakGlassTag;

using OrganisationId = Id<OrganisationTag>;
using UserId = Id<UserTag>;
using EngagementId = Id<EngagementTag>;
using TeamId = Id<TeamTag>;
using ProviderId = Id<ProviderTag>;  // of a provider's name in annotations
using TokenId = Id<TokenTag>;
using ProjectId = Id<ProjectTag>;
using QuestionId = Id<QuestionTag>;
using AnnotatorId = Id<AnnotatorTag>;
using ItemId = Id<ItemTag>;
using ImportId = Id<ImportTag>;
using UploadId = Id<UploadTag>;
using JobId = Id<JobTag>;
using SnapshotId = Id<SnapshotTag>;
using DrawId = Id<DrawTag>;
using SessionId = Id<SessionTag>;
using InvitationId = Id<InvitationTag>;
using ApprovalId = Id<ApprovalTag>;
using ErasureId = Id<ErasureTag>;
using LegalHoldId = Id<LegalHoldTag>;
using BreakGlassId = Id<BreakGlassTag>;

}  // namespace assay::domain
