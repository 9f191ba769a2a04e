"""Helpers for both the mid-term and the final evaluation."""
