// How well ads do in a part of the community: hits and trials of each measure in each slice, of the ad and of all ads, made
// into the parts of E by the model in use, with the interval of their sum. A slice that isn't named is everything.
// access: read
// param ids: LIST OF STRING
// param shape: MAP
// param proportions: LIST OF STRING
// param asked: LIST OF MAP
// param prior: STRING
// param area_id: STRING
// param tag_id: STRING
// param segment: STRING
// param placement: STRING
// param device: STRING
// param country: STRING
// param since: DATE
// param recent_since: DATE
// param until: DATE
// param z: FLOAT
// param most_marks: INTEGER
// column ad_id: STRING
// column model_id: STRING
// column n: INTEGER
// column readers: INTEGER
// column compared: BOOLEAN
// column parts: LIST OF MAP
// column value: FLOAT
// column low: FLOAT
// column high: FLOAT
MATCH (model:ScoringModel {kind: 'AD_EFFECTIVENESS', active: true})
USING INDEX SEEK model:ScoringModel(kind, active)
CALL (model) {
  MATCH (model)-[:HAS_FEATURE]->(feature:ScoringFeature)
  WHERE feature.weight > 0 AND $shape[feature.name] IS NOT NULL
  WITH feature ORDER BY feature.weight DESC, feature.name
  RETURN collect({name: feature.name, weight: feature.weight, k: toFloat(feature.saturation),
    measure: $shape[feature.name][0], scope: $shape[feature.name][1]}) AS features
}
UNWIND $ids AS id
MATCH (ad:Ad {id: id})
USING INDEX SEEK ad:Ad(id)
MATCH (flight:Flight {id: ad.flight_id})
USING INDEX SEEK flight:Flight(id)
// All ads: rates over all currencies, yields in that of this ad
CALL (flight) {
  UNWIND $asked AS slice
  OPTIONAL MATCH (norm:AdNorm {scope: slice.of, value: slice.value})
  USING INDEX SEEK norm:AdNorm(scope, value)
  WITH slice, norm, coalesce(norm.currency, '') = flight.currency AS same
  WITH slice.scope AS scope, toFloat(sum(norm.decisions)) AS decisions, toFloat(sum(norm.views)) AS views,
       toFloat(sum(norm.clicks)) AS clicks, toFloat(sum(norm.conversions)) AS conversions,
       toFloat(sum(norm.invalid)) AS invalid,
       toFloat(sum(CASE WHEN same THEN norm.paid_clicks END)) AS paid_clicks,
       toFloat(sum(CASE WHEN same THEN norm.paid_conversions END)) AS paid_conversions,
       sum(CASE WHEN same THEN norm.spend_micro END) / 1000000.0 AS spend
  RETURN collect({scope: scope, pairs: {
    click_rate: [clicks, views], conversion_rate: [conversions, clicks], action_rate: [conversions, views],
    viewability: [views, decisions], validity: [views + clicks + conversions, views + clicks + conversions + invalid],
    click_yield: [paid_clicks, spend], action_yield: [paid_conversions, spend]
  }}) AS norms
}
// This ad, in each slice and, as 'asked', where all that is named holds at once
CALL (ad) {
  MATCH (cell:DeliveryCell)
  USING INDEX SEEK cell:DeliveryCell(ad_id, date)
  WHERE cell.ad_id = ad.id AND cell.date > $since AND cell.date <= $until
  WITH cell, $area_id = '' OR cell.area_id = $area_id AS of_area, $tag_id = '' OR $tag_id IN cell.tag_ids AS of_tag,
       $segment = '' OR cell.segment = $segment AS of_segment,
       $placement = '' OR cell.placement = $placement AS of_placement,
       $device = '' OR cell.device = $device AS of_device, $country = '' OR cell.country = $country AS of_country,
       reduce(total = 0, count IN [
         cell.invalid_forged, cell.invalid_expired, cell.invalid_replayed, cell.invalid_not_viewed,
         cell.invalid_not_clicked,
         cell.invalid_mismatch, cell.invalid_bot, cell.invalid_prefetch, cell.invalid_staff, cell.invalid_sponsor,
         cell.invalid_data_centre, cell.invalid_rate, cell.invalid_frequency, cell.invalid_invalidated
       ] | total + coalesce(count, 0)) AS invalid
  UNWIND [slice IN [
    ['everywhere', true], ['recent', cell.date > $recent_since], ['area', of_area], ['tag', of_tag],
    ['segment', of_segment], ['placement', of_placement], ['device', of_device], ['country', of_country],
    ['asked', of_area AND of_tag AND of_segment AND of_placement AND of_device AND of_country]
  ] WHERE slice[1] | slice[0]] AS scope
  WITH scope, sum(cell.views) AS n, toFloat(sum(cell.decisions)) AS decisions, toFloat(sum(cell.views)) AS views,
       toFloat(sum(cell.clicks)) AS clicks, toFloat(sum(cell.conversions)) AS conversions,
       toFloat(sum(invalid)) AS invalid, sum(cell.spend_micro) / 1000000.0 AS spend,
       collect(CASE WHEN scope = 'asked' THEN cell.reader_marks END) AS marks
  RETURN collect({scope: scope, n: n,
    readers: size(reduce(found = [], some IN marks | CASE WHEN size(found) >= $most_marks THEN found
      ELSE found + [mark IN some WHERE NOT mark IN found] END)),
    pairs: {
      click_rate: [clicks, views], conversion_rate: [conversions, clicks], action_rate: [conversions, views],
      viewability: [views, decisions], validity: [views + clicks + conversions, views + clicks + conversions + invalid],
      click_yield: [clicks, spend], action_yield: [conversions, spend]
    }}) AS own
}
CALL (features, norms, own) {
  UNWIND features AS feature
  WITH feature, feature.k AS k, feature.measure IN $proportions AS proportion,
       coalesce([slice IN own WHERE slice.scope = feature.scope][0].pairs[feature.measure], [0.0, 0.0]) AS of_ad,
       [slice IN norms WHERE slice.scope = feature.scope][0].pairs[feature.measure] AS here,
       [slice IN norms WHERE slice.scope = $prior][0].pairs[feature.measure] AS before,
       [slice IN norms WHERE slice.scope = 'everywhere'][0].pairs[feature.measure] AS everywhere
  WITH *, CASE WHEN everywhere[0] > 0 AND everywhere[1] > 0 THEN everywhere[0] / everywhere[1] END AS usual
  WITH *, (here[0] + k * usual) / (here[1] + k) AS norm,
       of_ad[0] + k * (before[0] + k * usual) / (before[1] + k) AS hits, of_ad[1] + k AS trials
  WITH *, CASE WHEN proportion AND hits > trials THEN 1.0 ELSE hits / trials END AS rate
  WITH *, CASE WHEN proportion THEN rate + $z * $z / (2 * trials) ELSE hits + $z * $z / 2 END AS centre,
       CASE WHEN proportion THEN $z * sqrt(rate * (1 - rate) / trials + $z * $z / (4 * trials * trials))
            ELSE $z * sqrt(hits + $z * $z / 4) END AS spread,
       CASE WHEN proportion THEN 1 + $z * $z / trials ELSE trials END AS scale
  WITH *, CASE WHEN centre > spread THEN (centre - spread) / scale ELSE 0.0 END AS low,
       CASE WHEN proportion AND (centre + spread) / scale > 1 THEN 1.0 ELSE (centre + spread) / scale END AS high
  WITH feature, coalesce(rate / (rate + norm), 0.5) AS ad_side, coalesce(norm / (norm + usual), 0.5) AS community_side,
       coalesce(low / (low + norm), 0.5) AS low, coalesce(high / (high + norm), 0.5) AS high
  RETURN collect({feature: feature.name, weight: feature.weight, preference: ad_side, value: community_side,
                  contribution: feature.weight * ad_side * community_side}) AS parts,
         sum(feature.weight * ad_side * community_side) AS value, sum(feature.weight * low * community_side) AS low,
         sum(feature.weight * high * community_side) AS high
}
WITH *, [slice IN own WHERE slice.scope = 'asked'][0] AS found
RETURN ad.id AS ad_id, model.id AS model_id, coalesce(found.n, 0) AS n, coalesce(found.readers, 0) AS readers,
       coalesce([slice IN norms WHERE slice.scope = 'everywhere'][0].pairs.click_rate[1], 0) > 0 AS compared,
       parts, value, low, high
