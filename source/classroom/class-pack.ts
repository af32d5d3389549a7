import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import * as z from 'zod';
import { LANGUAGES, type Lang } from '../language.ts';
import { inGroups, symbolsOf } from './base32.ts';
import { canonicalJson } from './canonical.ts';
import { hexOf, sha256 } from './sha256.ts';

/** What a teacher hands out: which levels, by which rules, signed. No data of students, and no code. */
export interface ClassPack extends PackBody {
  readonly format: 'ackademy-class';
  readonly version: typeof CLASS_PACK_VERSION;
  /** Ed25519 over the canonical text of everything else; hexadecimal. */
  readonly signature: string;
}

export interface PackBody {
  /** Names the lab within its class, and with the claim code the seeds: packing it again changes no numbers. */
  readonly name: string;
  readonly title: string;
  readonly className: string;
  readonly languages: readonly Lang[];
  readonly levels: readonly PackedLevel[];
  readonly rules: ClassRules;
  /** ISO 8601 with an offset; null: no day is named. */
  readonly due: string | null;
  readonly engine: string;
  /** The teacher's Ed25519 key, 32 bytes, hexadecimal. */
  readonly key: string;
}

/** Of the game's own levels: by id, version and the hash of what decides. */
export interface PackedLevel {
  readonly id: string;
  readonly version: number;
  readonly hash: string;
}

/** How a level is played and marked. */
export interface ClassRules {
  /** Which finished way of a level counts. */
  readonly attempts: 'best' | 'first' | 'last';
  /** Steps of help that a level gives at most. */
  readonly hints: number;
  /** `bonus`: points for at most par moves, with those taken back. */
  readonly par: 'bonus' | 'ignore';
  /** `required`: a question must be answered before the move. */
  readonly predict: 'required' | 'free';
  /** Of each level, together 100. */
  readonly points: { readonly solved: number; readonly par: number; readonly predictions: number };
}

const CLASS_PACK_VERSION = 1;
export const CLASS_PACK_EXTENSION = '.ackclass';
export const USUAL_RULES: ClassRules = { attempts: 'best', hints: 3, par: 'bonus', predict: 'required', points: { solved: 70, par: 20, predictions: 10 } };

/** Characters; thirty levels take a tenth of it. */
export const MAX_CLASS_PACK = 100_000;

const NAME = /^[A-Za-z0-9][\w.-]{0,39}$/;

/** May a lab or a class be called so? It becomes part of file names. */
export function isClassName(text: string): boolean {
  return NAME.test(text);
}

/** Nothing that could command a terminal. */
const shortText = z.string().min(1).max(120).regex(/^[^\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]+$/u);
const points = z.number().min(0).max(100);
const packSchema = z.strictObject({
  format: z.literal('ackademy-class'),
  version: z.literal(CLASS_PACK_VERSION),
  name: z.string().regex(NAME),
  title: shortText,
  className: z.string().regex(NAME),
  languages: z.array(z.enum(LANGUAGES)).min(1).max(LANGUAGES.length),
  levels: z.array(z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/), version: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{16}$/) })).min(1).max(200),
  rules: z.strictObject({
    attempts: z.enum(['best', 'first', 'last']),
    hints: z.int().min(0).max(99),
    par: z.enum(['bonus', 'ignore']),
    predict: z.enum(['required', 'free']),
    points: z.strictObject({ solved: points, par: points, predictions: points }).refine((all) => all.solved + all.par + all.predictions === 100, 'points that make 100 together'),
  }),
  due: z.string().refine(isDue, 'a time with an offset').nullable(),
  engine: z.string().min(1).max(40),
  key: z.string().regex(/^[0-9a-f]{64}$/),
  signature: z.string().regex(/^[0-9a-f]{128}$/),
});

/** `2026-11-27T18:00+08:00`: a time that is the same everywhere. */
export function isDue(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text));
}

export type ClassPackRead = { readonly ok: true; readonly pack: ClassPack } | { readonly ok: false; readonly why: 'form' | 'future' | 'signature'; readonly where: string };

/** Reads a pack, which may come from anyone, and checks its signature. Never throws; `where` names the place in it. */
export function readClassPack(text: string): ClassPackRead {
  const refused = (why: 'form' | 'future' | 'signature', where: string): ClassPackRead => ({ ok: false, why, where });
  if (text.length > MAX_CLASS_PACK) return refused('form', `${text.length} > ${MAX_CLASS_PACK}`);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return refused('form', 'JSON');
  }
  const version = typeof value === 'object' && value !== null && 'version' in value ? value.version : null;
  if (typeof version === 'number' && version > CLASS_PACK_VERSION) return refused('future', `version ${version}`);
  const read = packSchema.safeParse(value);
  if (!read.success) return refused('form', read.error.issues[0]!.path.join('.') || 'format');
  if (new Set(read.data.levels.map(({ id }) => id)).size < read.data.levels.length) return refused('form', 'levels');
  return isSigned(read.data) ? { ok: true, pack: read.data } : refused('signature', 'signature');
}

/** The text that is signed: everything but the signature. */
function signedText({ signature: _signature, ...rest }: ClassPack): Uint8Array {
  return new TextEncoder().encode(canonicalJson(rest));
}

function isSigned(pack: ClassPack): boolean {
  try {
    return verify(null, signedText(pack), publicKeyOf(pack.key), bytesOf(pack.signature));
  } catch {
    return false;
  }
}

/** What an Ed25519 public key's SubjectPublicKeyInfo begins with; RFC 8410 4. */
const SPKI_PREFIX = '302a300506032b6570032100';

function publicKeyOf(key: string): ReturnType<typeof createPublicKey> {
  return createPublicKey({ key: asBuffer(bytesOf(SPKI_PREFIX + key)), format: 'der', type: 'spki' });
}

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** node:crypto's types name Buffer where any bytes will do. */
function asBuffer(bytes: Uint8Array): never {
  return bytes as never;
}

/** A new key of a teacher: the private one as PEM (PKCS 8), the public one as 64 hexadecimal digits. */
export function newClassKey(): { readonly pem: string; readonly key: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), key: hexOfKey(publicKey.export({ type: 'spki', format: 'der' })) };
}

function hexOfKey(der: Uint8Array): string {
  return hexOf(der, der.length * 2).slice(-64);
}

/** The public key that belongs to a private one. Throws where the text is no Ed25519 key. */
export function publicKeyIn(pem: string): string {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key');
  return hexOfKey(createPublicKey(pem).export({ type: 'spki', format: 'der' }));
}

/** A pack as it is handed out. */
export function signClassPack(body: PackBody, pem: string): ClassPack {
  const unsigned: ClassPack = { format: 'ackademy-class', version: CLASS_PACK_VERSION, ...body, signature: '' };
  return { ...unsigned, signature: hexOf(sign(null, signedText(unsigned), createPrivateKey(pem)), 128) };
}

export function printClassPack(pack: ClassPack): string {
  return `${JSON.stringify(pack, null, 1)}\n`;
}

/** What a student can compare with what the teacher's board says: 80 bits of SHA-256 over the key. */
export function fingerprintOf({ key }: Pick<ClassPack, 'key'>): string {
  return inGroups(symbolsOf(sha256('ackademy class key', key), 16));
}

/** The class that codes and seeds belong to: whoever has another key is another class, whatever it is called. */
export function classIdOf({ key }: Pick<ClassPack, 'key'>): string {
  return hexOf(sha256('ackademy class', key), 16);
}

/** Changes when anything in the pack changes. */
export function packHash(pack: ClassPack): string {
  return hexOf(sha256(canonicalJson(pack)), 12);
}
