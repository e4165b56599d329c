/** A tray host of a test's own: what a desktop's panel does with StatusNotifierItem and dbusmenu, without pixels. */
import { Variant } from "@jellybrick/dbus-next";
import { expect } from "@playwright/test";
import { type Bus, connectBus, type Target } from "./bus.ts";

/** One item of the menu, as a panel would draw it. */
export interface MenuItem {
  id: number;
  /** The text, without the underscores that mark access keys. */
  label: string;
  /** The text as it travels. */
  rawLabel: string;
  enabled: boolean;
  separator: boolean;
}

/** A host that runs, with the one item a test has in it. */
export interface TrayHost {
  readonly bus: Bus;
  /** Bus names of the items that have registered and are still there. */
  items(): string[];
  /** Waits until an item has registered and its menu can be read. */
  ready(): Promise<void>;
  /** The top level of the menu. */
  menu(): Promise<MenuItem[]>;
  /** Its labels, `---` for a rule. */
  labels(): Promise<string[]>;
  /** A click on the item with this label (or the first that contains it); it waits until there is one. */
  click(label: string): Promise<void>;
  /** A click on an item by id, without asking for the menu first. */
  clickId(id: number): Promise<void>;
  /** What a panel does before it shows the menu. */
  open(): Promise<void>;
  /** A click on the icon itself. */
  activate(): Promise<void>;
  /** A property of the item, unwrapped. */
  property<T>(name: string): Promise<T>;
  /** LayoutUpdated and ItemsPropertiesUpdated signals so far. */
  updates(): number;
  /** The host is gone. */
  close(): void;
}

const watcher = "org.kde.StatusNotifierWatcher";

/** Starts a host on the session bus of `env`. */
export async function startTrayHost(env: NodeJS.ProcessEnv = process.env): Promise<TrayHost> {
  const bus = await connectBus(env);
  const items: string[] = [];
  let updates = 0;
  const properties: Record<string, Variant> = {
    RegisteredStatusNotifierItems: new Variant("as", []),
    IsStatusNotifierHostRegistered: new Variant("b", true),
    ProtocolVersion: new Variant("i", 0),
  };
  bus.onCall(({ path, member, body, sender }) => {
    if (path !== "/StatusNotifierWatcher") return null;
    if (member === "Get") return ["v", properties[String(body[1])]];
    if (member === "GetAll") return ["a{sv}", properties];
    if (member === "RegisterStatusNotifierItem") {
      const given = String(body[0]);
      items.push(given.startsWith("/") ? sender : given);
    }
    return member.startsWith("Register") ? [""] : null;
  });
  await bus.onSignal("interface='org.freedesktop.DBus',member='NameOwnerChanged'", ({ body: [name, , owner] }) => {
    const at = items.indexOf(String(name));
    if (owner === "" && at >= 0) items.splice(at, 1);
  });
  await bus.onSignal("interface='com.canonical.dbusmenu'", () => {
    updates += 1;
  });
  await bus.own(watcher);

  const destination = () => {
    const item = items.at(-1);
    if (!item) throw new Error("No item has registered with the tray.");
    return item;
  };
  const menuTarget = (): Target => ({
    destination: destination(),
    path: "/com/canonical/dbusmenu",
    interface: "com.canonical.dbusmenu",
  });
  const itemTarget = (): Target => ({
    destination: destination(),
    path: "/StatusNotifierItem",
    interface: "org.kde.StatusNotifierItem",
  });
  const event = async (id: number, kind: string) => {
    await bus.call(menuTarget(), "Event", "isvu", [id, kind, new Variant("s", ""), 0]);
  };
  const host: TrayHost = {
    bus,
    items: () => [...items],
    async ready() {
      await expect.poll(() => host.labels().catch(() => []), { message: "the tray's menu is there" }).toContain("Quit");
    },
    async menu() {
      const [, layout] = await bus.call(menuTarget(), "GetLayout", "iias", [0, -1, []]);
      return (layout as Layout)[2].map(({ value }) => menuItem(value));
    },
    async labels() {
      return (await host.menu()).map(({ label, separator }) => (separator ? "---" : label));
    },
    async click(label) {
      let found: MenuItem | undefined;
      const find = async () => {
        const menu = await host.menu().catch(() => []);
        found = menu.find((item) => item.label === label) ?? menu.find((item) => item.label.includes(label));
        return found?.enabled;
      };
      await expect.poll(find, { message: `the menu offers ${label}` }).toBe(true);
      await event(found?.id ?? 0, "clicked");
    },
    clickId: (id) => event(id, "clicked"),
    async open() {
      // Electron has nothing to say about the root and answers with an error; panels go on, and so do we.
      await bus.call(menuTarget(), "AboutToShow", "i", [0]).catch(() => {});
      await event(0, "opened");
    },
    async activate() {
      await bus.call(itemTarget(), "Activate", "ii", [0, 0]);
    },
    async property<T>(name: string) {
      const target = { ...itemTarget(), interface: "org.freedesktop.DBus.Properties" };
      const [value] = await bus.call(target, "Get", "ss", ["org.kde.StatusNotifierItem", name]);
      return (value as Variant<T>).value;
    },
    updates: () => updates,
    close: () => bus.close(),
  };
  return host;
}

/** A node of dbusmenu: id, properties, children. */
type Layout = [id: number, properties: Record<string, Variant>, children: Variant<Layout>[]];

function menuItem([id, properties]: Layout): MenuItem {
  const rawLabel = String(properties.label?.value ?? "");
  return {
    id,
    rawLabel,
    // dbusmenu: "__" is an underscore, a single one marks the access key.
    label: rawLabel.replaceAll(/_(.?)/gu, "$1"),
    enabled: properties.enabled?.value !== false,
    separator: properties.type?.value === "separator",
  };
}
