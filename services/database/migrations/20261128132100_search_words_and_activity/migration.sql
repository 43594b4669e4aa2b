CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY,
	"drive_id" uuid NOT NULL,
	"page_id" uuid,
	"kind" text NOT NULL,
	"actor_id" uuid,
	"token_id" uuid,
	"token_name" text,
	"title" text,
	"from_title" text,
	"person_id" uuid,
	"role" text,
	"viewers" uuid[],
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"word" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "activity_drive" ON "activity" ("drive_id","id");--> statement-breakpoint
CREATE INDEX "activity_page" ON "activity" ("page_id","id");--> statement-breakpoint
CREATE INDEX "activity_actor" ON "activity" ("actor_id") WHERE "actor_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "activity_person" ON "activity" ("person_id") WHERE "person_id" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" ("word");--> statement-breakpoint
CREATE INDEX "search_words_backwards" ON "search_words" (reverse("word"));--> statement-breakpoint
CREATE INDEX "search_words_inside" ON "search_words" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_actor_id_users_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "activity" ADD CONSTRAINT "activity_person_id_users_id_fkey" FOREIGN KEY ("person_id") REFERENCES "users"("id") ON DELETE SET NULL;