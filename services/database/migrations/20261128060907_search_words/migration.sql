CREATE EXTENSION IF NOT EXISTS fuzzystrmatch;--> statement-breakpoint
DROP INDEX "search_entries_title";--> statement-breakpoint
ALTER TABLE "search_entries" ADD COLUMN "folded_title" text;--> statement-breakpoint
ALTER TABLE "search_entries" ADD COLUMN "places" integer[] DEFAULT '{}'::integer[] NOT NULL;--> statement-breakpoint
ALTER TABLE "search_entries" ADD COLUMN "index_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "search_entries_folded_title" ON "search_entries" USING gin (coalesce("folded_title", lower("title")) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_entries_version" ON "search_entries" ("index_version");