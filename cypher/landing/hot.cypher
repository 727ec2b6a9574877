// How hot contents are, in half-lives since 2020: by the weights given, and by those of their area. See domain/hot.py.
// What was taken from readers has no score.
// access: read
// param ids: LIST OF STRING
// param as_of: ZONED DATETIME
// param half_life_hours: FLOAT
// param weights: MAP
// param down: FLOAT
// column content_id: STRING
// column kind: STRING
// column author_id: STRING
// column area_id: STRING
// column score: FLOAT
// column score_in_area: FLOAT
UNWIND $ids AS id
MATCH (content:Content {id: id})
WHERE content:Standalone AND content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID'] AND content.published_at < $as_of
WITH content, head([(content)<-[:AUTHORED]-(user:User) | user]) AS author,
     head([(content)-[:IN_AREA]->(area:Area) | area]) AS area, datetime('2020-01-01T00:00:00Z').epochMillis AS landmark
// Who did what for the first time how many hours after the landmark
CALL (content, author, landmark) {
  MATCH (content)<-[done:INTERACTED]-(user)
  WHERE done.first_at < $as_of AND (author IS NULL OR user <> author)
  RETURN collect({down: done.vote_down_first < $as_of, acts: [kind IN keys($weights) WHERE done[kind + '_first'] < $as_of |
    {kind: kind, hours: (done[kind + '_first'].epochMillis - landmark) / 3600000.0}]}) AS deeds
}
WITH content, author, area, deeds, (content.published_at.epochMillis - landmark) / 3600000.0 AS published
CALL (area, deeds, published) {
  UNWIND [null, area] AS by
  WITH by, coalesce(by.hot_half_life_hours, $half_life_hours) AS half_life,
       [kind IN keys($weights) | {kind: kind, weight: coalesce(by['hot_' + kind], $weights[kind])}] AS weighed
  WITH by, half_life, weighed, [row IN weighed WHERE row.kind = 'publish' | row.weight][0] AS publish,
       [row IN weighed WHERE row.weight > 0 | row.kind] AS counting
  WITH by, publish, half_life, weighed, [deed IN deeds | [act IN deed.acts WHERE act.kind IN counting]] AS found
  WITH *, reduce(newest = published, acts IN found | reduce(top = newest, act IN acts |
         CASE WHEN act.hours > top THEN act.hours ELSE top END)) AS newest
  WITH *, publish * 2 ^ ((published - newest) / half_life) + reduce(sum = 0.0, acts IN found | reduce(part = sum, act IN acts |
         part + [row IN weighed WHERE row.kind = act.kind | row.weight][0] * 2 ^ ((act.hours - newest) / half_life))) AS total
  WITH newest / half_life + log(total) / log(2) - log(1 + $down * size([deed IN deeds WHERE deed.down])
         / (1 + size([acts IN found WHERE size(acts) > 0]))) / log(2) AS score
  RETURN collect(score) AS scores
}
RETURN content.id AS content_id, content.kind AS kind, author.id AS author_id, area.id AS area_id,
       scores[0] AS score, scores[1] AS score_in_area
