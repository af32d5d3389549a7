type Intersection<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void ? I : never;

/** Several tables as one. Spreading a thousand entries into an object literal instead costs V8 20 ms at every start. */
export function joined<const T extends readonly object[]>(...tables: T): Readonly<Intersection<T[number]>> {
  return Object.assign(Object.create(null) as object, ...tables) as Intersection<T[number]>;
}
