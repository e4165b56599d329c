/** The warehouse chosen for snippets and tests: the first until another is, and again when the chosen one is gone. */
import { useState } from "react";
import { useApp } from "../../store/app-store.ts";
import { warehousesOf } from "../../store/snippet-source.ts";

/** A choice of warehouse. */
export interface WarehouseChoice {
  /** Null where there is none to choose. */
  id: string | null;
  all: readonly { id: string; name: string }[];
  choose: (id: string) => void;
}

/** For one view. */
export function useWarehouse(): WarehouseChoice {
  const all = useApp(warehousesOf);
  const [chosen, choose] = useState<string | null>(null);
  const id = all.find((one) => one.id === chosen)?.id ?? all[0]?.id ?? null;
  return { id, all, choose };
}
