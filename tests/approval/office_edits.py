"""Edit a form in a running LibreOffice over UNO, as a person would. Runs under the system's Python (python3-uno).

usage: office_edits.py PORT FORM TARGET EDIT...
"""

import os
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException


def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made


def desktop(port):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={port};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not start")


def find(document, words):
    search = document.createSearchDescriptor()
    search.SearchString = words
    found = document.findFirst(search)
    if found is None:
        raise SystemExit(f"not found: {words}")
    return found


def typed(document, old, new):
    found = find(document, old)
    found.Text.createTextCursorByRange(found).setString(new)


def remark(document, words, text):
    found = find(document, words)
    note = document.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author, note.Content = "Sjors Kamp", text
    found.Text.insertTextContent(found, note, True)


def without_paragraph(document, words):
    found = find(document, words)
    cursor = found.Text.createTextCursorByRange(found)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.setString("")


def emptied(document, words):
    found = find(document, words)
    cursor = found.Text.createTextCursorByRange(found)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.setString("")


def split(document, words):
    found = find(document, words)
    found.Text.insertControlCharacter(found.getStart(), 0, False)


def items(access):
    enumeration = access.createEnumeration()
    while enumeration.hasMoreElements():
        yield enumeration.nextElement()


def controls(text):
    """Every content control of a text, those in tables included."""
    for part in items(text):
        if part.supportsService("com.sun.star.text.TextTable"):
            for name in part.CellNames:
                yield from controls(part.getCellByName(name))
        elif part.supportsService("com.sun.star.text.Paragraph"):
            yield from (
                portion.ContentControl for portion in items(part) if portion.TextPortionType == "ContentControl"
            )


def control(document, number):
    """The control with this number in the document: LibreOffice 7.4 knows no other name of it."""
    return list(controls(document.Text))[int(number)]


def written(one, words):
    cursor = one.createTextCursor()
    cursor.gotoStart(False)
    cursor.gotoEnd(True)
    cursor.setString(words)


def ticked(document, number):
    one = control(document, number)
    one.Checked = True
    written(one, "☒")


def ticked_by_value_only(document, number):
    control(document, number).Checked = True


def filled(document, number, words):
    written(control(document, number), words)


EDITS = {
    "typed": typed, "remark": remark, "without": without_paragraph, "emptied": emptied, "split": split, "ticked": ticked,
    "value": ticked_by_value_only, "filled": filled,
}  # fmt: skip


def main():
    port, form, target, edits = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4:]
    office = desktop(port)
    document = office.loadComponentFromURL(form.as_uri(), "_blank", 0, (value("Hidden", True),))
    try:
        for edit in edits:
            name, *arguments = edit.split("|")
            if name == "track":
                document.RecordChanges = arguments[0] == "on"
            else:
                EDITS[name](document, *arguments)
        document.storeToURL(target.as_uri(), (value("FilterName", "MS Word 2007 XML"),))
    finally:
        document.close(True)


main()
sys.stdout.flush()
os._exit(0)  # the bridge to LibreOffice sometimes crashes while Python takes itself down, when all is saved
