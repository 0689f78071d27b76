// Which column plays which role, as it was found and as the person corrects it.

import type { ImportKind, ImportPreview, ImportRequest } from '../../api/types.ts';

// The roles that a column can be given, by what is in the file. '' is no role; of items every column that plays
// no other role is an attribute.
const roles_of_kind: Record<ImportKind, readonly string[]> = {
  items: ['item', 'content', 'kind', 'prompt', 'a', 'b', 'sha256', 'bytes', 'attributes', 'attribute'],
  annotations: [
    ...['', 'item', 'annotator', 'label', 'question', 'time', 'duration', 'guideline_version', 'batch'],
    ...['provider', 'skipped', 'anchored', 'reviewed', 'flag', 'comment'],
  ],
  gold: ['', 'item', 'label', 'question'],
};

// Those that a column may be given, and the one it has whatever that is.
export const roles_for = (kind: ImportKind, role: string): string[] => [
  ...new Set([...roles_of_kind[kind], role]),
];

const is_role = (role: string | undefined): role is string => Boolean(role) && role !== 'attribute';

// The server's word for a role that no column plays, however well one's name would fit.
const nobody = '-';

// A role is played by one column: the one that played it before plays none, and the role that this column
// played is nobody's until a column is given it.
export function with_role(
  request: ImportRequest,
  { columns }: Pick<ImportPreview, 'columns'>,
  column: string,
  role: string,
): ImportRequest {
  const mapping: Record<string, string> = {};
  for (const each of columns)
    if (each.name !== column && is_role(each.role) && each.role !== role) mapping[each.role] = each.name;
  if (is_role(role)) mapping[role] = column;
  if (request.kind !== 'items') {
    const before = Object.entries(request.mapping ?? {});
    const emptied = before.filter(([, name]) => name === nobody).map(([name]) => name);
    const left = columns.find(({ name }) => name === column)?.role;
    for (const each of [left, ...emptied]) if (is_role(each)) mapping[each] ??= nobody;
  }
  return { ...request, mapping };
}
