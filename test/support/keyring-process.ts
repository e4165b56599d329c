/** The process that has the keyring: for tests of what happens while the keychain takes its time. */
import { connectBus } from "./bus.ts";

/** Its id. */
async function keyringProcess(): Promise<number> {
  const bus = await connectBus();
  const daemon = { destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus" };
  const [pid] = await bus.call({ ...daemon, interface: "org.freedesktop.DBus" }, "GetConnectionUnixProcessID", "s", [
    "org.freedesktop.secrets",
  ]);
  bus.close();
  return Number(pid);
}

/** Does `act` while the keyring answers nobody. */
export async function whileKeyringWaits<T>(act: () => Promise<T>): Promise<T> {
  const keyring = await keyringProcess();
  process.kill(keyring, "SIGSTOP");
  try {
    return await act();
  } finally {
    process.kill(keyring, "SIGCONT");
  }
}
