// Make drafts, series, versions of contents, applications to sponsor, and requests to hand over data the survivor's.
// access: write
// param from_id: STRING
// param into_id: STRING
// param limit: INTEGER
// column counts: MAP
CALL () {
  MATCH (draft:Draft)
  WHERE draft.user_id = $from_id AND draft.id > ''
  WITH draft LIMIT $limit
  SET draft.user_id = $into_id
  RETURN count(draft) AS drafts
}
CALL () {
  MATCH (series:Series)
  WHERE series.user_id = $from_id AND series.id > ''
  WITH series LIMIT $limit
  SET series.user_id = $into_id
  RETURN count(series) AS series
}
CALL () {
  MATCH (revision:Revision)
  WHERE revision.editor_id = $from_id
  WITH revision LIMIT $limit
  SET revision.editor_id = $into_id
  RETURN count(revision) AS revisions
}
CALL () {
  MATCH (request:DataRequest)
  WHERE request.user_id = $from_id
  SET request.user_id = $into_id
  RETURN count(request) AS requests
}
CALL () {
  MATCH (application:SponsorApplication)
  WHERE application.user_id = $from_id AND application.sponsor_id > ''
  WITH application LIMIT $limit
  SET application.user_id = $into_id
  RETURN count(application) AS applications
}
RETURN {drafts: drafts, series: series, revisions: revisions, data_requests: requests,
        sponsor_applications: applications} AS counts
