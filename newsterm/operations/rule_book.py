"""All rules that there are: those of rules.toml first, then the library's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsterm.model.errors import NotFoundError
from newsterm.model.rule import Rule
from newsterm.operations.context import Context
from newsterm.operations.rule_checks import RuleError, check_query
from newsterm.operations.rules_file import RulesFile, read_rules_file
from newsterm.operations.wording import quoted
from newsterm.storage import rules as rules_storage
from newsterm.text.terminal_safety import make_safe_line


@dataclass(frozen=True, slots=True)
class RuleBook:
    """The rules in the order in which they act."""

    rules: tuple[Rule, ...]
    """All that can work, those switched off among them."""
    problems: tuple[str, ...]
    """Sentences on what was left out."""
    lines: Mapping[str, int]
    """By the name of a rule of the file: the line where it begins. The others are the library's."""

    @property
    def working(self) -> list[Rule]:
        """Those that are switched on."""
        return [rule for rule in self.rules if rule.enabled]

    @property
    def scoring(self) -> list[Rule]:
        """Those that are switched on and give or take points."""
        return [rule for rule in self.working if rule.score]

    def find(self, name: str) -> Rule:
        """The rule of a name, in whatever case it is written.

        Raises:
            NotFoundError: there is none.
        """
        found = find_name(name, [rule.name for rule in self.rules])
        return next(rule for rule in self.rules if rule.name == found)


def find_name(name: str, names: Sequence[str]) -> str:
    """The name of a rule among those that are known, in whatever case it is written.

    Raises:
        NotFoundError: there is none.
    """
    wanted = " ".join(name.split())
    if wanted in names:
        return wanted
    for known in names:
        if known.casefold() == wanted.casefold():
            return known
    from newsterm.query.names import nearest

    near = nearest(name, names)
    hint = f" Did you mean {quoted(near)}?" if near else ""
    raise NotFoundError(f"No rule is called {quoted(make_safe_line(name))}.{hint}")


def rule_book(ctx: Context) -> RuleBook:
    """Read all rules anew."""
    reader = ctx.library.reader()
    written = RulesFile() if ctx.rules_file is None else read_rules_file(ctx.rules_file, reader)
    kept = rules_storage.all_rules(reader)
    problems = list(written.problems)
    names = {rule.name for rule in kept}
    rules = []
    for rule in written.rules:
        if rule.name in names:
            where = f"{ctx.rules_file}, line {written.lines.pop(rule.name)}"
            problems.append(
                f"{where}: a rule of the library is called {quoted(rule.name)} already; give this one another name."
            )
        else:
            rules.append(rule)
    for rule in kept:
        try:
            check_query(reader, rule)
        except RuleError as error:
            problems.append(f"Rule {quoted(rule.name)} is left out: {str(error)[:1].lower()}{str(error)[1:]}")
        else:
            rules.append(rule)
    return RuleBook(tuple(rules), tuple(problems), written.lines)
