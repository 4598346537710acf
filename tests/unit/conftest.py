"""What all unit tests share: invented inputs are the same on every computer and at every run, no file keeps them."""

from hypothesis import settings

settings.register_profile("course", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("course")
