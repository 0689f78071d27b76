// An issuer of OpenID Connect on loopback, by the certified library oidc-provider, with its own pages for signing
// in and for consent. argv: the address that clients send browsers back to. Prints its own address.
//
// Anybody signs in by a login; what it says of them: known.NAME has the verified address NAME@example.org,
// unverified.NAME the same address without anybody having looked.

import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const [, , callback] = process.argv;

async function key_of(alg) {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  return { ...(await exportJWK(privateKey)), alg, use: 'sig', kid: alg };
}

function claims_of(login) {
  const [kind, name] = login.split('.');
  return { sub: login, email: `${name}@example.org`, email_verified: kind === 'known', name: `Person ${name}` };
}

const client = { redirect_uris: [callback], grant_types: ['authorization_code'], response_types: ['code'] };
const settings = {
  clients: [
    { ...client, client_id: 'assay', client_secret: 'a secret: with & signs, of the client' },
    {
      ...client,
      client_id: 'assay-public',
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'ES256',
    },
  ],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['of this run'] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_, login) => ({ accountId: login, claims: () => claims_of(login) }),
  jwks: { keys: await Promise.all(['RS256', 'ES256'].map(key_of)) },
  pkce: { required: () => true },
};

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(address, settings).callback());
  console.log(`issuer at ${address}`);
});
