// Other sponsors that hold alone a tag or area that this one is to hold alone, by name. What both want is locked before
// they are read: of two that are given the same at once, the later one sees the earlier.
// access: write
// scan: sponsors are few, and what one has alone is seldom changed
// param id: STRING
// param states: LIST OF STRING
// column name: STRING
// column starts_at: ZONED DATETIME
// column ends_at: ZONED DATETIME
// column shared: LIST OF STRING
MATCH (own:Sponsor {id: $id})
WITH coalesce(own.exclusive_tags, []) AS tags, coalesce(own.exclusive_areas, []) AS areas
CALL (tags, areas) {
  UNWIND tags + areas AS id
  WITH id ORDER BY id
  MATCH (subject:Tag|Area {id: id})
  SET subject.id = subject.id
  RETURN count(*) AS locked
}
MATCH (other:Sponsor)
WHERE other.id <> $id AND other.state IN $states AND locked > 0
WITH other, [id IN tags WHERE id IN other.exclusive_tags] + [id IN areas WHERE id IN other.exclusive_areas] AS ids
WHERE size(ids) > 0
CALL (ids) {
  UNWIND ids AS id
  MATCH (subject:Tag|Area {id: id})
  WITH subject ORDER BY subject.slug
  RETURN collect(subject.name) AS shared
}
RETURN other.name AS name, other.starts_at AS starts_at, other.ends_at AS ends_at, shared
ORDER BY name
