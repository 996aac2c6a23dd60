"""What the build says, shown to people. Nothing here computes an indicator."""
