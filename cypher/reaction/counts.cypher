// How members reacted to contents, by kind.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column counts: MAP
UNWIND $ids AS id
MATCH (content:Content {id: id})
RETURN content.id AS content_id, {LIKE: coalesce(content.like_held, 0), LOVE: coalesce(content.love_held, 0),
  INSIGHTFUL: coalesce(content.insightful_held, 0), THANKS: coalesce(content.thanks_held, 0),
  CELEBRATE: coalesce(content.celebrate_held, 0)} AS counts
