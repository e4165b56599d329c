"""What a screen reader gets of Keyrack's window over AT-SPI, as JSON on standard output; or does what one asks it to do.

Run with Debian's own Python, which has pyatspi:
  accessible-tree.py                        all there is to read, in order
  accessible-tree.py press ROLE NAME        the action of the element of that role and name
Ends with 1 and a sentence where there is no such thing (yet).
"""

import json
import sys

import pyatspi

# Boxes that mean nothing; a screen reader passes over them, and so does this.
MEANINGLESS = {"panel", "section", "filler", "redundant object", "unknown", "static", "paragraph"}
STATES = {
    pyatspi.STATE_FOCUSED: "focused",
    pyatspi.STATE_CHECKED: "checked",
    pyatspi.STATE_SELECTED: "selected",
    pyatspi.STATE_EDITABLE: "editable",
    pyatspi.STATE_MODAL: "modal",
}
# What tells a live region from other text.
ATTRIBUTES = {"live", "atomic", "relevant", "container-live", "current"}


def document():
    """The page of the first window that has one."""
    for application in pyatspi.Registry.getDesktop(0):
        for frame in application or []:
            page = pyatspi.findDescendant(frame, lambda one: one.getRoleName() == "document web")
            if page is not None:
                return page
    raise LookupError("No window has a page.")


def text_of(node):
    try:
        return node.queryText().getText(0, -1)
    except NotImplementedError:
        return ""


def described(node):
    """What has a meaning from here on, in the order it is read."""
    inside = [found for child in node if child is not None for found in described(child)]
    role, name = node.getRoleName(), node.name
    attributes = dict(one.split(":", 1) for one in node.getAttributes())
    told = {key: value for key, value in attributes.items() if key in ATTRIBUTES}
    if role == "static" and name.strip():
        return [{"role": "text", "name": name, "description": "", "text": "", "states": [], "attributes": {}}]
    if role in MEANINGLESS and not name and "live" not in told:
        return inside
    states = node.getState()
    return [
        {
            "role": role,
            "name": name,
            "description": node.description,
            "text": text_of(node).replace("\ufffc", "") if role in ("entry", "password text") else "",
            "states": [word for state, word in STATES.items() if states.contains(state)],
            "attributes": told,
        },
        *inside,
    ]


def wanted(role, name):
    node = pyatspi.findDescendant(document(), lambda one: one.getRoleName() == role and one.name == name)
    if node is None:
        raise LookupError(f"There is no {role} called {name}.")
    return node


def main(arguments):
    if not arguments:
        print(json.dumps(described(document())))
    elif arguments[0] == "press":
        if not wanted(*arguments[1:3]).queryAction().doAction(0):
            raise LookupError("It did not let itself be pressed.")


try:
    main(sys.argv[1:])
except Exception as error:  # An element may go while it is looked at: whoever asked asks again.
    sys.exit(f"{type(error).__name__}: {error}")
