"""The final evaluation."""
