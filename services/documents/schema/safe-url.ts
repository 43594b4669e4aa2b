const safeSchemes = new Set(["http", "https", "mailto", "tel"]);

const skipped = /[\0- \u007f]/g;

/** Whether a link may lead there: web, mail and telephone addresses, and places on this server. */
export function isSafeUrl(url: string): boolean {
  // Browsers skip control characters and blanks when they look for the scheme.
  const visible = url.replaceAll(skipped, "");
  if (/^[\\/]{2}/.test(visible)) return false;
  const scheme = /^([^/?#]*?):/.exec(visible)?.[1];
  return scheme === undefined || safeSchemes.has(scheme.toLowerCase());
}

/** Whether words are meant as an address even where nobody made them a link: `README.md` and `app.py` are names of files. */
export function isWrittenAsLink(words: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|tel:|www\.)\S/i.test(words) || /^[^\s@/:]+@[^\s@/]+\.[^\s@/.]+$/.test(words)
  );
}
