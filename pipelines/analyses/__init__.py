"""What lies between and behind the numbers: how groups differ, how times differ, who works with whom, where money flows."""
