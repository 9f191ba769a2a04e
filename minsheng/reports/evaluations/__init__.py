"""What the mid-term and the final evaluation share."""
