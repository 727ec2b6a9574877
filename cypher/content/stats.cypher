// All-time counts of contents, summed over their days.
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
RETURN content.id AS content_id, sum(day.view) AS views, sum(day.read) AS reads, sum(day.like) AS likes,
       sum(day.comment) AS comments, sum(day.share) AS shares, sum(day.bookmark) AS bookmarks,
       sum(day.vote_up) AS votes_up, sum(day.vote_down) AS votes_down
