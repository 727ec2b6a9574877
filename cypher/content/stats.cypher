// All-time counts of contents: summed over their days, or as they hold on the content where an act can be taken back.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column views: INTEGER
// column reads: INTEGER
// column likes: INTEGER
// column comments: INTEGER
// column shares: INTEGER
// column bookmarks: INTEGER
// column votes_up: INTEGER
// column votes_down: INTEGER
UNWIND $ids AS id
MATCH (content:Content {id: id})
OPTIONAL MATCH (content)-[:MEASURED_ON]->(day:ContentDay)
WITH content, sum(day.view) AS views, sum(day.read) AS reads, sum(day.comment) AS comments, sum(day.share) AS shares
RETURN content.id AS content_id, views, reads, coalesce(content.like_held, 0) AS likes, comments, shares,
       coalesce(content.bookmark_held, 0) AS bookmarks, coalesce(content.vote_up_held, 0) AS votes_up,
       coalesce(content.vote_down_held, 0) AS votes_down
