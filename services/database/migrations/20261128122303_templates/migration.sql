ALTER TABLE "pages" ADD COLUMN "is_template" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "pages_templates" ON "pages" ("drive_id","id") WHERE "is_template";