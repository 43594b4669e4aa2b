CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY,
	"page_id" uuid NOT NULL,
	"subtree" boolean NOT NULL,
	"indexable" boolean NOT NULL,
	"token_hash" bytea NOT NULL,
	"token_prefix" text NOT NULL,
	"password_hash" text,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "share_links_hash_unique" ON "share_links" ("token_hash");--> statement-breakpoint
CREATE INDEX "share_links_page" ON "share_links" ("page_id");--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_created_by_users_id_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL;