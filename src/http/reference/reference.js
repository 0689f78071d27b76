// Draws /api/v1/openapi.json. Text goes into the page as text, never as markup.
'use strict';

function element(name, children, attributes) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

// The schema's name as a link to its place, other schemas as they are.
function schema_link(schema) {
  if (!schema) return '';
  const name = (schema.$ref ?? '').split('/').pop();
  return name ? element('a', [name], { href: '#' + name }) : element('code', [JSON.stringify(schema)]);
}

function content(described) {
  return Object.entries(described?.content ?? {}).flatMap(([type, media]) =>
    media.schema ? [schema_link(media.schema), ' '] : [type + ' ']);
}

function example(operation) {
  const media = operation.requestBody?.content?.['application/json'];
  const answer = operation.responses['200']?.content?.['application/json'];
  const value = media?.example ?? answer?.example;
  return value === undefined ? [] : [element('pre', [JSON.stringify(value, null, 2)], { tabindex: '0' })];
}

function route(path, method, operation) {
  const terms = [element('dt', ['who may']), element('dd', [operation['x-who'] + ', ' + operation['x-scope']])];
  for (const parameter of operation.parameters ?? []) {
    terms.push(element('dt', [element('code', [parameter.name]), ' (' + parameter.in + ')']));
    terms.push(element('dd', [parameter.description ?? parameter.schema.type]));
  }
  if (operation.requestBody) {
    const limit = ', at most ' + operation['x-body-bytes-max'].toLocaleString('en') + ' bytes';
    terms.push(element('dt', ['body']), element('dd', [...content(operation.requestBody), limit]));
  }
  const on = operation.responses['303'];
  const answer = on ? [on.description] : content(operation.responses['200']);
  terms.push(element('dt', ['answer']), element('dd', answer));
  return element('section', [
    element('h2', [element('b', [method.toUpperCase()]), ' ', element('code', [path])]),
    element('p', [operation.summary + '.']),
    element('dl', terms),
    ...example(operation),
  ]);
}

async function draw() {
  const answer = await fetch('/api/v1/openapi.json');
  const api = await answer.json();
  const routes = document.getElementById('routes');
  for (const [path, methods] of Object.entries(api.paths)) {
    for (const [method, operation] of Object.entries(methods)) routes.append(route(path, method, operation));
  }
  const values = document.getElementById('values');
  for (const [name, schema] of Object.entries(api.components.schemas)) {
    const text = element('pre', [JSON.stringify(schema, null, 2)], { tabindex: '0' });
    values.append(element('section', [element('h2', [name]), text], { id: name }));
  }
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}

draw().catch((error) => {
  document.getElementById('problem').textContent = 'The OpenAPI document cannot be read: ' + error.message;
});
