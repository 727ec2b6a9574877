// Change how many acts hold on a content, by kind.
// access: write
// param content_id: STRING
// param changes: MAP
MATCH (content:Content {id: $content_id})
FOREACH (kind IN keys($changes) | SET content[kind + '_held'] = coalesce(content[kind + '_held'], 0) + $changes[kind])
