/** Prefix of what this browser remembers for the signed-in person; forgotten at sign-out. */
const personPrefix = "pagespace.person.";

/** What this browser remembers under a name; undefined when nothing, or nothing readable. */
export function readMemory(name: string): unknown {
  try {
    const text = window.localStorage.getItem(name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // Storage is off or holds something foreign: the app works without its memory.
    return undefined;
  }
}

/** Remembers a value in this browser; false where it does not let us. */
export function writeMemory(name: string, value: unknown): boolean {
  try {
    window.localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch {
    // Storage is off or full: the app works without its memory.
    return false;
  }
}

/** Forgets what is remembered under a name. */
export function dropMemory(name: string): void {
  try {
    window.localStorage.removeItem(name);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

/** What follows the prefix in the names of everything remembered under it. */
export function listMemory(prefix: string): string[] {
  try {
    const names = Object.keys(window.localStorage);
    return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  } catch {
    return [];
  }
}

/** Prefix of what one tab of the browser remembers, over reloads. */
const tabPrefix = "pagespace.tab.";

/** What this tab of the browser remembers under a name; undefined when nothing, or nothing readable. */
export function readTabMemory(name: string): unknown {
  try {
    const text = window.sessionStorage.getItem(tabPrefix + name);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // As above.
    return undefined;
  }
}

/** Remembers a value in this tab of the browser, as far as it lets us. */
export function writeTabMemory(name: string, value: unknown): void {
  try {
    window.sessionStorage.setItem(tabPrefix + name, JSON.stringify(value));
  } catch {
    // As above.
  }
}

/** The name under which something about the signed-in person is remembered. */
export function personMemory(name: string): string {
  return personPrefix + name;
}

/** Notes who is signed in here; what was remembered of somebody else is forgotten. */
export function rememberPerson(userId: string): void {
  if (readMemory(personMemory("id")) === userId) return;
  forgetPerson();
  writeMemory(personMemory("id"), userId);
}

/** Whether somebody was signed in here when the app was last open. */
export function isPersonRemembered(): boolean {
  return readMemory(personMemory("id")) !== undefined;
}

/** Forgets everything about the person who was signed in. */
export function forgetPerson(): void {
  try {
    for (const name of Object.keys(window.localStorage)) {
      if (name.startsWith(personPrefix)) window.localStorage.removeItem(name);
    }
  } catch {
    // Storage is off: there is nothing to forget.
  }
}

/** The strings of a remembered list; anything else is left out. */
export function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
