/** What is wrong with which field of a form that signs in: left empty, or refused; the focus goes there. */
import { type RefObject, useEffect, useState } from "react";
import { type FailurePlace, placeOf } from "./failure-place.ts";
import type { Task } from "./use-task.ts";

/** A field of such a form. */
export type FormField = Exclude<FailurePlace, "form">;

/** What to say of a field that was left empty. */
const missingTexts: Record<FormField, string> = {
  address: "Type the server’s address.",
  name: "Type a name.",
  email: "Type your e-mail address.",
  password: "Type your password.",
  token: "Paste a session token.",
  code: "Type the code.",
};

/** The failures as the form sees them. */
export interface FieldFailures {
  /** What to say below a field; null while nothing is wrong with it. */
  errorOf: (field: FormField) => string | null;
  /** What to say below the form; null while there is nothing. */
  rest: string | null;
  /** A field was changed: what was said of it holds no more. */
  typed: (field: FormField) => void;
  /** Other fields stand there now. */
  forget: () => void;
  /** Whether one of these is empty; if so, it is said there. */
  lacks: (asked: readonly FormField[], values: Readonly<Record<FormField, string>>) => boolean;
}

/** Which of its fields a form shows, and where each is. */
export interface FieldsOnScreen {
  shown: readonly FormField[];
  refs: Record<FormField, RefObject<HTMLInputElement | null>>;
}

/** The failures of a form whose answers come by `task`. */
export function useFieldFailures(task: Task, { shown, refs }: FieldsOnScreen): FieldFailures {
  const [missing, setMissing] = useState<FormField | null>(null);
  const place = task.failure === null ? null : placeOf(task.failure, shown);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the refs are the same ones each time.
  useEffect(() => {
    if (place === null || place === "form" || place === "name") return;
    const field = refs[place].current;
    field?.focus();
    field?.select();
  }, [place]);

  function forget() {
    setMissing(null);
    task.forget();
  }

  return {
    errorOf(field) {
      if (missing === field) return missingTexts[field];
      // That a code is wanted is no mistake.
      return place === field && task.failure?.code !== "code-required" ? (task.failure?.message ?? null) : null;
    },
    rest: place === "form" ? (task.failure?.message ?? null) : null,
    typed(field) {
      if (missing === field) setMissing(null);
      // The address is where all of it was said, and a code goes with what it belongs to.
      if (place === field || field === "address" || (place === "code" && field !== "name")) task.forget();
    },
    forget,
    lacks(asked, values) {
      const empty = asked.find((field) => values[field].trim() === "") ?? null;
      setMissing(empty);
      if (empty !== null) refs[empty].current?.focus();
      return empty !== null;
    },
  };
}
