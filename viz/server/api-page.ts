/** The description of the API for a person: written from the OpenAPI document, so that the two cannot differ. */
import { html, type raw } from 'hono/html';
import { pageStyle } from '../../analysis/report/html-style.ts';

/** Of an OpenAPI 3.1 document what the page shows. */
export interface ApiDocument {
  info: { title: string; description?: string | undefined };
  paths?: Record<string, Record<string, unknown>> | undefined;
  components?: { schemas?: Record<string, unknown> | undefined } | undefined;
}

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content: Content };
  responses: Record<string, Response>;
}

interface Response {
  description: string;
  content?: Content;
}

type Content = Record<string, { schema?: Schema }>;

interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: Schema | boolean;
}

export const apiStylePath = '/api/style.css';
export const apiStyle = String(pageStyle);

/** A whole document without scripts; the template escapes what is put in. */
export function renderApiPage({ info, paths = {}, components = {} }: ApiDocument): string {
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title}: the API</title>
<link rel="stylesheet" href="${apiStylePath}">
<main>
<h1>${info.title}: what other programs can ask</h1>
<p>${info.description ?? ''}</p>
<p>This page is written from <a href="/api/openapi.json">the OpenAPI document</a>. The map is at <a href="/">/</a>. A refusal is JSON with <code>error</code> and <code>hint</code>.</p>
${Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => showOperation(method, path, operation as Operation)),
)}
<h2>What answers are made of</h2>
${Object.entries(components.schemas ?? {}).map(([name, schema]) => showSchema(name, schema as Schema))}
</main>
</html>
`;
  return String(page);
}

function showOperation(method: string, path: string, operation: Operation) {
  const { summary = '', parameters = [], requestBody, responses } = operation;
  const [answers, refusals] = [true, false].map((isAnswer) =>
    Object.entries(responses).filter(([status]) => Number(status) < 400 === isAnswer),
  ) as [[string, Response][], [string, Response][]];
  return html`<h2><code>${method.toUpperCase()} ${path}</code></h2>
<p>${prose(summary)}.</p>
<ul>
${parameters.map(({ name, in: where, required, description, schema }) => {
  const need = required ? 'needed' : 'may be left out';
  return html`<li><code>${name}</code> in the ${where}, ${need}: ${showType(schema)}${description === undefined ? '' : html`. ${prose(description)}`}</li>`;
})}
${requestBody === undefined ? '' : html`<li>Body: ${showContent(requestBody.content)}</li>`}
${answers.map(([status, { description, content = {} }]) => html`<li>${status}: ${showContent(content)}. ${prose(description)}</li>`)}
${
  refusals.length === 0
    ? ''
    : html`<li>Refused with ${joined(
        refusals.map(([status, { description }]) => html`${status}: ${prose(description)}`),
        ' ',
      )}</li>`
}
</ul>
`;
}

/** What stands between backticks is code. */
function prose(text: string) {
  return html`${text.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function showContent(content: Content) {
  return Object.entries(content).map(([type, { schema }]) => html`<code>${type}</code>, ${showType(schema)}`);
}

function showSchema(name: string, schema: Schema) {
  const { description, properties, required = [] } = partsOf(schema);
  const rows = Object.entries(properties ?? {});
  return html`<h3 id="${name}">${name}</h3>
${description === undefined ? '' : html`<p>${prose(description)}</p>`}
${
  rows.length === 0
    ? html`<p>${showType(schema)}</p>`
    : html`<div class="table" tabindex="0" role="region" aria-labelledby="${name}"><table>
<thead><tr><th scope="col">field</th><th scope="col">type</th><th scope="col">meaning</th></tr></thead>
<tbody>${rows.map(
        ([field, of]) =>
          html`<tr><th scope="row">${field}${required.includes(field) ? '' : ' (may be left out)'}</th><td>${showType(of)}</td><td>${prose(of.description ?? '')}</td></tr>`,
      )}</tbody>
</table></div>`
}
`;
}

/** One that extends another holds the fields of both. */
function partsOf(schema: Schema): Schema {
  const { allOf = [] } = schema;
  if (allOf.length === 0) return schema;
  const description = schema.description ?? allOf.at(-1)!.description;
  return {
    properties: Object.assign({}, ...allOf.map(({ properties }) => properties)),
    required: allOf.flatMap(({ required = [] }) => required),
    ...(description !== undefined && { description }),
  };
}

type Shown = ReturnType<typeof raw> | Promise<ReturnType<typeof raw>> | string;

function showType(schema: Schema | undefined): Shown {
  if (schema === undefined) return 'anything';
  const { $ref, anyOf, oneOf, allOf, items, properties, type } = schema;
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1)!;
    return html`<a href="#${name}">${name}</a>`;
  }
  const choices = anyOf ?? oneOf ?? allOf;
  if (choices !== undefined) return joined(choices.map(showType), allOf === undefined ? ' or ' : ' and ');
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const isOrNull = Array.isArray(type) && type.includes('null') ? ' or null' : '';
  const kind = Array.isArray(type) ? type.filter((one) => one !== 'null').join(' or ') : (type ?? 'anything');
  if (items !== undefined) return html`list of ${showType(items)}${isOrNull}`;
  if (properties === undefined) return `${kind}${isOrNull}`;
  const fields = Object.entries(properties).map(([name, of]) => html`<code>${name}</code> ${showType(of)}`);
  return html`{ ${joined(fields, ', ')} }${isOrNull}`;
}

function joined(parts: Shown[], between: string) {
  return html`${parts.map((part, at) => (at === 0 ? part : html`${between}${part}`))}`;
}
