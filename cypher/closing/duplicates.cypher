// The questions that are closed as duplicates of one, those closed last first, read from the index of closings.
// access: read
// audience: viewer
// param content_id: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param before_at: ZONED DATETIME
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column at: ZONED DATETIME
MATCH (closing:Closing)
USING INDEX SEEK closing:Closing(duplicate_of, at, question_id)
WHERE closing.duplicate_of = $content_id AND closing.at <= $before_at AND closing.question_id IS NOT NULL
// An OR beside the range is planned as two reads of everything and a sort whenever the counts of the index are stale
WITH closing ORDER BY closing.duplicate_of DESC, closing.at DESC, closing.question_id DESC
WHERE closing.at < $before_at OR closing.question_id < $before_id
MATCH (content:Content {id: closing.question_id})
USING INDEX SEEK content:Content(id)
WHERE content.visibility IN $audience AND content.published_at <= $now
RETURN content.id AS id, closing.at AS at
ORDER BY closing.duplicate_of DESC, closing.at DESC, closing.question_id DESC
LIMIT $limit
