"""Documents that cannot fall behind: what the code has, they name; what they name, the code has."""

from __future__ import annotations

import argparse
import ast
import re
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import bothends
from bothends.core.assess.advice import ADVICE
from bothends.core.assess.indicators import INDICATORS, SUPPORTING
from bothends.core.assess.tactics import TACTICS
from bothends.core.assess.urgency import URGENCY
from bothends.core.findings import Findings
from bothends.core.report import Dropped, Person
from bothends.pages import PAGES, page
from bothends.web.access.roles import ROLES, Permission
from bothends.web.deskfolder import SETTINGS
from bothends.web.store.kept import KEPT, UNUSED

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "requirements").glob("*.md")]
)
PROMISES = [f"P{number}" for number in range(1, 15)]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_from_the_code_is_up_to_date(name: str) -> None:
    assert text(f"docs/{name}.md") == page(name), "Run: python -m bothends.pages"


@pytest.mark.parametrize("setting", [one.name for one in SETTINGS])
def test_every_setting_is_documented(setting: str) -> None:
    assert f"`{setting}` = " in text("docs/settings.md")


@pytest.mark.parametrize("name", [*(one.name for one in ROLES), *(one.name for one in Permission)])
def test_every_role_and_permission_is_documented(name: str) -> None:
    assert name in text("docs/roles.md")


def test_every_indicator_tactic_and_urgency_rule_is_documented() -> None:
    rows = [*INDICATORS, *SUPPORTING, *TACTICS, *URGENCY, *ADVICE]
    missing = [row.code for row in rows if f"- `{row.code}`" not in text("docs/indicators.md")]
    assert not missing


def test_every_command_and_every_argument_is_documented() -> None:
    from bothends.pages import cli

    said = text("docs/cli.md")
    for one in cli.commands(cli.parser()):
        section = said.partition(f"## `{one.name}`\n")[2].partition("\n## ")[0]
        assert section, one.name
        assert all(f"`{cli.shown(each)}`" in section for each in cli.arguments(one.parser)), one.name


def test_a_command_inside_a_command_is_found() -> None:
    from bothends.pages import cli

    top = argparse.ArgumentParser(prog="house")
    outer = top.add_subparsers().add_parser("outer")
    outer.add_subparsers().add_parser("inner").add_argument("--loud", metavar="HOW")
    [inner] = cli.commands(top)
    assert inner.name == "house outer inner"
    assert [cli.shown(each) for each in cli.arguments(inner.parser)] == ["--loud HOW"]


def test_every_key_that_read_prints_is_documented() -> None:
    from bothends.cli.read import as_json
    from bothends.core.read import Reading
    from bothends.pages import shapes

    printed = as_json(Reading("plain_text", None, 0, 0, Findings(), Person(), Dropped()))
    assert set(printed) == set(shapes.READ)
    assert set(printed["record"]) == set(shapes.RECORD)


def test_every_key_that_route_prints_is_documented() -> None:
    from bothends.core.refer import routing
    from bothends.pages import shapes

    assert {one.name for one in fields(routing.Routing)} == set(shapes.ROUTING)
    assert {one.name for one in fields(routing.Route)} == set(shapes.ROUTE)


def test_every_stored_column_has_a_meaning_and_no_meaning_is_left_over() -> None:
    from bothends.pages.stored import columns_of, models

    stored = {name: set(columns_of(model)) for name, model in models().items() if name not in UNUSED}
    assert stored == {one.model: {column.name for column in one.columns} for one in KEPT}


def test_every_sealed_column_says_which_key_opens_it_and_no_clear_one_does() -> None:
    from bothends.pages.stored import columns_of, models

    how = {
        (name, column): kind for name, model in models().items() for column, kind in columns_of(model).items()
    }
    for table in KEPT:
        for column in table.columns:
            assert bool(column.opened_by) == (how[table.model, column.name] == "sealed"), column


def test_the_twelve_items_about_a_person_are_described() -> None:
    from bothends.pages.stored import TWELVE_ITEMS

    assert [one.field for one in TWELVE_ITEMS] == [one.name for one in fields(Person)]
    assert len(TWELVE_ITEMS) == 12


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_every_link_within_the_repository_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    gone = [one for one in links if "://" not in one and not (document.parent / one).exists()]
    assert not gone


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_no_document_names_an_index_or_a_path_of_somebodys_machine(document: Path) -> None:
    # Put together here, so that this file does not hold what it looks for.
    forbidden = (
        "pypi" + ".org",
        "pythonhosted" + ".org",
        "index" + "-url http",
        "/ho" + "me/",
        "/ro" + "ot/",
        "/wo" + "rk/",
    )
    said = document.read_text(encoding="utf-8")
    assert not [one for one in forbidden if one in said]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_lines_are_short_and_nobody_shouts(document: Path) -> None:
    lines = document.read_text(encoding="utf-8").splitlines()
    prose = [line for line in lines if not line.startswith("    ")]
    assert not [line for line in lines if len(line) > 120]
    assert not [line for line in prose if re.search(r"\w!(\s|$)", line)]


def test_the_newest_version_of_the_changes_is_the_one_of_the_package() -> None:
    versions = re.findall(
        r"^## (\S+) \((?:unreleased|\d{4}-\d\d-\d\d)\)$", text("CHANGELOG.md"), re.MULTILINE
    )
    assert versions[0] == bothends.__version__


@pytest.mark.parametrize("promise", PROMISES)
def test_every_promise_stands_in_the_threat_model_with_its_test_or_not_yet(promise: str) -> None:
    rows = re.findall(rf"^\| {promise} \| ([^|]+) \| ([^|]+) \|$", text("docs/threat-model.md"), re.MULTILINE)
    assert len(rows) == 1
    guards = re.findall(r"`(tests/\S+\.py)`", rows[0][1])
    assert guards or rows[0][1].strip().startswith("not yet")
    assert all((ROOT / one).exists() for one in guards)


def test_every_test_file_that_the_threat_model_names_exists() -> None:
    named = set(re.findall(r"`(tests/\S+\.py)`", text("docs/threat-model.md")))
    assert {one for one in named if not (ROOT / one).exists()} == set()


def test_every_test_of_a_promise_is_named_in_the_threat_model() -> None:
    said = text("docs/threat-model.md")
    tests = (ROOT / "tests" / "invariants").glob("test_*.py")
    assert [one.name for one in tests if one.name not in said] == []


def straight_line() -> list[str]:
    """The paragraphs and list items of docs/index.md, each folded to one line."""
    body = text("docs/index.md").partition("\n## Documents")[0]
    return [" ".join(part.split()) for part in re.split(r"\n\n|\n(?=\d+\. |- )", body)]


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a Python file defines at its top, and the methods of its classes."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {one.id for one in targets if isinstance(one, ast.Name)}
    return frozenset(found)


@pytest.mark.parametrize(
    "item", [one for one in straight_line() if "`bothends/" in one], ids=lambda one: one[:40]
)
def test_every_file_and_function_of_the_straight_line_exists(item: str) -> None:
    file: Path | None = None
    for span in re.findall(r"`([^`]+)`", item):
        if span.startswith("bothends/"):
            file = ROOT / span
            assert file.exists(), span
        elif re.fullmatch(r"[A-Z_]{4,}|[A-Z][A-Za-z]+|[a-z_]+\(\)", span) and file and file.suffix == ".py":
            assert span.removesuffix("()") in names_in(file), f"{span} is not in {name_of(file)}"
