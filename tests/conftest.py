from __future__ import annotations

from hypothesis import HealthCheck, settings

# No test is timed: a slow machine is no failure.
settings.register_profile("postil", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("postil")
