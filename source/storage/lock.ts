import type { FileSystem, Surroundings } from './file-system.ts';

/** Saving takes milliseconds: a lock that does not change for so long belongs to a process that died or sleeps. */
export const STALE_AFTER_MS = 2000;
const LOOK_AGAIN_MS = 5;

/** Somebody else was writing all the time. Nothing was changed; try again with the next move. */
export class LockBusy extends Error {
  override readonly name = 'LockBusy';
  readonly code = 'LOCKED';
}

export interface Lock {
  /** False when another process took the lock from us, believing us dead: then nothing may be written. */
  isOurs(): boolean;
}

/**
 * Runs `act` while no other process holds the lock file. Throws LockBusy when it stays taken, and whatever the file
 * system throws. A lock left behind by a dead process is taken over: at once when its process ran on this machine, and
 * else when it has not changed for STALE_AFTER_MS (measured here, so that two machines' clocks need not agree).
 */
export function withLock<T>(fs: FileSystem, around: Surroundings, path: string, act: (lock: Lock) => T): T {
  const token = JSON.stringify(around.owner);
  acquire(fs, around, path, token);
  const isOurs = () => fs.readText(path) === token;
  try {
    return act({ isOurs });
  } finally {
    release(fs, path, isOurs);
  }
}

function acquire(fs: FileSystem, around: Surroundings, path: string, token: string): void {
  const giveUpAt = around.now() + 2 * STALE_AFTER_MS;
  let seen: string | null = null;
  let seenSince = around.now();
  while (!fs.createOnly(path, token)) {
    const holder = fs.readText(path);
    if (holder !== seen) {
      seen = holder;
      seenSince = around.now();
    }
    if (holder !== null && (isDead(holder, around) || around.now() - seenSince >= STALE_AFTER_MS)) takeAway(fs, path, around);
    else if (around.now() >= giveUpAt) throw new LockBusy(`another process holds ${path}`);
    else around.pause(LOOK_AGAIN_MS);
  }
}

/** A half-written lock (empty, or not JSON) says nothing about its owner: only time can tell. */
function isDead(holder: string, around: Surroundings): boolean {
  try {
    const owner = JSON.parse(holder) as Partial<Surroundings['owner']>;
    return owner.host === around.owner.host && typeof owner.pid === 'number' && owner.pid !== around.owner.pid && !around.isAlive(owner.pid);
  } catch {
    return false;
  }
}

/** Of several that take the same dead lock away, the rename lets only one succeed. */
function takeAway(fs: FileSystem, path: string, around: Surroundings): void {
  const aside = `${path}.${around.owner.pid}-${around.owner.nonce}`;
  try {
    fs.rename(path, aside);
  } catch {
    return;
  }
  fs.remove(aside);
}

/** A lock that cannot be removed now is found stale later; what was done under it stands. */
function release(fs: FileSystem, path: string, isOurs: () => boolean): void {
  try {
    if (isOurs()) fs.remove(path);
  } catch {
    // As above.
  }
}
