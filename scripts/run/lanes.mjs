/** Does work side by side: each lane one piece after another, and all lanes are waited for, whatever happens in one of them. */
// @ts-check

/**
 * @param {readonly (() => Promise<unknown>)[][]} lanes a piece that throws ends its own lane; the first such error is thrown in the end
 */
export async function sideBySide(...lanes) {
  const ends = await Promise.allSettled(
    lanes.map(async (lane) => {
      for (const piece of lane) await piece();
    }),
  );
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
