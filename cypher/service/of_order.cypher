// The request that an order pays.
// access: read
// param order_id: STRING
// column id: STRING
MATCH (request:ServiceRequest {order_id: $order_id})
RETURN request.id AS id
