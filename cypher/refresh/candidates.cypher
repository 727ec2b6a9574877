// Candidates for users: what the hot readers most like them read lately, and where walks from their own reading lead.
// access: read
// param ids: LIST OF STRING
// param hot: MAP
// param latest_ms: INTEGER
// param as_of: ZONED DATETIME
// column user_id: STRING
// column content_ids: LIST OF STRING
// column peers_6h: LIST OF FLOAT
// column peers_1d: LIST OF FLOAT
// column peers_7d: LIST OF FLOAT
// column walk: LIST OF FLOAT
UNWIND $ids AS id
MATCH (list:CandidateList {user_id: id})
WITH list.user_id AS user_id, list.recent_ids AS recent_ids, list.recent_ms AS recent_ms
CALL (user_id, recent_ids, recent_ms) {
  CALL (user_id, recent_ids, recent_ms) {
    UNWIND recent_ids[..30] AS recent_id
    MATCH (recent:Content {id: recent_id})
    MATCH (near:Neighbourhood {content_id: recent_id})
    WITH 1 / sqrt(recent.readers) AS telling,
         [reader IN near.recent_readers WHERE $hot[reader] IS NOT NULL AND reader <> user_id] AS readers
    UNWIND readers AS reader
    WITH reader, sum(telling) AS shared
    WITH $hot[reader] AS peer, reader, shared * $hot[reader].weight AS likeness
    ORDER BY likeness DESC, reader
    LIMIT 50
    UNWIND range(0, size(peer.ages) - 1) AS n
    WITH peer.content_ids[n] AS content_id, peer.ages[n] AS age, likeness
    WHERE NOT content_id IN recent_ids
    WITH content_id, sum(likeness * 0.5 ^ (age * 4)) AS peers_6h, sum(likeness * 0.5 ^ age) AS peers_1d,
         sum(likeness * 0.5 ^ (age / 7)) AS peers_7d
    ORDER BY peers_6h DESC, content_id
    LIMIT 60
    MATCH (content:Content {id: content_id})
    WHERE content:Standalone
      AND NOT EXISTS { ()-[done:INTERACTED {key: user_id + '|' + content_id}]->() WHERE done.first_at < $as_of }
    RETURN content_id, peers_6h, peers_1d, peers_7d, 0.0 AS walk
    ORDER BY peers_6h DESC, content_id
    LIMIT 40
    UNION ALL
    UNWIND range(0, size(recent_ids) - 1) AS n
    MATCH (near:Neighbourhood {content_id: recent_ids[n]})
    WHERE size(near.related_ids) > 0
    WITH near.related_ids AS ids, near.related_scores AS scores,
         0.5 ^ (($latest_ms - recent_ms[n]) / 86400000.0 / 30) AS memory
    UNWIND range(0, size(ids) - 1) AS m
    WITH ids[m] AS content_id, memory * scores[m] AS score
    WHERE NOT content_id IN recent_ids
    WITH content_id, sum(score) AS walk
    ORDER BY walk DESC, content_id
    LIMIT 60
    MATCH (content:Content {id: content_id})
    WHERE NOT EXISTS { ()-[done:INTERACTED {key: user_id + '|' + content_id}]->() WHERE done.first_at < $as_of }
    RETURN content_id, 0.0 AS peers_6h, 0.0 AS peers_1d, 0.0 AS peers_7d, walk
    ORDER BY walk DESC, content_id
    LIMIT 40
  }
  WITH content_id, sum(peers_6h) AS peers_6h, sum(peers_1d) AS peers_1d, sum(peers_7d) AS peers_7d, sum(walk) AS walk
  ORDER BY peers_6h DESC, walk DESC, content_id
  RETURN collect(content_id) AS content_ids, collect(peers_6h) AS peers_6h, collect(peers_1d) AS peers_1d,
         collect(peers_7d) AS peers_7d, collect(walk) AS walk
}
RETURN user_id, content_ids, peers_6h, peers_1d, peers_7d, walk
