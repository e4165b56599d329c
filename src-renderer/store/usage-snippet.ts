/** The curl line that shows how a key is used, with an environment variable where the key would stand. */

/** What a person puts the key into. */
export const keyVariable = "API_KEY";

/** What stands for the warehouse while none can be chosen. */
export const warehousePlaceholder = "{warehouse_id}";

/** A piece of the snippet; the ones a person would change are marked. */
export interface SnippetPart {
  text: string;
  variable: boolean;
}

/** The curl line in pieces, so that a view can colour what varies. */
export function curlParts(origin: string, warehouseId: string | null): SnippetPart[] {
  const plain = (text: string): SnippetPart => ({ text, variable: false });
  const variable = (text: string): SnippetPart => ({ text, variable: true });
  return [
    plain(`curl ${origin}/api/v1/inbound \\\n  -H "Authorization: ApiKey `),
    variable(`$${keyVariable}`),
    plain(`" \\\n  -H "X-Warehouse-Id: `),
    variable(warehouseId ?? warehousePlaceholder),
    plain(`"`),
  ];
}

/** The curl line as it is copied. */
export function curlText(origin: string, warehouseId: string | null): string {
  return curlParts(origin, warehouseId)
    .map((part) => part.text)
    .join("");
}
