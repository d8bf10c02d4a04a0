"""What an operator watches. Labels never hold ids: their number is bounded by the code."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

_APPEND_BUCKETS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)


class Metrics:
    """One process's metrics, in a registry of their own so that several services can live in one test process."""

    def __init__(self, service: str) -> None:
        self.registry = CollectorRegistry()
        labels = {"service": service}
        self.commands = Counter(
            "huimin_commands_total", "Commands by outcome", ["command", "outcome"], registry=self.registry
        )
        self.refusals = Counter("huimin_refusals_total", "Refusals by slug", ["slug"], registry=self.registry)
        self.append_seconds = Histogram(
            "huimin_append_seconds", "Time of an append", buckets=_APPEND_BUCKETS, registry=self.registry
        )
        self.lag = Gauge("huimin_lag_events", "Events not yet followed", ["follower"], registry=self.registry)
        self.parked = Gauge("huimin_parked_events", "Events that a follower could not take", registry=self.registry)
        self.position = Gauge("huimin_log_position", "Head of the own log", registry=self.registry)
        Gauge("huimin_service", "Constant 1, names the service", ["service"], registry=self.registry).labels(
            **labels
        ).set(1)
