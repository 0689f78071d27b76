import { describe, expect, it } from 'vitest';
import type { Category, Project, Question } from '../../api/types.ts';
import { changed, type Draft } from './draft.ts';
import { draft_of, lost_key, lost_of, mapping_of } from './mapping.ts';

const category = (name: string): Category => ({
  ...{ name, description: '', colour: '', parent: null, critical: false, weight: 1 },
});
const before: Question[] = [
  {
    ...{ name: 'finding', kind: 'nominal', truth: 'single', condition: null },
    categories: ['mass', 'nodule', 'normal'].map(category),
  },
];
const project = { name: 'p', description: '', data_class: 'internal', purpose: '' } as Project;
const start = draft_of(project, before);
const key_of = (draft: Draft, name: string) =>
  draft.questions[0]?.categories.find((each) => each.name === name)?.key ?? 0;
const question = start.questions[0]?.key ?? 0;

describe('a change of the schema', () => {
  it('maps nothing when nothing is renamed or gone', () => {
    expect(mapping_of(before, start, {})).toEqual([]);
    expect(lost_of(before, start)).toEqual([]);
    expect(start.questions[0]?.categories[1]?.colour).toMatch(/^#/);
  });

  it('knows what was renamed', () => {
    const draft = changed(start, {
      ...{
        do: 'set_category',
        question,
        category: key_of(start, 'nodule'),
        fields: { name: 'small mass' },
      },
    });
    expect(mapping_of(before, draft, {})).toEqual([
      { question: 'finding', from: ['nodule'], to: ['small mass'], kind: 'renamed' },
    ]);
  });

  it('asks what became of what is gone', () => {
    const draft = changed(start, { do: 'remove_category', question, category: key_of(start, 'nodule') });
    const [lost] = lost_of(before, draft);
    expect(lost).toEqual({ question: 'finding', category: 'nodule', targets: ['mass', 'normal'] });
    const into = (...to: string[]) => mapping_of(before, draft, lost ? { [lost_key(lost)]: to } : {})[0];
    expect(into('mass')).toMatchObject({ from: ['nodule'], to: ['mass'], kind: 'merged' });
    expect(into('mass', 'normal')).toMatchObject({ to: ['mass', 'normal'], kind: 'split' });
    expect(into()).toMatchObject({ to: [], kind: 'split' });
    expect(into('no such')).toMatchObject({ to: [] });
  });

  it('loses every category of a question that is gone', () => {
    const draft = changed(start, { do: 'remove_question', question });
    expect(lost_of(before, draft).map((lost) => [lost.category, lost.targets.length])).toEqual([
      ['mass', 0],
      ['nodule', 0],
      ['normal', 0],
    ]);
  });
});
