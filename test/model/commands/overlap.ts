/** Two things at once: while the answer to one request is on its way, something else is done from beginning to end. */
import type { Target } from "../fault-kinds.ts";
import { type Action, word } from "../step.ts";

/** Reads the list; while the answer about its `which` keys is on its way, `inner` happens. */
export function whileListing(which: "active" | "retiring" | "revoked", inner: Action): Action {
  return {
    kind: `refresh, and meanwhile: ${inner.kind}`,
    detail: [inner.detail, `holding back the ${which} keys`].filter(Boolean).join("; "),
    possible: (model) => model.signedIn && (inner.possible?.(model) ?? true),
    async act(model, world) {
      const hold = world.gate.hold(which);
      const listing = world.ask("keys:refresh", {});
      let listed = false;
      void listing.then(() => {
        listed = true;
      });
      await Promise.race([hold.reached, listing]);
      // It failed before its answer was held back; the next one must not be.
      if (listed) hold.release();
      const outcome = await inner.act(model, world);
      hold.release();
      return `${outcome}, then ${word(await listing)}`;
    },
  };
}

/** While the answer to `outer`, which asks for `target`, is on its way, `inner` happens. */
export function whileWaiting(target: Target, outer: Action, inner: Action): Action {
  return {
    kind: `${outer.kind}, and meanwhile: ${inner.kind}`,
    detail: [outer.detail, inner.detail].filter(Boolean).join("; "),
    possible: (model) => (outer.possible?.(model) ?? true) && (inner.possible?.(model) ?? true),
    async act(model, world) {
      const hold = world.gate.hold(target);
      let over = false;
      const waiting = outer.act(model, world).finally(() => {
        over = true;
      });
      await Promise.race([hold.reached, waiting]);
      if (over) hold.release();
      try {
        const outcome = await inner.act(model, world);
        return `${outcome}, then ${await finish()}`;
      } finally {
        hold.release();
        await waiting.catch(() => {});
      }
      function finish(): Promise<string> {
        hold.release();
        return waiting;
      }
    },
  };
}
