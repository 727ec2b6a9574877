// Acts that Stoa observed once a person and thing, by the ids of their events; only those that are there.
// access: read
// param event_ids: LIST OF STRING
// column event_id: STRING
// column type: STRING
// column content_id: STRING
// column author_id: STRING
// column at: ZONED DATETIME
UNWIND $event_ids AS event_id
MATCH (event:Event {source: 'stoa', event_id: event_id})
OPTIONAL MATCH (author:User)-[:AUTHORED]->(:Content {id: event.content_id})
RETURN event.event_id AS event_id, event.type AS type, event.content_id AS content_id, author.id AS author_id,
       event.occurred_at AS at
