/** Tells when a view's first picture is on screen, so that what nobody sees at once can wait for it. */
import { startTransition, useEffect, useState } from "react";

/** False while the first picture is made, true from then on. */
export function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => startTransition(() => setPainted(true));
    // What a frame's callback posts arrives once that frame has been drawn.
    const frame = requestAnimationFrame(() => port2.postMessage(null));
    return () => {
      cancelAnimationFrame(frame);
      port1.close();
    };
  }, []);
  return painted;
}
