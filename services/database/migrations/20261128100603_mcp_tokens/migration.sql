CREATE TABLE "mcp_tokens" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" bytea NOT NULL,
	"token_prefix" text NOT NULL,
	"scope" text NOT NULL,
	"drive_ids" uuid[],
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"last_used_at" timestamp(3) with time zone,
	CONSTRAINT "mcp_tokens_scope" CHECK ("scope" IN ('read', 'write'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "mcp_tokens_hash_unique" ON "mcp_tokens" ("token_hash");--> statement-breakpoint
CREATE INDEX "mcp_tokens_user" ON "mcp_tokens" ("user_id");--> statement-breakpoint
ALTER TABLE "mcp_tokens" ADD CONSTRAINT "mcp_tokens_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;