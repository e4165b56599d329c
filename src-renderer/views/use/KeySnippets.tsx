/** The snippets, one tab a tool, with the variable and the warehouse they name; three of them can be copied with the key itself. */
import { Tabs } from "@base-ui/react/tabs";
import { type RefObject, useState } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import type { KeyedSnippet } from "../../../src-preload/contract/use.ts";
import { useApp } from "../../store/app-store.ts";
import { isLoopback, snippetSource } from "../../store/snippet-source.ts";
import { needsAddress, type SnippetKind, snippetKinds, snippetParts } from "../../store/usage-snippet.ts";
import type { VariableField } from "../../store/use-variable.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { CopyWithKey } from "./CopyWithKey.tsx";
import { SnippetBox } from "./SnippetBox.tsx";
import styles from "./UseKey.module.css";
import type { WarehouseChoice } from "./use-warehouse.ts";
import { WarehousePicker } from "./WarehousePicker.tsx";

/** The snippets that can hold the key, in main's words. */
const keyed: Partial<Record<SnippetKind, KeyedSnippet>> = { curl: "curl", env: "env", shell: "export" };

/** Where the others get it from: what stands before and behind the variable's name. Neither code nor a shared file holds a key. */
const sources: Partial<Record<SnippetKind, readonly [string, string]>> = {
  javascript: ["Code holds no key: it reads", ", which the lines under .env and Shell set."],
  python: ["Code holds no key: it reads", ", which the lines under .env and Shell set."],
  "github-actions": ["The workflow holds no key: put it into the repository’s secrets as", "."],
  compose: ["The file holds no key: Compose takes", " from the .env file beside it, or from the shell."],
};

/** What the part needs from its dialog. */
export interface KeySnippetsProps {
  apiKey: ApiKey;
  kept: boolean;
  variable: VariableField;
  warehouse: WarehouseChoice;
  firstTab: RefObject<HTMLButtonElement | null>;
}

/** The part. */
export function KeySnippets({ apiKey, kept, variable, warehouse, firstTab }: KeySnippetsProps) {
  const app = useApp((state) => state);
  const [kind, setKind] = useState<SnippetKind>("curl");
  const source = snippetSource(app, warehouse.id);
  const input = { ...source, variable: variable.variable };
  const origin = source.api?.origin ?? "";
  return (
    <Tabs.Root className={styles.snippets} value={kind} onValueChange={(value) => setKind(value as SnippetKind)}>
      <Tabs.List className={styles.tabs} aria-label="Use it in" activateOnFocus>
        {snippetKinds.map((one, at) => (
          <Tabs.Tab key={one.kind} value={one.kind} className={styles.tab} ref={at === 0 ? firstTab : undefined}>
            {one.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <div className={styles.choices}>
        <VariableName variable={variable} />
        <div className={styles.place}>
          <WarehousePicker warehouse={warehouse} />
        </div>
      </div>
      {snippetKinds.map((one) => (
        <Tabs.Panel key={one.kind} value={one.kind} className={styles.panel} tabIndex={-1}>
          <SnippetBox parts={snippetParts(one.kind, input)} what="Snippet" />
          {needsAddress(one.kind, source) && <p className={styles.remark}>Put your own API’s address in.</p>}
          <Source kind={one.kind} variable={variable.variable} />
          {one.kind === "compose" && isLoopback(origin) && (
            <p className={styles.remark}>
              Inside a container <code>{new URL(origin).hostname}</code> is the container itself. Name this computer as
              your container engine does, for example <code>host.docker.internal</code>.
            </p>
          )}
          {keyed[one.kind] !== undefined && (
            <CopyWithKey
              apiKey={apiKey}
              kept={kept}
              kind={keyed[one.kind] ?? "env"}
              variable={variable}
              warehouseId={warehouse.id}
            />
          )}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

function Source({ kind, variable }: { kind: SnippetKind; variable: string }) {
  const source = sources[kind];
  if (source === undefined) return null;
  return (
    <p className={styles.remark}>
      {source[0]} <code>{variable}</code>
      {source[1]}
    </p>
  );
}

function VariableName({ variable }: { variable: VariableField }) {
  const { suggestion } = variable;
  return (
    <div className={styles.variable}>
      <TextField
        label="Variable"
        mono
        maxLength={128}
        value={variable.typed}
        onValueChange={variable.type}
        error={variable.problem}
      />
      {suggestion !== null && (
        <Button size="small" className={styles.suggestion} onClick={() => variable.type(suggestion)}>
          Use {suggestion}
        </Button>
      )}
    </div>
  );
}
