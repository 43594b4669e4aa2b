CREATE TABLE "document_snapshots" (
	"page_id" uuid,
	"through_seq" bigint,
	"state" bytea NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_snapshots_pkey" PRIMARY KEY("page_id","through_seq")
);
--> statement-breakpoint
CREATE TABLE "document_updates" (
	"page_id" uuid,
	"seq" bigint,
	"update" bytea NOT NULL,
	"actor" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_updates_pkey" PRIMARY KEY("page_id","seq")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"page_id" uuid PRIMARY KEY,
	"head_seq" bigint DEFAULT 0 NOT NULL,
	"projected_seq" bigint DEFAULT 0 NOT NULL,
	"schema_version" integer DEFAULT 1 NOT NULL,
	"projected_json" jsonb,
	"projected_text" text,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drive_members" (
	"drive_id" uuid,
	"user_id" uuid,
	"role" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drive_members_pkey" PRIMARY KEY("drive_id","user_id"),
	CONSTRAINT "drive_members_role" CHECK ("role" IN ('owner', 'admin', 'editor', 'commenter', 'viewer', 'guest'))
);
--> statement-breakpoint
CREATE TABLE "drives" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "drives_kind" CHECK ("kind" IN ('home', 'shared'))
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"id" uuid PRIMARY KEY,
	"drive_id" uuid NOT NULL,
	"role" text NOT NULL,
	"token_hash" bytea NOT NULL,
	"token_prefix" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"accepted_by" uuid,
	"accepted_at" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "applied_functions" (
	"name" text PRIMARY KEY,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"stream_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"page_id" uuid,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"actor" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"content_hash" text PRIMARY KEY,
	"size_bytes" bigint NOT NULL,
	"media_type" text NOT NULL,
	"preview" text NOT NULL,
	"preview_reason" text,
	"text" text NOT NULL,
	"text_reason" text,
	"text_content" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"input_hash" text NOT NULL,
	"output" jsonb,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_files" (
	"page_id" uuid PRIMARY KEY,
	"content_hash" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "page_permissions" (
	"id" uuid PRIMARY KEY,
	"page_id" uuid NOT NULL,
	"user_id" uuid,
	"drive_role" text,
	"level" text NOT NULL,
	"expires_at" timestamp(3) with time zone,
	"granted_by" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "page_permissions_subject" CHECK (("user_id" IS NULL) <> ("drive_role" IS NULL)),
	CONSTRAINT "page_permissions_level" CHECK ("level" IN ('view', 'comment', 'edit', 'manage'))
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" uuid PRIMARY KEY,
	"drive_id" uuid NOT NULL,
	"parent_id" uuid,
	"ancestor_ids" uuid[] DEFAULT '{}'::uuid[] NOT NULL,
	"position" text COLLATE "C" NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"icon" text,
	"access_mode" text DEFAULT 'inherit' NOT NULL,
	"created_by" uuid,
	"updated_by" uuid,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"trashed_at" timestamp(3) with time zone,
	"trash_root_id" uuid,
	CONSTRAINT "pages_type" CHECK ("type" IN ('document', 'folder', 'file')),
	CONSTRAINT "pages_access_mode" CHECK ("access_mode" IN ('inherit', 'restricted'))
);
--> statement-breakpoint
CREATE TABLE "search_entries" (
	"page_id" uuid PRIMARY KEY,
	"drive_id" uuid NOT NULL,
	"scope_id" uuid NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"vector" tsvector NOT NULL,
	"trashed" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "streams" (
	"id" uuid PRIMARY KEY,
	"seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_epochs" (
	"subject_id" uuid PRIMARY KEY,
	"epoch" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" boolean PRIMARY KEY DEFAULT true,
	"server_id" uuid NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_single" CHECK ("id")
);
--> statement-breakpoint
CREATE TABLE "session_tokens" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"token_hash" bytea NOT NULL,
	"token_prefix" text NOT NULL,
	"user_agent" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setup_codes" (
	"code_hash" bytea PRIMARY KEY,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" uuid PRIMARY KEY,
	"account_hash" bytea NOT NULL,
	"address" text NOT NULL,
	"failed_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "socket_tokens" (
	"token_hash" bytea PRIMARY KEY,
	"session_id" uuid NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"email" text,
	"password_hash" text,
	"local" boolean DEFAULT false NOT NULL,
	"owner" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "documents_behind" ON "documents" ("updated_at");--> statement-breakpoint
CREATE INDEX "drive_members_user" ON "drive_members" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "drives_home_unique" ON "drives" ("owner_id") WHERE "kind" = 'home';--> statement-breakpoint
CREATE UNIQUE INDEX "invites_hash_unique" ON "invites" ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "events_stream_seq" ON "events" ("stream_id","seq");--> statement-breakpoint
CREATE INDEX "events_created" ON "events" ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_unique" ON "idempotency_keys" ("actor_id","operation","key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created" ON "idempotency_keys" ("created_at");--> statement-breakpoint
CREATE INDEX "page_files_hash" ON "page_files" ("content_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "page_permissions_user_unique" ON "page_permissions" ("page_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "page_permissions_role_unique" ON "page_permissions" ("page_id","drive_role");--> statement-breakpoint
CREATE INDEX "page_permissions_user" ON "page_permissions" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pages_position_unique" ON "pages" ("drive_id",coalesce("parent_id", "drive_id"),"position") WHERE "trashed_at" IS NULL;--> statement-breakpoint
CREATE INDEX "pages_children" ON "pages" ("parent_id","position");--> statement-breakpoint
CREATE INDEX "pages_ancestors" ON "pages" USING gin ("ancestor_ids");--> statement-breakpoint
CREATE INDEX "pages_trash" ON "pages" ("drive_id","trashed_at") WHERE "trashed_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX "pages_restricted" ON "pages" ("drive_id") WHERE "access_mode" = 'restricted';--> statement-breakpoint
CREATE INDEX "search_entries_vector" ON "search_entries" USING gin ("vector");--> statement-breakpoint
CREATE INDEX "search_entries_title" ON "search_entries" USING gin ("title" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "search_entries_scope" ON "search_entries" ("scope_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_tokens_hash_unique" ON "session_tokens" ("token_hash");--> statement-breakpoint
CREATE INDEX "session_tokens_user" ON "session_tokens" ("user_id");--> statement-breakpoint
CREATE INDEX "sign_in_failures_account" ON "sign_in_failures" ("account_hash","failed_at");--> statement-breakpoint
CREATE INDEX "socket_tokens_session" ON "socket_tokens" ("session_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "users_owner_unique" ON "users" ("owner") WHERE "owner";--> statement-breakpoint
ALTER TABLE "document_snapshots" ADD CONSTRAINT "document_snapshots_page_id_documents_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "documents"("page_id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "document_updates" ADD CONSTRAINT "document_updates_page_id_documents_page_id_fkey" FOREIGN KEY ("page_id") REFERENCES "documents"("page_id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "drive_members" ADD CONSTRAINT "drive_members_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "drive_members" ADD CONSTRAINT "drive_members_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "drives" ADD CONSTRAINT "drives_owner_id_users_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_created_by_users_id_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_accepted_by_users_id_fkey" FOREIGN KEY ("accepted_by") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "page_files" ADD CONSTRAINT "page_files_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "page_files" ADD CONSTRAINT "page_files_content_hash_files_content_hash_fkey" FOREIGN KEY ("content_hash") REFERENCES "files"("content_hash");--> statement-breakpoint
ALTER TABLE "page_permissions" ADD CONSTRAINT "page_permissions_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "page_permissions" ADD CONSTRAINT "page_permissions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "page_permissions" ADD CONSTRAINT "page_permissions_granted_by_users_id_fkey" FOREIGN KEY ("granted_by") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_parent_id_pages_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_created_by_users_id_fkey" FOREIGN KEY ("created_by") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_updated_by_users_id_fkey" FOREIGN KEY ("updated_by") REFERENCES "users"("id") ON DELETE SET NULL;--> statement-breakpoint
ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_page_id_pages_id_fkey" FOREIGN KEY ("page_id") REFERENCES "pages"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "search_entries" ADD CONSTRAINT "search_entries_drive_id_drives_id_fkey" FOREIGN KEY ("drive_id") REFERENCES "drives"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "session_tokens" ADD CONSTRAINT "session_tokens_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "socket_tokens" ADD CONSTRAINT "socket_tokens_session_id_session_tokens_id_fkey" FOREIGN KEY ("session_id") REFERENCES "session_tokens"("id") ON DELETE CASCADE;