import * as z from "zod";
import { DatabaseAddress } from "#services/platform/database-address.ts";
import { PermanentFailure } from "#services/platform/errors.ts";
import type { LogLevel } from "#services/platform/logger.ts";
import { HostNames, HttpUrl, Networks, Port, RedisUrl, SmtpUrl } from "#services/platform/network-names.ts";

/** Every variable PageSpace reads; `.env.example` documents them. */
const Variables = z.object({
  DATABASE_URL: DatabaseAddress,
  DATABASE_DIRECT_URL: DatabaseAddress.optional(),
  DATABASE_PREPARED_STATEMENTS: z.enum(["true", "false"]).optional(),
  DATABASE_EMBEDDED: z.enum(["true", "false"]).default("false"),
  SERVICE_SECRET: z.string().min(32, "must have at least 32 characters"),
  ENCRYPTION_KEY: z.string().min(32, "must have at least 32 characters"),
  UPLOAD_DIR: z.string().min(1),
  LOG_DIR: z.string().min(1).optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: Port.default(3000),
  PUBLIC_URL: HttpUrl.optional(),
  SMTP_URL: SmtpUrl.optional(),
  REDIS_URL: RedisUrl.optional(),
  ALLOWED_HOSTS: HostNames.default([]),
  TRUST_PROXY: Networks.default([]),
  RATE_LIMIT_PER_ADDRESS: z.coerce.number().int().min(1).default(12_000),
  RATE_LIMIT_PER_PERSON: z.coerce.number().int().min(1).default(6_000),
  REALTIME_HOST: z.string().min(1).default("127.0.0.1"),
  REALTIME_PORT: Port.default(3001),
  REALTIME_PUBLIC_URL: HttpUrl.optional(),
  REALTIME_INTERNAL_PORT: Port.default(0),
  REALTIME_INTERNAL_URL: HttpUrl.optional(),
  REALTIME_URL: HttpUrl.optional(),
  PROCESSOR_HOST: z.string().min(1).default("127.0.0.1"),
  PROCESSOR_PORT: Port.default(3003),
  PROCESSOR_INTERNAL_URL: HttpUrl.optional(),
  PAGESPACE_SETUP_CODE: z.string().min(16, "must have at least 16 characters").optional(),
  PAGESPACE_SETUP_CODE_SHOWN: z.enum(["true", "false"]).default("false"),
  PAGESPACE_LAUNCH_NONCE: z.string().optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], "must be debug, info, warn, error or silent")
    .default("info"),
});

const AddressVariables = Variables.pick({ DATABASE_URL: true, DATABASE_DIRECT_URL: true }).partial();

type Environment = Readonly<Record<string, string | undefined>>;

export interface ServiceConfig {
  readonly database: {
    readonly url: string;
    /** For LISTEN, migrations and the job queue: not through a transaction-mode pooler. */
    readonly directUrl: string;
    readonly isEmbedded: boolean;
    /** Whether connections may keep statements under a name; a pooler in transaction mode may lose them. */
    readonly keepsStatements: boolean;
  };
  readonly secrets: { readonly service: string; readonly encryption: string };
  readonly web: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string | undefined;
    /** The server that mails, with name and password; undefined where nothing is mailed. */
    readonly smtpUrl: string | undefined;
    readonly allowedHosts: readonly string[];
    readonly trustProxy: readonly string[];
    /** How many requests a minute are answered at most: from one address, before it is known who asks, and to one person. */
    readonly requestsPerMinute: { readonly perAddress: number; readonly perPerson: number };
    /** The code the first owner is made with; `isShown` when it was in force already before this launch. */
    readonly setupCode: { readonly code: string; readonly isShown: boolean } | undefined;
  };
  readonly realtime: {
    readonly host: string;
    readonly port: number;
    readonly internalPort: number;
    /** Where browsers connect directly, if not through web. */
    readonly publicUrl: string | undefined;
    /** Where web forwards sockets to, when no supervisor tells. */
    readonly url: string | undefined;
    readonly internalUrl: string | undefined;
  };
  readonly processor: { readonly host: string; readonly port: number; readonly internalUrl: string | undefined };
  /** Where several web processes share what they read of rights; undefined where each reads for itself. */
  readonly redisUrl: string | undefined;
  readonly uploadDirectory: string;
  /** Where a supervisor keeps what the programs write; undefined where nobody keeps it. */
  readonly logDirectory: string | undefined;
  readonly launchNonce: string | undefined;
  readonly logLevel: LogLevel;
}

/** Names whose values must never be shown. */
const secretVariables = new Set([
  "DATABASE_URL",
  "DATABASE_DIRECT_URL",
  "SERVICE_SECRET",
  "ENCRYPTION_KEY",
  "PAGESPACE_SETUP_CODE",
  "SMTP_URL",
  "REDIS_URL",
]);

/** The configuration of a service from its environment; a wrong value stops the start with a sentence that names the variable. */
export function readConfig(environment: Environment): ServiceConfig {
  const v = parse(Variables, environment);
  if (v.PUBLIC_URL && new URL(v.PUBLIC_URL).pathname !== "/") {
    throw new PermanentFailure("PUBLIC_URL must be an origin without a path, such as https://pages.example.org.");
  }
  return {
    database: {
      url: v.DATABASE_URL,
      directUrl: v.DATABASE_DIRECT_URL ?? v.DATABASE_URL,
      isEmbedded: v.DATABASE_EMBEDDED === "true",
      keepsStatements: (v.DATABASE_PREPARED_STATEMENTS ?? v.DATABASE_EMBEDDED) === "true",
    },
    secrets: { service: v.SERVICE_SECRET, encryption: v.ENCRYPTION_KEY },
    web: {
      host: v.HOST,
      port: v.PORT,
      publicUrl: v.PUBLIC_URL && new URL(v.PUBLIC_URL).origin,
      allowedHosts: v.ALLOWED_HOSTS,
      smtpUrl: v.SMTP_URL,
      trustProxy: v.TRUST_PROXY,
      requestsPerMinute: { perAddress: v.RATE_LIMIT_PER_ADDRESS, perPerson: v.RATE_LIMIT_PER_PERSON },
      setupCode: v.PAGESPACE_SETUP_CODE
        ? { code: v.PAGESPACE_SETUP_CODE, isShown: v.PAGESPACE_SETUP_CODE_SHOWN === "true" }
        : undefined,
    },
    realtime: {
      host: v.REALTIME_HOST,
      port: v.REALTIME_PORT,
      internalPort: v.REALTIME_INTERNAL_PORT,
      publicUrl: v.REALTIME_PUBLIC_URL,
      url: v.REALTIME_URL,
      internalUrl: v.REALTIME_INTERNAL_URL,
    },
    processor: { host: v.PROCESSOR_HOST, port: v.PROCESSOR_PORT, internalUrl: v.PROCESSOR_INTERNAL_URL },
    redisUrl: v.REDIS_URL,
    uploadDirectory: v.UPLOAD_DIR,
    logDirectory: v.LOG_DIR,
    launchNonce: v.PAGESPACE_LAUNCH_NONCE,
    logLevel: v.LOG_LEVEL,
  };
}

/** The external database of this configuration, for a command that needs nothing else; undefined when none is set. */
export function findExternalDatabase(
  environment: Environment,
): Pick<ServiceConfig["database"], "url" | "directUrl"> | undefined {
  const { DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl } = parse(AddressVariables, environment);
  return url === undefined ? undefined : { url, directUrl: directUrl ?? url };
}

function parse<T extends z.ZodType>(variables: T, environment: Environment): z.output<T> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) throw explain(parsed.error, given);
  return parsed.data;
}

function explain(error: z.ZodError, given: Readonly<Record<string, string | undefined>>): PermanentFailure {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? "The configuration");
  const value = given[name];
  if (value === undefined) return new PermanentFailure(`${name} is not set; set it as .env.example describes.`);
  const shown = secretVariables.has(name) ? "" : ` “${value}”`;
  return new PermanentFailure(`${name}${shown} is not valid: ${issue?.message ?? "unreadable"}; see .env.example.`);
}

/** The environment of this process; read nowhere else in services. */
export function processEnvironment(): Readonly<Record<string, string | undefined>> {
  return process.env;
}
