// What a user should read next: bounded candidates from several sources, the features of each, and their weighted sum.
// Every source, list and walk has a limit, so that the cost stays the same as the graph grows. Features are divided by the
// largest value among the candidates, and decays count from the newest candidate or act known, never from the wall clock.
// The hints keep a plan that was made while the graph was small from scanning indexes once it is large.
// Twenty-four are there by lot, whatever else is known of them: to be tried, from everything that is listed. They are held against the
// others and don't move their features: no maximum is taken over them, and theirs end at 1.
// Who hasn't consented to personalisation is ranked for as nobody is; what is theirs or known to them is left out all the same.
// Embeddings are read, and compared, only where the model weighs how near they are; those of two runs can't be compared.
// Nobody, no area and the active model are the empty string: a null parameter would be planned anew, for a second.
// access: read
// audience: viewer
// param user_id: STRING
// param model_id: STRING
// param kinds: LIST OF STRING
// param area: STRING
// param audience: LIST OF STRING
// param now: ZONED DATETIME
// param seed: INTEGER
// param also: STRING
// param limit: INTEGER
// column model_id: STRING
// column personalised: BOOLEAN
// column features: LIST OF MAP
// column divisors: MAP
// column content_ids: LIST OF STRING
// column external_ids: LIST OF STRING
// column kinds: LIST OF STRING
// column slugs: LIST OF STRING
// column titles: LIST OF STRING
// column published_ms: LIST OF INTEGER
// column visibilities: LIST OF STRING
// column author_ids: LIST OF STRING
// column area_ids: LIST OF STRING
// column tag_ids: LIST OF LIST OF STRING
// column shared_tag_ids: LIST OF LIST OF STRING
// column sources: LIST OF LIST OF STRING
// column values: LIST OF LIST OF FLOAT
// column scores: LIST OF FLOAT
// column preferences: LIST OF FLOAT
// column authors: LIST OF LIST OF ANY
// column tags: LIST OF LIST OF STRING
// column areas: LIST OF LIST OF STRING
CALL () {
  MATCH (model:ScoringModel {id: $model_id}) RETURN model
  UNION
  MATCH (model:ScoringModel {kind: 'RECOMMENDATION', active: true}) WHERE $model_id = '' RETURN model
}
CALL (model) {
  MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature) WHERE feature.weight > 0
  WITH feature ORDER BY feature.weight DESC, feature.name
  RETURN collect({name: feature.name, weight: feature.weight}) AS features
}
OPTIONAL MATCH (asked:User {id: $user_id})
WITH model, features, CASE WHEN 'PERSONALISATION' IN asked.consents THEN $user_id ELSE '' END AS reader_id
OPTIONAL MATCH (user:User {id: reader_id})
OPTIONAL MATCH (user)-[:HAS_CANDIDATES]->(kept:CandidateList)
OPTIONAL MATCH (signals:CommunitySignals {name: 'all'})
WITH model, features, user, kept {.*} AS found, signals {.*} AS community,
     CASE WHEN any(feature IN features WHERE feature.name = 'nearness')
       THEN user {.graph_embedding, .graph_embedding_at} END AS stands
CALL (user) {
  OPTIONAL MATCH (user)-[interest:INTERESTED_IN]->(tag:Tag)
  WITH tag, interest ORDER BY interest.affinity DESC, tag.id LIMIT 20
  RETURN collect({id: tag.id, affinity: interest.affinity}) AS interests
}
CALL (user) {
  OPTIONAL MATCH (user)-[:FOLLOWS]->(followed:User|Tag|Area)
  WITH followed LIMIT 500
  RETURN collect(followed.id) AS follows,
         collect(CASE WHEN followed:User THEN followed.id END) AS followed_users,
         collect(CASE WHEN followed:Area THEN followed.id END) AS followed_areas
}
CALL (user) {
  OPTIONAL MATCH (user)-[wish:PREFERS]->(target:User|Tag|Area)
  WITH wish, target ORDER BY wish.weight DESC, target.id
  WITH collect(wish {.weight, id: target.id, tag: target:Tag}) AS wishes
  RETURN wishes, [wish IN wishes WHERE wish.tag AND wish.weight > 0 | wish.id][..5] AS wanted_tags
}
CALL (found) {
  UNWIND coalesce(found.recent_ids, [])[..30] AS id
  MATCH (read:Content {id: id})
  USING INDEX SEEK read:Content(id)
  WITH [(read)-[link:AUTHORED|IN_AREA]-(other) | {type: type(link), id: other.id}] AS links
  RETURN collect([link IN links WHERE link.type = 'AUTHORED' | link.id][0]) AS read_authors,
         collect([link IN links WHERE link.type = 'IN_AREA' | link.id][0]) AS read_areas
}
// Whom the reader mutes or blocks: theirs is left out, with their consent or without it
CALL () {
  OPTIONAL MATCH (:User {id: $user_id})-[:MUTES|BLOCKS]->(other:User)
  RETURN collect(other.id) AS avoided
}
// Candidates that pass the hard filters: what may not be found, isn't asked for, was touched, or is one's own is left out.
// The newest (of the area or the kinds asked for, if these are narrow) fill the places that other sources leave, so that
// there are as many candidates where sources overlap, as they do in a small community, as where they don't. The first
// forty of the newest aren't spare: they have their places however much the others find.
CALL (user, found, interests, wanted_tags, followed_users, followed_areas, avoided) {
  CALL (user, found, interests, wanted_tags, followed_users, followed_areas) {
    CALL (user, found, interests, wanted_tags, followed_users, followed_areas) {
      CALL () {
        MATCH (content:Standalone) WHERE content.published_at <= $now
        RETURN content ORDER BY content.published_at DESC
        LIMIT CASE WHEN $area = '' AND size($kinds) > 4 THEN 280 ELSE 0 END
        UNION ALL
        UNWIND CASE WHEN $area = '' AND size($kinds) <= 4 THEN $kinds ELSE [] END AS kind
        CALL (kind) {
          MATCH (content:Content {kind: kind}) WHERE content.published_at <= $now
          RETURN content ORDER BY content.kind DESC, content.published_at DESC LIMIT 100
        }
        RETURN content
        UNION ALL
        MATCH (area:Area {slug: $area})
        MATCH (content:Content)-[placed:IN_AREA]->(:Area)
        USING INDEX SEEK placed:IN_AREA(area_id, published_at)
        WHERE placed.area_id = area.id AND placed.published_at <= $now
        RETURN content ORDER BY placed.area_id DESC, placed.published_at DESC LIMIT 200
      }
      WITH collect(content) AS newest
      UNWIND range(0, size(newest) - 1) AS n
      RETURN newest[n] AS content, 'FRESH' AS source, -1 AS at, n >= 40 AS spare
      UNION ALL
      MATCH (content:Standalone) WHERE content.heat > -1000000
      RETURN content, 'POPULAR' AS source, -1 AS at, false AS spare ORDER BY content.heat DESC LIMIT 40
      UNION ALL
      MATCH (content:Standalone) WHERE content.last_new_reader_at <= $now
      RETURN content, 'POPULAR' AS source, -1 AS at, false AS spare
      ORDER BY content.last_new_reader_at DESC LIMIT 40
      UNION ALL
      UNWIND range(0, size(coalesce(found.content_ids, [])) - 1) AS at
      MATCH (content:Content {id: found.content_ids[at]})
      USING INDEX SEEK content:Content(id)
      RETURN content, CASE WHEN found.peers_7d[at] > 0 THEN 'SIMILAR' ELSE 'CO_INTERACTION' END AS source,
             at, false AS spare
      UNION ALL
      UNWIND [interest IN interests[..5] WHERE NOT interest.id IN wanted_tags | interest.id] + wanted_tags AS tag_id
      CALL (tag_id) {
        MATCH (content:Content)-[tagged:TAGGED]->(:Tag)
        USING INDEX SEEK tagged:TAGGED(tag_id, published_at)
        WHERE tagged.tag_id = tag_id AND tagged.published_at <= $now
        RETURN content ORDER BY tagged.tag_id DESC, tagged.published_at DESC LIMIT 10
      }
      RETURN content, 'TAG_AFFINITY' AS source, -1 AS at, false AS spare
      UNION ALL
      UNWIND followed_users AS id
      CALL (id) {
        MATCH (:User)-[wrote:AUTHORED]->(content:Standalone)
        USING INDEX SEEK wrote:AUTHORED(user_id, at)
        WHERE wrote.user_id = id AND wrote.at <= $now
        RETURN content ORDER BY wrote.user_id DESC, wrote.at DESC LIMIT 3
      }
      RETURN content, 'FOLLOWED_AUTHOR' AS source, -1 AS at, false AS spare
      ORDER BY content.published_at DESC LIMIT 20
      UNION ALL
      UNWIND followed_areas AS id
      CALL (id) {
        MATCH (content:Content)-[placed:IN_AREA]->(:Area)
        USING INDEX SEEK placed:IN_AREA(area_id, published_at)
        WHERE placed.area_id = id AND placed.published_at <= $now
        RETURN content ORDER BY placed.area_id DESC, placed.published_at DESC LIMIT 10
      }
      RETURN content, 'FOLLOWED_AREA' AS source, -1 AS at, false AS spare
      ORDER BY content.published_at DESC LIMIT 20
    }
    WITH content, collect(DISTINCT source) AS sources, max(at) AS at, min(spare) AS spare
    WHERE content.kind IN $kinds
      AND content.visibility IN $audience AND content.published_at <= $now
      AND NOT EXISTS { ()-[:INTERACTED {key: $user_id + '|' + content.id}]->() }
      AND ($area = '' OR EXISTS { (content)-[:IN_AREA]->(:Area {slug: $area}) })
    WITH content, sources, at ORDER BY spare, content.published_at DESC
    LIMIT CASE WHEN $user_id = '' THEN 160 ELSE 240 END
    RETURN content, sources, at
    UNION ALL
    // By lot: 48 that follow each other in the order of a number each content drew once, of these the 24 something happened with last
    WITH ($seed * 0.6180339887498949) % 1.0 AS start
    CALL (start) {
      MATCH (content:Standalone)
      USING INDEX SEEK content:Standalone(lot)
      WHERE content.lot >= start
      RETURN content ORDER BY content.lot LIMIT CASE WHEN $area = '' THEN 48 ELSE 0 END
      UNION ALL
      MATCH (content:Standalone)
      USING INDEX SEEK content:Standalone(lot)
      WHERE content.lot < start
      RETURN content ORDER BY content.lot LIMIT CASE WHEN $area = '' THEN 48 ELSE 0 END
    }
    WITH content LIMIT 48
    WHERE content.kind IN $kinds
      AND content.visibility IN $audience AND content.published_at <= $now
      AND NOT EXISTS { ()-[:INTERACTED {key: $user_id + '|' + content.id}]->() }
    RETURN content, ['EXPLORATION'] AS sources, -1 AS at
    ORDER BY coalesce(content.last_active_at, content.published_at) DESC LIMIT 24
    UNION ALL
    MATCH (content:Content {id: $also})
    USING INDEX SEEK content:Content(id)
    WHERE content:Standalone AND content.visibility IN $audience AND content.published_at <= $now
      AND NOT EXISTS { ()-[:INTERACTED {key: $user_id + '|' + content.id}]->() }
    RETURN content, [] AS sources, -1 AS at
  }
  WITH content, reduce(all = [], some IN collect(sources) | all + some) AS sources, max(at) AS at
  // One walk for all three, as a walk of a content's relationships passes all its readers
  WITH *, [(content)-[link:AUTHORED|TAGGED|IN_AREA]-(other) | {type: type(link), node: other, id: other.id}] AS links
  WITH *, [link IN links WHERE link.type = 'AUTHORED'][0] AS author,
       [link IN links WHERE link.type = 'IN_AREA'][0] AS placed,
       [link IN links WHERE link.type = 'TAGGED' |
         {node: link.node, id: link.id, idf: coalesce(link.node.idf, 1.0)}] AS tags,
       coalesce(content.readers, 0) < 10 AND (content.published_at.epochMillis / 1000 + $seed) % 7 = 0 AS to_explore,
       size([source IN sources WHERE source <> 'EXPLORATION']) = 0 AS drawn
  WHERE coalesce(author.id, '-') <> $user_id AND NOT coalesce(author.id, '-') IN avoided
  RETURN collect({
    node: content, author: author, tags: tags, area: placed, author_id: author.id, area_id: placed.id, at: at, drawn: drawn,
    content: content {.id, .published_at, .readers, .positive_readers, .signals_at,
                      .trend_2h, .trend_6h, .trend_1d, .trend_3d, .trend_14d},
    sources: [source IN sources | CASE WHEN source = 'FRESH' AND to_explore AND NOT 'EXPLORATION' IN sources
      THEN 'EXPLORATION' ELSE source END],
    born: content.published_at.epochMillis / 86400000.0,
    joined: coalesce(content.last_new_reader_at, content.published_at).epochMillis / 86400000.0,
    active: coalesce(content.last_active_at, content.published_at).epochMillis / 86400000.0
  }) AS rows
}
// Raw features; times are days before the newest of the candidates, or before the latest act
WITH *, reduce(top = 0.0, row IN rows | CASE WHEN row.born > top AND NOT row.drawn THEN row.born ELSE top END) AS newest,
     reduce(top = 0.0, row IN rows | CASE WHEN row.joined > top AND NOT row.drawn THEN row.joined ELSE top END) AS last_joined,
     reduce(top = 0.0, row IN rows | CASE WHEN row.active > top AND NOT row.drawn THEN row.active ELSE top END) AS last_active,
     coalesce(community.latest_at.epochMillis, 0) / 86400000.0 AS latest,
     toFloat(CASE WHEN community.readers > 0 THEN community.readers ELSE 1 END) AS all_readers
CALL (rows, found, community, stands, interests, follows, read_authors, read_areas,
      newest, last_joined, last_active, latest, all_readers) {
  UNWIND rows AS row
  WITH row, row.content AS content, newest - row.born AS age, toFloat(coalesce(row.content.readers, 0)) AS readers,
       latest - coalesce(row.content.signals_at.epochMillis / 86400000.0, latest) AS since,
       toFloat(coalesce(row.content.positive_readers, 0)) AS positive,
       reduce(squares = 0.0, tag IN row.tags | squares + tag.idf * tag.idf) AS squares,
       [tag IN row.tags WHERE tag.id IN follows] AS followed_tags,
       [interest IN interests WHERE interest.id IN [tag IN row.tags | tag.id] | interest.id] AS shared_tags
  WITH row, readers, shared_tags, {
      fresh_4h: 0.5 ^ (age * 6), fresh_12h: 0.5 ^ (age * 2), fresh_3d: 0.5 ^ (age / 3), fresh_14d: 0.5 ^ (age / 14),
      fresh_60d: 0.5 ^ (age / 60),
      trend_2h: coalesce(content.trend_2h * 0.5 ^ (since * 10) - readers * community.trend_2h / all_readers, 0.0),
      trend_6h: coalesce(content.trend_6h * 0.5 ^ (since * 4) - readers * community.trend_6h / all_readers, 0.0),
      trend_1d: coalesce(content.trend_1d * 0.5 ^ since - readers * community.trend_1d / all_readers, 0.0),
      trend_3d: coalesce(content.trend_3d * 0.5 ^ (since / 3) - readers * community.trend_3d / all_readers, 0.0),
      trend_14d: coalesce(content.trend_14d * 0.5 ^ (since / 14) - readers * community.trend_14d / all_readers, 0.0),
      peers_6h: CASE WHEN row.at < 0 THEN 0.0 ELSE found.peers_6h[row.at] END,
      peers_1d: CASE WHEN row.at < 0 THEN 0.0 ELSE found.peers_1d[row.at] END,
      peers_7d: CASE WHEN row.at < 0 THEN 0.0 ELSE found.peers_7d[row.at] END,
      walk: CASE WHEN row.at < 0 THEN 0.0 ELSE found.walk[row.at] END,
      tag_affinity: CASE WHEN squares = 0 THEN 0.0 ELSE reduce(total = 0.0, tag IN row.tags | total + tag.idf *
        coalesce([interest IN interests WHERE interest.id = tag.id | interest.affinity][0], 0.0)) / sqrt(squares) END,
      nearness: CASE WHEN stands IS NULL THEN 0.0
        WHEN row.node.graph_embedding_at = stands.graph_embedding_at
          THEN 2 * vector.similarity.cosine(stands.graph_embedding, row.node.graph_embedding) - 1
        ELSE 0.0 END,
      unseen: CASE WHEN content.published_at > found.last_visit_at THEN 1.0 ELSE 0.0 END,
      new_reader_1d: 0.5 ^ (last_joined - row.joined),
      active_1d: 0.5 ^ (last_active - row.active),
      popularity: log(1 + readers),
      quality: CASE WHEN readers = 0 THEN 0.0 ELSE (positive / readers + 0.82124928 / readers - 1.2816 * sqrt(
        (positive * (readers - positive) / readers + 0.41062464) / (readers * readers))) / (1 + 1.64249856 / readers) END,
      author_affinity: CASE WHEN size(read_authors) = 0 THEN 0.0
        ELSE toFloat(size([id IN read_authors WHERE id = row.author_id])) / size(read_authors) END,
      area_fit: CASE WHEN size(read_areas) = 0 THEN 0.0
        ELSE toFloat(size([id IN read_areas WHERE id = row.area_id])) / size(read_areas) END,
      followed_author: CASE WHEN row.author_id IN follows THEN 1.0 ELSE 0.0 END,
      followed_tag: CASE WHEN size(row.tags) = 0 THEN 0.0 ELSE toFloat(size(followed_tags)) / size(row.tags) END,
      followed_area: CASE WHEN row.area_id IN follows THEN 1.0 ELSE 0.0 END,
      underexposed: 1 / (1 + readers)
    } AS raw
  WITH row, raw, readers, shared_tags, CASE WHEN row.drawn THEN {} ELSE raw END AS counted
  RETURN collect({row: row, raw: raw, readers: readers, shared_tags: shared_tags}) AS rated, {
    trend_2h: max(counted.trend_2h), trend_6h: max(counted.trend_6h), trend_1d: max(counted.trend_1d),
    trend_3d: max(counted.trend_3d), trend_14d: max(counted.trend_14d),
    peers_6h: max(counted.peers_6h), peers_1d: max(counted.peers_1d), peers_7d: max(counted.peers_7d), walk: max(counted.walk),
    tag_affinity: max(counted.tag_affinity), nearness: max(counted.nearness), popularity: max(counted.popularity),
    author_affinity: max(counted.author_affinity), area_fit: max(counted.area_fit)
  } AS divisors
}
// Divide by the largest, weigh, and add up. Every row that is sorted holds all that its scope does, and the server counts it:
// with the list of all candidates 2 MB a row. Aggregating first leaves that list behind. No candidate is one that is null.
UNWIND CASE WHEN size(rated) = 0 THEN [null] ELSE range(0, size(rated) - 1) END AS place
WITH model, features, user, divisors, wishes, place, collect(rated[place])[0] AS one
WITH model, features, user, divisors, wishes, one, [feature IN features |
    CASE WHEN one.raw[feature.name] > 0 THEN
      CASE WHEN one.raw[feature.name] >= coalesce(divisors[feature.name], 1.0) THEN 1.0
        ELSE one.raw[feature.name] / coalesce(divisors[feature.name], 1.0) END
    ELSE 0.0 END] AS values
WITH model, features, user, divisors, one, values, reduce(wanted = 0.0, wish IN wishes |
       CASE WHEN wish.id IN [one.row.author_id, one.row.area_id] OR wish.id IN [tag IN one.row.tags | tag.id]
         THEN wanted + wish.weight ELSE wanted END) AS wanted,
     reduce(score = 0.0, n IN range(0, size(features) - 1) | score + features[n].weight * values[n]) AS score
WITH model, features, user, divisors, one, values, score,
     2.0 ^ CASE WHEN wanted > 1 THEN 1.0 WHEN wanted < -2 THEN -2.0 ELSE wanted END AS preference
WITH model, features, user, divisors, one, values, preference, preference * score AS score
ORDER BY one.row.drawn DESC, score DESC, one.readers DESC, one.row.content.id DESC
LIMIT $limit + CASE WHEN $also = '' THEN 24 ELSE 25 END
WITH model, features, user, divisors, one, values, preference, score
ORDER BY score DESC, one.readers DESC, one.row.content.id DESC
WITH model, features, user, divisors, collect(one {.*, values: values, preference: preference, score: score}) AS best
// What is shown of them: a list for each property, and each author, tag and area once
CALL (best) {
  UNWIND best AS one
  WITH DISTINCT one.row.author.node AS author
  WHERE author IS NOT NULL
  RETURN collect([author.id, author.external_id, author.handle, author.display_name, author.joined_at.epochMillis])
    AS authors
}
CALL (best) {
  UNWIND best AS one
  UNWIND one.row.tags AS row
  WITH DISTINCT row.node AS tag
  RETURN collect([tag.id, tag.slug, tag.name]) AS tags
}
CALL (best) {
  UNWIND best AS one
  WITH DISTINCT one.row.area.node AS area
  WHERE area IS NOT NULL
  RETURN collect([area.id, area.slug, area.name, area.kind, area.norms]) AS areas
}
RETURN model.id AS model_id, user IS NOT NULL AS personalised, features, divisors,
       [one IN best | one.row.content.id] AS content_ids, [one IN best | one.row.node.external_id] AS external_ids,
       [one IN best | one.row.node.kind] AS kinds, [one IN best | one.row.node.slug] AS slugs,
       [one IN best | one.row.node.title] AS titles,
       [one IN best | one.row.content.published_at.epochMillis] AS published_ms,
       [one IN best | one.row.node.visibility] AS visibilities, [one IN best | one.row.author_id] AS author_ids,
       [one IN best | one.row.area_id] AS area_ids, [one IN best | [tag IN one.row.tags | tag.id]] AS tag_ids,
       [one IN best | one.shared_tags] AS shared_tag_ids, [one IN best | one.row.sources] AS sources,
       [one IN best | one.values] AS values, [one IN best | one.score] AS scores,
       [one IN best | one.preference] AS preferences, authors, tags, areas
