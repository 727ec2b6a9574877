// Add to what a request has dealt with, kind by kind.
// access: write
// param id: STRING
// param counts: MAP
MATCH (request:DataRequest {id: $id})
FOREACH (kind IN keys($counts) |
  SET request['count_' + kind] = coalesce(request['count_' + kind], 0) + $counts[kind])
