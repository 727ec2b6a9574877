// Whether members consent to be recommended what suits them, and their value segment.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column personalised: BOOLEAN
// column segment: STRING
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN user.id AS id, 'PERSONALISATION' IN coalesce(user.consents, []) AS personalised, user.segment AS segment
