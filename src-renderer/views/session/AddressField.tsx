/** The field for a server's address: says below what stands there, and lets the person say it where Keyrack cannot tell. */
import type { RefObject } from "react";
import { useApp } from "../../store/app-store.ts";
import { kindAt, lookText } from "../../store/server-kind.ts";
import type { UsedLook } from "../../store/use-server-look.ts";
import { LinkButton } from "../../ui/LinkButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useLaterViews } from "../later-views.ts";

/** What the field can be told. */
export interface AddressFieldProps {
  ref: RefObject<HTMLInputElement | null>;
  value: string;
  onValueChange: (value: string) => void;
  look: UsedLook;
  /** What is wrong with the address, as a sign-in said. */
  error: string | null;
  autoFocus?: boolean;
  readOnly: boolean;
}

/** The field. */
export function AddressField({ value, onValueChange, look: { server, looked }, error, ...rest }: AddressFieldProps) {
  const servers = useApp((app) => app.servers);
  const later = useLaterViews();
  const { look, chosen, choosing } = looked;
  const failure = error ?? (look.status === "failed" ? look.failure.message : null);
  const found = look.status === "found" ? look.server : null;
  const unclear = found !== null && found.place === null;
  const canChoose = found !== null && !choosing && failure === null && servers.length > 1;

  return (
    <div>
      <TextField
        {...rest}
        label="Address"
        value={value}
        onValueChange={(text) => {
          server.typed(text);
          onValueChange(text);
        }}
        onBlur={server.left}
        placeholder="https://api.example.com"
        inputMode="url"
        mono
        roomy
        error={failure}
        hint={lookText(servers, looked)}
        {...(canChoose && { aside: <LinkButton onClick={server.openChoice}>Not that? Choose</LinkButton> })}
      />
      {found !== null && choosing && later !== null && (
        <later.RadioLine
          label={
            unclear && failure === null ? "Kind of server" : unclear ? "Or choose what it is:" : "Choose what it is:"
          }
          unseen={unclear && failure === null}
          value={chosen ?? kindAt(looked)}
          choices={servers.map(({ kind, label }) => ({ value: kind, label }))}
          onChange={server.choose}
          readOnly={rest.readOnly}
          autoFocus={!unclear}
        />
      )}
    </div>
  );
}
