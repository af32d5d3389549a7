import { TCP_STATES } from '../../source/tcp/state.ts';

/** What two translations of one text must have in common. */

/** Names of placeholders, each once, sorted. */
export function placeholdersOf(text: string): string[] {
  return [...new Set(text.match(/\{[\w.-]+\}/g))].toSorted();
}

/** Every run of digits outside placeholders, sorted, repeated ones repeated. */
export function numbersOf(text: string): string[] {
  return (text.replace(/\{[\w.-]+\}/g, '').match(/\d+/g) ?? []).toSorted();
}

const STATES = TCP_STATES.toSorted((a, b) => b.length - a.length).join('|');
const NAMES = new RegExp(String.raw`\b(?:${STATES}|RST|FIN|E[A-Z]{4,}|SO_[A-Z]+|SHUT_[A-Z]+|TCP_[A-Z]+|tcp_\w+|somaxconn|backlog)\b|\b(?:accept|bind|close|connect|listen|recv|send|shutdown|write)\(`, 'g');

/** Names that stay English: states, RST and FIN, errors, socket options, sysctls, calls; each once, sorted. */
export function namesOf(text: string): string[] {
  return [...new Set(text.replace(/\{[\w.-]+\}/g, '').match(NAMES))].toSorted();
}
