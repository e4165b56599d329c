/** The JavaScript heap of a window after its garbage was collected: which of its strings hold a secret, and what keeps them. */
import type { Page } from "@playwright/test";
import { z } from "zod";

/** V8's format: https://developer.chrome.com/docs/devtools/memory-problems/heap-snapshot-schema */
const Snapshot = z.object({
  snapshot: z.object({
    meta: z.object({
      node_fields: z.array(z.string()),
      node_types: z.tuple([z.array(z.string())]).rest(z.unknown()),
      edge_fields: z.array(z.string()),
      edge_types: z.tuple([z.array(z.string())]).rest(z.unknown()),
    }),
  }),
  nodes: z.array(z.number()),
  edges: z.array(z.number()),
  strings: z.array(z.string()),
});

/** A heap as it was at one moment. */
export interface Heap {
  /** How many objects there were. */
  readonly size: number;
  /** For each string on the heap that holds `text`: the way from the roots to it. */
  findText(text: string): string[];
}

/** Collects the window's garbage and takes its heap. */
export async function takeHeap(window: Page): Promise<Heap> {
  const session = await window.context().newCDPSession(window);
  const chunks: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => chunks.push(chunk));
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return readHeap(Snapshot.parse(JSON.parse(chunks.join(""))));
}

function readHeap({ snapshot: { meta }, nodes, edges, strings }: z.infer<typeof Snapshot>): Heap {
  const field = (name: string) => meta.node_fields.indexOf(name);
  const [type, name, edgeCount] = [field("type"), field("name"), field("edge_count")];
  const width = meta.node_fields.length;
  const edgeField = (of: string) => meta.edge_fields.indexOf(of);
  const [edgeType, edgeName, edgeTo] = [edgeField("type"), edgeField("name_or_index"), edgeField("to_node")];
  const edgeWidth = meta.edge_fields.length;
  const [nodeTypes, edgeTypes] = [meta.node_types[0], meta.edge_types[0]];
  const at = (list: number[], index: number) => list[index] ?? 0;
  const nameOf = (node: number) => strings[at(nodes, node + name)] ?? "";
  const numbered = new Set(["element", "hidden"].map((one) => edgeTypes.indexOf(one)));

  /** From which object, by which edge, each object is reached first; breadth first, so by the shortest way. */
  function ways(): Map<number, { from: number; edge: string }> {
    const firstEdge = new Map<number, number>();
    for (let node = 0, edge = 0; node < nodes.length; node += width) {
      firstEdge.set(node, edge);
      edge += at(nodes, node + edgeCount) * edgeWidth;
    }
    const reached = new Map<number, { from: number; edge: string }>();
    const queue = [0];
    for (const node of queue) {
      const first = firstEdge.get(node) ?? 0;
      for (let edge = first; edge < first + at(nodes, node + edgeCount) * edgeWidth; edge += edgeWidth) {
        const to = at(edges, edge + edgeTo);
        // A weak edge keeps nothing.
        if (to === 0 || reached.has(to) || edgeTypes[at(edges, edge + edgeType)] === "weak") continue;
        const label = at(edges, edge + edgeName);
        reached.set(to, {
          from: node,
          edge: numbered.has(at(edges, edge + edgeType)) ? `[${label}]` : (strings[label] ?? ""),
        });
        queue.push(to);
      }
    }
    return reached;
  }

  return {
    size: nodes.length / width,
    findText(text) {
      const isString = (node: number) => /string/.test(nodeTypes[at(nodes, node + type)] ?? "");
      const found: number[] = [];
      for (let node = 0; node < nodes.length; node += width) {
        if (isString(node) && nameOf(node).includes(text)) found.push(node);
      }
      if (found.length === 0) return [];
      const reached = ways();
      return found.map((node) => {
        const path: string[] = [];
        for (let step = reached.get(node); step; step = reached.get(step.from)) {
          path.unshift(`${nameOf(step.from).slice(0, 60)}.${step.edge}`);
        }
        return path.slice(-12).join(" > ") || "kept by nothing";
      });
    },
  };
}
