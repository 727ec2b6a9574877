// Landing lists: editions by list and moment, and questions that nobody answered, by time, in all and by area.
CREATE CONSTRAINT edition_of_list IF NOT EXISTS FOR (n:Edition) REQUIRE (n.list, n.made_at) IS UNIQUE;
CREATE INDEX edition_made_at IF NOT EXISTS FOR (n:Edition) ON (n.made_at);
CREATE INDEX unanswered_published_at IF NOT EXISTS FOR (n:Unanswered) ON (n.published_at);
CREATE INDEX unanswered_in_area IF NOT EXISTS FOR (n:Unanswered) ON (n.unanswered_in, n.published_at);
