/** Gives a new connection a colour that no other has yet, as long as there is one. */
import { type Connection, ConnectionColour } from "../../src-preload/contract/connection.ts";

/** The first unused colour, in their order; with more connections than colours the one used least. */
export function freshColour(connections: readonly Connection[]): ConnectionColour {
  const uses = (colour: ConnectionColour) => connections.filter((connection) => connection.colour === colour).length;
  return ConnectionColour.options.reduce((best, colour) => (uses(colour) < uses(best) ? colour : best));
}
