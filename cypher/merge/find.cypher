// To whom the account of that handle or external id leads that was merged.
// access: read
// param handle: STRING
// param external_id: STRING
// column into_id: STRING
CALL () {
  MATCH (former:Merged {handle: $handle}) RETURN former
  UNION
  MATCH (former:Merged {external_id: $external_id}) RETURN former
}
RETURN former.into_id AS into_id
