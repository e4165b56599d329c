/** Every operation against every fault, with every kind of server: what a person gets, and that afterwards app and server agree and no key is unknown to anybody. */
import { afterAll, describe, expect, test } from "vitest";
import { answer, type FaultServer, startFaultServer } from "../support/fault-server.ts";
import { betterAuthTable } from "./better-auth-table.ts";
import { type Outcome, runCell } from "./cell.ts";
import { expectedOf } from "./expectations.ts";
import { type Fault, type FaultName, makeFaults } from "./faults.ts";
import { keyrackTable } from "./keyrack-table.ts";
import { type OperationName, operations } from "./operations.ts";
import { printedTable } from "./printed-table.ts";

const elsewhere: FaultServer = await startFaultServer([answer(200, {})]);
const tables = [keyrackTable, betterAuthTable].map((server) => {
  const faults: Record<FaultName, Fault> = makeFaults(server, elsewhere.origin);
  const outcomes = new Map<string, Outcome & { failed: boolean }>();
  const columns = (Object.keys(operations) as OperationName[]).filter((name) => server.requests[name]);
  return { server, faults, faultNames: Object.keys(faults) as FaultName[], outcomes, columns };
});
type Table = (typeof tables)[number];

const cellName = (fault: string, operation: string) => `${operation} | ${fault}`;

afterAll(async () => {
  await elsewhere.close();
  for (const { server, faultNames, columns, outcomes } of tables) {
    const outcomeOf = (fault: string, operation: string) => outcomes.get(cellName(fault, operation)) ?? null;
    await server.close();
    console.log(`${server.name}\n${printedTable(faultNames, columns, outcomeOf)}`);
  }
});

// One after the other: only where nobody else keeps the processor busy can a short patience tell silence from slowness.
describe.each(tables.map((table) => [table.server.name, table] as const))("%s", (_name, table) => {
  describe("something comes, or breaks", () => cells(table, false));
  describe("something never comes", () => cells(table, true));
});

function cells({ server, faults, faultNames, columns, outcomes }: Table, hanging: boolean): void {
  const rows = faultNames.filter((fault) => Boolean(faults[fault].hangs) === hanging);
  describe.concurrent.each(columns)("%s", (operation) => {
    test.each(rows)("%s", async (fault) => {
      const cell = cellName(fault, operation);
      const expected = expectedOf(server, operation, fault, faults[fault].hits);
      await runCell(server, operation, faults[fault], expected, (outcome) =>
        outcomes.set(cell, { ...outcome, failed: true }),
      );
      expect(elsewhere.connections(), "connections to where a redirect points").toBe(0);
      const outcome = outcomes.get(cell);
      if (outcome) outcome.failed = false;
    });
  });
}
