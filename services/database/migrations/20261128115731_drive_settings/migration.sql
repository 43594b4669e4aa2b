ALTER TABLE "drives" ADD COLUMN "icon" text;--> statement-breakpoint
ALTER TABLE "drives" ADD COLUMN "description" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drives" ADD COLUMN "ai_instructions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "drives" ADD COLUMN "trashed_at" timestamp(3) with time zone;--> statement-breakpoint
CREATE INDEX "drives_trash" ON "drives" ("trashed_at") WHERE "trashed_at" IS NOT NULL;