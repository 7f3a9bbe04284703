"""Rows of HTCDS as CSV and as the Core workbook, and back. Columns are read by name, never by position."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
from openpyxl.styles import Font

from bothends.core.errors import BadInput
from bothends.core.exchange.htcds import SEVERAL, Row
from bothends.core.exchange.standard import BEYOND, BY_LABEL, CORE_ORDER, OURS, Standard

LARGEST = 10_000_000  # bytes of a file
UNPACKED = 60_000_000  # bytes of a workbook when unpacked
MOST_ROWS = 20_000
COUNTRIES = ("prs_Citizenship", "hte_Country")
# A spreadsheet runs a cell that begins so. An apostrophe before it makes it text, and is taken off on reading.
FORMULA = ("=", "@", "-", "\t", "\r", "+", "'")


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> bytes:
    """UTF-8 with the standard's names in the first line and system values in the others."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n", restval="")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _quoted(value) for name, value in row.items()})
    return out.getvalue().encode()


def to_xlsx(rows: Sequence[Row], standard: Standard, *, extension: bool = False) -> bytes:
    """The Core sheet laid out as the official template (names in hidden row 1, labels in row 2, from column B),
    with the labels its lists offer; what goes beyond the template stands in a sheet of its own."""
    book = openpyxl.Workbook()
    core, beyond = book.worksheets[0], book.create_sheet("Beyond Core")
    core.title = "Case Sheet"
    _sheet(core, rows, CORE_ORDER, standard)
    _sheet(beyond, rows, (*BEYOND, *(OURS if extension else ())), standard)
    day = datetime(2000, 1, 1)  # noqa: DTZ001  # the file says nothing of when it was made
    book.properties.created = book.properties.modified = day
    book.properties.creator = ""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Any, rows: Sequence[Row], names: Sequence[str], standard: Standard) -> None:
    for number, name in enumerate(names, 2):
        sheet.cell(1, number, name)
        label = standard.fields[name].label if name in standard.fields else name
        sheet.cell(2, number, label).font = Font(bold=True)
        for line, row in enumerate(rows, 3):
            cell = sheet.cell(line, number, _shown(name, row.get(name, ""), standard) or None)
            if cell.value is not None:
                cell.data_type = "s"  # text, whatever it begins with
    sheet.row_dimensions[1].hidden = True


def _shown(name: str, value: str, standard: Standard) -> str:
    """As the template's lists have it: labels, and countries by name."""
    if name in COUNTRIES:
        return standard.countries.get(value, value)
    if name in standard.fields and standard.fields[name].controlled:
        return SEVERAL.join(standard.label_of(name, one) for one in value.split(SEVERAL) if one)
    return value


def read(content: bytes, standard: Standard) -> list[Row]:
    """The rows of a CSV or a workbook, by the standard's names. Raises BadInput saying what to correct."""
    if len(content) > LARGEST:
        raise BadInput("The file is larger than 10 MB. Split it into several.")
    if content.startswith(b"PK"):
        return _from_xlsx(content, standard)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInput(
            "The file is neither a workbook nor a CSV in UTF-8. Save it as one of these."
        ) from None
    lines = csv.reader(io.StringIO(text, newline=""))
    return _rows(([_unquoted(cell) for cell in line] for line in lines), standard)


def _from_xlsx(content: bytes, standard: Standard) -> list[Row]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED:
                raise BadInput("The workbook is larger than 60 MB when unpacked. Split it into several.")
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise BadInput("The file is no workbook that can be opened. Save it as .xlsx or CSV.") from None
    found = _rows(_cells(book.worksheets[0]), standard)
    if "Beyond Core" in book.sheetnames:
        more = _rows(_cells(book["Beyond Core"]), standard, keep_empty=True)
        found = [row | (more[number] if number < len(more) else {}) for number, row in enumerate(found)]
    return found


def _cells(sheet: Any) -> Iterable[list[str]]:
    for row in sheet.iter_rows(values_only=True):
        yield [_text(value) for value in row]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


def _rows(lines: Iterable[Sequence[str]], standard: Standard, *, keep_empty: bool = False) -> list[Row]:
    reader = iter(lines)
    first = [one.strip() for one in next(reader, [])]
    if not any(first):
        raise BadInput("The first line names no column. Write the field names of HTCDS 2.0 there.")
    found: list[Row] = []
    names: list[str] | None = None
    for number, line in enumerate(reader):
        if names is None:
            labels = [one.strip() for one in line] if _is_labels(first, line, standard) else []
            names = _names(first, labels, standard)
            if labels:
                continue
        if number > MOST_ROWS:
            raise BadInput(f"The file has more than {MOST_ROWS} rows. Split it into several.")
        if keep_empty or any(cell.strip() for cell in line):
            found.append(_row(names, line))
    if names is None:
        _names(first, [], standard)
    return found


def _is_labels(first: Sequence[str], line: Sequence[str], standard: Standard) -> bool:
    """Whether the second line holds the template's visible labels, and is no case."""
    labels = {one.label for one in standard.fields.values()} | set(OURS)
    said = [cell.strip() for cell in line if cell.strip()]
    return len(said) > 1 and sum(cell in labels for cell in said) > len(said) / 2


def _names(first: Sequence[str], labels: Sequence[str], standard: Standard) -> list[str]:
    padded = [*labels, *[""] * (len(first) - len(labels))]
    return [
        standard.named(name) if name else BY_LABEL.get(label, "")
        for name, label in zip(first, padded, strict=False)
    ]


def _row(names: Sequence[str], line: Sequence[str]) -> Row:
    row = Row()
    for number, cell in enumerate(line):
        name = names[number] if number < len(names) else ""
        if name:
            row[name] = cell.strip()
        elif cell.strip():
            raise BadInput("A row has a value under no column name. Name the column or empty the cell.")
    return row


def _quoted(value: str) -> str:
    """E.164 numbers keep their plus: a plus and digits is a number to a spreadsheet, and no formula."""
    if value.startswith(FORMULA) and not (value[0] == "+" and value[1:].isdigit()):
        return f"'{value}"
    return value


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
