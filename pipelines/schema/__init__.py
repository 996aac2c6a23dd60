"""The tables of a build: written once by build.py, read by the dashboard, never changed afterwards.

Facts without a statement of their own (facts/plain.py) take their columns from their contract.
"""
