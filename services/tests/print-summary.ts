import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

/**
 * Prints how long each suite of the last run took, the ten slowest tests of all of them (test time is a budget) and, last, what
 * failed and why. Reads the reports that the suites leave in `test-results/`. Run: node services/tests/print-summary.ts
 */
const shown = 10;
/** Characters of a reason. */
const shownReason = 1_500;
const folder = path.resolve(import.meta.dirname, "../../test-results");

interface TimedTest {
  readonly seconds: number;
  readonly title: string;
  /** What it said of its failure. */
  readonly failures: readonly string[];
}

const VitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

interface Suite {
  readonly file?: string | undefined;
  readonly specs?: readonly z.infer<typeof Spec>[] | undefined;
  readonly suites?: readonly Suite[] | undefined;
}
const Spec = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      results: z.array(
        z.object({ duration: z.number(), errors: z.array(z.object({ message: z.string().optional() })) }),
      ),
    }),
  ),
});
const Suite: z.ZodType<Suite> = z.object({
  file: z.string().optional(),
  specs: z.array(Spec).optional(),
  get suites() {
    return z.array(Suite).optional();
  },
});
const PlaywrightReport = z.object({ suites: z.array(Suite) });

function readReport(name: string): unknown {
  const file = path.join(folder, name);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

function listVitest(report: unknown): TimedTest[] {
  return VitestReport.parse(report).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration, failureMessages }) => ({
      seconds: (duration ?? 0) / 1_000,
      title: `${path.basename(name)} › ${fullName}`,
      failures: failureMessages ?? [],
    })),
  );
}

function listSuite({ file = "", specs = [], suites = [] }: Suite): TimedTest[] {
  const own = specs.map(({ title, tests }) => {
    const results = tests.flatMap((test) => test.results);
    return {
      seconds: results.reduce((sum, { duration }) => sum + duration / 1_000, 0),
      title: `${path.basename(file)} › ${title}`,
      failures: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? "no reason given")),
    };
  });
  return [...own, ...suites.flatMap(listSuite)];
}

const suites: readonly (readonly [string, readonly TimedTest[]])[] = ["vitest", "browser", "desktop"].flatMap(
  (name) => {
    const report = readReport(`${name}.json`);
    if (report === undefined) return [];
    const tests = name === "vitest" ? listVitest(report) : PlaywrightReport.parse(report).suites.flatMap(listSuite);
    return [[name, tests] as const];
  },
);

const lines = ["", "Seconds in tests, by suite:"];
for (const [name, tests] of suites) {
  const seconds = tests.reduce((sum, test) => sum + test.seconds, 0);
  lines.push(`${seconds.toFixed(0).padStart(7)}  ${name}, ${tests.length} tests`);
}
lines.push("The slowest:");
const slowest = suites.flatMap(([, tests]) => tests).toSorted((a, b) => b.seconds - a.seconds);
for (const { seconds, title } of slowest.slice(0, shown)) lines.push(`${seconds.toFixed(1).padStart(7)}  ${title}`);
for (const { title, failures } of suites.flatMap(([, tests]) => tests)) {
  if (failures.length > 0) lines.push("", `FAILED ${title}`, ...failures.map((reason) => reason.slice(0, shownReason)));
}
process.stdout.write(`${lines.join("\n")}\n`);
