"""What partners said in the surveys: what Principles and Survey say."""
