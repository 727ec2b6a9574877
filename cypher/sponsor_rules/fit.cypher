// How well sponsors fit what the community reads, by the formula of domain/fit.py. No row where that is undefined.
// What a sponsor offers is what it said, and what its flights that may still run ask for.
// access: read
// param ids: LIST OF STRING
// param dimensions: LIST OF MAP
// param most: INTEGER
// column sponsor_id: STRING
// column score: FLOAT
// column fit_parts: LIST OF MAP
// column views: INTEGER
// column as_of: ZONED DATETIME
MATCH (reading:CommunityReading {name: 'all'})
WHERE reading.views > 0
UNWIND $ids AS id
MATCH (sponsor:Sponsor {id: id})
CALL (sponsor) {
  OPTIONAL MATCH (sponsor)-[:RUNS]->(:Campaign)-[:HAS_FLIGHT]->(flight:Flight)
  WHERE NOT flight.state IN ['REJECTED', 'ENDED']
  RETURN [sponsor] + collect(flight) AS holders
}
CALL (holders) {
  UNWIND range(0, size($dimensions) - 1) AS place
  WITH holders, place, $dimensions[place] AS dimension
  CALL (holders, dimension) {
    UNWIND holders AS holder
    UNWIND coalesce(holder[dimension.offered], []) + coalesce(holder[dimension.targeted], []) AS offered
    WITH DISTINCT offered LIMIT $most
    RETURN collect(offered) AS ids
  }
  CALL (dimension) {
    MATCH (share:ReadingShare)
    WHERE share.dimension = dimension.reading AND share.share > 0
    WITH share ORDER BY share.dimension DESC, share.share DESC LIMIT $most
    RETURN collect(share.share) AS largest
  }
  CALL (dimension, ids) {
    UNWIND ids AS offered
    MATCH (share:ReadingShare {dimension: dimension.reading, id: offered})
    RETURN sum(share.share) AS reached
  }
  WITH place, dimension, reached, reduce(sum = 0.0, share IN largest[..size(ids)] | sum + share) AS best
  WHERE best > 0
  WITH place, dimension, CASE WHEN reached < best THEN reached / best ELSE 1.0 END AS value ORDER BY place
  WITH collect({feature: dimension.feature, weight: dimension.weight, value: value}) AS found
  WITH found, reduce(sum = 0.0, part IN found | sum + part.weight) AS total
  RETURN [part IN found | part {.feature, .value, weight: part.weight / total,
                                contribution: part.weight / total * part.value}] AS fit_parts
}
WITH sponsor, reading, fit_parts
WHERE size(fit_parts) > 0
RETURN sponsor.id AS sponsor_id, reduce(sum = 0.0, part IN fit_parts | sum + part.contribution) AS score, fit_parts,
       reading.views AS views, reading.as_of AS as_of
