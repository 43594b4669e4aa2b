/** An Electron event that a listener may prevent. */
export interface FakeEvent {
  preventDefault(): void;
  readonly defaultPrevented: boolean;
}

/** A fresh event; `defaultPrevented` turns true once a listener prevented it. */
export function createEvent(): FakeEvent {
  let isPrevented = false;
  return {
    preventDefault: () => {
      isPrevented = true;
    },
    get defaultPrevented() {
      return isPrevented;
    },
  };
}
