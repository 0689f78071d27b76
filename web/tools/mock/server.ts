// The contract served from memory, with the real binary behind the numbers: screens are built and tested
// against it. It serves the built application under the policy that the server uses.

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { type Asked, handlers, Refusal, type Reply } from './routes.ts';
import { State } from './state.ts';

export interface Mock {
  address: string;
  state: State;
  close: () => Promise<void>;
}

interface Options {
  // The built application: web/dist/app.
  app: string;
  binary: string;
  port?: number;
}

const types: Record<string, string> = {
  ...{
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.woff2': 'font/woff2',
    '.html': 'text/html; charset=utf-8',
  },
  ...{ '.svg': 'image/svg+xml', '.png': 'image/png' },
};

const policy = (nonce: string) =>
  [
    "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self'; img-src 'self' data:",
    `style-src 'self' 'nonce-${nonce}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  ].join('; ');

function serve_file(app: string, path: string, response: ServerResponse) {
  const file = join(app, normalize(path));
  if (path.startsWith('/assets/') && existsSync(file)) {
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
    return;
  }
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', policy(nonce));
  response.end(readFileSync(join(app, 'index.html'), 'utf8').replace('@ASSAY_NONCE@', nonce));
}

function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return null;
  const parts: Record<string, string> = {};
  for (const [at, name] of wanted.entries()) {
    const value = given[at] ?? '';
    if (name.startsWith('{')) parts[name.slice(1, -1)] = decodeURIComponent(value);
    else if (name !== value) return null;
  }
  return parts;
}

async function bytes_of(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

function cookie_of(request: IncomingMessage): string {
  return /assay_session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

function send(response: ServerResponse, reply: Reply) {
  if ('json' in reply) {
    if (reply.session)
      response.setHeader('Set-Cookie', `assay_session=${reply.session}; Path=/; HttpOnly; SameSite=Strict`);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(reply.json));
    return;
  }
  response.setHeader('Content-Type', reply.type);
  if (reply.file) response.setHeader('Content-Disposition', `attachment; filename="${reply.file}"`);
  response.end(reply.text);
}

function refuse(response: ServerResponse, error: unknown) {
  const known = error instanceof Refusal ? error : new Refusal(500, 'internal', String(error));
  response.statusCode = known.status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ code: known.code, message: known.message, where: null }));
}

const open_to_all = ['/api/v1/setup', '/api/v1/session'];

async function answer(request: IncomingMessage, response: ServerResponse, state: State, options: Options) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (state.images.has(url.pathname)) {
    send(response, { text: state.images.get(url.pathname) ?? '', type: 'image/png' });
    return;
  }
  if (!url.pathname.startsWith('/api/')) {
    serve_file(options.app, url.pathname, response);
    return;
  }
  const signed_in = state.sessions.has(cookie_of(request));
  const open = open_to_all.includes(url.pathname);
  if (!signed_in && !open) throw new Refusal(401, 'unauthenticated', 'Sign in first.');
  if (request.method !== 'GET' && !open && request.headers['x-csrf-token'] !== 'mock-csrf')
    throw new Refusal(403, 'forbidden', 'The anti-forgery token is missing.');
  if (url.pathname === '/api/v1/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': here\n\n');
    request.on(
      'close',
      state.listen((text) => response.write(text)),
    );
    return;
  }
  const bytes = await bytes_of(request);
  const json = request.headers['content-type']?.includes('json') && bytes.length > 0;
  const body = (json ? JSON.parse(bytes.toString('utf8')) : {}) as Record<string, unknown>;
  for (const [route, handler] of Object.entries(handlers)) {
    const [method, pattern = ''] = route.split(' ');
    const parts = method === request.method ? match(pattern, url.pathname) : null;
    if (!parts) continue;
    const asked: Asked = {
      state,
      binary: options.binary,
      parts,
      query: url.searchParams,
      body,
      bytes,
      signed_in,
    };
    send(response, await handler(asked));
    return;
  }
  throw new Refusal(404, 'not_found', `There is no ${request.method ?? ''} ${url.pathname}.`);
}

export async function start_mock(options: Options): Promise<Mock> {
  const state = new State();
  const server: Server = createServer((request, response) => {
    answer(request, response, state, options).catch((error: unknown) => {
      refuse(response, error);
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port.toString()}`,
    state,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
