CREATE TABLE "set_aside_grants" (
	"id" uuid PRIMARY KEY,
	"page_id" uuid NOT NULL,
	"user_id" uuid,
	"drive_role" text,
	"level" text NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"granted_by" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"drive_id" uuid NOT NULL,
	"set_aside_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "set_aside_grants_page" ON "set_aside_grants" ("page_id","drive_id");--> statement-breakpoint
ALTER TABLE "set_aside_grants" ADD CONSTRAINT "set_aside_grants_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "set_aside_grants" ADD CONSTRAINT "set_aside_grants_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "set_aside_grants" ADD CONSTRAINT "set_aside_grants_granted_by_users_id_fkey" FOREIGN KEY ("granted_by") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "set_aside_grants" ADD CONSTRAINT "set_aside_grants_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;