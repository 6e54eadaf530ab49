-- How the elements in pages fare, counted by day. Nothing here says whose page it was. `surface` and `code` are empty
-- where there is none; `first` is the time in milliseconds within which the first offer was there, 0 where there was
-- none, -1 where it took longer than is told apart.
CREATE TABLE beacons (
    brand   text   COLLATE "C" NOT NULL,
    day     text   COLLATE "C" NOT NULL,
    surface text   COLLATE "C" NOT NULL,
    path    text   COLLATE "C" NOT NULL,
    code    text   COLLATE "C" NOT NULL,
    first   bigint NOT NULL,
    beacons bigint NOT NULL,
    traps   bigint NOT NULL,
    PRIMARY KEY (brand, day, surface, path, code, first)
);
