/** Keeps the demo's record: each step timed, a numbered picture of its outcome, and summary.json at the end. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** One line of summary.json. `ms`: how long the step took, milliseconds, its picture not counted. */
interface Step {
  name: string;
  ok: boolean;
  ms: number;
}

/** The record of one walk. */
export class Storyboard {
  private readonly steps: Step[] = [];

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    rmSync(join(folder, "summary.json"), { force: true });
  }

  /** Does a step and takes its `picture` (PNG); a failing step is recorded and ends the walk. */
  async step(name: string, picture: () => Promise<Buffer>, act: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    const record: Step = { name, ok: false, ms: 0 };
    this.steps.push(record);
    try {
      await act();
      record.ok = true;
    } finally {
      record.ms = Math.round(performance.now() - begun);
      const number = String(this.steps.length).padStart(2, "0");
      const file = `${number}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.png`;
      writeFileSync(join(this.folder, file), await picture());
      this.write();
    }
  }

  private write(): void {
    const summary = { steps: this.steps, ok: this.steps.every(({ ok }) => ok) };
    writeFileSync(join(this.folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  }
}
