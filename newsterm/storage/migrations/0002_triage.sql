-- Version 2: later, archived, snoozed and scores; what the user defines (views, rules, watchlists, orders); the stream.

ALTER TABLE articles ADD COLUMN later INTEGER NOT NULL DEFAULT 0;           -- projection
ALTER TABLE articles ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;        -- projection
ALTER TABLE articles ADD COLUMN snoozed_until INTEGER NOT NULL DEFAULT 0;   -- projection: seconds, 0 for not snoozed
ALTER TABLE articles ADD COLUMN raised_at INTEGER NOT NULL DEFAULT 0;       -- projection: when it woke last, 0 for never
ALTER TABLE articles ADD COLUMN score INTEGER NOT NULL DEFAULT 0;           -- what the scoring rules add up to
-- The stream is what is listed and not gone.
ALTER TABLE articles ADD COLUMN gone INTEGER AS (archived = 1 OR snoozed_until <> 0) VIRTUAL;

DROP INDEX articles_by_feed;
DROP INDEX articles_unread;
DROP INDEX articles_unread_by_feed;
DROP INDEX articles_starred;
DROP INDEX articles_tagged;
DROP INDEX articles_noted;
CREATE INDEX articles_stream ON articles(id, feed_id, arrival) WHERE listed = 1 AND gone = 0;
CREATE INDEX articles_by_feed ON articles(feed_id, id, arrival, gone) WHERE listed = 1;
CREATE INDEX articles_unread ON articles(id, feed_id, arrival, gone, later) WHERE read = 0 AND listed = 1;
CREATE INDEX articles_unread_by_feed ON articles(feed_id, id, arrival, gone, later) WHERE read = 0 AND listed = 1;
CREATE INDEX articles_starred ON articles(id, feed_id, arrival, gone) WHERE starred = 1;
CREATE INDEX articles_tagged ON articles(id, feed_id, arrival, gone) WHERE tags <> '';
CREATE INDEX articles_noted ON articles(id, feed_id, arrival, gone) WHERE noted = 1;
CREATE INDEX articles_later ON articles(id, feed_id, arrival, gone) WHERE later = 1;
CREATE INDEX articles_archived ON articles(id, feed_id, arrival) WHERE archived = 1 AND listed = 1;
CREATE INDEX articles_snoozed ON articles(id, feed_id, arrival, snoozed_until) WHERE snoozed_until <> 0;
CREATE INDEX articles_raised ON articles(raised_at) WHERE raised_at <> 0;
CREATE INDEX articles_scored ON articles(score, id, feed_id, arrival, gone, read, later) WHERE score <> 0;

-- Projection: what the user defined, by kind ("view", "rule", "watchlist", "order") and name.
CREATE TABLE definitions (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,                        -- JSON
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;

CREATE INDEX event_groups_by_actor ON event_groups(actor, id);
CREATE INDEX event_groups_by_doing ON event_groups(done_by) WHERE undone = 0;

-- Listed articles only; all but `archived`, `snoozed` and `everything` count what is in the stream.
DROP TRIGGER feed_gets_counters;
DROP TRIGGER article_is_counted;
DROP TRIGGER article_is_counted_no_more;
DROP TRIGGER article_counts_otherwise;
ALTER TABLE counters ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN snoozed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE counters ADD COLUMN everything INTEGER NOT NULL DEFAULT 0;
UPDATE counters SET everything = total;

CREATE TRIGGER feed_gets_counters AFTER INSERT ON feeds BEGIN
    INSERT INTO counters(feed_id) VALUES (new.id);
END;

CREATE TRIGGER article_is_counted AFTER INSERT ON articles WHEN new.listed = 1 BEGIN
    UPDATE counters SET
        total = total + 1,
        unread = unread + 1,
        everything = everything + 1
    WHERE feed_id = new.feed_id;
END;

CREATE TRIGGER article_is_counted_no_more AFTER DELETE ON articles WHEN old.listed = 1 BEGIN
    UPDATE counters SET
        total = total - (old.gone = 0),
        unread = unread - (old.gone = 0 AND old.read = 0 AND old.later = 0),
        starred = starred - (old.gone = 0 AND old.starred),
        tagged = tagged - (old.gone = 0 AND old.tags <> ''),
        noted = noted - (old.gone = 0 AND old.noted),
        later = later - (old.gone = 0 AND old.later),
        archived = archived - old.archived,
        snoozed = snoozed - (old.snoozed_until <> 0),
        everything = everything - 1
    WHERE feed_id = old.feed_id;
END;

-- Being read and archived, which is done to whole lists, is counted by storage.counters once for all articles of an
-- event; a trigger would run for each.
CREATE TRIGGER article_counts_otherwise AFTER UPDATE OF starred, tags, noted, later, snoozed_until, listed
ON articles
WHEN old.listed <> new.listed OR (new.listed = 1 AND (
    old.starred <> new.starred OR old.noted <> new.noted OR (old.tags <> '') <> (new.tags <> '')
    OR old.later <> new.later OR (old.snoozed_until <> 0) <> (new.snoozed_until <> 0)
)) BEGIN
    UPDATE counters SET
        total = total + (new.listed AND new.gone = 0) - (old.listed AND old.gone = 0),
        unread = unread + (new.listed AND new.gone = 0 AND new.read = 0 AND new.later = 0)
                        - (old.listed AND old.gone = 0 AND new.read = 0 AND old.later = 0),
        starred = starred + (new.listed AND new.gone = 0 AND new.starred) - (old.listed AND old.gone = 0 AND old.starred),
        tagged = tagged + (new.listed AND new.gone = 0 AND new.tags <> '') - (old.listed AND old.gone = 0 AND old.tags <> ''),
        noted = noted + (new.listed AND new.gone = 0 AND new.noted) - (old.listed AND old.gone = 0 AND old.noted),
        later = later + (new.listed AND new.gone = 0 AND new.later) - (old.listed AND old.gone = 0 AND old.later),
        archived = archived + (new.listed AND new.archived) - (old.listed AND old.archived),
        snoozed = snoozed + (new.listed AND new.snoozed_until <> 0) - (old.listed AND old.snoozed_until <> 0),
        everything = everything + new.listed - old.listed
    WHERE feed_id = new.feed_id;
END;
