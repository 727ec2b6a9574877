// What the readers of contents read besides: walks content – reader – content, weighed as in RP3β (Paudel, Christoffel,
// Newell and Bernstein, TiiS 2017) with α = 0.6 for the degrees walked through and β = 0.3 against popular ends, chosen among
// the 60 ends that most walks reach. It only reads, as a statement that writes locks whatever it looks up.
// access: read
// param ids: LIST OF STRING
// column content_id: STRING
// column related_ids: LIST OF STRING
// column related_scores: LIST OF FLOAT
UNWIND $ids AS id
MATCH (content:Content {id: id})
MATCH (near:Neighbourhood {content_id: id})
CALL (content, near) {
  UNWIND near.recent_readers AS reader_id
  MATCH (reader:CandidateList {user_id: reader_id})
  WITH reader.degree ^ -0.6 AS step, reader.recent_ids[..20] AS end_ids
  UNWIND end_ids AS end_id
  WITH end_id, sum(step) AS reached
  WHERE end_id <> content.id
  ORDER BY reached DESC, end_id
  LIMIT 60
  MATCH (end:Content {id: end_id})
  WHERE end:Standalone
  WITH end_id, content.readers ^ -0.6 * reached * end.readers ^ -0.3 AS score
  ORDER BY score DESC, end_id
  LIMIT 20
  RETURN collect(end_id) AS related_ids, collect(score) AS related_scores
}
RETURN content.id AS content_id, related_ids, related_scores
