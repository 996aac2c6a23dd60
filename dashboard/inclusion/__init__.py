"""Seats, roles and voices, and whether local partners are treated as equals: what Inclusion and Equality say."""
