/** Endpoints as tests name them: an origin, and what stands there. */
import type { Endpoint } from "../../src-main/ports.ts";
import { keyrackPlace } from "./capabilities.ts";

/** A server of the management API at an origin. */
export function keyrackAt(origin: string): Endpoint {
  return { origin, ...keyrackPlace };
}
