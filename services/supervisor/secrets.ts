import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync } from "node:fs";
import * as z from "zod";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { DataDirectory } from "./data-directory.ts";
import { explaining } from "./file-failures.ts";
import { writeFileWhole } from "./write-file-whole.ts";

const Secrets = z.object({
  databasePassword: z.string().min(32),
  serviceSecret: z.string().min(32),
  encryptionKey: z.string().min(32),
});

/** The secrets of a local install. */
export type Secrets = z.infer<typeof Secrets>;

const secretBytes = 32;

/** Reads the secrets of a data directory, made on its first start; never replaces ones that are there. */
export function readSecrets(directory: DataDirectory, hasDatabase: boolean): Secrets {
  const file = directory.secretsFile;
  return explaining(file, () => {
    if (existsSync(file)) {
      chmodSync(file, 0o600);
      return parseSecrets(file, readFileSync(file, "utf8"));
    }
    if (hasDatabase) {
      throw new PermanentFailure(
        `${file} is missing, and with it the password of the database beside it; put it back from a backup.`,
      );
    }
    const secrets = { databasePassword: draw(), serviceSecret: draw(), encryptionKey: draw() };
    writeFileWhole(file, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  });
}

function parseSecrets(file: string, text: string): Secrets {
  try {
    return Secrets.parse(JSON.parse(text));
  } catch (cause) {
    // The cause may quote the file, so it is not kept.
    const reason = cause instanceof SyntaxError ? "is not valid JSON" : "lacks a secret";
    throw new PermanentFailure(`${file} ${reason}; put it back from a backup. Nothing was changed.`);
  }
}

function draw(): string {
  return randomBytes(secretBytes).toString("base64url");
}
