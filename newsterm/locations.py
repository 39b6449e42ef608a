"""Where newsterm keeps its files on this machine: configuration, library, logs."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs


@dataclass(frozen=True, slots=True)
class Locations:
    """The places of one installation's files; none of them need exist yet."""

    library: Path
    """The directory that holds library.db."""
    configuration: Path
    """The file config.toml."""
    log: Path
    """The log file."""
    data_dir: Path | None = None
    """The directory given with --data-dir, None for the platform's own places."""

    @property
    def rules(self) -> Path:
        """The file rules.toml, beside config.toml."""
        return self.configuration.with_name("rules.toml")


def locate(data_dir: Path | None = None) -> Locations:
    """Return the places of the files: the platform's own, or all of them under `data_dir`."""
    if data_dir is not None:
        root = data_dir.expanduser().absolute()
        return Locations(root, root / "config.toml", root / "newsterm.log", root)
    return Locations(
        library=Path(platformdirs.user_data_path("newsterm", appauthor=False)),
        configuration=Path(platformdirs.user_config_path("newsterm", appauthor=False)) / "config.toml",
        log=Path(platformdirs.user_log_path("newsterm", appauthor=False)) / "newsterm.log",
    )
