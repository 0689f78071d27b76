import { describe, expect, it } from 'vitest';
import {
  attribute_problems,
  changed,
  empty_draft,
  is_stopped,
  project_of,
  question_problems,
  type Draft,
} from './draft.ts';

const named = (draft: Draft, place: number, name: string): Draft =>
  changed(draft, {
    ...{ do: 'set_category', question: 1, fields: { name } },
    category: draft.questions[0]?.categories[place]?.key ?? 0,
  });
const only = (draft: Draft) => {
  const question = draft.questions[0];
  if (!question) throw new Error('no question');
  return question;
};

const two = named(named(empty_draft(), 0, 'polyp'), 1, 'normal');

describe('the draft of a project', () => {
  it('asks for two categories, each named once', () => {
    expect(question_problems(empty_draft(), only(empty_draft()))).toHaveLength(1);
    expect(question_problems(two, only(two))).toEqual([]);
    const twice = named(two, 1, 'polyp');
    expect(question_problems(twice, only(twice))[0]).toContain('polyp');
  });

  it('keeps a parent when it is renamed and drops it when it is removed', () => {
    const key = (place: number) => only(two).categories[place]?.key ?? 0;
    const child = changed(two, {
      ...{ do: 'set_category', question: 1, category: key(1), fields: { parent: 'polyp' } },
    });
    expect(only(named(child, 0, 'lesion')).categories[1]?.parent).toBe('lesion');
    const removed = changed(child, { do: 'remove_category', question: 1, category: key(0) });
    expect(only(removed).categories.map((each) => each.parent)).toEqual([null]);
  });

  it('refuses a category that is among its own parents', () => {
    const first = only(two).categories[0]?.key ?? 0;
    const second = only(two).categories[1]?.key ?? 0;
    let draft = changed(two, {
      do: 'set_category',
      question: 1,
      category: first,
      fields: { parent: 'normal' },
    });
    draft = changed(draft, {
      do: 'set_category',
      question: 1,
      category: second,
      fields: { parent: 'polyp' },
    });
    expect(question_problems(draft, only(draft))).toHaveLength(1);
  });

  it('moves categories within their bounds', () => {
    const last = only(two).categories[1]?.key ?? 0;
    const up = changed(two, { do: 'move_category', question: 1, category: last, by: -1 });
    expect(only(up).categories.map((each) => each.name)).toEqual(['normal', 'polyp']);
    expect(changed(up, { do: 'move_category', question: 1, category: last, by: -1 }).questions).toEqual(
      up.questions,
    );
  });

  it('sends no category without a name and none of a measurement', () => {
    const more = changed(two, { do: 'add_category', question: 1 });
    expect(project_of(more).questions[0]?.categories.map((each) => each.name)).toEqual(['polyp', 'normal']);
    const number = changed(two, { do: 'set_question', question: 1, fields: { kind: 'ratio' } });
    expect(project_of(number).questions[0]?.categories).toEqual([]);
    expect(question_problems(number, only(number))).toEqual([]);
  });
});

describe('the attributes of a draft', () => {
  it('declares attributes by name, with values of a choice alone', () => {
    let draft = changed(two, { do: 'add_attribute' });
    const key = draft.attributes[0]?.key ?? 0;
    expect(project_of(draft).attributes).toEqual([]);
    draft = changed(draft, {
      do: 'set_attribute',
      attribute: key,
      fields: { name: ' site ', type: 'choice', values: ['north', 'south'], required: true },
    });
    expect(project_of(draft).attributes).toEqual([
      { name: 'site', type: 'choice', required: true, description: '', values: ['north', 'south'] },
    ]);
    const text = changed(draft, { do: 'set_attribute', attribute: key, fields: { type: 'text' } });
    expect(project_of(text).attributes[0]?.values).toEqual([]);
    const gone = changed(draft, { do: 'remove_attribute', attribute: key });
    expect(project_of(gone).attributes).toEqual([]);
  });

  it('stops at an attribute that is named twice or has nothing to choose', () => {
    const first = changed(two, { do: 'add_attribute' });
    const key = first.attributes[0]?.key ?? 0;
    const site = changed(first, {
      do: 'set_attribute',
      attribute: key,
      fields: { name: 'site', type: 'choice' },
    });
    expect(site.attributes.map((each) => attribute_problems(site, each).length)).toEqual([1]);
    const second = changed(first, { do: 'add_attribute' });
    expect(is_stopped(second)).toBe(false);
    const twice = second.attributes.reduce(
      (draft, each) =>
        changed(draft, { do: 'set_attribute', attribute: each.key, fields: { name: 'site' } }),
      second,
    );
    expect(is_stopped(twice)).toBe(true);
  });
});
