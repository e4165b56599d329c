/** The variable a key is used by: the one main offers for its name until somebody types another. */
import { useEffect, useState } from "react";
import { suggestVariable } from "./actions.ts";
import { keyVariable } from "./usage-snippet.ts";

/** What POSIX calls a name; main checks it again. */
const shellName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The variable of a form. */
export interface VariableField {
  typed: string;
  /** What was typed where every shell takes it; else the last that was good. */
  variable: string;
  problem: string | null;
  /** Where there is a problem: a name that would do. */
  suggestion: string | null;
  type: (text: string) => void;
}

/** For the key of that name. */
export function useVariable(keyName: string | null): VariableField {
  const [typed, setTyped] = useState<string | null>(null);
  const [offered, setOffered] = useState<string | null>(null);
  const [nearest, setNearest] = useState<{ to: string; name: string } | null>(null);
  const [good, setGood] = useState<string | null>(null);

  useEffect(() => {
    let wanted = true;
    void suggestVariable({ text: keyName, as: "key-name" }).then((answer) => {
      if (wanted) setOffered(answer.ok ? answer.value.variable : keyVariable);
    });
    return () => {
      wanted = false;
    };
  }, [keyName]);

  const bad = typed !== null && !shellName.test(typed) ? typed : null;
  useEffect(() => {
    if (bad === null) return;
    let wanted = true;
    void suggestVariable({ text: bad, as: "typed" }).then((answer) => {
      if (wanted && answer.ok) setNearest({ to: bad, name: answer.value.variable });
    });
    return () => {
      wanted = false;
    };
  }, [bad]);

  return {
    typed: typed ?? offered ?? "",
    variable: (bad === null ? typed : good) ?? offered ?? keyVariable,
    problem:
      bad === null
        ? null
        : bad.trim() === ""
          ? "A variable needs a name."
          : "Letters, digits and underscores only, and no digit first: no shell takes another name.",
    suggestion: bad !== null && nearest?.to === bad ? nearest.name : null,
    type(text) {
      setTyped(text);
      if (shellName.test(text)) setGood(text);
    },
  };
}
