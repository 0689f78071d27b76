// Every request goes through here: the anti-forgery header, and failures as one type.

import createClient from 'openapi-fetch';
import type { paths } from './generated.ts';
import { idle } from './idle.ts';
import type { Failure } from './types.ts';

export class ApiError extends Error {
  readonly status: number;
  readonly failure: Failure;

  constructor(status: number, failure: Failure) {
    super(failure.message);
    this.status = status;
    this.failure = failure;
  }
}

let csrf_token = '';
export function remember_csrf_token(token: string) {
  csrf_token = token;
}
export const csrf_headers = (): Record<string, string> =>
  csrf_token ? { 'X-CSRF-Token': csrf_token } : {};

export const client = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
client.use({
  onRequest({ request }) {
    if (request.method !== 'GET' && csrf_token) request.headers.set('X-CSRF-Token', csrf_token);
    const seconds = idle.seconds();
    if (seconds > 0) request.headers.set('X-Idle-Seconds', seconds.toString());
    return request;
  },
});

const unreachable: Failure = { code: 'unreachable', message: '' };

export function failure_of(body: unknown, status: number): Failure {
  if (body !== null && typeof body === 'object' && 'message' in body && typeof body.message === 'string') {
    const code = 'code' in body && typeof body.code === 'string' ? body.code : status.toString();
    const where = 'where' in body && typeof body.where === 'string' ? body.where : null;
    const failure = { code, message: body.message, where };
    const challenge =
      'challenge' in body && typeof body.challenge === 'string' ? body.challenge : undefined;
    return challenge === undefined ? failure : { ...failure, challenge };
  }
  return { ...unreachable, code: status.toString() };
}

interface Answered<Data> {
  data?: Data | undefined;
  error?: unknown;
  response: Response;
}

// The body of an answer, or an ApiError. A connection that fails is one as well, with status 0.
export async function answer<Data>(request: Promise<Answered<Data>>): Promise<NonNullable<Data>> {
  let answered: Answered<Data>;
  try {
    answered = await request;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, unreachable);
  }
  if (answered.data === undefined || answered.data === null || answered.error !== undefined)
    throw new ApiError(answered.response.status, failure_of(answered.error, answered.response.status));
  return answered.data;
}

export const failure_code = (error: unknown): string =>
  error instanceof ApiError ? error.failure.code : '';

export const is_status = (error: unknown, status: number): boolean =>
  error instanceof ApiError && error.status === status;
