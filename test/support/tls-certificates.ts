/** Certificates made for one test run: good, self-signed, expired, not yet valid, for another host, from an unknown authority. */
import { generate } from "selfsigned";

const day = 24 * 60 * 60 * 1000;

/** A private key and its certificate chain, PEM. */
export interface Identity {
  key: string;
  cert: string;
}

/** A certificate authority of our own. */
export async function makeAuthority(name: string): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key, cert };
}

/** A server's certificate for 127.0.0.1, or for another host name; self-signed without an authority. */
export async function makeIdentity(options: {
  authority?: Identity;
  host?: string;
  /** Days from now. */
  validFrom?: number;
  validUntil?: number;
}): Promise<Identity> {
  const { authority, host, validFrom = -1, validUntil = 1 } = options;
  const { private: key, cert } = await generate([{ name: "commonName", value: host ?? "127.0.0.1" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() + validFrom * day),
    notAfterDate: new Date(Date.now() + validUntil * day),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [host ? { type: 2, value: host } : { type: 7, ip: "127.0.0.1" }] },
    ],
    ...(authority ? { ca: authority } : {}),
  });
  return { key, cert };
}
