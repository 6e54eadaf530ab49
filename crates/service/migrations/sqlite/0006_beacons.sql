-- How the elements in pages fare, counted by day. Nothing here says whose page it was. `surface` and `code` are empty
-- where there is none; `first` is the time in milliseconds within which the first offer was there, 0 where there was
-- none, -1 where it took longer than is told apart.
CREATE TABLE beacons (
    brand   TEXT    NOT NULL,
    day     TEXT    NOT NULL,
    surface TEXT    NOT NULL,
    path    TEXT    NOT NULL,
    code    TEXT    NOT NULL,
    first   INTEGER NOT NULL,
    beacons INTEGER NOT NULL,
    traps   INTEGER NOT NULL,
    PRIMARY KEY (brand, day, surface, path, code, first)
) STRICT, WITHOUT ROWID;
