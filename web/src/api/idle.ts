// How long nobody has touched the page. The server counts a session as used when a person did something, not
// when the page asks for what is new: each request says for how long nobody did.

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'];

export interface Idle {
  seconds: () => number;
  // As if somebody had touched the page now.
  wake: () => void;
}

export function watch_idle(target: Pick<EventTarget, 'addEventListener'>, now: () => number): Idle {
  let last = now();
  const wake = () => {
    last = now();
  };
  for (const sign of signs) target.addEventListener(sign, wake, { passive: true, capture: true });
  return { seconds: () => Math.max(0, Math.floor((now() - last) / 1000)), wake };
}

export const idle = watch_idle(window, () => Date.now());
