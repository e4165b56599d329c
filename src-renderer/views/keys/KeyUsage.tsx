/** How to use the key: one curl line with an environment variable in its place, for the warehouse chosen where there are any. */
import { useApp } from "../../store/app-store.ts";
import { snippetSource } from "../../store/snippet-source.ts";
import { keyVariable, needsAddress, snippetParts } from "../../store/usage-snippet.ts";
import { SnippetBox } from "../use/SnippetBox.tsx";
import { useWarehouse } from "../use/use-warehouse.ts";
import { WarehousePicker } from "../use/WarehousePicker.tsx";
import styles from "./KeyUsage.module.css";

/** The section "How to use it". */
export function KeyUsage() {
  const app = useApp((state) => state);
  const warehouse = useWarehouse();
  const source = snippetSource(app, warehouse.id);
  return (
    <section className={styles.usage} aria-labelledby="key-usage">
      <div className={styles.head}>
        <h3 id="key-usage" className={styles.title}>
          How to use it
        </h3>
        <WarehousePicker warehouse={warehouse} />
      </div>
      <SnippetBox parts={snippetParts("curl", source)} what="Command" />
      <p className={styles.advice}>
        {needsAddress("curl", source) && "Put your own API’s address in. "}
        Keep the key in an environment variable such as <code>{keyVariable}</code>, never in code.
      </p>
    </section>
  );
}
