/** Measures two things in turn, so that whatever else the machine does falls on both. */

/** What each of the two gave, run by run. */
export type Pairs = [ours: number[], bares: number[]];

/** Runs pairs, the order changing each time; the first `warmUp` pairs are not counted. */
export async function inTurn(
  pairs: number,
  warmUp: number,
  ours: () => Promise<number>,
  bares: () => Promise<number>,
): Promise<Pairs> {
  const measured: Pairs = [[], []];
  for (let pair = 0; pair < pairs + warmUp; pair += 1) {
    for (const which of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const value = await (which === 0 ? ours() : bares());
      if (pair >= warmUp) measured[which].push(value);
    }
  }
  return measured;
}
