import { expect, test } from "vitest";
import { catalogue } from "#services/contracts/catalogue.ts";
import { operationCommands } from "./operation-commands.ts";
import { flagsOf, positionalFieldsOf } from "./operation-flags.ts";
import { commandHelp } from "./operation-help.ts";
import { ownFlags } from "./read-input.ts";

test("every operation is a command of its own, and no command of the program is a feature", () => {
  const words = operationCommands.map(({ feature, verb }) => `${feature} ${verb}`);
  expect(operationCommands.map(({ name }) => name)).toEqual(Object.keys(catalogue));
  expect(new Set(words).size).toBe(words.length);
  expect(words).toContain("socket-tokens issue");
  expect(words).toContain("pages list-many");
  const features = operationCommands.map(({ feature }) => feature);
  for (const own of ["serve", "migrate", "setup-code", "login", "logout", "mcp"]) expect(features).not.toContain(own);
});

test.each(operationCommands)(
  "$feature $verb has a flag for each field and says in its help what each means",
  (command) => {
    const flags = flagsOf(command.operation);
    const help = commandHelp(command);
    expect(help).toContain(`pagespace ${command.feature} ${command.verb}`);
    expect(help).toContain(command.operation.summary);
    for (const { flag, field, isRequired } of flags) {
      expect(flag).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(ownFlags).not.toContain(flag);
      expect(help).toMatch(new RegExp(`--(\\[no-\\])?${flag}\\b.*${isRequired ? "Needed" : ""}`));
      expect(field.toLowerCase()).toBe(flag.replaceAll("-", ""));
    }
    const fields = flags.map(({ field }) => field);
    for (const field of positionalFieldsOf(command.operation)) expect(fields).toContain(field);
  },
);

test("passwords and codes are known as secrets", () => {
  const secret = operationCommands.flatMap(({ name, operation }) =>
    flagsOf(operation).flatMap(({ isSecret, flag }) => (isSecret ? [`${name} ${flag}`] : [])),
  );
  expect(secret.toSorted()).toEqual([
    "invites.accept code",
    "invites.accept password",
    "invites.mail code",
    "invites.read code",
    "passwordResets.read code",
    "passwordResets.use code",
    "passwordResets.use password",
    "people.changePassword new-password",
    "people.changePassword password",
    "people.deleteSelf password",
    "sessions.create password",
    "setup.createOwner code",
    "setup.createOwner password",
    "shareLinks.create password",
  ]);
});
