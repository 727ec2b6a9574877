// What holds of sponsors, by their ids. In no particular order.
// access: read
// param ids: LIST OF STRING
// column sponsor_id: STRING
// column exclusive_tags: LIST OF STRING
// column exclusive_areas: LIST OF STRING
// column excluded_tags: LIST OF STRING
// column excluded_areas: LIST OF STRING
// column excluded_kinds: LIST OF STRING
// column excluded_words: LIST OF STRING
// column offered_tags: LIST OF STRING
// column offered_areas: LIST OF STRING
// column offered_kinds: LIST OF STRING
// column offered_segments: LIST OF STRING
UNWIND $ids AS id
MATCH (sponsor:Sponsor {id: id})
RETURN sponsor.id AS sponsor_id,
       coalesce(sponsor.exclusive_tags, []) AS exclusive_tags, coalesce(sponsor.exclusive_areas, []) AS exclusive_areas,
       coalesce(sponsor.excluded_tags, []) AS excluded_tags, coalesce(sponsor.excluded_areas, []) AS excluded_areas,
       coalesce(sponsor.excluded_kinds, []) AS excluded_kinds, coalesce(sponsor.excluded_words, []) AS excluded_words,
       coalesce(sponsor.offered_tags, []) AS offered_tags, coalesce(sponsor.offered_areas, []) AS offered_areas,
       coalesce(sponsor.offered_kinds, []) AS offered_kinds,
       coalesce(sponsor.offered_segments, []) AS offered_segments
