// Orders by when they were paid: segments go by what members brought of late.
CREATE INDEX orders_by_payment IF NOT EXISTS FOR (n:Order) ON (n.paid_at);
