"""The user's own records: the file of ``--senders``, or the one in the user's configuration folder."""

from __future__ import annotations

import os
import sys

from triage.catalog import Catalog, load_catalog
from triage.errors import DataErrors, InputError, TriageError

FOLDER, FILE = "triage-sms", "senders.yaml"
NONE = "none"
HELP = "Your own records (YAML) over the register; none leaves out those of your configuration folder."


def catalog_with(senders: str | None) -> Catalog:
    """The catalog, with the records of the file ``senders`` over it.

    Without a file it is ``senders.yaml`` in the user's configuration folder, where there is one; ``none`` is no file at
    all. Errors: ``InputError`` when the file cannot be read, ``TriageError`` with every fault in it.
    """
    catalog = load_catalog()
    if senders == NONE:
        return catalog
    name = senders if senders is not None else own_file()
    if name is None:
        return catalog
    from triage.catalog.overlay import overlaid
    from triage.cli.source import from_file

    try:
        content = from_file(name).text
    except InputError as error:
        raise InputError(
            error.what, place=name, effect="nothing was checked", hint=f"--senders {NONE} does without"
        ) from None
    try:
        return overlaid(catalog, content, os.path.basename(name))
    except DataErrors as error:
        raise TriageError(f"{error}\nnothing was answered; --senders {NONE} does without these records") from None


def own_file() -> str | None:
    """The user's own records in the configuration folder, None when there are none."""
    folder = config_folder()
    place = os.path.join(folder, FOLDER, FILE) if folder else ""
    return place if place and os.path.lexists(place) else None


def config_folder() -> str | None:
    """The folder of the user's settings on this platform; None when there is none."""
    home = os.path.expanduser("~")
    if os.environ.get("XDG_CONFIG_HOME"):
        folder = os.environ["XDG_CONFIG_HOME"]
    elif sys.platform == "win32":
        folder = os.environ.get("APPDATA", "")
    else:
        folder = os.path.join(home, "Library/Application Support" if sys.platform == "darwin" else ".config")
    return folder if os.path.isabs(folder) else None
