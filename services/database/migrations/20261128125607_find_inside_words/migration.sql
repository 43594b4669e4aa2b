CREATE TABLE "search_words" (
	"word" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "search_words_word" ON "search_words" ("word");--> statement-breakpoint
CREATE INDEX "search_words_backwards" ON "search_words" (reverse("word"));--> statement-breakpoint
CREATE INDEX "search_words_inside" ON "search_words" USING gin ("word" gin_trgm_ops);