/** What the sequences of a run were like: how long, of which steps, and what those came to. */

import type { TakenStep } from "./model.ts";

/** Counts sequences and their steps. */
export class Tally {
  readonly #lengths: number[] = [];
  readonly #outcomes = new Map<string, Map<string, number>>();

  /** One sequence. */
  add(trace: readonly TakenStep[]): void {
    this.#lengths.push(trace.length);
    for (const { kind, outcome } of trace) {
      const known = this.#outcomes.get(kind) ?? new Map<string, number>();
      known.set(outcome, (known.get(outcome) ?? 0) + 1);
      this.#outcomes.set(kind, known);
    }
  }

  /** As text. With `steps`, a line for each kind of step too. */
  toString(): string {
    const sorted = [...this.#lengths].sort((a, b) => a - b);
    const total = sorted.reduce((sum, length) => sum + length, 0);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return `${sorted.length} sequences, ${total} steps; length: mean ${(total / Math.max(1, sorted.length)).toFixed(1)}, a tenth up to ${at(0.1)}, a quarter up to ${at(0.25)}, half up to ${at(0.5)}, longest ${sorted.at(-1) ?? 0}`;
  }

  /** A line for each kind of step: how often, and what came of it. */
  steps(): string {
    const rows = [...this.#outcomes].map(([kind, outcomes]) => {
      const counted = [...outcomes].sort((a, b) => b[1] - a[1]);
      const total = counted.reduce((sum, [, count]) => sum + count, 0);
      return {
        total,
        text: `${String(total).padStart(6)}  ${kind}: ${counted.map(([outcome, count]) => `${outcome} ${count}`).join(", ")}`,
      };
    });
    return rows
      .sort((a, b) => b.total - a.total)
      .map(({ text }) => text)
      .join("\n");
  }
}
