// The door: who comes in, by which steps, and what stands in place of the screens. The server is a table of
// answers.

import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { access_words, account_words } from '../words/access.ts';
import { home_words } from '../words/home.ts';
import { App, queries } from './App.tsx';

// The client keeps the fetch that it finds when it is made.
const server_of = vi.hoisted(() => {
  const held: { answer: (request: Request) => Promise<Response> } = {
    answer: () => Promise.reject(new Error('no server yet')),
  };
  globalThis.fetch = (request) => held.answer(request as Request);
  return held;
});
// Screens are files of their own, read when they are first shown.
configure({ asyncUtilTimeout: 20_000 });

type State = 'open' | 'locked' | 'must_enrol';
interface Reply {
  status?: number;
  body: unknown;
}
type Answer = (body: Record<string, unknown>) => Reply;

const organisation = { id: '1', name: 'Example' };
const user = { id: '1', name: 'Ada', email: 'ada@example.org', administrator: false, organisation };
const server = { version: '1', database: 'sqlite', log: 'single_party', idle_lock_minutes: 15 };
const session = (state: State) => ({ user, csrf_token: 'csrf', state, server });
const nobody = { user: null, csrf_token: '', state: 'nobody' };
const refusal = (status: number, code: string, more = {}): Reply => ({
  status,
  body: { code, message: code, where: '', ...more },
});

let answers: Record<string, Answer>;
let asked: string[];

class QuietStream {
  addEventListener() {
    return undefined;
  }
  close() {
    return undefined;
  }
}

async function fetched(request: Request): Promise<Response> {
  const key = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`;
  asked.push(key);
  const text = await request.text();
  const body = text ? (JSON.parse(text) as Record<string, unknown>) : {};
  const { status = 200, body: said } = answers[key]?.(body) ?? refusal(404, 'not_found');
  return new Response(JSON.stringify(said), { status, headers: { 'Content-Type': 'application/json' } });
}

function open_at(path: string, table: Record<string, Answer>) {
  window.history.replaceState(null, '', path);
  answers = {
    'GET /setup': () => ({ body: { needed: false } }),
    'GET /projects': () => ({ body: { items: [], next: null } }),
    ...table,
  };
  render(<App />);
}

const type = (label: string, value: string) => {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
};
const press = (name: string) => {
  fireEvent.click(screen.getByRole('button', { name }));
};

beforeEach(() => {
  asked = [];
  vi.stubGlobal('EventSource', QuietStream);
  server_of.answer = fetched;
  queries.clear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the door', () => {
  it('asks for the code of who has a second factor', async () => {
    let state = nobody as unknown;
    open_at('/', {
      'GET /session': () => ({ body: state }),
      'POST /session': ({ password }) =>
        password === 'right'
          ? refusal(401, 'second_factor_needed', { challenge: 'assay_c' })
          : refusal(403, 'forbidden'),
      'POST /session/second_factor': ({ challenge, code }) => {
        if (challenge !== 'assay_c' || code !== '123456') return refusal(403, 'forbidden');
        state = session('open');
        return { body: state };
      },
    });
    const { sign_in } = access_words;
    await screen.findByRole('heading', { name: sign_in.title });
    type(sign_in.email, 'ada@example.org');
    type(sign_in.password, 'right');
    press(sign_in.enter);
    await screen.findByRole('heading', { name: sign_in.code_title });
    type(sign_in.code, '000000');
    press(sign_in.code_enter);
    await screen.findByRole('alert');
    type(sign_in.code, '123456');
    press(sign_in.code_enter);
    await screen.findByText(home_words.empty.title);
  });
});

describe('a session that is not open', () => {
  it('shows a locked session nothing but the way to unlock it, where one was', async () => {
    let state: State = 'locked';
    open_at('/?kept=here', {
      'GET /session': () => ({ body: session(state) }),
      'POST /session/unlock': ({ password }) => {
        if (password !== 'right') return refusal(403, 'forbidden');
        state = 'open';
        return { body: {} };
      },
    });
    const { unlock } = access_words;
    await screen.findByRole('heading', { name: unlock.title });
    expect(asked).not.toContain('GET /projects');
    type(unlock.password, 'right');
    press(unlock.enter);
    await screen.findByText(home_words.empty.title);
    expect(window.location.search).toBe('?kept=here');
  });

  it('shuts when an answer says that the session is locked', async () => {
    let state: State = 'open';
    open_at('/', {
      'GET /session': () => ({ body: session(state) }),
      'GET /projects': () => {
        state = 'locked';
        return refusal(401, 'session_locked');
      },
    });
    await screen.findByRole('heading', { name: access_words.unlock.title });
  });

  it('lets in who enrols, where a second factor is demanded', async () => {
    let state: State = 'must_enrol';
    open_at('/', {
      'GET /session': () => ({ body: session(state) }),
      'POST /second_factor': () => ({
        body: { secret: 'MZXW6YTBOI', uri: 'otpauth://totp/Assay:ada?secret=MZXW6YTBOI' },
      }),
      'POST /second_factor/confirm': () => {
        state = 'open';
        return { body: { recovery_codes: ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'] } };
      },
    });
    const { factor } = account_words;
    await screen.findByRole('heading', { name: access_words.must_enrol.title });
    type(factor.password, 'right');
    press(factor.begin);
    await screen.findByText('MZXW 6YTB OI');
    expect(screen.getByTitle(factor.picture_label)).toBeTruthy();
    type(factor.code, '123456');
    press(factor.confirm);
    await screen.findByText('EEEE-FFFF-GGGG-HHHH');
    expect(screen.queryByText(home_words.empty.title)).toBeNull();
    press(factor.kept);
    await screen.findByText(home_words.empty.title);
  });
});

describe('an invitation', () => {
  it('lets in, and its token stands in no address that is sent', async () => {
    let state = nobody as unknown;
    const tokens: unknown[] = [];
    open_at('/invitation#assay_t', {
      'GET /session': () => ({ body: state }),
      'POST /invitations/open': ({ token }) => {
        tokens.push(token);
        return {
          body: { email: 'eve@example.org', organisation: 'Example', expires_at: '2030-01-01T00:00:00Z' },
        };
      },
      'POST /invitations/accept': ({ token, name, password }) => {
        tokens.push(token);
        expect([name, password]).toEqual(['Eve', 'a long enough phrase']);
        state = session('open');
        return { body: state };
      },
    });
    const { invitation, set_up } = access_words;
    await screen.findByText(invitation.lead('eve@example.org', 'Example'));
    type(invitation.name, 'Eve');
    type(set_up.password, 'short');
    type(set_up.password_again, 'other');
    press(invitation.enter);
    await screen.findByText(set_up.differs);
    type(set_up.password, 'a long enough phrase');
    type(set_up.password_again, 'a long enough phrase');
    press(invitation.enter);
    await screen.findByText(home_words.empty.title);
    await waitFor(() => {
      expect(window.location.pathname + window.location.hash).toBe('/');
    });
    expect(tokens).toEqual(['assay_t', 'assay_t']);
    expect(asked.join(' ')).not.toContain('assay_t');
  });
});
