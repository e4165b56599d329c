/** Writes a call in the words of each tool, in pieces, so that a view can colour what varies. */
import type { KeyHeader } from "../../src-preload/contract/server.ts";
import {
  envValue,
  headerArgument,
  javaScriptName,
  javaScriptString,
  shellWord,
  workflowText,
  yamlName,
} from "./snippet-quoting.ts";
import type { SnippetKind } from "./usage-snippet.ts";

/** What stands for the key where it has to be filled in. */
export const keyPlaceholder = "{key}";

/** A piece of a snippet; the ones a person would change are marked. */
export interface SnippetPart {
  text: string;
  variable: boolean;
}

/** What a call is made of; whatever is in here can be written and sent. */
export interface SnippetValues {
  url: string;
  header: KeyHeader;
  /** Null where the call is about none. */
  warehouse: string | null;
  variable: string;
  key: string;
}

/**
 * The text with a piece that varies between every two strings. Unlike a plain template it keeps the pieces apart.
 */
function parts(strings: TemplateStringsArray, ...varying: string[]): SnippetPart[] {
  return strings.flatMap((text, at) => {
    const plain = { text, variable: false };
    const next = varying[at];
    return next === undefined ? [plain] : [plain, { text: next, variable: true }];
  });
}

const plain = (text: string): SnippetPart => ({ text, variable: false });

/** `options` are curl's, each followed by a space. */
function curl({ url, header, warehouse, variable }: SnippetValues, options = ""): SnippetPart[] {
  // Without -g curl takes brackets and braces in an address for a list of addresses.
  const all = `${options}${/[[\]{}]/.test(url) ? "-g " : ""}`;
  const call = [
    plain(`curl ${all}`),
    address(shellWord(url), warehouse),
    plain(` \\\n  -H "${header.name}: ${schemeOf(header)}`),
    ...parts`${`$${variable}`}"`,
  ];
  if (warehouse === null) return call;
  const { before, value, after } = headerArgument(warehouse);
  return [...call, plain(` \\\n  -H ${before}`), ...parts`${value}`, plain(after)];
}

/** An address as it is written; without a warehouse it is one to be changed. */
function address(text: string, warehouse: string | null): SnippetPart {
  return { text, variable: warehouse === null };
}

/** The word before the key, and the blank after it. */
function schemeOf({ scheme }: KeyHeader): string {
  return scheme === null ? "" : `${scheme} `;
}

/** Where nobody looks at the answer, a refusal must be a failure. Known since curl 7.76. */
const failing = "--fail-with-body ";

/** The same parts with each text changed, and with their lines moved in. */
function within(snippet: SnippetPart[], spaces: number, change: (text: string) => string): SnippetPart[] {
  const indent = `\n${" ".repeat(spaces)}`;
  return snippet.map((part) => ({ ...part, text: change(part.text).replaceAll("\n", indent) }));
}

/** A snippet of each tool. */
export const writers: Record<SnippetKind, (values: SnippetValues) => SnippetPart[]> = {
  curl,

  env: ({ variable, key }) => parts`${variable}=${(key === keyPlaceholder ? key : envValue(key)) ?? keyPlaceholder}`,

  shell: (values) => [...parts`export ${values.variable}=${shellWord(values.key)}\n`, ...curl(values)],

  javascript: ({ url, header, warehouse, variable }) => [
    plain("const response = await fetch("),
    address(javaScriptString(url), warehouse),
    plain(`, {\n  headers: {\n    ${javaScriptName(header.name)}: `),
    ...(header.scheme === null
      ? parts`process.env.${variable},\n`
      : [plain(`\`${header.scheme} \${process.env.`), ...parts`${variable}`, plain("}`,\n")]),
    ...(warehouse === null ? [] : parts`    "X-Warehouse-Id": ${javaScriptString(warehouse)},\n`),
    // What an API of one's own answers with need not be JSON.
    plain(`  },\n});\nconsole.log(response.status, await response.${warehouse === null ? "text" : "json"}());`),
  ],

  // JavaScript's way of writing a string of printable ASCII is Python's, too.
  python: ({ url, header, warehouse, variable }) => [
    plain("import os\n\nimport requests\n\nresponse = requests.get(\n    "),
    address(javaScriptString(url), warehouse),
    plain(`,\n    headers={\n        "${header.name}": `),
    ...(header.scheme === null
      ? parts`os.environ["${variable}"],\n`
      : [plain(`f"${header.scheme} {os.environ['`), ...parts`${variable}`, plain(`']}",\n`)]),
    ...(warehouse === null ? [] : parts`        "X-Warehouse-Id": ${javaScriptString(warehouse)},\n`),
    plain("    },\n    timeout=10,\n)\nresponse.raise_for_status()\n"),
    plain(`print(response.${warehouse === null ? "text" : "json()"})`),
  ],

  "github-actions": (values) => [
    plain(`- name: ${values.warehouse === null ? "Call the API" : "List inbound shipments"}\n`),
    ...parts`  env:
    ${yamlName(values.variable)}: \${{ secrets.${values.variable} }}
  run: |
    `,
    ...within(curl(values, failing), 4, workflowText),
  ],

  compose: (values) => [
    plain(`services:\n  ${values.warehouse === null ? "call" : "inbound"}:\n`),
    ...parts`    image: curlimages/curl
    environment:
      ${yamlName(values.variable)}: \${${values.variable}:?}
    entrypoint: ["/bin/sh", "-c"]
    command:
      - |
        `,
    // Compose puts variables in before the container starts; a doubled dollar is one for the shell in there.
    ...within(curl(values, failing), 8, (text) => text.replaceAll("$", "$$$$")),
  ],
};
