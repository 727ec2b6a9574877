// What was sold by days, what members earned by the day of the sale, and what they are paid out.
CREATE CONSTRAINT sales_day IF NOT EXISTS FOR (n:SalesDay) REQUIRE (n.currency, n.day, n.kind, n.book) IS UNIQUE;
CREATE CONSTRAINT earning_day IF NOT EXISTS FOR (n:EarningDay) REQUIRE (n.account, n.currency, n.day) IS UNIQUE;
CREATE CONSTRAINT payout_id IF NOT EXISTS FOR (n:Payout) REQUIRE n.id IS UNIQUE;
CREATE INDEX payouts_of_member IF NOT EXISTS FOR (n:Payout) ON (n.user_id, n.state, n.id);
CREATE INDEX payouts_by_state IF NOT EXISTS FOR (n:Payout) ON (n.state, n.id);
CREATE INDEX payouts_by_asker IF NOT EXISTS FOR (n:Payout) ON (n.by, n.id);
CREATE INDEX balances_by_amount IF NOT EXISTS FOR (n:AccountBalance) ON (n.currency, n.amount_minor, n.account);
CREATE INDEX entries_by_kind IF NOT EXISTS FOR (n:LedgerEntry) ON (n.kind, n.at, n.id);
CREATE CONSTRAINT subscriber_day IF NOT EXISTS FOR (n:SubscriberDay) REQUIRE (n.currency, n.day) IS UNIQUE;
CREATE CONSTRAINT subscriber_span IF NOT EXISTS FOR (n:SubscriberSpan) REQUIRE n.key IS UNIQUE;
CREATE CONSTRAINT subscriber_span_open IF NOT EXISTS FOR (n:SubscriberSpan) REQUIRE n.open_id IS UNIQUE;
CREATE INDEX spans_of_subscription IF NOT EXISTS FOR (n:SubscriberSpan) ON (n.subscription_id);
CREATE INDEX spans_by_begin IF NOT EXISTS FOR (n:SubscriberSpan) ON (n.currency, n.since, n.key);
CREATE INDEX spans_by_end IF NOT EXISTS FOR (n:SubscriberSpan) ON (n.currency, n.until, n.key);
CREATE INDEX postings_by_entry IF NOT EXISTS FOR (n:Posting) ON (n.entry_id);
MATCH (entry:LedgerEntry)
WHERE entry.kind IN ['SALE', 'SALE_REFUNDED', 'DISPUTE', 'DISPUTE_WON', 'PAYOUT', 'PAYOUT_RETURNED', 'ESCROWED',
                     'ESCROW_RELEASED', 'ESCROW_RETURNED']
MATCH (posting:Posting {entry_id: entry.id})
WITH posting.currency AS currency, date(datetime({datetime: entry.at, timezone: 'Z'})) AS day, entry.kind AS kind,
     CASE WHEN posting.account STARTS WITH 'member:' THEN 'EARNINGS' WHEN posting.account STARTS WITH 'escrow:' THEN 'ESCROW'
       WHEN posting.account = 'outside' THEN 'OUTSIDE' WHEN posting.account = 'platform:tax' THEN 'TAX'
       WHEN posting.account = 'platform:fees' THEN 'FEES' WHEN posting.account = 'platform:sales' THEN 'SALES'
       ELSE 'OTHER' END AS book,
     sum(posting.amount_minor) AS amount, count(*) AS postings
MERGE (row:SalesDay {currency: currency, day: day, kind: kind, book: book})
SET row.amount_minor = amount, row.postings = postings;
MATCH (entry:LedgerEntry)
WHERE entry.kind IN ['SALE', 'SALE_REFUNDED', 'DISPUTE', 'DISPUTE_WON', 'ESCROWED', 'ESCROW_RELEASED', 'ESCROW_RETURNED']
MATCH (posting:Posting {entry_id: entry.id})
WHERE posting.account STARTS WITH 'member:'
OPTIONAL MATCH (refund:Refund {id: entry.about})
OPTIONAL MATCH (bought:Order {id: coalesce(refund.order_id, entry.about)})
WITH posting.account AS account, posting.currency AS currency, sum(posting.amount_minor) AS amount,
     date(datetime({datetime: coalesce(bought.paid_at, entry.at), timezone: 'Z'})) AS day
MERGE (row:EarningDay {account: account, currency: currency, day: day})
SET row.amount_minor = amount;
MATCH (subscription:Subscription)
WHERE subscription.period_end > subscription.period_start
  AND (subscription.trial_end IS NULL OR subscription.period_end <> subscription.trial_end)
MATCH (price:Price {id: subscription.price_id}) WHERE price.interval IN ['MONTH', 'YEAR']
WITH subscription, price, coalesce(subscription.trial_end, subscription.created_at) AS since,
     price.amount_minor * CASE price.interval WHEN 'MONTH' THEN 12 ELSE 1 END AS yearly
WITH subscription, price, since, yearly, CASE WHEN subscription.ended_at < since THEN since ELSE subscription.ended_at END AS until
MERGE (span:SubscriberSpan {key: subscription.id + ' ' + price.currency + ' before'})
SET span.subscription_id = subscription.id, span.tier_id = subscription.tier_id, span.currency = price.currency,
    span.yearly_minor = yearly, span.since = since, span.began = since, span.came_back = false,
    span.until = coalesce(until, datetime('9999-12-31T00:00:00Z')),
    span.open_id = CASE WHEN until IS NULL THEN subscription.id END,
    span.lost = coalesce(since < datetime.truncate('month', datetime({datetime: until, timezone: 'Z'})), false);
MATCH (span:SubscriberSpan)
UNWIND [{at: span.since, started: 1, ended: 0}, {at: span.until, started: 0, ended: 1}] AS moved
WITH span, moved WHERE moved.at < datetime('9999-12-31T00:00:00Z')
WITH span.currency AS currency, date(datetime({datetime: moved.at, timezone: 'Z'})) AS day,
     sum(moved.started) AS started, sum(moved.ended) AS ended,
     sum(CASE WHEN moved.ended = 1 AND span.lost THEN 1 ELSE 0 END) AS lost,
     sum(moved.started * span.yearly_minor) AS yearly_started, sum(moved.ended * span.yearly_minor) AS yearly_ended
MERGE (row:SubscriberDay {currency: currency, day: day})
SET row.started = started, row.ended = ended, row.lost = lost, row.yearly_started = yearly_started,
    row.yearly_raised = 0, row.yearly_lowered = 0, row.yearly_ended = yearly_ended;
