"""Importers: real communities and a made-up one, read in batches that may be broken off and repeated at any point."""
