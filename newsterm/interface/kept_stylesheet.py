"""A style sheet that parses nothing twice."""

from textual.css.stylesheet import Stylesheet


class KeptStylesheet(Stylesheet):
    """Textual parses all sheets anew, in a fresh copy, whenever a theme is set: at the start too, for nothing.

    Here what was parsed is kept for as long as the theme's variables are the same.

    Args:
        variables: of the theme that the program starts with.
    """

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._mine = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        """Set the variables; where they are others, everything is to be parsed anew."""
        if variables != self._mine:
            self._mine = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        """Parse what has not been parsed with these variables."""
        self.parse()
