"""``triage batch --summary``: which files, and what review sheets say of the rules."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from triage.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from triage.batch.manifest import Input
    from triage.batch.summary import Reviews, Summary

EFFECT = "nothing was assessed"
PAGE = "html"


class Asked(NamedTuple):
    """What is asked for: files by form, the language of the page, and what people found."""

    targets: dict[str, Path]
    lang: str
    reviews: Reviews | None


def asked_of(files: list[str], sheets: list[str], lang: str) -> Asked | None:
    """What ``--summary`` and ``--reviewed`` say; None when nothing is asked. InputError when it cannot be had."""
    from triage.batch.summary import FORMS

    if not files:
        if sheets:
            what = "review sheets are for a summary"
            raise InputError(what, place="--reviewed", effect=EFFECT, hint="add --summary FILE.html")
        return None
    targets: dict[str, Path] = {}
    for name in files:
        path = Path(name)
        form = path.suffix.lower().removeprefix(".")
        if form not in FORMS or form in targets:
            hint = "name one FILE.json, one FILE.html, or both"
            raise InputError("cannot be a summary", place=f"--summary {path.name}", effect=EFFECT, hint=hint)
        if path.is_dir() or not path.absolute().parent.is_dir():
            hint = "name a file in a folder that exists"
            raise InputError("cannot be written", place=name, effect=EFFECT, hint=hint)
        targets[form] = path.absolute()
    if PAGE in targets:
        from triage.batch.summary.charts import available

        available()
    return Asked(targets, "en" if lang == "en" else "zh", reviews_of(sheets) if sheets else None)


def summary_of(asked: Asked, as_of: date, inputs: tuple[Input, ...], output: Path | None) -> Summary:
    """The extra of a run. InputError when it would be written over the output."""
    from triage.batch.summary import Summary

    if output is not None and any(path.resolve() == output for path in asked.targets.values()):
        raise InputError("is the output itself", place="--summary", effect=EFFECT, hint="name another file")
    return Summary(asked.targets, asked.lang, as_of, inputs, asked.reviews)


def reviews_of(sheets: list[str]) -> Reviews:
    """What filled in sheets say, with the weights of the manifests that lie beside them."""
    from triage.batch.summary import Reviews
    from triage.cli.evaluate import content_of, manifest_beside, place_of
    from triage.evaluate.review import review_of
    from triage.evaluate.sheet import ENOUGH, is_sheet, reviewed
    from triage.evaluate.weights import strata_in

    contents = {name: content_of(name) for name in sheets}
    for name, content in contents.items():
        if not is_sheet(content):
            hint = "give a sheet of --sample that was filled in"
            raise InputError("not a review sheet", place=place_of(name), effect=EFFECT, hint=hint)
    manifests = {name: content for sheet in sheets for name, content in manifest_beside(sheet)}
    review = review_of(
        (reviewed(content, place_of(name)) for name, content in contents.items()),
        (strata_in(content, place_of(name)) for name, content in manifests.items()),
    ).as_dict()
    hashes = tuple(sorted(sha256(content).hexdigest() for content in (*contents.values(), *manifests.values())))
    return Reviews(review["rules"], review["missed"], ENOUGH, hashes)
