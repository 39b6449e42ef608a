-- Version 3: when to ask feeds and why, what the user set for them; revisions and pages of articles.

ALTER TABLE feeds ADD COLUMN given_by TEXT NOT NULL DEFAULT '';         -- the address that gave the validators
ALTER TABLE feeds ADD COLUMN whole_at INTEGER;                          -- when a body came last, not just 304
ALTER TABLE feeds ADD COLUMN next_at INTEGER;                           -- when to ask next; NULL for at once
ALTER TABLE feeds ADD COLUMN next_why TEXT NOT NULL DEFAULT '';         -- why then: operations.scheduling.Why
ALTER TABLE feeds ADD COLUMN wishes TEXT NOT NULL DEFAULT '{}';         -- JSON: how often the publisher wants to be asked
ALTER TABLE feeds ADD COLUMN trouble TEXT NOT NULL DEFAULT '';          -- model.errors.Trouble of the last failure
ALTER TABLE feeds ADD COLUMN failing_since INTEGER;
ALTER TABLE feeds ADD COLUMN move TEXT NOT NULL DEFAULT '{}';           -- JSON: a lasting redirect that waits for confirmation
ALTER TABLE feeds ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';       -- projection: JSON, what the user set for it

-- Hosts that asked to be left alone for a while.
CREATE TABLE hosts (
    name TEXT PRIMARY KEY NOT NULL,             -- with a port that is not the scheme's own
    held_until INTEGER NOT NULL,
    gap INTEGER NOT NULL,                       -- seconds between two requests after that
    refusals INTEGER NOT NULL,                  -- in a row
    last_ask INTEGER NOT NULL
) WITHOUT ROWID;

ALTER TABLE articles ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;    -- how often the publisher edited it
ALTER TABLE articles ADD COLUMN edited_at INTEGER NOT NULL DEFAULT 0;   -- when the latest edit was seen, 0 for never
ALTER TABLE articles ADD COLUMN edited_read INTEGER NOT NULL DEFAULT 0; -- whether it was read when the latest edit came
ALTER TABLE articles ADD COLUMN edit_seen INTEGER NOT NULL DEFAULT 0;   -- projection: the revision that the user saw last
CREATE INDEX articles_edited ON articles(id, feed_id, arrival, gone) WHERE revision > 0;

-- Texts that the publisher replaced; the latest is in `documents`.
CREATE TABLE revisions (
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    of_page INTEGER NOT NULL,                   -- 0 of what the feed brought, 1 of the page fetched with it
    number INTEGER NOT NULL,                    -- 0 for the first text seen
    seen_at INTEGER NOT NULL,                   -- when this text was first seen
    title TEXT NOT NULL,
    hash TEXT NOT NULL,                         -- of the normalised text
    document BLOB NOT NULL,                     -- as in `documents`
    PRIMARY KEY (article_id, of_page, number)
) WITHOUT ROWID;

-- Pages fetched for articles: `documents.document` is then the page's story.
CREATE TABLE pages (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    url TEXT NOT NULL,                          -- the address that answered
    fetched_at INTEGER NOT NULL,
    source BLOB NOT NULL,                       -- the story's HTML as it was extracted, terminal-safe
    feed_document BLOB NOT NULL                 -- what the feed itself brought
);

-- Segments of the full-text index are merged eight at a time: half as often, and finding a word takes no longer.
INSERT INTO search(search, rank) VALUES ('automerge', 8);
