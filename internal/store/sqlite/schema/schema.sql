-- The newest shape. Times are unix milliseconds in UTC, 0 for none; ids are
-- text; a body is what body.go writes. Columns that are read often come before
-- the body, so that reading them does not touch a long row's overflow pages.

CREATE TABLE ends (
  id          INTEGER PRIMARY KEY,
  pair        TEXT    NOT NULL,
  side        TEXT    NOT NULL,
  connection  TEXT    NOT NULL,
  tracker     TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  local_id    TEXT    NOT NULL,
  local_key   TEXT    NOT NULL,
  local_fold  TEXT    NOT NULL,
  remote_id   TEXT    NOT NULL DEFAULT '',
  remote_key  TEXT    NOT NULL DEFAULT '',
  remote_fold TEXT    NOT NULL DEFAULT '',
  out_seq     INTEGER NOT NULL,
  in_seq      INTEGER NOT NULL,
  updated     INTEGER NOT NULL,
  missing_at  INTEGER NOT NULL,
  rev         INTEGER NOT NULL,
  summary     TEXT    NOT NULL,
  body        BLOB    NOT NULL,
  UNIQUE (pair, side)
) STRICT;

CREATE INDEX ends_of_connection ON ends (connection, pair, side);
CREATE INDEX ends_of_tracker ON ends (tracker, pair, side);
CREATE INDEX ends_in_state ON ends (state, pair, side);
CREATE INDEX ends_of_issue ON ends (local_id, tracker);
CREATE INDEX ends_of_remote ON ends (remote_id, connection, side) WHERE remote_id <> '';
CREATE INDEX ends_by_key ON ends (pair, side, local_fold, remote_fold);

CREATE TABLE traces (
  of_end INTEGER NOT NULL REFERENCES ends (id) ON DELETE CASCADE,
  field  TEXT    NOT NULL,
  local  TEXT    NOT NULL,
  remote TEXT    NOT NULL,
  ours   INTEGER NOT NULL,
  PRIMARY KEY (of_end, field, local)
) STRICT, WITHOUT ROWID;

-- AUTOINCREMENT, since a position must never come back, not even after the
-- newest event was forgotten.
CREATE TABLE events (
  position     INTEGER PRIMARY KEY AUTOINCREMENT,
  id           TEXT    NOT NULL UNIQUE,
  connection   TEXT    NOT NULL,
  pair         TEXT    NOT NULL,
  side         TEXT    NOT NULL,
  tracker      TEXT    NOT NULL,
  issue        TEXT    NOT NULL,
  lane         TEXT    NOT NULL,
  step         TEXT    NOT NULL,
  state        TEXT    NOT NULL,
  queued       INTEGER NOT NULL, -- it has not ended and does not await an answer
  ended        INTEGER NOT NULL,
  epoch        INTEGER NOT NULL,
  seq          INTEGER NOT NULL,
  bulk         INTEGER NOT NULL,
  has_snapshot INTEGER NOT NULL,
  not_before   INTEGER NOT NULL,
  fault_id     TEXT    NOT NULL,
  created      INTEGER NOT NULL,
  finished     INTEGER NOT NULL,
  kept         INTEGER NOT NULL DEFAULT 0, -- Prune has seen that it is the last of its lane
  rev          INTEGER NOT NULL,
  body         BLOB    NOT NULL
) STRICT;

-- Flags, not "state IN (...)": for a list SQLite builds a table every time it
-- looks at it, which costs more than all the indexes of an event together.
CREATE INDEX events_pending ON events (position) WHERE queued = 1;
CREATE INDEX events_open ON events (pair, side) WHERE ended = 0;
CREATE INDEX events_ended ON events (finished) WHERE ended = 1 AND kept = 0;
CREATE INDEX events_kept ON events (pair, side, lane) WHERE kept = 1;
CREATE INDEX events_in_lane ON events (pair, side, lane);
CREATE INDEX events_of_seq ON events (pair, side, lane, epoch, seq) WHERE seq > 0;
CREATE INDEX events_in_state ON events (connection, state);
CREATE INDEX events_of_fault ON events (fault_id) WHERE fault_id <> '';

CREATE TABLE faults (
  number INTEGER PRIMARY KEY,
  id     TEXT    NOT NULL UNIQUE,
  cause  TEXT    NOT NULL,
  state  TEXT    NOT NULL,
  first  INTEGER NOT NULL,
  body   TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE INDEX faults_of_cause ON faults (cause) WHERE state = 'open';
CREATE INDEX faults_in_state ON faults (state, first);
CREATE INDEX faults_by_time ON faults (first);

CREATE TABLE pauses (
  scope    TEXT    NOT NULL,
  id       TEXT    NOT NULL,
  why      TEXT    NOT NULL,
  fault_id TEXT    NOT NULL,
  at       INTEGER NOT NULL,
  PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE histories (
  number INTEGER PRIMARY KEY,
  pair   TEXT    NOT NULL,
  side   TEXT    NOT NULL,
  event  TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  part   TEXT    NOT NULL,
  value  TEXT    NOT NULL CHECK (json_valid(value)),
  by     TEXT    NOT NULL CHECK (json_valid(by))
) STRICT;

CREATE INDEX histories_of_end ON histories (pair, side, at);
CREATE INDEX histories_of_kind ON histories (kind, at, pair, side);

CREATE TABLE bulks (
  number  INTEGER PRIMARY KEY,
  id      TEXT    NOT NULL UNIQUE,
  started INTEGER NOT NULL,
  body    TEXT    NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE audits (
  number INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  who    TEXT    NOT NULL,
  verb   TEXT    NOT NULL,
  what   TEXT    NOT NULL,
  note   TEXT    NOT NULL
) STRICT;

CREATE INDEX audits_by_time ON audits (at);

CREATE TABLE meta (
  key   TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which bytes an attachment was seen to have.
CREATE TABLE attachments (
  tracker TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  size    INTEGER NOT NULL,
  digest  TEXT    NOT NULL,
  PRIMARY KEY (tracker, id, size)
) STRICT, WITHOUT ROWID;

-- Which bytes are kept, and when they were last needed.
CREATE TABLE blobs (
  digest TEXT    NOT NULL PRIMARY KEY,
  size   INTEGER NOT NULL,
  used   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX blobs_by_use ON blobs (used);

-- The rules of each side of a connection that live here: every version that was
-- published, and the draft as number 0.
CREATE TABLE rules (
  id         INTEGER PRIMARY KEY,
  connection TEXT    NOT NULL,
  side       TEXT    NOT NULL,
  number     INTEGER NOT NULL,
  body       TEXT    NOT NULL CHECK (json_valid(body)),
  files      TEXT    NOT NULL CHECK (json_valid(files)),
  UNIQUE (connection, side, number)
) STRICT;
