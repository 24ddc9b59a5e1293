"""``triage batch --summary FILE.{json,html}``: the counts of a run that may be shown to anybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from triage.batch.extras import put
from triage.batch.manifest import Input
from triage.batch.summary.suppress import LEAST
from triage.batch.summary.tally import Counts
from triage.catalog.catalog import Catalog

NAME = "summary"
FORMS = ("json", "html")


class Reviews(NamedTuple):
    """What people found. ``rules``: by rule, as ``triage.review/1`` has them, ``missed`` too.

    ``enough``: decided rows below which there is no rate. ``sheets``: the hashes of the sheets and of their manifests.
    """

    rules: Mapping[str, Mapping[str, Any]]
    missed: Mapping[str, Any] | None
    enough: int
    sheets: tuple[str, ...]


class Summary(NamedTuple):
    """The extra of a run: which files by form (see ``FORMS``), the language of the page, what is said of the inputs."""

    targets: Mapping[str, Path]
    lang: str
    as_of: date
    inputs: tuple[Input, ...]
    reviews: Reviews | None = None
    name: str = NAME

    def settings(self) -> Mapping[str, Any]:
        """All that decides its bytes."""
        return {
            "forms": sorted(self.targets),
            "lang": self.lang,
            "least": LEAST,
            "sheets": list(self.reviews.sheets) if self.reviews else [],
        }

    def fresh(self, catalog: Catalog) -> Tally:
        """Nothing counted yet."""
        return Tally(self, catalog)


class Tally(Counts):
    """The counts of a run, and the files they become."""

    def __init__(self, of: Summary, catalog: Catalog) -> None:
        super().__init__(catalog)
        self._of = of

    def finish(self) -> Mapping[str, Any]:
        """Write the files; what the manifest says of them."""
        from triage.batch.summary.figures import summary

        record = summary(self, self._catalog, self._of)
        contents = {"json": lambda: written(record), "html": lambda: self._page(record)}
        files = [put(path, contents[form]().encode("utf-8")) for form, path in sorted(self._of.targets.items())]
        return {"outputs": files}

    def _page(self, record: Mapping[str, Any]) -> str:
        from triage.batch.summary.page import page

        return page(record, self._catalog, self._of.lang)


def written(record: Mapping[str, Any]) -> str:
    """The text of a ``triage.summary/1``."""
    return json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
