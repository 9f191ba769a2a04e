"""The mid-term evaluation."""
