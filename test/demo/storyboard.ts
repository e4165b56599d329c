/** Keeps the demo's record: each step timed, numbered pictures of its outcome, and summary.json at the end. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Shown } from "./contact-sheet.ts";

/** One line of summary.json. `ms`: how long the step took, milliseconds, its pictures not counted. */
interface Step {
  name: string;
  ok: boolean;
  ms: number;
}

/** What a step looks like, PNG; `dark`: the same in the dark theme. */
export interface Pictures {
  main: Buffer;
  dark?: Buffer;
}

/** The record of one walk. */
export class Storyboard {
  private readonly steps: Step[] = [];
  private readonly shown: Record<"light" | "dark", Shown[]> = { light: [], dark: [] };

  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    rmSync(join(folder, "summary.json"), { force: true });
  }

  /** Does a step and takes its pictures; a failing step is recorded and ends the walk. */
  async step(name: string, take: () => Promise<Pictures>, act: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    const record: Step = { name, ok: false, ms: 0 };
    this.steps.push(record);
    try {
      await act();
      record.ok = true;
    } finally {
      record.ms = Math.round(performance.now() - begun);
      this.write();
      const number = String(this.steps.length).padStart(2, "0");
      const file = `${number}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.png`;
      const { main, dark } = await take();
      this.keep(join(this.folder, file), main);
      if (dark) this.keep(join(this.folder, "dark", file), dark);
      this.shown.light.push({ name, picture: main });
      this.shown.dark.push({ name, picture: dark ?? main });
    }
  }

  /** All pictures so far on one sheet a theme: `contact-sheet.png`, and the same in `dark/`. */
  async drawSheets(draw: (theme: "light" | "dark", shown: readonly Shown[]) => Promise<Buffer>): Promise<void> {
    this.keep(join(this.folder, "contact-sheet.png"), await draw("light", this.shown.light));
    this.keep(join(this.folder, "dark", "contact-sheet.png"), await draw("dark", this.shown.dark));
  }

  private keep(path: string, picture: Buffer): void {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, picture);
  }

  private write(): void {
    const summary = { steps: this.steps, ok: this.steps.every(({ ok }) => ok) };
    writeFileSync(join(this.folder, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  }
}
