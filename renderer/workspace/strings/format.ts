import i18next from "i18next";

interface Formats {
  readonly relative: Intl.RelativeTimeFormat;
  readonly date: Intl.DateTimeFormat;
}

const formatsByLanguage = new Map<string, Formats>();

/** Spans of time in the language of the words around them, which need not be the browser's; dates in the browser's. */
function formats(): Formats {
  const { language } = i18next;
  const known = formatsByLanguage.get(language);
  if (known !== undefined) return known;
  const made = {
    relative: new Intl.RelativeTimeFormat(language, { numeric: "auto" }),
    // Stands alone and is read by habit: as the browser's own language writes it.
    date: new Intl.DateTimeFormat([navigator.language, language], { dateStyle: "medium" }),
  };
  formatsByLanguage.set(language, made);
  return made;
}

const spans = [
  { unit: "minute", seconds: 60 },
  { unit: "hour", seconds: 3_600 },
  { unit: "day", seconds: 86_400 },
] as const;

/** How long ago a moment was, such as “2 minutes ago”; a date after a week. */
export function formatAgo(iso: string, now = Date.now()): string {
  const { relative, date } = formats();
  const seconds = Math.round((new Date(iso).getTime() - now) / 1_000);
  if (Math.abs(seconds) < 45) return relative.format(0, "second");
  if (Math.abs(seconds) > 7 * 86_400) return date.format(new Date(iso));
  const span = spans.findLast((one) => Math.abs(seconds) >= one.seconds) ?? spans[0];
  return relative.format(Math.round(seconds / span.seconds), span.unit);
}

/** A day, such as “23 Nov 2026”. */
export function formatDate(iso: string): string {
  return formats().date.format(new Date(iso));
}

const sizeUnits = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A size in decimal units, such as “1.4 MB”. */
export function formatSize(bytes: number): string {
  const power = Math.min(sizeUnits.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const unit = sizeUnits[power] ?? "byte";
  const value = bytes / 1_000 ** power;
  return new Intl.NumberFormat(i18next.language, {
    style: "unit",
    unit,
    unitDisplay: power === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value);
}
