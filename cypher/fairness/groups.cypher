// What contents are grouped by: of whom they are, since when their author is here and in which value segment, how much
// stands in their area, their language.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column author_id: STRING
// column joined_at: ZONED DATETIME
// column segment: STRING
// column in_area: INTEGER
// column language: STRING
UNWIND $ids AS id
MATCH (content:Content {id: id})
WITH content, head([(content)<-[:AUTHORED]-(author:User) | author]) AS author,
     head([(content)-[:IN_AREA]->(area:Area) | area]) AS area
RETURN content.id AS id, author.id AS author_id, author.joined_at AS joined_at, author.segment AS segment,
       CASE WHEN area IS NULL THEN null ELSE COUNT { (area)<-[:IN_AREA]-() } END AS in_area, content.language AS language
