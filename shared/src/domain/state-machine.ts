import type { Tone } from '../tokens'

/** What a page shows for a state: word and colour always stand together. */
export interface StateLook {
  label: string
  tone: Tone
}

type Moves<S extends string> = { [From in S]: { [action: string]: S } }

/** A state machine is data: `moves[state][action]` is the next state. */
export interface StateMachine<S extends string, M extends Moves<S> = Moves<S>> {
  initial: S
  moves: M
  looks: Record<S, StateLook>
}

export type StateOf<T> = T extends { moves: infer M } ? keyof M & string : never
export type ActionOf<T> = T extends { moves: infer M } ? { [S in keyof M]: keyof M[S] & string }[keyof M] : never

export type MoveResult<S extends string> = { ok: true; state: S } | { ok: false; from: string; action: string }

export function stateMachine<const M extends { [From in keyof M]: { [action: string]: keyof M & string } }>(definition: {
  initial: keyof M & string
  moves: M
  looks: Record<keyof M & string, StateLook>
}) {
  return definition
}

interface AnyMachine {
  moves: Record<string, Record<string, string>>
}

// Object.hasOwn is missing on older phones.
const has = (value: object, key: string): boolean => Object.prototype.hasOwnProperty.call(value, key)

/** The next state, or what was asked and from where; an unknown state or action is simply not in the table. */
export function move<T extends AnyMachine>(machine: T, state: string, action: ActionOf<T>): MoveResult<StateOf<T>> {
  const row = has(machine.moves, state) ? machine.moves[state] : undefined
  const next = row && has(row, action) ? row[action] : undefined
  // The table's own keys are the states, so what is found in it is one.
  return next === undefined ? { ok: false, from: state, action } : { ok: true, state: next as StateOf<T> }
}

export const canMove = <T extends AnyMachine>(machine: T, state: string, action: ActionOf<T>): boolean => move(machine, state, action).ok
