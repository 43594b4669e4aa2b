/** How long a value may be used at most, in milliseconds. */
const lifetimeMs = 60_000;
/** How old the last comparison with PostgreSQL may be before nothing cached counts. */
const trustMs = 5_000;
const mostEntries = 20_000;

/** An epoch of a drive, person or session under which a value was computed. */
export interface SubjectEpoch {
  readonly id: string;
  readonly epoch: number;
}

/** A value to keep, with epochs read no later than what it was computed from. */
export interface CacheableValue<Value> {
  readonly value: Value;
  readonly subjects: readonly SubjectEpoch[];
  /** When the value ends by itself, in milliseconds from now; null: it does not. */
  readonly endsInMs: number | null;
}

interface Entry<Value> {
  readonly value: Value;
  readonly subjects: readonly SubjectEpoch[];
  readonly endsAt: number;
}

/** Values that count only while the epochs they were computed under are the newest this process knows of. */
export interface EpochCache<Value> {
  find(key: string): Value | undefined;
  /** Where the cache stands: a value whose reading began before something was raised is not kept. */
  generation(): number;
  store(key: string, given: CacheableValue<Value>, generation: number): void;
  /** Keeps a value that another process computed, and says whether it counts: only under epochs this one knows to be the newest. */
  accept(key: string, given: CacheableValue<Value>): boolean;
  knows(subjectId: string): boolean;
  /** Takes note of an epoch that was read. */
  learn(subjectId: string, epoch: number): void;
  /** Takes note of an epoch that was just raised. */
  announce(subjectId: string, epoch: number): void;
  /** Drops what was computed under a subject, whatever its epoch. */
  forget(subjectId: string): void;
  clear(): void;
  /** The subjects of what is kept, and those given; drops what has ended and unlearns every other epoch. */
  listSubjects(watched: Iterable<string>): Set<string>;
  /** The listed subjects were compared with PostgreSQL; the comparison began at this time of `now`. */
  confirm(at: number): void;
}

export interface EpochCacheOptions {
  /** Milliseconds that only go forward. */
  readonly now: () => number;
  /** Called for each subject that turns out to have been raised, at least once. */
  readonly onRaised: (subjectId: string) => void;
}

/** An empty cache of at most 20 000 values, the oldest go first. */
export function createEpochCache<Value>({ now, onRaised }: EpochCacheOptions): EpochCache<Value> {
  const entries = new Map<string, Entry<Value>>();
  const known = new Map<string, number>();
  let generation = 0;
  let confirmedAt = Number.NEGATIVE_INFINITY;

  function learn(id: string, epoch: number): void {
    const before = known.get(id);
    if (before !== undefined && before >= epoch) return;
    known.set(id, epoch);
    if (before === undefined) return;
    generation += 1;
    onRaised(id);
  }

  function isCurrent(entry: Entry<Value>): boolean {
    return entry.endsAt > now() && entry.subjects.every((subject) => known.get(subject.id) === subject.epoch);
  }

  function keep(key: string, given: CacheableValue<Value>): void {
    entries.delete(key);
    const endsAt = now() + Math.min(lifetimeMs, given.endsInMs ?? lifetimeMs);
    entries.set(key, { value: given.value, subjects: given.subjects, endsAt });
    const [oldest] = entries.keys();
    if (entries.size > mostEntries && oldest !== undefined) entries.delete(oldest);
  }

  return {
    learn,
    knows: (id) => known.has(id),
    find(key) {
      if (now() - confirmedAt > trustMs) return undefined;
      const entry = entries.get(key);
      return entry && isCurrent(entry) ? entry.value : undefined;
    },
    generation: () => generation,
    store(key, given, since) {
      if (since !== generation) return;
      for (const subject of given.subjects) learn(subject.id, subject.epoch);
      keep(key, given);
    },
    accept(key, given) {
      if (now() - confirmedAt > trustMs) return false;
      if (!given.subjects.every(({ id, epoch }) => known.get(id) === epoch)) return false;
      keep(key, given);
      return true;
    },
    announce(id, epoch) {
      generation += 1;
      known.set(id, Math.max(epoch, known.get(id) ?? 0));
      onRaised(id);
    },
    forget(id) {
      generation += 1;
      for (const [key, entry] of entries) {
        if (entry.subjects.some((subject) => subject.id === id)) entries.delete(key);
      }
    },
    clear() {
      generation += 1;
      entries.clear();
    },
    listSubjects(watched) {
      const subjects = new Set(watched);
      for (const [key, entry] of entries) {
        if (isCurrent(entry)) for (const subject of entry.subjects) subjects.add(subject.id);
        else entries.delete(key);
      }
      for (const id of known.keys()) if (!subjects.has(id)) known.delete(id);
      return subjects;
    },
    confirm(at) {
      confirmedAt = at;
    },
  };
}
