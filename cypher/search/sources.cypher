// What the search knows a content by: its own words, and the tags, area and author it is filtered by.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column title: STRING
// column body: STRING
// column standalone: BOOLEAN
// column visibility: STRING
// column published_at: ZONED DATETIME
// column topics: LIST OF STRING
// column keys: LIST OF STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS id, content.title AS title, content.body AS body, content:Standalone AS standalone,
       content.visibility AS visibility, content.published_at AS published_at,
       [(content)-[:TAGGED]->(tag:Tag) | tag.name] + [(content)-[:TAGGED]->(tag:Tag) | tag.slug] AS topics,
       [(content)-[:TAGGED]->(tag:Tag) | tag.id] + [(content)-[:IN_AREA]->(area:Area) | area.id] +
       [(content)<-[:AUTHORED]-(user:User) | user.id] AS keys
