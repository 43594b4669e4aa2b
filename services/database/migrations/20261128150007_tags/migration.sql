CREATE TABLE "page_tags" (
	"page_id" uuid,
	"tag_id" uuid,
	"set_aside_at" timestamp(3) with time zone,
	CONSTRAINT "page_tags_pkey" PRIMARY KEY("page_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY,
	"drive_id" uuid NOT NULL,
	"name" text NOT NULL,
	"folded_name" text NOT NULL,
	"color" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp(3) with time zone,
	CONSTRAINT "tags_color" CHECK ("color" IN ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink'))
);
--> statement-breakpoint
CREATE INDEX "page_tags_tag" ON "page_tags" ("tag_id","page_id");--> statement-breakpoint
CREATE INDEX "page_tags_set_aside" ON "page_tags" ("set_aside_at") WHERE "set_aside_at" IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name_unique" ON "tags" ("drive_id","folded_name") WHERE "deleted_at" IS NULL;--> statement-breakpoint
CREATE INDEX "tags_deleted" ON "tags" ("deleted_at") WHERE "deleted_at" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "page_tags" ADD CONSTRAINT "page_tags_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "page_tags" ADD CONSTRAINT "page_tags_tag_id_tags_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tags"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;