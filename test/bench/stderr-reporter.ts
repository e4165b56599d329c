/** Reports on standard error, because standard output is for the figures alone. */
import type { Reporter, TestCase, TestError, TestResult } from "@playwright/test/reporter";

/** Says what was measured and what went wrong. */
class StderrReporter implements Reporter {
  printsToStdio(): boolean {
    return true;
  }
  onError(error: TestError): void {
    process.stderr.write(`${error.stack ?? error.message ?? ""}\n`);
  }
  onStdOut(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }
  onStdErr(chunk: string | Buffer): void {
    process.stderr.write(chunk);
  }
  onTestEnd(test: TestCase, { status, duration, errors }: TestResult): void {
    process.stderr.write(`${test.title}: ${status} in ${(duration / 1_000).toFixed(1)} s\n`);
    for (const error of errors) this.onError(error);
  }
}

// Playwright takes a reporter's default export.
// biome-ignore lint/style/noDefaultExport: as said.
export default StderrReporter;
