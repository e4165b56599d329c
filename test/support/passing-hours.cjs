/** Loaded into main before the app: its waits of an hour end, and its clock goes on, when a test says so. */
const hour = 3_600_000;
const { setTimeout: realSetTimeout, clearTimeout: realClearTimeout, Date: RealDate } = globalThis;

let ahead = 0;
const waiting = new Map();

globalThis.setTimeout = Object.assign((run, ms, ...rest) => {
  if (ms !== hour) return realSetTimeout(run, ms, ...rest);
  // A timer that never ends by itself in a test, so that it can be cleared like any other.
  const timer = realSetTimeout(() => {}, 2 ** 31 - 1);
  waiting.set(timer, () => run(...rest));
  return timer;
}, realSetTimeout);

globalThis.clearTimeout = (timer) => {
  waiting.delete(timer);
  realClearTimeout(timer);
};

globalThis.Date = class PassingDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(RealDate.now() + ahead);
    else super(...parts);
  }
  static now() {
    return RealDate.now() + ahead;
  }
};

/** Puts the clock forward and ends every wait of an hour that has begun; answers how many those were. */
globalThis.passHours = (hours) => {
  ahead += hours * hour;
  const due = [...waiting];
  for (const [timer, run] of due) {
    globalThis.clearTimeout(timer);
    run();
  }
  return due.length;
};
