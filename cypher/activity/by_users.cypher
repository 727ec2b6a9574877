// Activity A(u) of some users at a moment by a scoring model (the active one unless another is named), with its parts.
// Reads each user's days once, from the index on (user_id, date). The formula is explained in docs/activity.md.
// access: read
// param user_ids: LIST OF STRING
// param as_of: ZONED DATETIME
// param model_id: STRING
// param with_parts: BOOLEAN
// column user_id: STRING
// column value: FLOAT
// column model_id: STRING
// column parts: LIST OF MAP
CALL () {
  MATCH (model:ScoringModel {kind: 'ACTIVITY', active: true}) WHERE $model_id IS NULL RETURN model
  UNION
  MATCH (model:ScoringModel {id: $model_id, kind: 'ACTIVITY'}) RETURN model
}
MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature)
WHERE feature.weight > 0
WITH model.id AS model_id, date(datetime({datetime: $as_of, timezone: 'Z'})) AS today, feature {
  .name, .weight, .half_life_days, .daily_cap, .saturation,
  counters: CASE feature.name
    WHEN 'vote' THEN ['vote_up', 'vote_down']
    WHEN 'answer' THEN ['answer', 'accept']
    ELSE [feature.name]
  END
} AS feature
ORDER BY feature.name
WITH model_id, today, collect(feature) AS features
UNWIND $user_ids AS user_id
CALL (user_id, today) {
  MATCH (day:UserDay {user_id: user_id})
  WHERE day.date <= today
  WITH day ORDER BY day.date
  RETURN collect({age: duration.inDays(day.date, today).days, done: properties(day)}) AS days
}
WITH user_id, model_id, [feature IN features | feature {
  .name, .weight, .saturation,
  x: reduce(x = 0.0, act IN [
    day IN days WHERE any(counter IN feature.counters WHERE day.done[counter] > 0) |
    {age: day.age, count: reduce(n = 0, counter IN feature.counters | n + coalesce(day.done[counter], 0))}
  ] | x + CASE WHEN act.count > feature.daily_cap THEN feature.daily_cap ELSE act.count END
        * coalesce(0.5 ^ (act.age / feature.half_life_days), 1.0))
}] AS observed
WITH user_id, model_id, [feature IN observed | {
  feature: feature.name,
  weight: feature.weight,
  value: CASE feature.x WHEN 0.0 THEN 0.0 ELSE 100.0 * feature.x / (feature.x + coalesce(feature.saturation, 0.0)) END
}] AS valued
WITH user_id, model_id, [part IN valued | part {.*, contribution: part.weight * part.value}] AS parts
RETURN user_id, reduce(total = 0.0, part IN parts | total + part.contribution) AS value, model_id,
       CASE WHEN $with_parts THEN parts ELSE [] END AS parts
