// What the server refuses stands beside the field that it names; the rest stands below the form.

import { ApiError } from '../../api/client.ts';
import { sentence } from '../../words/names.ts';

// "calendar.from" is the field from.
const field_of = (where: string): string => where.split('.').pop() ?? where;

export function error_at(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { where, message } = error.failure;
  return where && message && field_of(where) === field ? sentence(message) : undefined;
}

export const error_elsewhere = (error: unknown, fields: readonly string[]): unknown =>
  fields.some((field) => error_at(error, field) !== undefined) ? null : error;
