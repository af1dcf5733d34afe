-- A user can work more or fewer leads at once than the others. Feedback gets a reply from marketing. What was said before waits for one. An older program can read neither these
-- fields nor the verb in the log.

-- `decision` is the number of the decision or hypothesis that came of it; one that was taken away since leaves its number.
ALTER TABLE feedback ADD COLUMN reply TEXT;
ALTER TABLE feedback ADD COLUMN replied INTEGER;
ALTER TABLE feedback ADD COLUMN replied_by INTEGER REFERENCES user (id);
ALTER TABLE feedback ADD COLUMN decision INTEGER;
CREATE INDEX feedback_replied_by ON feedback (replied_by) WHERE replied_by IS NOT NULL;

ALTER TABLE user ADD COLUMN capacity INTEGER;
