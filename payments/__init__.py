"""Payment processors: each an implementation of `domain.payment.Payments`, and the only place that knows its words."""
