// Add to what a merge has dealt with, kind by kind.
// access: write
// param id: STRING
// param counts: MAP
MATCH (former:Merged {merge_id: $id})
FOREACH (kind IN keys($counts) |
  SET former['count_' + kind] = coalesce(former['count_' + kind], 0) + $counts[kind])
