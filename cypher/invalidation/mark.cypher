// Say of decisions, and of orders that followed them, that they don't count any more.
// access: write
// param ids: LIST OF STRING
// param orders: LIST OF STRING
UNWIND $ids AS id
MATCH (decision:AdDecision {id: id})
SET decision.refused = 'INVALIDATED', decision.charged_micro = 0, decision.nominal_micro = null
WITH count(*) AS marked
UNWIND $orders AS key
MATCH (conversion:Conversion {key: key})
SET conversion.refused = 'INVALIDATED', conversion.charged_micro = 0, conversion.nominal_micro = null
