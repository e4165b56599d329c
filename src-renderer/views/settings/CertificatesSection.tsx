/** Whose certificates are trusted besides the usual ones: the system's store, where it is to be had, and a file of the person's own. */
import { useRef } from "react";
import { chooseAuthorities, forgetAuthorities } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Name } from "../../ui/Name.tsx";
import { Note } from "../../ui/Note.tsx";
import { useFocusHeir } from "../../ui/use-focus-heir.ts";
import page from "../Page.module.css";
import styles from "./NetworkPage.module.css";

const chooseId = "choose-authorities";

/** The section. */
export function CertificatesSection() {
  const { system, file } = useApp((app) => app.transport.authorities);
  const choosing = useTask();
  const removing = useTask();
  const failure = choosing.failure ?? removing.failure ?? file?.failure ?? null;

  async function remove() {
    choosing.forget();
    if (await removing.run(forgetAuthorities)) say("The certificate file is not used any more", "heard");
  }

  async function choose() {
    removing.forget();
    await choosing.run(chooseAuthorities);
  }

  return (
    <section className={page.section} aria-labelledby="certificates">
      <h2 id="certificates" className={page.sectionTitle}>
        Certificates
      </h2>
      <div className={classNames(page.card, styles.card)}>
        <p className={styles.line}>
          {system
            ? "Keyrack trusts what this computer trusts: it uses the system’s certificate store."
            : "This version of Keyrack cannot use the system’s certificate store. If your company’s servers are not trusted, choose its certificate file."}
        </p>
        <div className={styles.file}>
          <div className={styles.which}>
            {file === null ? (
              <p className={styles.none}>No certificate file is chosen.</p>
            ) : (
              <>
                <Name className={styles.path}>{file.path}</Name>
                <p className={styles.count}>{file.failure === null ? countText(file.count) : "Not in use"}</p>
              </>
            )}
          </div>
          {file !== null && <RemoveButton busy={removing.pending} onClick={() => void remove()} />}
          <Button
            id={chooseId}
            size="small"
            busy={choosing.pending}
            aria-describedby="authorities-format"
            onClick={() => void choose()}
          >
            {file === null ? "Choose file…" : "Choose another…"}
          </Button>
        </div>
        {failure !== null && (
          <div className={styles.inCard}>
            <Note tone="failure">{failure.message}</Note>
          </div>
        )}
      </div>
      <p id="authorities-format" className={styles.hint}>
        A PEM file of certificate authorities, as your company’s administrators hand it out.
      </p>
    </section>
  );
}

/** Goes with the file it removes; the focus then belongs to the button beside it. */
function RemoveButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHeir(button, () => document.getElementById(chooseId));
  return (
    <Button ref={button} size="small" busy={busy} onClick={onClick}>
      Remove
    </Button>
  );
}

function countText(count: number): string {
  return count === 1 ? "1 certificate" : `${count} certificates`;
}
