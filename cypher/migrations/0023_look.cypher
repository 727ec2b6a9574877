// What handles look like, so that nobody gets one that is taken for another's.
CREATE INDEX user_look IF NOT EXISTS FOR (n:User) ON (n.look);
MATCH (user:User) WHERE user.look IS NULL
CALL (user) {
  SET user.look = replace(replace(replace(replace(replace(replace(
    user.handle, '-', ''), '0', 'o'), '1', 'l'), 'i', 'l'), 'rn', 'm'), 'vv', 'w')
} IN TRANSACTIONS OF 5000 ROWS;
