/** What every use case is handed: the ports, the state and what is held in memory. */
import type { Held } from "./held.ts";
import type { Ports } from "./ports.ts";
import type { State } from "./state.ts";

/** The use cases' whole world. */
export interface Context extends Ports {
  state: State;
  held: Held;
}
