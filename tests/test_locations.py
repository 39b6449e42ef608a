"""Where files go, and the log that is nobody's business but the user's."""

import logging
from pathlib import Path

from newsterm.locations import locate
from newsterm.logs import logging_to


def test_a_data_dir_holds_everything(tmp_path):
    places = locate(tmp_path / "here")
    assert {places.library, places.configuration.parent, places.log.parent, places.data_dir} == {tmp_path / "here"}


def test_the_platforms_places_are_newsterms_own():
    places = locate()
    assert places.data_dir is None
    assert places.library.is_absolute()
    assert places.library.name == "newsterm"
    assert places.configuration.name == "config.toml"


def test_what_is_logged_goes_to_the_file_that_only_its_owner_reads(tmp_path, capfd):
    log = tmp_path / "logs" / "newsterm.log"
    with logging_to(log):
        assert not log.exists()
        logging.getLogger("any").warning("something odd")
    assert "something odd" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600
    assert capfd.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_is_no_trouble(tmp_path, capfd):
    (tmp_path / "file").write_text("")
    for log in (tmp_path / "file" / "newsterm.log", Path("/dev/full")):
        with logging_to(log):
            logging.getLogger("any").warning("something odd")
    assert capfd.readouterr() == ("", "")
