/** One GET and its answer as it came over the wire: headers in their order and case, and the body's bytes. */
import { once } from "node:events";
import { request as ask, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { Api } from "../conformance/api.ts";

/** An answer, without the time at which it was sent. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

/** Asks a service; `path` is below `/api/v1`, `headers` may name another host. */
export async function plainAnswer(
  origin: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<PlainAnswer> {
  const request = ask(Api.address(origin, path), { headers });
  request.end();
  const [response] = (await once(request, "response")) as [IncomingMessage];
  const body = (await buffer(response)).toString("latin1");
  const lines = response.rawHeaders.flatMap((name, index, all) =>
    index % 2 === 0 ? [`${name}: ${all[index + 1]}`] : [],
  );
  return { status: response.statusCode ?? 0, headers: lines.filter((line) => !line.startsWith("Date: ")), body };
}
