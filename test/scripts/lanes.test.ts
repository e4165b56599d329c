/** Lanes of work side by side: in order within each, and nobody is left behind. */
import { expect, test } from "vitest";
import { sideBySide } from "../../scripts/run/lanes.mjs";

/** Pieces that a test ends one by one, and what they did in the order it happened. */
function pieces() {
  const happened: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const piece = (name: string) => async () => {
    happened.push(`${name} begins`);
    await new Promise<void>((resolve, reject) => {
      ends.set(name, (error) => (error ? reject(error) : resolve()));
    });
    happened.push(`${name} ends`);
  };
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    await new Promise(setImmediate);
  };
  return { happened, piece, end };
}

test("each lane goes on by itself, one piece after another", async () => {
  const { happened, piece, end } = pieces();
  const all = sideBySide([piece("long")], [piece("first"), piece("second")]);
  await end("first");
  await end("second");
  await end("long");
  await all;
  expect(happened).toEqual(["long begins", "first begins", "first ends", "second begins", "second ends", "long ends"]);
});

test("an error ends its lane alone, and is thrown when the others are done", async () => {
  const { happened, piece, end } = pieces();
  let over = false;
  const all = sideBySide([piece("broken"), piece("never")], [piece("first"), piece("second")]).finally(() => {
    over = true;
  });
  const thrown = expect(all).rejects.toThrow("no more");
  await end("broken", new Error("no more"));
  await end("first");
  expect(over).toBe(false);
  await end("second");
  await thrown;
  expect(happened).toEqual(["broken begins", "first begins", "first ends", "second begins", "second ends"]);
});
