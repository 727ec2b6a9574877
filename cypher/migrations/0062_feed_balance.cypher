// How much of feeds may be paid for and locked to their readers.
CREATE CONSTRAINT feed_balance IF NOT EXISTS FOR (n:FeedBalance) REQUIRE n.name IS UNIQUE;
