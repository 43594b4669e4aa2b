CREATE TABLE "page_links" (
	"source_id" uuid,
	"kind" text NOT NULL,
	"target_id" uuid,
	"excerpt" text NOT NULL,
	CONSTRAINT "page_links_pkey" PRIMARY KEY("source_id","target_id"),
	CONSTRAINT "page_links_kind" CHECK ("kind" IN ('page', 'person'))
);
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "links_version" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD COLUMN "is_template" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "documents_links_version" ON "documents" ("links_version");--> statement-breakpoint
CREATE INDEX "page_links_target" ON "page_links" ("target_id","source_id");--> statement-breakpoint
CREATE INDEX "pages_templates" ON "pages" ("drive_id","id") WHERE "is_template";--> statement-breakpoint
ALTER TABLE "page_links" ADD CONSTRAINT "page_links_source_id_pages_id_fkey" FOREIGN KEY ("source_id") REFERENCES "pages"("id") ON DELETE CASCADE;