// Services that are asked for, found by who asks and who provides, by state, by order, and by when something follows; and places that are paid for.
CREATE CONSTRAINT service_request_id IF NOT EXISTS FOR (n:ServiceRequest) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT service_request_order IF NOT EXISTS FOR (n:ServiceRequest) REQUIRE n.order_id IS UNIQUE;
CREATE INDEX service_requests_of_buyer IF NOT EXISTS FOR (n:ServiceRequest) ON (n.buyer_id, n.id);
CREATE INDEX service_requests_of_provider IF NOT EXISTS FOR (n:ServiceRequest) ON (n.provider_id, n.id);
CREATE INDEX service_requests_by_state IF NOT EXISTS FOR (n:ServiceRequest) ON (n.state, n.id);
CREATE INDEX service_requests_due IF NOT EXISTS FOR (n:ServiceRequest) ON (n.due_at);
CREATE CONSTRAINT featured_place IF NOT EXISTS FOR (n:FeaturedPlace) REQUIRE n.request_id IS UNIQUE;
CREATE INDEX featured_places IF NOT EXISTS FOR (n:FeaturedPlace) ON (n.area_id, n.kind, n.ends_at);
