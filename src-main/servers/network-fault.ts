/** Tells from an error of undici, TLS or the network what happened, in Keyrack's failure codes. */
import type { FailureCode } from "../../src-preload/contract/failure.ts";

/** What an error comes to. Nothing of the error's own text is kept: it may quote a request. */
export interface NetworkFault {
  code: FailureCode;
  /** A clause for people. */
  reason?: string;
  /** Whether the request may have reached the server: false only where the connection was never made. */
  sent: boolean;
}

const codes: Record<string, FailureCode> = {
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  ECONNREFUSED: "connection-refused",
  UND_ERR_CONNECT_TIMEOUT: "timeout",
  UND_ERR_HEADERS_TIMEOUT: "timeout",
  UND_ERR_BODY_TIMEOUT: "timeout",
  ETIMEDOUT: "timeout",
  UND_ERR_HEADERS_OVERFLOW: "not-an-api",
};

const connectionLost = new Set([
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
  "EADDRNOTAVAIL",
  "UND_ERR_SOCKET",
  "UND_ERR_ABORTED",
  "UND_ERR_CLOSED",
  "UND_ERR_DESTROYED",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);

/** Why a certificate was turned down: https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes */
const certificateReasons: Record<string, string> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate was issued by an authority this computer does not know",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate was issued by an authority this computer does not know",
  UNABLE_TO_GET_ISSUER_CERT: "its certificate was issued by an authority this computer does not know",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "its certificate was issued by an authority this computer does not know",
  CERT_HAS_EXPIRED: "its certificate has expired",
  CERT_NOT_YET_VALID: "its certificate is not valid yet (is this computer's clock right?)",
  // An authority of the same name with another key.
  CERT_SIGNATURE_FAILURE: "its certificate was issued by an authority this computer does not know",
  CERT_REVOKED: "its certificate was revoked",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate belongs to another host",
};

/** Any other complaint of the TLS library, such as a server that speaks plain http on an https address. */
const tlsCode = /^(EPROTO$|ERR_SSL_|ERR_TLS_|CERT_|UNABLE_TO_|INVALID_CA$|INVALID_PURPOSE$|HOSTNAME_MISMATCH$)/;

/** Which of several addresses' failures says most: who was refused found the host, who had no route did not. */
const telling: FailureCode[] = ["connection-refused", "timeout", "connection-lost"];
const rank = ({ code }: NetworkFault) => (telling.includes(code) ? telling.indexOf(code) : telling.length);

/** Anything thrown while a request was made. What is not of the network is a fault of ours: `internal`. */
export function networkFault(error: unknown): NetworkFault {
  // Where a host has several addresses, Node tries each and reports all failures in one AggregateError.
  if (error instanceof AggregateError && error.errors.length > 0) {
    const faults: NetworkFault[] = error.errors.map(networkFault);
    return faults.reduce((best, fault) => (rank(fault) < rank(best) ? fault : best));
  }
  const { name, code, syscall } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  // What came back is no HTTP. undici sets a code (HPE_…) on some of these errors only.
  if (name === "HTTPParserError") return { code: "not-an-api", sent: true };
  if (!code) return { code: "internal", sent: true };
  if (certificateReasons[code] || tlsCode.test(code)) {
    return {
      code: "certificate",
      reason: certificateReasons[code] ?? "it does not speak https as Keyrack understands it",
      sent: false,
    };
  }
  if (code === "UND_ERR_RES_EXCEEDED_MAX_SIZE") return { code: "protocol", reason: "it is far too long", sent: true };
  const neverSent = code === "UND_ERR_CONNECT_TIMEOUT" || syscall === "connect" || syscall === "getaddrinfo";
  const known = codes[code] ?? (connectionLost.has(code) ? "connection-lost" : undefined);
  if (known) return { code: known, sent: !neverSent };
  return { code: syscall ? "connection-lost" : "internal", sent: !neverSent };
}
