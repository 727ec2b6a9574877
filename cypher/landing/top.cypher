// What contents were worth over several spans of days, by the weights given and by those of their area: a down-vote
// takes back what an up-vote gives. What was taken from readers has no score.
// access: read
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
// param until: DATE
// param since: LIST OF DATE
// param weights: MAP
// column content_id: STRING
// column kind: STRING
// column area_id: STRING
// column scores: LIST OF FLOAT
// column scores_in_area: LIST OF FLOAT
UNWIND $ids AS id
MATCH (content:Content {id: id})
WHERE content:Standalone AND content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID'] AND content.published_at < $as_of
WITH content, head([(content)-[:IN_AREA]->(area:Area) | area]) AS area
CALL (content, area) {
  MATCH (content)-[:MEASURED_ON]->(day:ContentDay)
  WHERE day.date <= $until
  WITH day.date AS date, reduce(points = [0.0, 0.0], kind IN keys($weights) |
    [points[0] + coalesce(day[kind], 0) * $weights[kind],
     points[1] + coalesce(day[kind], 0) * coalesce(area['hot_' + kind], $weights[kind])]) AS up,
    coalesce(day.vote_down, 0) AS down
  WITH date, up[0] - down * $weights.vote_up AS points, up[1] - down * coalesce(area.hot_vote_up, $weights.vote_up) AS in_area
  WITH collect({date: date, points: points, in_area: in_area}) AS days
  RETURN [from IN $since | reduce(sum = 0.0, day IN days | CASE WHEN day.date >= from THEN sum + day.points ELSE sum END)]
           AS scores,
         [from IN $since | reduce(sum = 0.0, day IN days | CASE WHEN day.date >= from THEN sum + day.in_area ELSE sum END)]
           AS scores_in_area
}
RETURN content.id AS content_id, content.kind AS kind, area.id AS area_id, scores, scores_in_area
