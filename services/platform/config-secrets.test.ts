import { expect, it } from "vitest";
import { readConfig } from "#services/platform/config.ts";

const secret = "a-secret-of-the-tests-that-is-long-enough";
const complete = {
  DATABASE_URL: "postgres://someone:word@localhost/pagespace",
  SERVICE_SECRET: secret,
  ENCRYPTION_KEY: secret,
  UPLOAD_DIR: "/srv/files",
};

it.each(["DATABASE_URL", "DATABASE_DIRECT_URL", "SERVICE_SECRET", "ENCRYPTION_KEY", "PAGESPACE_SETUP_CODE"])(
  "a wrong %s is named in the refusal, and never shown",
  (name) => {
    const read = () => readConfig({ ...complete, [name]: "tell-nobody" });
    expect(read).toThrow(new RegExp(`^${name} is not valid: `));
    expect(read).not.toThrow(/tell-nobody/);
  },
);

it("a wrong value that is no secret is shown with the name of its variable", () => {
  expect(() => readConfig({ ...complete, PORT: "many" })).toThrow(/^PORT “many” is not valid: /);
});
