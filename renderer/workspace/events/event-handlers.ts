import type { QueryClient } from "@tanstack/react-query";
import type { WorkspaceEvent } from "#services/contracts/events.ts";

type EventType = WorkspaceEvent["type"];

/** What an event is about: the word before the dot. */
type EventNoun = EventType extends `${infer Noun}.${string}` ? Noun : never;

/** The event of a type. */
export type EventOf<Type extends EventType> = Extract<WorkspaceEvent, { type: Type }>;

/**
 * What each event of a noun does to the cache: it is brought up to the event by a patch where the event says enough, else
 * by reading again.
 */
export type EventHandlers<Noun extends EventNoun = EventNoun> = {
  readonly [Type in Extract<EventType, `${Noun}.${string}`>]: (cache: QueryClient, event: EventOf<Type>) => void;
};

interface JoinedHandlers<Handlers extends object> {
  readonly handlers: Handlers;
  /** Adds the handlers of a further noun; a type that is handled already does not compile. */
  and<Further extends object>(
    further: Further & Readonly<Record<keyof Handlers & keyof Further, never>>,
  ): JoinedHandlers<Handlers & Further>;
}

/** Begins to put handlers of several nouns together. */
export function joinHandlers<Handlers extends object>(handlers: Handlers): JoinedHandlers<Handlers> {
  return { handlers, and: (further) => joinHandlers({ ...handlers, ...further }) };
}
