"""The reading screen is made of many classes of actions; none takes a name from another by accident."""

from newsterm.interface.screens.reading import ReadingScreen


def test_no_two_classes_of_actions_have_a_private_name_in_common() -> None:
    owners: dict[str, list[str]] = {}
    for kind in ReadingScreen.__mro__:
        if kind.__module__.startswith("newsterm.interface.actions"):
            for name in vars(kind):
                if name.startswith("_") and not name.startswith("__"):
                    owners.setdefault(name, []).append(kind.__name__)
    textual = {"_merged_bindings", "_css_type_names", "_css_type_name", "_computed_reactives", "_decorated_handlers"}
    textual |= {"_computes", "_inherit_bindings", "_inherit_css", "_inherit_component_classes", "_reactives"}
    assert {name: kinds for name, kinds in owners.items() if len(kinds) > 1 and name not in textual} == {}
