// Take back that a content repeats another.
// access: write
// param id: STRING
// param original_id: STRING
MATCH (:Content {id: $id})-[link:LINKS_TO {kind: 'DUPLICATE'}]->(:Content {id: $original_id})
DELETE link
