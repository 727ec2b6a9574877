// Lock what is remembered of a client.
// access: write
// param key: STRING
// param at: ZONED DATETIME
// column views: LIST OF INTEGER
// column clicks: LIST OF INTEGER
MERGE (client:AdClient {key: $key})
ON CREATE SET client.views = [], client.clicks = []
SET client:AdClient, client.at = $at
WITH client
RETURN client.views AS views, client.clicks AS clicks
