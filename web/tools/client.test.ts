// The generated part of the client, src/api/generated.ts, made from openapi.json, which `assay openapi` writes.
// `npm run client` makes it anew; the plain tests say when it is not what the contract makes.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapi_to_typescript, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const contract = join(root, 'openapi.json');
const generated = join(root, 'src/api/generated.ts');

// The documents of the command line have types written by hand: where they stand.
const documents: Record<string, string> = {
  ...{ AgreementRow: '../report/document.ts', CategoryAccuracy: '../report/document.ts' },
  ...{ Estimate: '../report/document.ts', InspectionDocument: '../report/document.ts' },
  ...{ PlanningDocument: '../report/gate_document.ts' },
  ...{ ComparisonDocument: './documents.ts', ProjectionDocument: './documents.ts' },
};

const head = `// Made by \`npm run client\` from openapi.json. Not to be changed by hand.
${Object.entries(documents)
  .map(([name, place]) => `import type { ${name} } from '${place}';`)
  .join('\n')}
`;

// The type that x-document names, in the place of an object that says nothing.
function document_of(schema: object): ts.TypeNode | undefined {
  if (!('x-document' in schema)) return undefined;
  const name = String(schema['x-document']);
  if (!(name in documents)) throw new Error(`openapi.json names a document without a type: ${name}`);
  const type = ts.factory.createTypeReferenceNode(name);
  const may_be_null = 'type' in schema && Array.isArray(schema.type) && schema.type.includes('null');
  const nothing = ts.factory.createLiteralTypeNode(ts.factory.createNull());
  return may_be_null ? ts.factory.createUnionTypeNode([type, nothing]) : type;
}

async function client_of(text: string): Promise<string> {
  const tree = await openapi_to_typescript(text, { transform: document_of });
  const made = `${head}\n${astToString(tree)}`;
  return format(made, { ...(await resolveConfig(generated)), parser: 'typescript' });
}

it('is what openapi.json makes; if not: npm run client', async () => {
  await expect(await client_of(await readFile(contract, 'utf8'))).toMatchFileSnapshot(generated);
});

it('knows the type of every document, and of nothing that is none', async () => {
  const schemas = {
    Row: { type: 'object', 'x-document': 'Estimate' },
    Maybe: { type: ['object', 'null'], 'x-document': 'Estimate' },
    Other: { type: 'object', properties: { at: { type: 'string' } }, required: ['at'] },
  };
  const about = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: {} };
  const made = await client_of(JSON.stringify({ ...about, components: { schemas } }));
  expect(made).toMatch(/Row: Estimate;/);
  expect(made).toMatch(/Maybe: Estimate \| null;/);
  expect(made).toMatch(/Other: \{\s*at: string;/);
  const unknown = { Row: { type: 'object', 'x-document': 'Elsewhere' } };
  const text = JSON.stringify({ ...about, components: { schemas: unknown } });
  await expect(client_of(text)).rejects.toThrow('Elsewhere');
});
