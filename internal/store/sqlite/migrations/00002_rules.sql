-- +goose Up
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
