// How many contents have a meaning still to be made.
// access: read
// scan: of an index that has nothing but what is still to be made
// column waiting: INTEGER
MATCH (content:Content)
WHERE content.meaning_due IS NOT NULL
RETURN count(content) AS waiting
