"""How sure is a number? Intervals and bounds for small, known memberships. The only place that uses scipy."""
