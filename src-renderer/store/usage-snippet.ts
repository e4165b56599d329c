/** How a key is used, in the words of seven tools, with an environment variable where the key would stand. */
import { envValue, headerArgument, javaScriptString, shellWord, workflowText, yamlName } from "./snippet-quoting.ts";

/** What a person puts the key into, unless another name is given. */
export const keyVariable = "API_KEY";

/** What stands for the warehouse while none can be chosen. */
const warehousePlaceholder = "{warehouse_id}";

/** What stands for the key where it has to be filled in. */
const keyPlaceholder = "{key}";

/** What stands for the server while none is known. */
const originPlaceholder = "https://{server}";

/** A piece of a snippet; the ones a person would change are marked. */
export interface SnippetPart {
  text: string;
  variable: boolean;
}

/** The tools, in the order of their tabs. */
export const snippetKinds = [
  { kind: "curl", label: "curl" },
  { kind: "env", label: ".env" },
  { kind: "shell", label: "Shell" },
  { kind: "javascript", label: "JavaScript" },
  { kind: "python", label: "Python" },
  { kind: "github-actions", label: "GitHub Actions" },
  { kind: "compose", label: "Docker Compose" },
] as const;

/** A tool. */
export type SnippetKind = (typeof snippetKinds)[number]["kind"];

/** What a snippet is about. */
export interface SnippetInput {
  origin: string;
  warehouseId: string | null;
  /** The environment variable; `keyVariable` unless it is a name that every shell takes. */
  variable?: string;
  /** The key itself. It stands in the `.env` line and in the shell's export alone: neither code nor a command holds a key. */
  key?: string;
}

interface Values {
  url: string;
  warehouse: string;
  variable: string;
  key: string;
}

/** A snippet in pieces, so that a view can colour what varies. */
export function snippetParts(kind: SnippetKind, input: SnippetInput): SnippetPart[] {
  return writers[kind](valuesOf(input)).filter(({ text }) => text !== "");
}

/** A snippet as it is copied. */
export function snippetText(kind: SnippetKind, input: SnippetInput): string {
  return snippetParts(kind, input)
    .map((part) => part.text)
    .join("");
}

/** The curl line in pieces. */
export function curlParts(origin: string, warehouseId: string | null): SnippetPart[] {
  return snippetParts("curl", { origin, warehouseId });
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
function curl({ url, warehouse, variable }: Values, options = ""): SnippetPart[] {
  const header = headerArgument(warehouse);
  // Without -g curl takes brackets and braces in an address for a list of addresses.
  const all = `${options}${/[[\]{}]/.test(url) ? "-g " : ""}`;
  return [
    plain(`curl ${all}${shellWord(url)} \\\n  -H "Authorization: ApiKey `),
    ...parts`${`$${variable}`}" \\\n  -H `,
    plain(header.before),
    ...parts`${header.value}`,
    plain(header.after),
  ];
}

/** Where nobody looks at the answer, a refusal must be a failure. Known since curl 7.76. */
const failing = "--fail-with-body ";

/** The same parts with each text changed, and with their lines moved in. */
function within(snippet: SnippetPart[], spaces: number, change: (text: string) => string): SnippetPart[] {
  const indent = `\n${" ".repeat(spaces)}`;
  return snippet.map((part) => ({ ...part, text: change(part.text).replaceAll("\n", indent) }));
}

const writers: Record<SnippetKind, (values: Values) => SnippetPart[]> = {
  curl,

  env: ({ variable, key }) => parts`${variable}=${(key === keyPlaceholder ? key : envValue(key)) ?? keyPlaceholder}`,

  shell: (values) => [...parts`export ${values.variable}=${shellWord(values.key)}\n`, ...curl(values)],

  javascript: ({ url, warehouse, variable }) => [
    plain(`const response = await fetch(${javaScriptString(url)}, {\n`),
    ...parts`  headers: {
    Authorization: \`ApiKey \${process.env.${variable}}\`,
    "X-Warehouse-Id": ${javaScriptString(warehouse)},
  },
});
console.log(response.status, await response.json());`,
  ],

  // JavaScript's way of writing a string of printable ASCII is Python's, too.
  python: ({ url, warehouse, variable }) => [
    plain(`import os\n\nimport requests\n\nresponse = requests.get(\n    ${javaScriptString(url)},\n`),
    ...parts`    headers={
        "Authorization": f"ApiKey {os.environ['${variable}']}",
        "X-Warehouse-Id": ${javaScriptString(warehouse)},
    },
    timeout=10,
)
response.raise_for_status()
print(response.json())`,
  ],

  "github-actions": (values) => [
    ...parts`- name: List inbound shipments
  env:
    ${yamlName(values.variable)}: \${{ secrets.${values.variable} }}
  run: |
    `,
    ...within(curl(values, failing), 4, workflowText),
  ],

  compose: (values) => [
    ...parts`services:
  inbound:
    image: curlimages/curl
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

/** What cannot be sent or named is replaced by what stands for it, so that no snippet does something else than it seems to. */
function valuesOf({ origin, warehouseId, variable = keyVariable, key = keyPlaceholder }: SnippetInput): Values {
  // Only printable ASCII means the same in a header sent by curl, by fetch and by requests.
  const header = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
  return {
    url: `${/^[\x21-\x7e]+$/.test(origin) ? origin : originPlaceholder}/api/v1/inbound`,
    warehouse: header.test(warehouseId ?? "") ? (warehouseId ?? "") : warehousePlaceholder,
    variable: /^[A-Za-z_][A-Za-z0-9_]*$/.test(variable) ? variable : keyVariable,
    key: /^[\x20-\x7e]+$/.test(key) ? key : keyPlaceholder,
  };
}
