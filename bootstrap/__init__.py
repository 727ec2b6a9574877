"""Set-up: from a bare Python to all that `make run` and `make test` need.

Standard library only, for it runs before anything is installed.
"""
