import { expect, it } from 'vitest';
import type { Question } from '../../api/types.ts';
import { answers_of } from './answers.ts';

const question = (name: string, kind: string): Question =>
  ({ name, kind, categories: [{ name: 'b' }, { name: 'a' }] }) as Question;

it('asks for every question, and writes sets in the order of the schema', () => {
  const questions = [question('mood', 'nominal'), question('topics', 'set')];
  expect(answers_of(questions, {}, false)).toBeNull();
  expect(answers_of(questions, { mood: ['a'], topics: ['a', 'b'] }, true)).toEqual([
    { question: 'mood', label: 'a', flag: 'unsure' },
    { question: 'topics', label: '["b","a"]', flag: 'unsure' },
  ]);
});
