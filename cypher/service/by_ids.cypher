// Requests for services, by id. In no particular order.
// access: read
// param ids: LIST OF STRING
// column id: STRING
// column kind: STRING
// column product_id: STRING
// column buyer_id: STRING
// column provider_id: STRING
// column state: STRING
// column brief: STRING
// column content_id: STRING
// column area_id: STRING
// column place_days: INTEGER
// column created_at: ZONED DATETIME
// column amount_minor: INTEGER
// column currency: STRING
// column offers: INTEGER
// column offer_until: ZONED DATETIME
// column work_days: INTEGER
// column offer_note: STRING
// column orders: INTEGER
// column order_id: STRING
// column escrow_minor: INTEGER
// column deliver_by: ZONED DATETIME
// column delivered_at: ZONED DATETIME
// column delivery_note: STRING
// column accept_by: ZONED DATETIME
// column disputed_at: ZONED DATETIME
// column dispute_reason: STRING
// column decision: STRING
// column decision_note: STRING
// column refund_id: STRING
// column ended_at: ZONED DATETIME
// column end_reason: STRING
UNWIND $ids AS id
MATCH (request:ServiceRequest {id: id})
RETURN request.id AS id, request.kind AS kind, request.product_id AS product_id, request.buyer_id AS buyer_id,
       request.provider_id AS provider_id, request.state AS state, request.brief AS brief,
       request.content_id AS content_id, request.area_id AS area_id, request.place_days AS place_days,
       request.created_at AS created_at, request.amount_minor AS amount_minor, request.currency AS currency,
       request.offers AS offers, request.offer_until AS offer_until, request.work_days AS work_days,
       request.offer_note AS offer_note, request.orders AS orders, request.order_id AS order_id,
       request.escrow_minor AS escrow_minor, request.deliver_by AS deliver_by, request.delivered_at AS delivered_at,
       request.delivery_note AS delivery_note, request.accept_by AS accept_by, request.disputed_at AS disputed_at,
       request.dispute_reason AS dispute_reason, request.decision AS decision, request.decision_note AS decision_note,
       request.refund_id AS refund_id, request.ended_at AS ended_at, request.end_reason AS end_reason
