-- Version 1: feeds, articles, documents, tags, notes, the journal, counters and the full-text index.
-- Times are integers: seconds since 1970 in UTC, unless a column says otherwise.

CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,                     -- model.identifiers.feed_id of the address subscribed to
    url TEXT NOT NULL UNIQUE,
    subscribed INTEGER NOT NULL DEFAULT 1,      -- projection of the journal
    user_title TEXT NOT NULL DEFAULT '',        -- projection
    folder TEXT NOT NULL DEFAULT '',            -- projection
    title TEXT NOT NULL DEFAULT '',             -- the publisher's
    site_url TEXT NOT NULL DEFAULT '',
    etag TEXT NOT NULL DEFAULT '',
    last_modified TEXT NOT NULL DEFAULT '',
    body_hash TEXT NOT NULL DEFAULT '',
    last_attempt INTEGER,
    last_success INTEGER,
    error TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE articles (
    id INTEGER PRIMARY KEY,                     -- model.identifiers.article_id: newest is largest
    feed_id INTEGER NOT NULL REFERENCES feeds(id),
    key TEXT NOT NULL,
    alias TEXT NOT NULL DEFAULT '',             -- guid without scheme, host, www. and trailing slash; '' for none
    title TEXT NOT NULL,
    url TEXT NOT NULL,
    author TEXT NOT NULL,
    stated_published INTEGER,                   -- as the publisher says, may lie in the future; NULL for none
    seen_at INTEGER NOT NULL,
    arrival INTEGER NOT NULL,                   -- counts up with every article stored
    words INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,            -- projection
    starred INTEGER NOT NULL DEFAULT 0,         -- projection
    noted INTEGER NOT NULL DEFAULT 0,           -- projection
    tags TEXT NOT NULL DEFAULT '',              -- projection: sorted, parted by line feeds
    listed INTEGER NOT NULL DEFAULT 1           -- projection: 0 when its feed was unsubscribed and the user never touched it
);
CREATE UNIQUE INDEX articles_by_key ON articles(feed_id, key);
CREATE INDEX articles_by_alias ON articles(feed_id, alias) WHERE alias <> '';
CREATE INDEX articles_by_arrival ON articles(arrival);
CREATE INDEX articles_unlisted ON articles(id) WHERE listed = 0;
-- What lists walk, newest first: each holds all that a list without a query needs, so that far windows never read rows.
CREATE INDEX articles_listed ON articles(id, feed_id, arrival) WHERE listed = 1;
CREATE INDEX articles_by_feed ON articles(feed_id, id, arrival) WHERE listed = 1;
CREATE INDEX articles_unread ON articles(id, feed_id, arrival) WHERE read = 0 AND listed = 1;
CREATE INDEX articles_unread_by_feed ON articles(feed_id, id, arrival) WHERE read = 0 AND listed = 1;
CREATE INDEX articles_starred ON articles(id, feed_id, arrival) WHERE starred = 1;
CREATE INDEX articles_tagged ON articles(id, feed_id, arrival) WHERE tags <> '';
CREATE INDEX articles_noted ON articles(id, feed_id, arrival) WHERE noted = 1;

CREATE TABLE documents (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    document BLOB NOT NULL,                     -- storage.documents: blocks, spans and text
    source BLOB NOT NULL                        -- the HTML as it came, terminal-safe
);

CREATE TABLE article_tags (
    tag TEXT NOT NULL,
    article_id INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
    PRIMARY KEY (tag, article_id)
) WITHOUT ROWID;
CREATE INDEX article_tags_by_article ON article_tags(article_id, tag);

CREATE TABLE notes (
    article_id INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
    text TEXT NOT NULL
);

CREATE TABLE events (
    id TEXT PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,                        -- microseconds since 1970 in UTC
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,                      -- JSON
    group_id TEXT NOT NULL,
    label TEXT NOT NULL DEFAULT ''              -- of a group's first event: what the group did, in the user's words
);
CREATE INDEX events_by_group ON events(group_id);

-- Projection: the groups that undo and redo choose from; undos and redos themselves are none.
CREATE TABLE event_groups (
    id TEXT PRIMARY KEY NOT NULL,
    at INTEGER NOT NULL,                        -- microseconds
    actor TEXT NOT NULL,
    label TEXT NOT NULL,
    undoable INTEGER NOT NULL,                  -- 0 for marks made by showing: only undone when asked for by id
    undone INTEGER NOT NULL DEFAULT 0,
    done_by TEXT NOT NULL,                      -- the group whose events last did it: itself or its latest redo
    undone_by TEXT NOT NULL DEFAULT ''          -- the group whose events last took it back
) WITHOUT ROWID;
CREATE INDEX event_groups_standing ON event_groups(done_by) WHERE undoable = 1 AND undone = 0;
CREATE INDEX event_groups_undone ON event_groups(undone_by) WHERE undone = 1;

-- Kept by the triggers below: one row a feed, listed articles only.
CREATE TABLE counters (
    feed_id INTEGER PRIMARY KEY,
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    tagged INTEGER NOT NULL DEFAULT 0,
    noted INTEGER NOT NULL DEFAULT 0
);

CREATE TRIGGER feed_gets_counters AFTER INSERT ON feeds BEGIN
    INSERT INTO counters(feed_id) VALUES (new.id);
END;

CREATE TRIGGER article_is_counted AFTER INSERT ON articles WHEN new.listed = 1 BEGIN
    UPDATE counters SET
        total = total + 1,
        unread = unread + (new.read = 0),
        starred = starred + new.starred,
        tagged = tagged + (new.tags <> ''),
        noted = noted + new.noted
    WHERE feed_id = new.feed_id;
END;

CREATE TRIGGER article_is_counted_no_more AFTER DELETE ON articles WHEN old.listed = 1 BEGIN
    UPDATE counters SET
        total = total - 1,
        unread = unread - (old.read = 0),
        starred = starred - old.starred,
        tagged = tagged - (old.tags <> ''),
        noted = noted - old.noted
    WHERE feed_id = old.feed_id;
END;

CREATE TRIGGER article_counts_otherwise AFTER UPDATE OF read, starred, tags, noted, listed ON articles
WHEN old.listed <> new.listed OR (new.listed = 1 AND (
    old.read <> new.read OR old.starred <> new.starred OR old.noted <> new.noted OR (old.tags <> '') <> (new.tags <> '')
)) BEGIN
    UPDATE counters SET
        total = total + new.listed - old.listed,
        unread = unread + (new.listed AND new.read = 0) - (old.listed AND old.read = 0),
        starred = starred + (new.listed AND new.starred) - (old.listed AND old.starred),
        tagged = tagged + (new.listed AND new.tags <> '') - (old.listed AND old.tags <> ''),
        noted = noted + (new.listed AND new.noted) - (old.listed AND old.noted)
    WHERE feed_id = new.feed_id;
END;

-- What the interface remembers: layout, the last place, reading positions. Not part of the journal.
CREATE TABLE remembered (
    name TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(
    title, body, author, notes,
    content='', tokenize="unicode61 remove_diacritics 2"
);
