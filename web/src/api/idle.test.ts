import { describe, expect, it } from 'vitest';
import { watch_idle } from './idle.ts';

describe('idleness', () => {
  it('grows until somebody touches the page', () => {
    let now = 1_000_000;
    const page = new EventTarget();
    const idle = watch_idle(page, () => now);
    expect(idle.seconds()).toBe(0);
    now += 61_500;
    expect(idle.seconds()).toBe(61);
    page.dispatchEvent(new Event('scroll')); // a page may scroll by itself
    expect(idle.seconds()).toBe(61);
    page.dispatchEvent(new Event('keydown'));
    expect(idle.seconds()).toBe(0);
    now += 5_000;
    idle.wake();
    expect(idle.seconds()).toBe(0);
  });

  it('is never less than nothing, though the clock is set back', () => {
    let now = 1_000_000;
    const idle = watch_idle(new EventTarget(), () => now);
    now -= 60_000;
    expect(idle.seconds()).toBe(0);
  });
});
