"""Which servers the store suite met in this run: told at its end, so that green hides no absent server."""

from dataclasses import dataclass, field


@dataclass
class Servers:
    """Servers by name, in the order in which they were met."""

    seen: dict[str, None] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)

    def ran_on(self, server: str) -> None:
        """Name with version and kind: `valkey 9.1 (embedded)`, `redis-server 7.0.15`, `redis:8 (container)`."""
        self.seen[server] = None

    def not_on(self, server: str, because: str) -> None:
        self.missed[server] = because

    def closing_line(self) -> str:
        """Empty when the suite was not part of the run."""
        if not self.seen and not self.missed:
            return ""
        line = f"store suite ran on: {', '.join(self.seen) or 'nothing'}"
        missed = [f"{server}, because {because}" for server, because in self.missed.items() if server not in self.seen]
        return f"{line} — not run: {'; '.join(missed)}" if missed else line


THIS_RUN = Servers()
ran_on = THIS_RUN.ran_on
not_on = THIS_RUN.not_on
