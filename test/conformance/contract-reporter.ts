/** Ends a run with a report a backend developer can act on: each broken clause with what was sent, expected and answered. */
import type { Reporter, TestCase, TestModule } from "vitest/node";
import type { Exchange } from "./api.ts";
import "./provided.ts";

/** So many exchanges before the failure are shown; what led there is usually in the last ones. */
const shownExchanges = 3;

function indent(text: string, by = "    "): string {
  return text.replace(/^/gm, by);
}

function headerLines(headers: Record<string, string>, only?: RegExp): string[] {
  return Object.entries(headers)
    .filter(([name]) => !only || only.test(name))
    .map(([name, value]) => `${name}: ${value}`);
}

function bodyLines(body: unknown): string[] {
  if (body === undefined || body === "") return [];
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return [text.length > 1200 ? `${text.slice(0, 1200)}… (${text.length} characters)` : text];
}

/** Headers of answers that the contract says something about. */
const telling = /^(content-type|cache-control|etag|retry-after|www-authenticate|allow|location|idempotency-replayed)$/i;

/** One exchange as lines; secrets are already gone from it. */
function describeExchange({ request, answer }: Exchange): string {
  const sent = [request.line, ...headerLines(request.headers), ...bodyLines(request.body)];
  const came = [String(answer.status), ...headerLines(answer.headers, telling), ...bodyLines(answer.body)];
  return [...sent.map((line) => `> ${line}`), ...came.map((line) => `< ${line}`)].join("\n");
}

/** What a failed clause looks like in the report. */
function describeFailure(
  clause: { call: string; rule: string },
  errors: readonly { message: string; expected?: unknown; actual?: unknown; cause?: unknown }[],
  exchanges: readonly Exchange[],
): string {
  const [error] = errors;
  const cause = error?.cause as { message?: string } | undefined;
  const message = (error?.message ?? "the check failed").replace(" // Object.is equality", "");
  const found = `${message}${cause?.message ? `: ${cause.message}` : ""}`;
  const came = exchanges.slice(-shownExchanges);
  const earlier = exchanges.length - came.length;
  return [
    `BROKEN  ${clause.call}`,
    `        ${clause.rule}`,
    indent(`Found: ${found}`),
    ...(error?.expected === undefined ? [] : [indent(`Expected: ${String(error.expected)}`)]),
    ...(error?.actual === undefined ? [] : [indent(`Came:     ${String(error.actual)}`)]),
    ...(earlier > 0
      ? [indent(`The last ${came.length} of ${exchanges.length} requests:`)]
      : came.length
        ? [indent("Requests:")]
        : []),
    ...came.map((exchange) => indent(describeExchange(exchange), "      ")),
  ].join("\n");
}

function clauseTests(modules: readonly TestModule[]): TestCase[] {
  return modules.flatMap((module) => [...module.children.allTests()]).filter((test) => test.meta().clause);
}

/** The reporter; vitest.config.ts adds it. */
export class ContractReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = clauseTests(modules);
    if (tests.length === 0) return;
    const lines: string[] = [];
    const count = { kept: 0, broken: 0, unchecked: 0 };
    for (const test of tests) {
      const { clause, exchanges = [] } = test.meta();
      const result = test.result();
      if (!clause) continue;
      if (result.state === "passed") count.kept += 1;
      else if (result.state === "failed") {
        count.broken += 1;
        lines.push(describeFailure(clause, result.errors, exchanges), "");
      } else {
        count.unchecked += 1;
        const why = result.state === "skipped" && result.note ? result.note : "not run";
        lines.push(`UNCHECKED  ${clause.call}\n           ${clause.rule}\n    ${why}`, "");
      }
    }
    const summary = `Contract: ${count.kept} clauses kept, ${count.broken} broken, ${count.unchecked} not checked`;
    console.log(["", ...lines, summary, ""].join("\n"));
  }
}
