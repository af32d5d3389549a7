import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { rebound, type Bindings } from '../keys/bindings.ts';
import type { KeyTable } from '../keys.ts';

const BindingsContext = createContext<Bindings>({});

/** Gives the player's own keys to all screens below. */
export function BindingsProvider({ bindings, children }: { readonly bindings: Bindings; readonly children: ReactNode }): ReactNode {
  return <BindingsContext value={bindings}>{children}</BindingsContext>;
}

/** A table of keys as it holds for this player. */
export function useKeys<G extends string, C extends string, A extends string>(table: KeyTable<G, C, A>): KeyTable<G, C, A> {
  const bindings = useContext(BindingsContext);
  return useMemo(() => rebound(table, bindings), [table, bindings]);
}
