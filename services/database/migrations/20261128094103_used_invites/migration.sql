-- Invites of before worked once: those that were used are used up.
UPDATE "invites" SET "uses" = 1 WHERE "accepted_at" IS NOT NULL;
