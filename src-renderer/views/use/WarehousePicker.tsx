/** Which warehouse a snippet or a test is about. */
import { Select } from "../../ui/Select.tsx";
import type { WarehouseChoice } from "./use-warehouse.ts";

/** The picker; nothing where there is nothing to choose. */
export function WarehousePicker({ warehouse }: { warehouse: WarehouseChoice }) {
  if (warehouse.id === null) return null;
  return (
    <Select
      label="Warehouse"
      value={warehouse.id}
      choices={warehouse.all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={warehouse.choose}
    />
  );
}
