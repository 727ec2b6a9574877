"""What a field does: permission first, then one call into the graph. Plain async functions over a `Context`."""
