import { describe, expect, it } from 'vitest';
import type { QuestionSection } from './document.ts';
import { finding_of, main_agreement } from './finding.ts';
import { estimate, undefined_estimate } from '../words/estimate_testing.ts';
import { fixture } from './fixture.ts';

function section(change: (section: QuestionSection) => void = () => undefined): QuestionSection {
  const first = fixture().questions[0];
  if (!first) throw new Error('the fixture has a question');
  change(first);
  return first;
}

describe('finding', () => {
  it('says the finding, then its number with interval and n', () => {
    const finding = finding_of(section());
    expect(finding.headline).toBe('About 1 in 8 labels is wrong');
    expect(finding.numbers).toMatch(/^12\.4\u00a0% wrong \(10\.8–14\.0\u00a0%, n\u00a0=\u00a01,602\)/);
  });
  it('names the slice that is beyond chance, and no other', () => {
    expect(finding_of(section()).sentences[0]).toContain('view is lateral 0 and device is portable');
    const none = section((q) => {
      for (const slice of q.error_slices) slice.significant = false;
    });
    expect(finding_of(none).sentences.join(' ')).not.toContain('lateral');
  });
  it('says not enough evidence instead of a rate that cannot be leaned on', () => {
    const weak = section((q) => {
      if (q.accuracy) q.accuracy.overall = { ...estimate(0.5, 4), status: 'insufficient' };
    });
    expect(finding_of(weak).headline).toMatch(/^Not enough evidence/);
    const without = section((q) => {
      q.accuracy = null;
    });
    expect(finding_of(without).headline).toMatch(/^Not enough evidence/);
    expect(finding_of(without).numbers).toContain('--gold');
  });
  it('marks what only the model believes', () => {
    const believed = section((q) => {
      if (q.accuracy) q.accuracy.against = 'model_posterior';
    });
    expect(finding_of(believed).numbers).toContain('no gold');
  });
  it('leaves out a category whose rate is not enough evidence', () => {
    const weak = section((q) => {
      for (const row of q.categories) row.error = undefined_estimate('insufficient', 'few');
    });
    expect(finding_of(weak).sentences.join(' ')).not.toContain('weakest');
  });
  it('takes the alpha of the question’s own kind', () => {
    const ordinal = section((q) => {
      q.kind = 'ordinal';
      const [alpha] = q.agreement;
      if (alpha) q.agreement.push({ ...alpha, weights: 'ordinal', value: 0.9 });
    });
    expect(main_agreement(ordinal)?.weights).toBe('ordinal');
  });
});
