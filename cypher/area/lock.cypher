// Lock areas, in the order given. Setting a label that is there already locks and changes nothing.
// access: write
// param ids: LIST OF STRING
UNWIND $ids AS id
MATCH (area:Area {id: id})
SET area:Area
