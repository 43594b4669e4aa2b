import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./services/database/schema/*.ts",
  out: "./services/database/migrations",
});
