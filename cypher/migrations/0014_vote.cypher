// Votes are edges, one a member and content. How many acts hold stands on the content; until now the days said it.
CREATE CONSTRAINT vote_pair IF NOT EXISTS FOR ()-[r:VOTED]-() REQUIRE r.key IS UNIQUE;
MATCH (content:Content)
CALL (content) {
  MATCH (content)-[:MEASURED_ON]->(day:ContentDay)
  WITH content, sum(day.vote_up) AS up, sum(day.vote_down) AS down, sum(day.like) AS likes, sum(day.bookmark) AS kept
  SET content.vote_up_held = up, content.vote_down_held = down, content.like_held = likes, content.bookmark_held = kept
} IN TRANSACTIONS OF 1000 ROWS;
