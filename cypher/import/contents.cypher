// Add content of another system under the labels of its kind. What is there already stays as it is.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (content:Content {external_id: row.external_id})
ON CREATE SET
  content:$(row.labels),
  content.id = row.id,
  content.kind = row.kind,
  content.slug = row.slug,
  content.title = row.title,
  content.body = row.body,
  content.language = row.language,
  content.published_at = datetime({epochMillis: row.published_ms}),
  content.visibility = row.visibility,
  content.lot = row.lot
