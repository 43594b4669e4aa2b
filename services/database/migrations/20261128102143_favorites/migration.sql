CREATE TABLE "favorites" (
	"user_id" uuid,
	"page_id" uuid,
	"position" text COLLATE "C" NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "favorites_pkey" PRIMARY KEY("user_id","page_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "favorites_position_unique" ON "favorites" ("user_id","position");--> statement-breakpoint
CREATE INDEX "favorites_page" ON "favorites" ("page_id");--> statement-breakpoint
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "favorites" ADD CONSTRAINT "favorites_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;