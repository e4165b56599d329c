/** What the holder of an API key sees: the key itself and sample inbound shipments. */
import { z } from "zod";
import { Instant } from "./api-key.ts";
import { Warehouse } from "./session.ts";

/** What a key may know of itself. */
export const OwnKey = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z
    .enum(["active", "retiring"])
    .describe("`retiring`: another key takes this one's place. A revoked key is answered with 401."),
});

/** One delivery on its way into a warehouse. */
export const Shipment = z.object({
  id: z.string().meta({ examples: ["shp_RTM-20418"] }),
  reference: z
    .string()
    .describe("The supplier's purchase order.")
    .meta({ examples: ["PO-20418"] }),
  supplier: z.string().meta({ examples: ["Van Dijk Verpakkingen B.V."] }),
  carrier: z.string().meta({ examples: ["DSV"] }),
  status: z.enum(["announced", "in-transit", "arrived"]),
  expectedAt: Instant,
  lines: z.array(
    z.object({
      sku: z.string().meta({ examples: ["BOX-400-300"] }),
      description: z.string().meta({ examples: ["Carton 400 × 300 × 200 mm"] }),
      quantity: z.int().positive(),
    }),
  ),
});
/** One delivery on its way into a warehouse. */
export type Shipment = z.infer<typeof Shipment>;

/** The shipments of one warehouse. */
export const InboundShipments = z.object({ warehouse: Warehouse, data: z.array(Shipment) });

/**
 * The header every consumer call carries. Loose, because what a header schema leaves out would be taken from
 * `request.headers`.
 */
export const WarehouseHeader = z.looseObject({
  "x-warehouse-id": z
    .string()
    .trim()
    .min(1)
    .max(128)
    .describe("The warehouse the call is about.")
    .meta({ examples: ["wh_rotterdam"] }),
});
