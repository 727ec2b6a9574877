// Where orders are paid, what processors told, and payments that a bank took back.
CREATE CONSTRAINT checkout_of_order IF NOT EXISTS FOR (n:Checkout) REQUIRE n.order_id IS UNIQUE;
CREATE INDEX checkouts_to_ask IF NOT EXISTS FOR (n:Checkout) ON (n.state, n.ask_at);
CREATE CONSTRAINT payment_event IF NOT EXISTS FOR (n:PaymentEvent) REQUIRE n.key IS UNIQUE;
CREATE INDEX payment_events_by_state IF NOT EXISTS FOR (n:PaymentEvent) ON (n.state, n.received_at);
CREATE CONSTRAINT dispute_key IF NOT EXISTS FOR (n:Dispute) REQUIRE n.key IS UNIQUE;
CREATE INDEX disputes_of_order IF NOT EXISTS FOR (n:Dispute) ON (n.order_id);
