import { expect, it } from 'vitest';
import { review_due } from './review_due.ts';

it('is three days after the glass was broken, also where summer time ends between', () => {
  expect(review_due('2026-10-24T10:30:00Z')).toBe('2026-10-27T10:30:00.000Z');
});
