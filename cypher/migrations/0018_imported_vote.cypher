// Imported votes are found by what they are on. The label is an index of its own, so that other events pay nothing for it.
CREATE INDEX imported_vote_content IF NOT EXISTS FOR (n:ImportedVote) ON (n.content_id);
