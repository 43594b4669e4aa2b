ALTER TABLE "invites" ADD COLUMN "max_uses" integer DEFAULT 1;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "uses" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "invites" ALTER COLUMN "expires_at" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "invites_drive" ON "invites" ("drive_id");