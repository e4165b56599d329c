/** Every operation against every fault: what a person gets, and that afterwards app and server agree and no key is unknown to anybody. */
import { afterAll, describe, expect, test } from "vitest";
import { answer, type FaultServer, startFaultServer } from "../support/fault-server.ts";
import { type Outcome, runCell } from "./cell.ts";
import { expectedOf } from "./expectations.ts";
import { type Fault, type FaultName, makeFaults } from "./faults.ts";
import { type OperationName, operations } from "./operations.ts";
import { printedTable } from "./printed-table.ts";

const elsewhere: FaultServer = await startFaultServer([answer(200, {})]);
const faults: Record<FaultName, Fault> = makeFaults(elsewhere.origin);
const faultNames = Object.keys(faults) as FaultName[];
const operationNames = Object.keys(operations) as OperationName[];

const outcomes = new Map<string, Outcome & { failed: boolean }>();
const cellName = (fault: string, operation: string) => `${operation} | ${fault}`;

afterAll(async () => {
  await elsewhere.close();
  console.log(
    printedTable(faultNames, operationNames, (fault, operation) => outcomes.get(cellName(fault, operation)) ?? null),
  );
});

// One after the other: only where nobody else keeps the processor busy can a short patience tell silence from slowness.
describe("something comes, or breaks", () => cells(faultNames.filter((fault) => !faults[fault].hangs)));
describe("something never comes", () => cells(faultNames.filter((fault) => faults[fault].hangs)));

function cells(rows: FaultName[]): void {
  describe.concurrent.each(operationNames)("%s", (operation) => {
    test.each(rows)("%s", async (fault) => {
      const cell = cellName(fault, operation);
      await runCell(operation, faults[fault], expectedOf(operation, fault, faults[fault].hits), (outcome) =>
        outcomes.set(cell, { ...outcome, failed: true }),
      );
      expect(elsewhere.connections(), "connections to where a redirect points").toBe(0);
      const outcome = outcomes.get(cell);
      if (outcome) outcome.failed = false;
    });
  });
}
