import { describe, expect, it } from 'vitest';
import { Log } from './log_testing.ts';
import { is_consistent, is_included } from './merkle.ts';

// The reference leaves of Certificate Transparency: their published root and proofs.
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function log_of(count: number): Log {
  const log = new Log();
  for (let at = 0; at < count; ++at) log.add(`entry ${at.toString()}`);
  return log;
}

describe('proofs of inclusion', () => {
  it('hold for every entry of every size up to 20', async () => {
    const log = log_of(20);
    for (let size = 1; size <= 20; ++size)
      for (let index = 0; index < size; ++index) {
        const leaf = log.leaf(index);
        const claim = { leaf, index, size, root: log.root(size), proof: log.inclusion(index, size) };
        expect(await is_included(claim)).toBe(true);
        expect(await is_included({ ...claim, index: index + 1 })).toBe(false);
        expect(await is_included({ ...claim, proof: [...claim.proof, claim.root] })).toBe(false);
        expect(await is_included({ ...claim, leaf: claim.root })).toBe(size === 1);
      }
  });

  it('refuse what is no hash', async () => {
    const root = roots[0] ?? '';
    expect(await is_included({ leaf: root, index: 0, size: 1, root, proof: [] })).toBe(true);
    expect(await is_included({ leaf: 'x', index: 0, size: 1, root, proof: [] })).toBe(false);
    expect(await is_included({ leaf: root, index: 0, size: 0, root, proof: [] })).toBe(false);
  });
});

describe('proofs of consistency', () => {
  it('hold for every pair of sizes up to 20', async () => {
    const log = log_of(20);
    for (let second = 1; second <= 20; ++second)
      for (let first = 1; first <= second; ++first) {
        const claim = {
          ...{ first, second, proof: log.consistency(first, second) },
          ...{ first_root: log.root(first), second_root: log.root(second) },
        };
        expect(await is_consistent(claim)).toBe(true);
        if (first === second) continue;
        expect(await is_consistent({ ...claim, first_root: roots[7] ?? '' })).toBe(false);
        expect(await is_consistent({ ...claim, second_root: roots[7] ?? '' })).toBe(false);
        expect(await is_consistent({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
      }
  });

  it('hold between published roots of 6 and 7 leaves', async () => {
    const leaf_7 = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';
    const claim = {
      ...{ first: 6, first_root: roots[5] ?? '', second: 7, second_root: roots[6] ?? '' },
      proof: ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', leaf_7, roots[3] ?? ''],
    };
    expect(await is_consistent(claim)).toBe(true);
  });

  it('say nothing of an empty beginning and refuse a shrunken log', async () => {
    const [a = '', b = ''] = roots;
    const claim = { first: 0, first_root: a, second: 2, second_root: b, proof: [] as string[] };
    expect(await is_consistent(claim)).toBe(true);
    expect(await is_consistent({ ...claim, proof: [a] })).toBe(false);
    expect(await is_consistent({ ...claim, first: 3 })).toBe(false);
  });
});
