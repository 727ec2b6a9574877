"""The GraphQL shapes of Stoa and the engine that serves them."""
