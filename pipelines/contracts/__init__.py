"""What every fact must look like, one declaration per table; rows that do not fit go to quarantine."""
