-- A lead is handed over by marketing to a rep, who accepts or returns it. What was there before was
-- never handed over. An older program can read neither these fields nor the verbs in the log.

ALTER TABLE lead ADD COLUMN handed INTEGER;
ALTER TABLE lead ADD COLUMN handed_by INTEGER REFERENCES user (id);
ALTER TABLE lead ADD COLUMN handed_to INTEGER REFERENCES user (id);
ALTER TABLE lead ADD COLUMN answered INTEGER;
ALTER TABLE lead ADD COLUMN returned TEXT;
CREATE INDEX lead_handed_by ON lead (handed_by) WHERE handed_by IS NOT NULL;
CREATE INDEX lead_handed_to ON lead (handed_to) WHERE handed_to IS NOT NULL;
