/** What the local service's one organization looks like: its name, two sample warehouses and their inbound shipments. */
import type { Named } from "./http/parts.ts";
import { instant } from "./store/api-key-row.ts";
import type { Shipment } from "./wire/consumer.ts";

/** The organization everything in the database belongs to. */
export const organization: Named = { id: "org_local", name: "Local workspace" };

/** The values `X-Warehouse-Id` may have. */
export const warehouses: readonly Named[] = [
  { id: "wh_rotterdam", name: "Rotterdam" },
  { id: "wh_leipzig", name: "Leipzig" },
];

/** The account of the Local workspace: without a password, so that it can only be used from inside the app. */
export const workspaceAccount = { email: "you@keyrack.localhost", name: "You", password: null };

/** The admin the command line makes on first start. */
export const serviceAdmin = { email: "admin@keyrack.local", name: "Admin" };

type Sample = Omit<Shipment, "expectedAt"> & { readonly inHours: number };

const samples: Readonly<Record<string, readonly Sample[]>> = {
  wh_rotterdam: [
    {
      id: "shp_RTM-20418",
      reference: "PO-20418",
      supplier: "Van Dijk Verpakkingen B.V.",
      carrier: "DSV",
      status: "arrived",
      inHours: -3,
      lines: [
        { sku: "BOX-400-300", description: "Carton 400 × 300 × 200 mm", quantity: 2400 },
        { sku: "TAPE-50-PP", description: "Packing tape 50 mm, brown", quantity: 360 },
      ],
    },
    {
      id: "shp_RTM-20425",
      reference: "PO-20425",
      supplier: "Shenzhen Luma Electronics Co.",
      carrier: "Maersk",
      status: "in-transit",
      inHours: 41,
      lines: [
        { sku: "LMP-E27-9W", description: "LED bulb E27, 9 W, warm white", quantity: 9600 },
        { sku: "LMP-GU10-5W", description: "LED spot GU10, 5 W", quantity: 4800 },
      ],
    },
    {
      id: "shp_RTM-20431",
      reference: "PO-20431",
      supplier: "Olivar de Jaén S.A.",
      carrier: "DHL Freight",
      status: "announced",
      inHours: 96,
      lines: [{ sku: "OIL-EV-500", description: "Olive oil, extra virgin, 500 ml", quantity: 1440 }],
    },
  ],
  wh_leipzig: [
    {
      id: "shp_LEJ-7710",
      reference: "PO-7710",
      supplier: "Erzgebirge Holzkunst GmbH",
      carrier: "DB Schenker",
      status: "in-transit",
      inHours: 18,
      lines: [
        { sku: "TOY-TRAIN-01", description: "Wooden train, 5 pieces", quantity: 320 },
        { sku: "TOY-BLOCKS-50", description: "Building blocks, 50 pieces", quantity: 500 },
      ],
    },
    {
      id: "shp_LEJ-7714",
      reference: "PO-7714",
      supplier: "Tkaniny Łódź sp. z o.o.",
      carrier: "Raben",
      status: "announced",
      inHours: 67,
      lines: [{ sku: "TWL-70-140-W", description: "Bath towel 70 × 140 cm, white", quantity: 1800 }],
    },
  ],
};

/** The shipments of a warehouse, expected around the given hour (milliseconds since 1970), so that they never look stale. */
export function sampleShipments(warehouseId: string, now: number): Shipment[] {
  const hour = 60 * 60 * 1000;
  const thisHour = Math.floor(now / hour) * hour;
  return (samples[warehouseId] ?? []).map(({ inHours, lines, ...shipment }) => ({
    ...shipment,
    expectedAt: instant(thisHour + inHours * hour),
    lines: lines.map((line) => ({ ...line })),
  }));
}
