import { addStrings } from "#renderer/workspace/strings/i18n.ts";

const en = {
  title: "This PageSpace",
  storage: "Storage",
  database: "Database",
  files: "Files",
  filesOf_one: "{{size}} in {{count}} file",
  filesOf_other: "{{size}} in {{count}} files",
  inTrash: "In the trash",
  trashOf_one: "{{count}} page, {{size}} of files",
  trashOf_other: "{{count}} pages, {{size}} of files",
  disk: "Free on the disk",
  diskOf: "{{free}} of {{total}}",
  diskUnknown: "not known here",
  diskLow: "The disk is nearly full. Empty the trash or make room before uploads are refused.",
  largestDrives: "Largest drives",
  largestFiles: "Largest files",
  hiddenDrive: "A drive of {{name}}",
  hiddenFile: "A file you may not see",
  noFiles: "No files yet",
  health: "Health",
  answers: "answers",
  answersIn: "answers in {{ms}} ms",
  absent: "does not answer",
  upSince: "{{state}}, up since {{date}}",
  queue: "Files being read",
  queueOf: "{{waiting}} waiting, {{running}} running, {{failed}} failed",
  redis: "Redis",
  on: "on",
  off: "off",
  slow: "Slowest statements",
  slowOff:
    "PostgreSQL does not keep them. Set shared_preload_libraries = 'pg_stat_statements' there, start it again, and run CREATE EXTENSION pg_stat_statements in this database.",
  slowOf: "{{calls}} × {{mean}} ms",
  slowNone: "None yet",
  versions: "Versions",
  migration: "Schema",
  logs: "Logs",
  program: "Program",
  level: "From level",
  noLines: "There are no such lines",
  notKept: "Each service writes its lines to its standard output; read them where it was started.",
  copyLogs: "Copy",
  copied: "Copied",
} as const;

declare module "#renderer/workspace/strings/i18n.ts" {
  interface Strings {
    administration: typeof en;
  }
}

addStrings("administration", en);
