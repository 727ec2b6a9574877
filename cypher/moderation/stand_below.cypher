// What stands right below a content, and whether it can stand below another: answers below a question only, and nothing below a reply,
// so that no thread runs in a circle. No row when that isn't there, is down itself, or is the same.
// access: read
// param id: STRING
// param original_id: STRING
// param readable: LIST OF STRING
// column below: INTEGER
// column answers: INTEGER
// column takes_any: BOOLEAN
// column takes_answers: BOOLEAN
MATCH (content:Content {id: $id}), (original:Content {id: $original_id})
WHERE original <> content AND original.visibility IN $readable
RETURN COUNT { (content)<-[:REPLIES_TO|ANSWERS]-() } AS below, COUNT { (content)<-[:ANSWERS]-() } AS answers,
       original:Standalone AS takes_any, original:Question AS takes_answers
