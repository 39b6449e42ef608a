"""What a rule does to articles: its events, and the words for them and for what is wrong with it."""

from collections.abc import Sequence

from newsterm.model.event import AWAKE, EventKind
from newsterm.model.rule import Rule
from newsterm.operations.wording import counted, listed, quoted
from newsterm.storage.journal import Draft


def drafts_of(rule: Rule, ids: Sequence[int]) -> list[Draft]:
    """The events that a rule's marks on articles are."""
    payload = {"articles": list(ids)}
    awake = {**payload, "until": AWAKE}
    drafts = [Draft(EventKind.READ, payload)] if rule.read or rule.archive else []
    drafts += [Draft(EventKind.TAGGED, {**payload, "tag": tag}) for tag in rule.tag]
    if rule.star:
        drafts.append(Draft(EventKind.STARRED, payload))
    if rule.later:
        drafts += [Draft(EventKind.LATER, payload), Draft(EventKind.UNARCHIVED, payload)]
    if rule.archive:
        drafts += [Draft(EventKind.ARCHIVED, payload), Draft(EventKind.NOT_LATER, payload)]
    if rule.later or rule.archive:
        drafts.append(Draft(EventKind.SNOOZED, awake))
    return drafts


def label_of(rule: Rule, changed: Sequence[int]) -> str:
    """What a rule did: "rule “Iran watch” tagged 12 articles #iran"."""
    number = counted(len(changed), "article")
    tags = " ".join(f"#{tag}" for tag in rule.tag)
    verbs = [word for word, does in _VERBS.items() if getattr(rule, does) and not (does == "read" and rule.archive)]
    if not verbs:
        return f"rule {quoted(rule.name)} tagged {number} {tags}"
    return f"rule {quoted(rule.name)} {listed([*([f'tagged {tags}'] if tags else []), *verbs])} {number}"


def does_words(rule: Rule) -> str:
    """All that a rule does, short: "#iran, star, +20, notify"."""
    words = [f"#{tag}" for tag in rule.tag]
    words += [does for does in _VERBS.values() if getattr(rule, does)]
    if rule.score:
        fades = " fading" if rule.half_life_days is not None else ""
        words.append(f"{signed(rule.score)}{fades}")
    return ", ".join(words + ["notify"] * rule.notify)


def stopped_words(name: str, why: str) -> str:
    """The sentence on a rule that took too long, from what it did after its name in a sentence."""
    return f"Rule {quoted(name)} {why}; make its query simpler."


def signed(points: int) -> str:
    """Points with their sign: "+20", "−5", "0"."""
    return f"+{points:,}" if points > 0 else f"{points:,}".replace("-", "−")


_VERBS = {"starred": "star", "put aside": "later", "archived": "archive", "marked read": "read"}
"""What was done, by the field of a rule that does it."""
