import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { many_text, who_may, your_role_text, type Right, type RoleName } from '../../words/roles.ts';
import { project_places } from './places.ts';
import { first_place, may_enter, places_for, right_for } from './rights.ts';

const rights_of = (role: RoleName) => ({
  rights: (Object.keys(who_may) as Right[]).filter((right) =>
    (who_may[right] as readonly RoleName[]).includes(role),
  ),
});
const places_of = (role: RoleName) => places_for(rights_of(role)).flatMap(({ places }) => places);

describe('who may do what', () => {
  it('is what the server’s table says', () => {
    const table = join(import.meta.dirname, '../../../../src/app/permissions.cc');
    const rows = readFileSync(table, 'utf8').matchAll(
      /Permission\{Verb::\w+, "(\w+)", Access::\w+,\s*"([\w ]+)"\}/g,
    );
    const of_server = [...rows]
      .map(([, right = '', names = '']) => [right, names.split(' ').sort()] as const)
      .filter(([, names]) => !names.includes('administrator'));
    expect(of_server.length).toBeGreaterThan(10);
    const of_ours = Object.fromEntries(
      Object.entries(who_may).map(([right, names]) => [right, [...names].sort()]),
    );
    expect(of_ours).toMatchObject(Object.fromEntries(of_server));
    expect(Object.keys(of_ours).sort()).toEqual(of_server.map(([right]) => right).sort());
  });

  it('is said in words', () => {
    expect(many_text(who_may.see_snapshots)).toBe('owners, experts and auditors');
    expect(many_text(who_may.import_data)).toBe('owners');
    expect(your_role_text('auditor')).toBe('You are an auditor in this project.');
    expect(your_role_text('emergency')).toMatch(/^You are here in an emergency/);
  });
});

describe('places of a role', () => {
  it('are all of them for an owner, but the items of an annotator', () => {
    const all = project_places.flatMap(({ places }) => places);
    expect(places_of('owner')).toEqual(all.filter((place) => place !== 'own_items'));
  });

  it('hold back the whole project’s measurements from a lead', () => {
    expect(places_of('lead')).toEqual(expect.arrayContaining(['schema', 'overview', 'items', 'people']));
    for (const place of ['import', 'gold', 'confusion', 'snapshots', 'compare'])
      expect(places_of('lead')).not.toContain(place);
  });

  it('leave an annotator the own items and the schema, and no group without a place', () => {
    expect(places_of('annotator')).toEqual(['schema', 'own_items']);
    expect(places_of('annotator')).not.toContain('overview');
    expect(places_for(rights_of('annotator')).every(({ places }) => places.length > 0)).toBe(true);
  });

  it('are not shown before the rights are known', () => {
    expect(places_for(undefined)).toEqual([]);
  });

  it('take their right from the beginning of a longer path', () => {
    expect(right_for('items/key:a%2Fb')).toBe('see_items');
    expect(right_for('schema/change')).toBe('edit_schema');
    expect(right_for('snapshots/7/')).toBe('see_snapshots');
    expect(right_for('')).toBeUndefined();
    expect(may_enter(rights_of('auditor'), 'schema')).toBe(true);
    expect(may_enter(rights_of('auditor'), 'schema/change')).toBe(false);
  });

  it('begin where there is something to do', () => {
    const count = (annotation_count: number | null) => ({ annotation_count });
    expect(first_place({ ...rights_of('owner'), ...count(0) })).toBe('import');
    expect(first_place({ ...rights_of('owner'), ...count(3) })).toBe('overview');
    expect(first_place({ ...rights_of('lead'), ...count(0) })).toBe('overview');
    expect(first_place({ ...rights_of('annotator'), ...count(null) })).toBe('own_items');
    expect(first_place({ rights: ['see_project', 'see_items'], ...count(null) })).toBe('items');
  });
});
