// Lock the users and then the contents of a batch, each in the order given: batches that share some queue up here, where
// none of them holds what another waits for. Setting a label that is there already locks and changes nothing.
// access: write
// param user_ids: LIST OF STRING
// param content_ids: LIST OF STRING
CALL () {
  UNWIND $user_ids AS id
  MATCH (user:User {id: id})
  SET user:User
}
CALL () {
  UNWIND $content_ids AS id
  MATCH (content:Content {id: id})
  SET content:Content
}
