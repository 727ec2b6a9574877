"""Rules of the community without I/O: records, ids, access, and the reference form of every formula."""
