/** The table as text: a row for each fault, a column for each operation, and in each cell the code a person gets. */
import type { Outcome } from "./cell.ts";

const legend =
  "ok, or the code a person gets; * the service had done it all the same; ! the cell failed; - it was not run.";
const notRun = "-";

/** The table; `outcomes` by fault and operation, with whether it failed. Rows of which nothing was run are left out. */
export function printedTable(
  faults: readonly string[],
  operations: readonly string[],
  outcomeOf: (fault: string, operation: string) => (Outcome & { failed: boolean }) | null,
): string {
  const run = faults.filter((fault) => operations.some((operation) => outcomeOf(fault, operation)));
  const rows = run.map((fault) => [fault, ...operations.map((operation) => text(outcomeOf(fault, operation)))]);
  const table = [["", ...operations], ...rows];
  const widths = ["", ...operations].map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const count = rows.flatMap(([, ...cells]) => cells).filter((cell) => cell !== notRun).length;
  return [...lines, "", `${count} cells: ${legend}`].join("\n");
}

function text(outcome: (Outcome & { failed: boolean }) | null): string {
  if (!outcome) return notRun;
  const { code, done, failed } = outcome;
  return `${code}${done && code !== "ok" ? "*" : ""}${failed ? " !" : ""}`;
}
