-- A claim has a code for each secret that vouchers are signed with; `secret` is what that is called, empty where it was
-- kept before it had a name.
ALTER TABLE vouchers ADD COLUMN secret text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE vouchers DROP CONSTRAINT vouchers_pkey;
ALTER TABLE vouchers ADD PRIMARY KEY (brand, claim, secret);
