"""The flags of a plain ``triage check`` without typer, whose import takes longer than the answer.

Whatever is not plain (help, an unknown flag, a flag without a value, another command) is left to typer.
"""

from __future__ import annotations

from triage.cli.answer import Options

SHORT = {"-f": "--file"}
FIELDS = {"--" + name.replace("_", "-"): name for name in Options._fields}
SWITCHES = frozenset(flag for flag, name in FIELDS.items() if isinstance(Options._field_defaults[name], bool))
REPEATED = frozenset(flag for flag, name in FIELDS.items() if isinstance(Options._field_defaults[name], tuple))


def plain_check(arguments: list[str]) -> tuple[tuple[str, ...], Options] | None:
    """The words and flags of ``triage check …`` (or of ``triage`` alone), None when the call is not plain.

    >>> plain_check(["check", "text", "--json"])[1].json
    True
    >>> plain_check(["check", "--nonsense"]) is None
    True
    """
    if not arguments:
        return (), Options()
    if arguments[0] != "check":
        return None
    words: list[str] = []
    found: dict[str, object] = {}
    rest = iter(arguments[1:])
    for one in rest:
        if one == "-" or not one.startswith("-"):
            words.append(one)
            continue
        flag, equals, value = one.partition("=")
        flag = SHORT.get(flag, flag)
        if flag not in FIELDS or (equals and flag in SWITCHES):
            return None
        name = FIELDS[flag]
        if flag in SWITCHES:
            found[name] = True
            continue
        if not equals:
            following = next(rest, None)
            if following is None:
                return None
            value = following
        found[name] = (*(found.get(name) or ()), value) if flag in REPEATED else value  # type: ignore[misc]
    return tuple(words), Options(**found)  # type: ignore[arg-type]
