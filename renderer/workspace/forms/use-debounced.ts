import { useEffect, useState } from "react";

/** A value once it has rested for a while; an empty text at once. */
export function useDebounced(value: string, pauseMs: number): string {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), value === "" ? 0 : pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return rested;
}
