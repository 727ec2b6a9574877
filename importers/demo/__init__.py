"""A made-up engineering community whose numbers behave like a real one's: heavy tails, seasons, newcomers, leavers."""
