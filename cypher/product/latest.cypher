// Products of some kinds that are on sale, the newest first.
// access: read
// param kinds: LIST OF STRING
// param before_id: STRING
// param limit: INTEGER
// column id: STRING
// column kind: STRING
// column name: STRING
// column description: STRING
// column author_id: STRING
// column author_share_percent: INTEGER
// column created_at: ZONED DATETIME
// column archived_at: ZONED DATETIME
UNWIND $kinds AS kind
CALL (kind) {
  MATCH (product:Product)
  USING INDEX SEEK product:Product(kind, id)
  WHERE product.kind = kind AND product.id < $before_id AND product.archived_at IS NULL AND (NOT product.kind IN ['ARTICLE', 'COURSE'] OR EXISTS {
    MATCH (product)-[:INCLUDES]->(:Benefit)-[:UNLOCKS]->(content:Content)
    WHERE content.visibility IN ['PUBLIC', 'MEMBERS', 'PAID']
  })
  RETURN product
  ORDER BY product.kind DESC, product.id DESC
  LIMIT $limit
}
WITH product
ORDER BY product.id DESC
LIMIT $limit
RETURN product.id AS id, product.kind AS kind, product.name AS name, product.description AS description,
       product.author_id AS author_id, product.author_share_percent AS author_share_percent,
       product.created_at AS created_at, product.archived_at AS archived_at
ORDER BY id DESC
