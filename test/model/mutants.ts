/** Keyrack with one fault of its own in it, to see that the model notices: which text of which source stands for which other. */

/** A fault, as it is made in the source while it is loaded. */
interface Mutant {
  /** Below the project's root. */
  file: string;
  /** Stands there exactly once. */
  original: string;
  faulty: string;
}

/** Every fault by its name. */
export const mutants: Readonly<Record<string, Mutant>> = {
  "a repeated create has another Idempotency-Key": {
    file: "src-main/use-cases/lost-creates.ts",
    original: "return earlier;",
    faulty: "return { ...earlier, idempotencyKey: randomUUID() };",
  },
  "each try of a create has another Idempotency-Key": {
    file: "src-main/servers/transport.ts",
    original: "outcome = await attempt(call);\n        lost",
    faulty:
      'outcome = await attempt(call.headers?.["idempotency-key"] ? { ...call, headers: { "idempotency-key": crypto.randomUUID() } } : call);\n        lost',
  },
  "a list from before a change is believed": {
    file: "src-main/use-cases/list-keys.ts",
    original: "if (context.held.listVersion !== listVersion)",
    faulty: "if (context.held.listVersion < listVersion)",
  },
  "a network error ends the session": {
    file: "src-main/use-cases/with-session.ts",
    original: 'const expired = !result.ok && result.failure.code === "session-expired";',
    faulty:
      'const expired = !result.ok && ["session-expired", "connection-lost", "connection-refused"].includes(result.failure.code);',
  },
  "a refusal ends the session": {
    file: "src-main/use-cases/with-session.ts",
    original: 'const expired = !result.ok && result.failure.code === "session-expired";',
    faulty: 'const expired = !result.ok && ["session-expired", "forbidden"].includes(result.failure.code);',
  },
  "kept keys of another account are forgotten": {
    file: "src-main/use-cases/reconcile-kept.ts",
    original: "(key.accountId === undefined || key.accountId === accountId)",
    faulty: "true",
  },
  "kept keys are forgotten when the list is full": {
    file: "src-main/use-cases/reconcile-kept.ts",
    original: "!byId.has(key.keyId) &&",
    faulty: "(!byId.has(key.keyId) || byId.size === 5) &&",
  },
  "revoked keys stay kept": {
    file: "src-main/use-cases/reconcile-kept.ts",
    original: "for (const key of gone) {",
    faulty: "for (const key of gone.slice(1)) {",
  },
  "another account's list stays on screen": {
    file: "src-main/use-cases/cached-list.ts",
    original: "if (listAccountId === null || listAccountId === account.id) return;",
    faulty: "if (listAccountId !== undefined) return;",
  },
  "a create whose answer was lost is not looked for": {
    file: "src-main/servers/keyrack/client.ts",
    original: 'return created.ok || !mayHaveCreated(outcome) ? created : failed("outcome-unknown", { host });',
    faulty: "return created;",
  },
  "a rotation whose answer was lost is not looked for": {
    file: "src-main/servers/keyrack/client.ts",
    original: 'return rotated.ok || !mayHaveCreated(outcome) ? rotated : failed("outcome-unknown", { host });',
    faulty: "return rotated;",
  },
  "a key that was rotated stays among the active ones": {
    file: "src-main/use-cases/apply-key.ts",
    original: 'place(keys.active, apiKey.status === "active")',
    faulty: 'place(keys.active, apiKey.status !== "revoked")',
  },
  "kept values go when their keys retire": {
    file: "src-main/use-cases/list-keys.ts",
    original: "const listed = [...keys.active, ...keys.retiring];",
    faulty: "const listed = [...keys.active];",
  },
  "events are heard and nothing is read": {
    file: "src-main/use-cases/keep-listening.ts",
    original: "// A session that ended may be this one; the list's 401 says so.\n        readAgain();",
    faulty: "",
  },
  "a grace period begins at once": {
    file: "src-main/local-service/store/rotations.ts",
    original: "grace_seconds = ?, grace_ends_at = NULL WHERE id = ?",
    faulty: "grace_seconds = ?, grace_ends_at = 1 WHERE id = ?",
  },
  "lost creates are not remembered": {
    file: "src-main/use-cases/lost-creates.ts",
    original: "lostCreates.set(lost.connectionId, [...others, lost]);",
    faulty: "lostCreates.set(lost.connectionId, others);",
  },
  "validators survive a change": {
    file: "src-main/use-cases/apply-key.ts",
    original: "context.held.etags = { active: null, retiring: null, revoked: null };",
    faulty: "",
  },
  "validators survive a sign-out": {
    file: "src-main/use-cases/sign-out.ts",
    original: "context.held.etags = { active: null, retiring: null, revoked: null };",
    faulty: "",
  },
  "a change whose answer was lost counts as done": {
    file: "src-main/use-cases/change-key.ts",
    original: "if (key && isDone(key)) return",
    faulty: "if (key) return",
  },
  "the token is in the state": {
    file: "src-main/use-cases/adopt-session.ts",
    original: 'session: { status: "signed-in", session: opened.session, keptIn }',
    faulty:
      'session: { status: "signed-in", session: { ...opened.session, organization: { id: opened.token, name: "" } }, keptIn }',
  },
  "a second key pushes the first out": {
    file: "src-main/use-cases/generate-key.ts",
    original: 'if (context.held.newValue !== null) return failed("copy-first");',
    faulty: "",
  },
  "it gives up reconnecting": {
    file: "src-main/use-cases/reconnect.ts",
    original: "trying = false;\n      schedule();",
    faulty: "trying = false;",
  },
  "a copied key stays on the clipboard": {
    file: "src-main/use-cases/clipboard-clearing.ts",
    original: "if (hash(await clipboard.read(selection)) !== expected) return true;",
    faulty: "if (hash(await clipboard.read(selection)) !== expected || selection) return true;",
  },
  "the service allows a sixth key": {
    file: "src-main/local-service/store/create-key.ts",
    original: "if (active >= rules.maxActive)",
    faulty: "if (active > rules.maxActive)",
  },
};

/** A plugin of Vite's that makes the fault called `name`; throws when the source has changed so that it does not fit. */
export function mutation(name: string | undefined): {
  name: string;
  enforce: "pre";
  transform(code: string, id: string): string | null;
} {
  const mutant = name === undefined ? undefined : mutants[name];
  if (name !== undefined && !mutant) throw new Error(`There is no mutant called “${name}”.`);
  return {
    name: "keyrack-mutation",
    enforce: "pre",
    transform(code, id) {
      if (!mutant || !id.endsWith(`/${mutant.file}`)) return null;
      if (code.split(mutant.original).length !== 2)
        throw new Error(`The mutant “${name}” does not fit ${mutant.file} any more.`);
      return code.replace(mutant.original, () => mutant.faulty);
    },
  };
}
