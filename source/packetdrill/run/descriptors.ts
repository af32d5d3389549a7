import type { Place } from '../language/script.ts';
import { Mismatch } from './result.ts';
import type { Connection } from './connection.ts';
import type { Fd } from './system-call.ts';

/** The connections of a script, the newest last; the newest is the one whose segments are meant. */
export class Descriptors {
  readonly all: Connection[] = [];

  /** The connection whose segments the script means. */
  get current(): Connection | null {
    return this.all.at(-1) ?? null;
  }

  /** The one with that descriptor of the script; undefined when none has it open. */
  find(scriptFd: number): Connection | undefined {
    return this.all.findLast((one) => one.scriptFd === scriptFd && !one.closed);
  }

  /** The target's descriptor. Throws a Mismatch when the script's is not open. */
  fdOf(scriptFd: number, place: Place): Fd {
    // A descriptor that was closed stays known: using it again is a call that fails with EBADF.
    const fd = this.find(scriptFd)?.fd ?? this.all.findLast((one) => one.scriptFd === scriptFd)?.fd ?? null;
    if (fd === null) throw new Mismatch(place, { field: 'descriptor', expected: { id: 'packetdrill.descriptors', params: { open: this.openText() } }, actual: String(scriptFd) });
    return fd;
  }

  /** Throws a Mismatch when the script's descriptor is open already. */
  requireFree(scriptFd: number, place: Place): void {
    if (this.find(scriptFd)) throw new Mismatch(place, { field: 'descriptor', expected: { id: 'packetdrill.descriptor-free', params: { open: this.openText() } }, actual: String(scriptFd) });
  }

  openText(): string {
    const open = this.all.filter((one) => one.scriptFd !== null && !one.closed).map((one) => String(one.scriptFd));
    return open.length === 0 ? '-' : open.join(' ');
  }
}
