"""Has LibreOffice Calc fill in a questionnaire the way a person does.

    fill.py SOFFICE QUESTIONNAIRE.xlsx CELLS.json OUTDIR STEM

CELLS.json is a list of [sheet, cell, kind, text], kind being "typed" for what is typed into the cell
and "text" for what is pasted as text. The result is OUTDIR/STEM.xlsx, OUTDIR/STEM-<sheet>.csv for
every sheet, and OUTDIR/report.json: which of the cells offer a list, and which would not be changed.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

# Comma, quote, UTF-8, from line 1, every sheet to a file of its own, cells as they are shown.
CSV = "44,34,76,1,,0,false,true,false,false,false,-1"


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.5)
    sys.exit("LibreOffice did not start within a minute")


def fill(book, cells):
    report = {"lists": [], "locked": []}
    for sheet, ref, kind, text in cells:
        cell = book.Sheets.getByName(sheet).getCellRangeByName(ref)
        if kind == "text":
            cell.String = text
        else:
            cell.setFormula(text)
        if cell.Validation.Type.value == "LIST":
            report["lists"].append(f"{sheet}!{ref}")
        if cell.CellProtection.IsLocked:
            report["locked"].append(f"{sheet}!{ref}")
    return report


def main(soffice, questionnaire, cells, out, stem):
    pipe = f"opframe-{os.getpid()}"
    url = lambda p: pathlib.Path(p).resolve().as_uri()
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [soffice, "--headless", "--norestore", "--nologo", f"-env:UserInstallation={url(profile)}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
        )
        try:
            desktop = connect(pipe).ServiceManager.createInstance("com.sun.star.frame.Desktop")
            book = desktop.loadComponentFromURL(url(questionnaire), "_blank", 0, (prop("Hidden", True),))
            report = fill(book, json.loads(pathlib.Path(cells).read_text("utf-8")))
            book.calculate()
            book.storeToURL(url(f"{out}/{stem}.xlsx"), (prop("FilterName", "Calc MS Excel 2007 XML"),))
            book.storeToURL(
                url(f"{out}/{stem}.csv"),
                (prop("FilterName", "Text - txt - csv (StarCalc)"), prop("FilterOptions", CSV)),
            )
            book.close(True)
            pathlib.Path(out, "report.json").write_text(json.dumps(report), "utf-8")
            desktop.terminate()
            office.wait(60)
        finally:
            if office.poll() is None:
                office.kill()
                office.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
