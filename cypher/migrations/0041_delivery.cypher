// Decisions on ads, what was counted of them by cell and by day, what didn't count, and who clicks how often.
CREATE CONSTRAINT ad_decision_id IF NOT EXISTS FOR (n:AdDecision) REQUIRE n.id IS UNIQUE;
CREATE INDEX ad_decisions_of_user IF NOT EXISTS FOR (n:AdDecision) ON (n.user_id, n.flight_id, n.decided_at);
CREATE INDEX ad_decisions_of_flight IF NOT EXISTS FOR (n:AdDecision) ON (n.flight_id, n.decided_at);
CREATE INDEX ad_decisions_by_age IF NOT EXISTS FOR (n:AdDecision) ON (n.decided_at);
CREATE CONSTRAINT delivery_cell_key IF NOT EXISTS FOR (n:DeliveryCell) REQUIRE n.key IS UNIQUE;
CREATE INDEX delivery_of_campaign IF NOT EXISTS FOR (n:DeliveryCell) ON (n.campaign_id, n.date);
CREATE INDEX delivery_of_ad IF NOT EXISTS FOR (n:DeliveryCell) ON (n.ad_id, n.date);
CREATE INDEX delivery_by_day IF NOT EXISTS FOR (n:DeliveryCell) ON (n.date);
CREATE CONSTRAINT flight_day_key IF NOT EXISTS FOR (n:FlightDay) REQUIRE n.key IS UNIQUE;
CREATE INDEX flight_days_open IF NOT EXISTS FOR (n:FlightDay) ON (n.open_on, n.flight_id);
CREATE INDEX flight_days_of_flight IF NOT EXISTS FOR (n:FlightDay) ON (n.flight_id, n.date);
CREATE CONSTRAINT invalid_act_id IF NOT EXISTS FOR (n:InvalidAct) REQUIRE n.id IS UNIQUE;
CREATE INDEX invalid_acts_by_age IF NOT EXISTS FOR (n:InvalidAct) ON (n.at);
CREATE CONSTRAINT conversion_key IF NOT EXISTS FOR (n:Conversion) REQUIRE n.key IS UNIQUE;
CREATE INDEX conversions_of_decision IF NOT EXISTS FOR (n:Conversion) ON (n.decision_id);
CREATE CONSTRAINT ad_client_key IF NOT EXISTS FOR (n:AdClient) REQUIRE n.key IS UNIQUE;
CREATE INDEX ad_clients_by_age IF NOT EXISTS FOR (n:AdClient) ON (n.at);
