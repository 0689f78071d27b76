// Short names for what the contract says: generated.ts is made from openapi.json by `npm run client`.

import type { components, paths } from './generated.ts';

type Schemas = components['schemas'];

export type Failure = Omit<Schemas['Error'], 'where'> & { where?: string | null };
export type Session = Schemas['Session'];
export type FirstUser = Schemas['NewSetup'];
export type OneSession = Schemas['OneSession'];
export type PersonProof = { password: string; code: string };
export type User = Schemas['UserRow'];
export type Invitation = Schemas['Invitation'];
export type Approval = Schemas['Approval'];
export type NewApproval = Schemas['NewApproval'];

export type Token = Schemas['Token'];
export type TokenScope = Token['scopes'][number];

export type Project = Schemas['Project'];
export type NewProject = Pick<Project, 'name' | 'description' | 'data_class' | 'purpose'> & {
  questions: Question[];
  attributes: Attribute[];
};
export type DataClass = Project['data_class'];
export type Question = Schemas['Question'];
export type QuestionKind = Question['kind'];
export type Category = Schemas['Category'];
export type Schema = Schemas['Schema'];
// Of items, as a schema declares it.
export type Attribute = Schemas['Attribute'];
export type AttributeType = Attribute['type'];
export type AttributesFit = Schemas['AttributesFit'];
export type SchemaMapping = Schemas['CategoryChange'];

export type Erasure = Schemas['Erasure'];
export type LegalHold = Schemas['LegalHold'];
export type BreakGlass = Schemas['BreakGlass'];

export type Organisation = Schemas['Organisation'];
export type OrganisationKind = Organisation['kind'];
export type NewOrganisation = Schemas['NewOrganisation'];
export type OrganisationEdit = Schemas['OrganisationEdit'];
export type Calendar = Schemas['Calendar'];
export type Team = Schemas['Team'];
export type TeamMember = Schemas['TeamMember'];
export type Engagement = Schemas['Engagement'];
export type EngagementState = Engagement['state'];
export type ProviderView = Schemas['ProviderView'];
export type TeamView = Schemas['TeamView'];
export type TeamPart = Schemas['TeamPart'];
export type WorkPart = Schemas['WorkPart'];
export type WorkTimes = Schemas['WorkTimes'];
export type PartAgreement = WorkPart['agreement'][number];
export type ProviderWeek = Schemas['ProviderWeek'];
export type Member = Schemas['Member'];
export type PeopleOutcome = Schemas['PeopleOutcome'];
export type NewMember = Schemas['NewMember'];
export type Role = Member['role'];

export type Batch = Schemas['Batch'];
export type NewBatch = Schemas['NewBatch'];
export type BatchItem = Schemas['BatchItem'];
export type Assignment = Schemas['Assignment'];
export type NewAssignments = Schemas['NewAssignments'];
export type EngagedAnnotator = Schemas['EngagedAnnotator'];
export type OwnItemRow = Schemas['OwnItemRow'];
export type OwnItem = Schemas['OwnItem'];
export type Submission = Schemas['Submission'];

export type Upload = Schemas['Upload'];
export type ImportRequest = Schemas['ImportRequest'];
export type ImportKind = ImportRequest['kind'];
export type AnnotatorSource = NonNullable<ImportRequest['annotator_source']>;
export type ImportPreview = Schemas['ImportPreview'];
export type ImportProblem = Schemas['ImportProblem'];
export type Import = Schemas['Import'];
export type Job = Schemas['Job'];

export type ItemRow = Schemas['ItemRow'];
export type ItemDetail = Schemas['ItemDetail'];
export type Annotation = Schemas['Annotation'];
export type Region = Schemas['Region'];
export type Label = Annotation['label'];
export type ItemQuery = Schemas['ItemSearch'];

export type Overview = Schemas['Overview'];
export type OverviewQuestion = Schemas['OverviewQuestion'];
export type Snapshot = Schemas['Snapshot'];
export type NewSnapshot = Schemas['NewSnapshot'];
export type PlanOptions = Schemas['PlanOptions'];
export type ProjectionOptions = Schemas['ProjectionOptions'];

export type AuditEvent = Schemas['AuditEvent'];
export type EventQuery = NonNullable<paths['/api/v1/audit/events']['get']['parameters']['query']>;
export type LogHead = Schemas['LogHead'];
export type Setting = Schemas['Settings']['settings'][number];

export type Message = Schemas['Message'];
export type MessagePreferences = Schemas['MessagePreferences'];
export type MessagePreferenceChoice = Schemas['NewMessagePreferences'];
export type OutgoingWebhook = Schemas['OutgoingWebhook'];
export type Sending = Schemas['Sending'];
