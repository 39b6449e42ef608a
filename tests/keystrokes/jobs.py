"""The jobs, with the keys that they take.

newsboat's keys are those of its `doc/keycmds.dsv` (August 2026), eilmeldung's those of its `docs/keybindings.md`,
`docs/commands.md` and `docs/queries.md` (1.4.3); both with nothing configured, and at their best: queries as short as
they can be, bulk ways where there are some, prompts answered with one key. "" means that it cannot be done from the
keyboard, or not without editing a file first.
"""

from dataclasses import dataclass

from tests.keystrokes.strokes import strokes


@dataclass(frozen=True, slots=True)
class Job:
    """One job. Keys are written as `strokes` reads them."""

    name: str
    newsterm: str
    newsboat: str
    eilmeldung: str

    def row(self) -> str:
        """The job as a row of the README's table."""
        counts = (str(len(strokes(keys))) if keys else "–" for keys in (self.newsterm, self.newsboat, self.eilmeldung))
        return f"| {self.name} | {' | '.join(counts)} |"


JOBS = (
    Job(
        "Triage 50 stories: star 3, tag 2 `iran`, archive the other 45",
        "e*20 s*3 x*2 t 'iran' enter e*25",
        "N*20 down*20 ctrl+e 's' enter down ctrl+e 's' enter down ctrl+e 's' enter down ctrl+e 'i' enter down"
        " ctrl+e 'i' enter down N*25 down*25",
        "r*20 m j m j m j f*2 t 'iran' enter r*25",
    ),
    Job(
        "Find last week's stories that name Iran in two of the feeds",
        "/ 'iran feed:(gulf,wire) age<1w' enter",
        'F \'content =~ "iran" and feedtitle =~ "gulf|wire" and age < 8\' enter',
        "= 'all:iran feed:/gulf|wire/ newer:\"1 week\"' enter",
    ),
    Job("Take back yesterday's marking of everything as read, though more was done since", "H / '50' enter u", "", ""),
    Job("Make a rule that tags what names Iran when it comes", "/ 'iran' enter ! 'iran' enter", "", ""),
    Job("Mark what stands above as read", "{", "", "0 r y"),
    Job("Mark the whole list as read, and take it back", "A u", "", "R y ctrl+z"),
    Job(
        "Tag all unread stories whose title names Iran",
        "& 'title:iran' enter t 'iran' enter",
        "",
        "t 'iran title:iran unread' enter",
    ),
    Job("Open the twelfth link of the story", "f e", "# '12' enter", "; ; 'dx'"),
    Job(
        "Mark what is older than two weeks as read",
        "O '2w' enter",
        "F 'age > 14' enter A ctrl+f",
        "alt+r 'older:\"2 weeks\"' enter",
    ),
    Job("Put a story away until Monday", "Z 'mon' enter", "", ""),
)


def table() -> str:
    """The README's table."""
    head = "| job | newsterm | newsboat | eilmeldung |\n|---|---|---|---|\n"
    return head + "\n".join(job.row() for job in JOBS) + "\n"
