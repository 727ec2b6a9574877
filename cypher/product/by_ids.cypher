// Products by id, of those a member may see: what is on sale, what is theirs, and what they hold or held; for some, all of them. In no particular order.
// access: read
// param ids: LIST OF STRING
// param user_id: STRING
// param everything: BOOLEAN
// column id: STRING
// column kind: STRING
// column name: STRING
// column description: STRING
// column author_id: STRING
// column author_share_percent: INTEGER
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
UNWIND $ids AS id
MATCH (product:Product {id: id})
WHERE $everything OR product.author_id = $user_id
  OR (product.archived_at IS NULL AND (NOT product.kind IN ['ARTICLE', 'COURSE'] OR EXISTS {
    MATCH (product)-[:INCLUDES]->(:Benefit)-[:UNLOCKS]->(content:Content)
    WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
  }))
  OR EXISTS {
    MATCH (product)-[:INCLUDES]->(benefit:Benefit)
    MATCH (:EntitlementGrant {user_id: $user_id, benefit_id: benefit.id})
  }
RETURN product.id AS id, product.kind AS kind, product.name AS name, product.description AS description,
       product.author_id AS author_id, product.author_share_percent AS author_share_percent,
       product.created_at AS created_at, product.archived_at AS archived_at
