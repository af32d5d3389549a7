import * as z from 'zod';
import { parseIp } from '../tcp/address.ts';
import { parseDuration } from './duration.ts';
import { readEndpoint } from './endpoint.ts';
import { readPrefix } from './prefix.ts';

/*
 * The small things that a level file is made of. Messages are "what is expected ~ an example": issue.ts splits them.
 * These schemas read values whose $expressions have been filled already.
 */

/** A map with these keys and no others; issue.ts takes the known names from the message to find the one that was meant. */
export function keyed<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, { error: (issue) => (issue.code === 'unrecognized_keys' ? KNOWN_KEYS + JSON.stringify(Object.keys(shape)) : undefined) });
}

export const KNOWN_KEYS = 'known keys ';

/** Lower-case words joined by hyphens. */
export const slug = z.string('lower-case words joined by "-" ~ first-syn').regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case words joined by "-" ~ first-syn').max(60, 'at most 60 characters ~ first-syn');

export const hostName = z.string('the name of a host ~ client').regex(/^[a-z][a-z0-9-]{0,30}$/, 'the name of a host ~ client');

/** A whole number of 32 bits: a sequence number, a port, a count. */
export const u32 = z.int('a whole number from 0 to 4294967295 ~ 1000').min(0, 'a number from 0 to 4294967295 ~ 1000').max(4294967295, 'a number from 0 to 4294967295 ~ 1000');
export const portNumber = z.int('a port from 0 to 65535 ~ 80').min(0, 'a port from 0 to 65535 ~ 80').max(65535, 'a port from 0 to 65535 ~ 80');

/** A duration: `250ms`, `3s`, `2min`, or a number of milliseconds. */
export const milliseconds = z.union([z.string(), z.number()], 'a duration ~ 3s').refine((value) => parseDuration(value) !== null, 'a duration ~ 3s');

/** So long a level runs at most: the time that a player is asked for, and not the work of a year. */
export const horizon = milliseconds.refine((value) => (parseDuration(value) ?? 0) <= HOUR, 'at most an hour ~ 30s');
const HOUR = 3_600_000;

/** Bytes that a program writes, reads or answers with. */
export const payload = z.int('a number of bytes ~ 100').min(0, 'a number of bytes from 0 to 1048576 ~ 100').max(1_048_576, 'a number of bytes from 0 to 1048576 ~ 100');

/** How many a second: a flood of more is no other lesson, only more work. */
export const perSecond = z.number('a rate a second ~ 500').positive('a rate a second ~ 500').max(100_000, 'at most 100000 a second ~ 500');

export const dottedIp = z.string('an IPv4 address ~ 10.0.0.5').refine((text) => parseIp(text) !== null, 'an IPv4 address ~ 10.0.0.5');

export const ipPrefix = z.string('an IPv4 prefix from /1 to /30 ~ 198.51.100.0/24').refine((text) => readPrefix(text) !== null, 'an IPv4 prefix from /1 to /30 ~ 198.51.100.0/24');

export const endpointText = z.string('an address and port ~ 10.0.0.9:80').refine((text) => readEndpoint(text) !== null, 'an address and port ~ 10.0.0.9:80');

export const fraction = z.number('a chance from 0 to 1 ~ 0.05').min(0, 'a chance from 0 to 1 ~ 0.05').max(1, 'a chance from 0 to 1 ~ 0.05');

/** One of the 25 wrong ideas. */
export const misconception = z.string().regex(/^M(?:0[1-9]|1\d|2[0-5])$/, 'a misconception, M01 to M25 ~ M01');
