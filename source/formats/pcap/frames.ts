import type { Ms } from '../../time.ts';

/** A frame of a capture. */
export interface Frame {
  /** Running number in the file, from 1, as Wireshark counts. */
  readonly number: number;
  /** ms since whatever the file counts from. */
  readonly at: Ms;
  /** Link type, by the numbers of tcpdump.org. */
  readonly link: number;
  readonly bytes: Uint8Array;
  /** Bytes it had on the wire; more than there are when it was cut. */
  readonly length: number;
}

/** What is wrong with a file, where (a byte, or a frame), and what was found. Texts: `import.fault.NAME`. */
export interface CaptureFault {
  readonly name: 'not-a-capture' | 'cut-off' | 'bad-block' | 'bad-version' | 'too-many';
  readonly at: number;
  readonly got: string;
}

export type Frames = { readonly ok: true; readonly frames: readonly Frame[] } | { readonly ok: false; readonly fault: CaptureFault };

/** A capture to be watched is small. */
export const MOST_FRAMES = 10_000;

export function captureFault(name: CaptureFault['name'], at: number, got: string | number): Frames {
  return { ok: false, fault: { name, at, got: String(got) } };
}
