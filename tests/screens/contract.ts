// What the server answers, held against the contract that the client was made from: openapi.json.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { BrowserContext, Response } from "playwright-core";

interface Schema {
  $ref?: string;
  anyOf?: Schema[];
  type?: string | string[];
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
}

interface Answers {
  responses: Record<
    string,
    { content?: Record<string, { schema?: Schema }> } | undefined
  >;
}

interface Contract {
  paths: Record<string, Record<string, Answers | undefined>>;
  components: { schemas: Record<string, Schema> };
}

const file = resolve(import.meta.dirname, "../../web/openapi.json");
const contract = JSON.parse(readFileSync(file, "utf8")) as Contract;

const kind_of = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

function fits_type(type: string, value: unknown): boolean {
  if (type === "integer") return Number.isInteger(value);
  return kind_of(value) === type;
}

function object_faults(schema: Schema, value: object, at: string): string[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required
    .filter((name) => !(name in value))
    .map((name) => `${at}.${name} is missing`);
  const inner = Object.entries(value).flatMap(([name, each]) => {
    const place = `${at}.${name}`;
    const known = properties[name];
    if (known) return faults(known, each, place);
    if (additionalProperties === false) return [`${place} is not foreseen`];
    return typeof additionalProperties === "object"
      ? faults(additionalProperties, each, place)
      : [];
  });
  return [...missing, ...inner];
}

// Where the value is not as the schema says: the keywords that our contract uses.
export function faults(schema: Schema, value: unknown, at: string): string[] {
  if (schema.$ref) {
    const named =
      contract.components.schemas[schema.$ref.split("/").pop() ?? ""];
    return named ? faults(named, value, at) : [`${schema.$ref} is unknown`];
  }
  if (schema.anyOf) {
    const tried = schema.anyOf.map((each) => faults(each, value, at));
    return tried.some((found) => found.length === 0) ? [] : (tried[0] ?? []);
  }
  if (schema.enum && !schema.enum.includes(value))
    return [`${at} is ${JSON.stringify(value)}`];
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => fits_type(type, value)))
    return [`${at} is ${kind_of(value)}, not ${types.join(" or ")}`];
  if (typeof value === "number") {
    const { minimum = -Infinity, maximum = Infinity } = schema;
    if (value < minimum || value > maximum)
      return [`${at} is ${value.toString()}`];
  }
  if (Array.isArray(value) && schema.items) {
    const { items } = schema;
    return value.flatMap((each, index) =>
      faults(items, each, `${at}[${index.toString()}]`),
    );
  }
  if (value !== null && typeof value === "object" && !Array.isArray(value))
    return object_faults(schema, value, at);
  return [];
}

// The route of a path: one without a parameter in that place goes before one with it.
function route_of(path: string): string | undefined {
  const parts = path.split("/");
  return Object.keys(contract.paths)
    .filter((route) => {
      const wanted = route.split("/");
      return (
        wanted.length === parts.length &&
        wanted.every((name, at) => name.startsWith("{") || name === parts[at])
      );
    })
    .sort((a, b) => a.split("{").length - b.split("{").length)[0];
}

async function faults_of(response: Response): Promise<string[]> {
  const { pathname } = new URL(response.url());
  const type = response.headers()["content-type"] ?? "";
  if (!pathname.startsWith("/api/") || !type.startsWith("application/json"))
    return [];
  const method = response.request().method();
  const route = route_of(pathname);
  const answers = contract.paths[route ?? ""]?.[method.toLowerCase()];
  if (!route || !answers) return [`${method} ${pathname} is no route`];
  const status = response.status().toString();
  const wanted = answers.responses[status] ?? answers.responses.default;
  const schema = wanted?.content?.["application/json"]?.schema;
  const body: unknown = await response.json();
  return schema ? faults(schema, body, `${method} ${route} ${status}`) : [];
}

// Listens to every answer; says in the end which were not as the contract has them. An answer that nobody could
// read any more (the page went on) is passed over.
export function watch_contract(context: BrowserContext): {
  watch: (another: BrowserContext) => void;
  checked: () => number;
  findings: () => Promise<string[]>;
} {
  const checks: Promise<string[]>[] = [];
  const watch = (watched: BrowserContext) => {
    watched.on("response", (response) => {
      checks.push(faults_of(response).catch(() => []));
    });
  };
  watch(context);
  return {
    watch,
    checked: () => checks.length,
    findings: async () => [...new Set((await Promise.all(checks)).flat())],
  };
}
