import { execFileSync } from "node:child_process";
import path from "node:path";
import { expect, it } from "vitest";
import * as z from "zod";

const repository = path.resolve(import.meta.dirname, "../..");
const Cruise = z.object({ summary: z.object({ totalCruised: z.number(), error: z.number() }) });

it("the layer gate looks at the whole tree, not at nothing", () => {
  const arguments_ = ["services", "main", "renderer", "--output-type", "json"];
  const output = execFileSync(path.join(repository, "node_modules/.bin/depcruise"), arguments_, {
    cwd: repository,
    encoding: "utf8",
    maxBuffer: 100_000_000,
  });
  const { summary } = Cruise.parse(JSON.parse(output));
  expect(summary.totalCruised).toBeGreaterThan(500);
  expect(summary.error).toBe(0);
});

it("the page type gate looks at the whole tree, not at nothing", () => {
  const output = execFileSync(process.execPath, [path.join(import.meta.dirname, "check-page-types.ts")], {
    encoding: "utf8",
  });
  const [, looked] = /in (\d+) files/.exec(output) ?? [];
  expect(Number(looked)).toBeGreaterThan(400);
});
