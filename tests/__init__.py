"""Tests, arranged by what they promise."""
