// Erase what a person voted, on closings too, how they reacted, what they kept, and who keeps whom away. Contents keep their counts, so that nobody else's jump.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (:Erasing {user_id: $user_id})-[act:VOTED|JUDGED|REACTED|BOOKMARKED|MUTES|BLOCKS]-()
WITH act LIMIT $limit
DELETE act
RETURN {acts: count(act)} AS counts
