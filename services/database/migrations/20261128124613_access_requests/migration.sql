CREATE TABLE "access_requests" (
	"page_id" uuid,
	"user_id" uuid,
	"level" text NOT NULL,
	"message" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_requests_pkey" PRIMARY KEY("page_id","user_id")
);
--> statement-breakpoint
CREATE INDEX "access_requests_person" ON "access_requests" ("user_id","created_at");--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "access_requests" ADD CONSTRAINT "access_requests_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;