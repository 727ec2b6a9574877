"""What would have come of ads: logs of impressions judged anew, and days of made-up worlds lived through."""
