/** Which of an answer's cookies the next request carries. */
import { expect, it } from "vitest";
import type { Answer } from "../../../../src-main/servers/answer.ts";
import { liveCookies } from "../../../../src-main/servers/better-auth/cookies.ts";

function answered(...lines: string[]): Answer {
  const body = { kind: "other", type: null } as const;
  return { status: 200, body, etag: null, retryAfter: null, date: null, header: () => null, setCookies: () => lines };
}

it("takes the one that is meant, whatever prefix it has, as it was written", () => {
  for (const name of ["better-auth.two_factor", "__Secure-better-auth.two_factor", "acme.two_factor"]) {
    const answer = answered(
      "better-auth.session_token=old; Path=/",
      `${name}=2fa-x.g%2FVH%3D; Max-Age=600; Path=/; HttpOnly; SameSite=Lax`,
      "better-auth.dont_remember=; Max-Age=0; Path=/",
    );
    expect(liveCookies(answer, /two_factor$/)).toBe(`${name}=2fa-x.g%2FVH%3D`);
  }
});

it("takes all that are left where none has such a name", () => {
  const answer = answered("a=1", "b=2; max-age=0", "c=3; Max-Age=-1", "d=", "nonsense", "=5", "e=6=7; Path=/");
  expect(liveCookies(answer, /two_factor$/)).toBe("a=1; e=6=7");
});

it("takes none that the same answer removes again, and the last of a name", () => {
  const answer = answered("a=1", "a=; Max-Age=0", "b=1", "b=2");
  expect(liveCookies(answer, /two_factor$/)).toBe("b=2");
  expect(liveCookies(answered(), /two_factor$/)).toBe("");
});
