import { networkInterfaces } from "node:os";
import type { ServiceName } from "#services/contracts/control.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { DataDirectory } from "./data-directory.ts";
import type { Secrets } from "./secrets.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which database the services use. */
export type DatabasePlan = { readonly kind: "embedded" } | { readonly kind: "external"; readonly url: string };

/** The plan for the database that this configuration asks for; refuses a contradictory one. */
export function planDatabase(given: Environment, services: readonly ServiceName[], isWhole: boolean): DatabasePlan {
  const url = given["DATABASE_URL"];
  if (!url) {
    refuseElsewhere(given);
    if (isWhole) return { kind: "embedded" };
    throw new PermanentFailure(
      `--services ${services.join(",")} runs a part of PageSpace and needs DATABASE_URL, the database all parts share; set it, or leave --services out.`,
    );
  }
  for (const name of ["SERVICE_SECRET", "ENCRYPTION_KEY"]) {
    if (!given[name]) {
      throw new PermanentFailure(
        `DATABASE_URL is set but ${name} is not; set it to the same 32 or more random characters on every machine.`,
      );
    }
  }
  return { kind: "external", url };
}

/** Settings that lead to another installation, which services on the built-in database would then write to. */
const elsewhere = ["DATABASE_DIRECT_URL", "REALTIME_URL", "REALTIME_INTERNAL_URL", "PROCESSOR_INTERNAL_URL"];

function refuseElsewhere(given: Environment): void {
  const name = elsewhere.find((variable) => given[variable]);
  if (name === undefined) return;
  throw new PermanentFailure(
    `${name} is set but DATABASE_URL is not, so PageSpace would use its built-in database together with a part of another installation; set DATABASE_URL too, or remove ${name}.`,
  );
}

export interface EnvironmentPlan {
  readonly given: Environment;
  readonly directory: DataDirectory;
  readonly database: DatabasePlan;
  /** Connection string of the database; of the embedded one only once it runs. */
  readonly databaseUrl: string;
  /** Generated ones; undefined with an external database. */
  readonly secrets: Secrets | undefined;
  readonly host: string;
  /** False when other services run elsewhere and look for these at their usual ports. */
  readonly isWhole: boolean;
}

/** The configuration every service of this start gets, without its own port and launch nonce. */
export function planEnvironment(plan: EnvironmentPlan): Record<string, string> {
  const { given, secrets, directory } = plan;
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== "" && !isOfThisProcess(name)) environment[name] = value;
  }
  return {
    ...(plan.isWhole ? { REALTIME_PORT: "0", PROCESSOR_PORT: "0" } : {}),
    UPLOAD_DIR: directory.files,
    ...(secrets ? { SERVICE_SECRET: secrets.serviceSecret, ENCRYPTION_KEY: secrets.encryptionKey } : {}),
    ...environment,
    LOG_DIR: directory.logs,
    HOST: plan.host,
    DATABASE_URL: plan.databaseUrl,
    DATABASE_EMBEDDED: String(plan.database.kind === "embedded"),
    NODE_COMPILE_CACHE: `${directory.run}/compile-cache`,
  };
}

/** What a worker gets: nothing that is secret, for it reads bytes of strangers. */
export function planWorkerEnvironment(environment: Readonly<Record<string, string>>): Record<string, string> {
  const names = ["PATH", "HOME", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "NODE_COMPILE_CACHE"];
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.includes(name)));
}

/** The variable that holds a service's own port. */
export const portVariables: Readonly<Record<ServiceName, string>> = {
  web: "PORT",
  realtime: "REALTIME_PORT",
  processor: "PROCESSOR_PORT",
};

const everyAddress = ["0.0.0.0", "::", ""];

/** The address at which this machine reaches a service bound to that host. */
export function reachableHost(host: string): string {
  if (host === "::") return "[::1]";
  if (everyAddress.includes(host)) return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

/** The IPv4 addresses at which others on the network reach a service bound to that host; none when it is bound to one address. */
export function networkHosts(host: string): readonly string[] {
  if (!everyAddress.includes(host)) return [];
  const all = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return all.filter(({ family, internal }) => family === "IPv4" && !internal).map(({ address }) => address);
}

function isOfThisProcess(name: string): boolean {
  return name.startsWith("npm_") || name.startsWith("NODE_CHANNEL") || name === "NODE_OPTIONS" || name === "INIT_CWD";
}
