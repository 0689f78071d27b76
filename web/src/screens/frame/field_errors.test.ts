import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/client.ts';
import { error_at, error_elsewhere } from './field_errors.ts';

const refused = (where: string | null) =>
  new ApiError(400, { code: 'invalid', message: 'it is so', where });

describe('what the server refuses', () => {
  it('stands beside the field that it names', () => {
    expect(error_at(refused('email'), 'email')).toBe('It is so');
    expect(error_at(refused('calendar.from'), 'from')).toBe('It is so');
    expect(error_elsewhere(refused('calendar.from'), ['from', 'until'])).toBeNull();
  });

  it('stands below the form where it names none of its fields', () => {
    const error = refused('if-match');
    expect(error_at(error, 'name')).toBeUndefined();
    expect(error_elsewhere(error, ['name', 'kind'])).toBe(error);
    expect(error_elsewhere(refused(null), ['name'])).not.toBeNull();
    expect(error_at(new Error('lost'), 'name')).toBeUndefined();
  });
});
