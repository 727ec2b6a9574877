// What is to be decided on, and its open case, locked until the commit; no row when there is no such content or member.
// access: write
// param target_id: STRING
// column case_id: STRING
// column claimed_by: STRING
// column claimed_until: ZONED DATETIME
// column user_id: STRING
// column is_content: BOOLEAN
// column area_id: STRING
OPTIONAL MATCH (found:ModerationCase {open_target: $target_id})
SET found:ModerationCase
WITH found
// Looked up again behind its lock: whoever held it may have claimed or decided it
OPTIONAL MATCH (matter:ModerationCase {id: found.id, open_target: $target_id})
OPTIONAL MATCH (member:User {id: $target_id})
OPTIONAL MATCH (content:Content {id: $target_id})
WITH matter, member, content
WHERE member IS NOT NULL OR content IS NOT NULL
RETURN matter.id AS case_id, matter.claimed_by AS claimed_by, matter.claimed_until AS claimed_until,
       coalesce(member.id, head([(content)<-[:AUTHORED]-(author:User) | author.id])) AS user_id,
       content IS NOT NULL AS is_content,
       head([(content)-[:IN_AREA]->(area:Area) | area.id]) AS area_id
