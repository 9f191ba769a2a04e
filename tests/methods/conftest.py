"""How the drawn cases are run: a busy machine is no failing test."""

from hypothesis import settings

settings.register_profile("methods", deadline=None)
settings.load_profile("methods")
