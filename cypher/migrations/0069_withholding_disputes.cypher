// Disputes by the subscription whose period they withhold: it is given again when the last of them is won.
CREATE INDEX disputes_withholding IF NOT EXISTS FOR (n:Dispute) ON (n.withholds);
// Orders of a subscription, the latest first.
CREATE INDEX orders_of_subscription IF NOT EXISTS FOR (n:Order) ON (n.subscription_id, n.id);
MATCH (dispute:Dispute) WHERE dispute.state <> 'WON'
MATCH (order:Order {id: dispute.order_id})
MATCH (sub:Subscription {id: order.subscription_id}) WHERE dispute.opened_at >= sub.period_start
SET dispute.withholds = sub.id;
