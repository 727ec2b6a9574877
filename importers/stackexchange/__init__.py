"""A Stack Exchange community, from the XML files of its data dump or from CSV files made of them."""

from importers.stackexchange.load import import_stackexchange, source_of

__all__ = ["import_stackexchange", "source_of"]
