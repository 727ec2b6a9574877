// Whether acts of a member on a content earn anything: it isn't taken down, and neither they nor its author are barred.
// access: read
// param content_id: STRING
// param actor_id: STRING
// column earns: BOOLEAN
MATCH (content:Content {id: $content_id})
RETURN NOT content.visibility IN ['WITHDRAWN', 'HIDDEN', 'REMOVED']
  AND NOT EXISTS { MATCH (author:User)-[:AUTHORED]->(content) WHERE author.points_barred }
  AND NOT EXISTS { MATCH (actor:User {id: $actor_id}) WHERE actor.points_barred } AS earns
