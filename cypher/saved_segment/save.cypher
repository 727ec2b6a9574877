// Save a segment under its slug, a new one or in the place of what was saved there: then nobody is in it until the next run.
// access: write
// param id: STRING
// param slug: STRING
// param found: MAP
// param now: ZONED DATETIME
// column id: STRING
// column slug: STRING
// column name: STRING
// column segments: LIST OF STRING
// column churn: LIST OF STRING
// column activity_percentile_from: FLOAT
// column activity_percentile_to: FLOAT
// column revenue_percentile_from: FLOAT
// column joined_from: ZONED DATETIME
// column joined_to: ZONED DATETIME
// column tags: LIST OF STRING
// column areas: LIST OF STRING
// column tiers: LIST OF STRING
// column created_at: ZONED DATETIME
// column changed_at: ZONED DATETIME
// column members: INTEGER
// column refreshed_at: ZONED DATETIME
// column users: INTEGER
// column average_activity: FLOAT
// column by_segment: LIST OF INTEGER
// column by_churn: LIST OF INTEGER
MERGE (saved:SavedSegment {slug: $slug})
ON CREATE SET saved.id = $id, saved.created_at = $now
SET saved += $found
SET saved.changed_at = $now, saved.members = null, saved.refreshed_at = null, saved.users = null,
    saved.average_activity = null, saved.by_segment = null, saved.by_churn = null
WITH saved
CALL (saved) {
  MATCH (:User)-[held:IN_SAVED]->(saved)
  DELETE held
}
RETURN saved.id AS id, saved.slug AS slug, saved.name AS name, saved.segments AS segments, saved.churn AS churn,
       saved.activity_percentile_from AS activity_percentile_from, saved.activity_percentile_to AS activity_percentile_to,
       saved.revenue_percentile_from AS revenue_percentile_from, saved.joined_from AS joined_from,
       saved.joined_to AS joined_to, saved.tags AS tags, saved.areas AS areas, saved.tiers AS tiers,
       saved.created_at AS created_at, saved.changed_at AS changed_at, saved.members AS members,
       saved.refreshed_at AS refreshed_at, saved.users AS users, saved.average_activity AS average_activity,
       saved.by_segment AS by_segment, saved.by_churn AS by_churn
