/** Entity tags: strong, made of the content. */
import { createHash } from "node:crypto";

/** The tag of a content: equal content, equal tag. */
export function entityTag(content: Buffer | string): string {
  return `"${createHash("sha256").update(content).digest("base64url").slice(0, 27)}"`;
}

/** Whether `If-None-Match` names the tag; compared weakly, lists and `*` included (RFC 9110 section 13.1.2). */
export function noneMatchNames(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .map((candidate) => candidate.trim().replace(/^W\//, ""))
    .some((candidate) => candidate === "*" || candidate === tag);
}
