// How many contents have a meaning still to be made.
// access: read
// column waiting: INTEGER
MATCH (content:Content)
WHERE content.meaning_due IS NOT NULL
RETURN count(content) AS waiting
