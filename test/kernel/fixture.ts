import { Conversation, type ConversationSetup, Misheard, type Peer } from './conversation.ts';

export interface FixtureSetup extends ConversationSetup {
  readonly backlog?: number;
  readonly reuseAddr?: boolean;
  /** Do both ends use timestamps? SACK? */
  readonly ts?: boolean;
  readonly sack?: boolean;
  /** Has the program closed its descriptor, or only shut down sending? */
  readonly orphan?: boolean;
}

/** The options of a peer's SYN, as text. */
export function synText(setup: FixtureSetup = {}): string {
  const list = ['mss 1460', ...(setup.sack === false ? [] : ['sackOK']), ...(setup.ts ? ['TS val TSVAL ecr 0'] : []), 'wscale 7'];
  return `S <${list.join(',')}>`;
}

export function listening(setup: FixtureSetup = {}): Conversation {
  const c = new Conversation(setup);
  c.serve(setup.backlog ?? 5, setup.reuseAddr ?? true);
  return c;
}

/** Half open: the peer's SYN is answered and remembered. */
export function synReceived(setup: FixtureSetup = {}): Conversation {
  const c = listening(setup);
  open(c.peer, setup);
  return c;
}

/** A peer's SYN and the host's answer to it. */
export function open(peer: Peer, setup: FixtureSetup = {}): void {
  peer.say(synText(setup));
  peer.hear('S.');
  peer.ts = setup.ts ?? false;
}

/** A whole handshake; the connection waits for accept(). */
export function handshake(peer: Peer, setup: FixtureSetup = {}): void {
  open(peer, setup);
  peer.say('.');
  peer.with.silence();
}

export function established(setup: FixtureSetup = {}): Conversation {
  const c = listening(setup);
  handshake(c.peer, setup);
  if (c.accept().ok !== true) throw new Misheard('nothing to accept');
  return c;
}

/** The host opens: its SYN is out. */
export function synSent(setup: FixtureSetup = {}): Conversation {
  const c = new Conversation(setup);
  c.fd = c.socket();
  c.connect();
  c.peer.hostPort = c.socketOf().localPort;
  c.hear('S');
  return c;
}

/** The host has sent a FIN that is not acknowledged yet. */
export function finWait1(setup: FixtureSetup = {}): Conversation {
  const c = established(setup);
  if (setup.orphan ?? true) c.close();
  else c.shutdown('WR');
  c.hear('F.');
  return c;
}

export function finWait2(setup: FixtureSetup = {}): Conversation {
  const c = finWait1(setup);
  c.say('. ack SND.NXT');
  c.silence();
  return c;
}

export function timeWait(setup: FixtureSetup = {}): Conversation {
  const c = finWait2(setup);
  c.say('F.');
  c.hear('. ack RCV.NXT');
  c.stateIs('TIME-WAIT mini-socket');
  return c;
}

export function closeWait(setup: FixtureSetup = {}): Conversation {
  const c = established(setup);
  c.say('F.');
  c.after(4);
  c.hear('. ack RCV.NXT');
  return c;
}

export function lastAck(setup: FixtureSetup = {}): Conversation {
  const c = closeWait(setup);
  if (setup.orphan ?? true) c.close();
  else c.shutdown('WR');
  c.hear('F.');
  return c;
}

export function closing(setup: FixtureSetup = {}): Conversation {
  const c = finWait1(setup);
  c.say('F. ack SND.UNA');
  c.hear('. ack RCV.NXT');
  return c;
}

/** When what was overheard was sent, and which flags it had: `0 S, 1000 S`. */
export function timesOf(heard: readonly { at: number }[]): number[] {
  return heard.map(({ at }) => at);
}
