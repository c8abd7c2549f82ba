"""Every message a person can meet, read from the code: what is raised, warned of or found."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "pelican_safespace"

#: Calls that hold a message, with its place among the arguments; the remedy stands after it.
SPEAKERS = {"Problem": 1, "_report": 1, "_tell": 1, "ScalingError": 0, "ArgumentTypeError": 0}

#: Errors that another part of ours catches, and puts into words of its own.
INNER = {"CompileError", "ApiError", "ValueError", "KeyError", "AttributeError", "_EnoughReadError"}


@dataclass(frozen=True, order=True)
class Message:
    """One message as a pattern: ``…`` stands for what is filled in."""

    room: str
    text: str

    @property
    def first(self) -> str:
        """Its first sentence, by which it is found in the documentation."""
        return sentences(self.text)[0]


def sentences(text: str) -> list[str]:
    """Split a message where a sentence ends and another begins."""
    found, rest = [], text
    while rest:
        ends = [
            at + 1
            for at, sign in enumerate(rest[:-2])
            if sign in ".?!"
            and rest[at + 1] == " "
            and (rest[at + 2].isupper() or rest[at + 2] in "…“`")
        ]
        cut = ends[0] if ends else len(rest)
        found.append(rest[:cut])
        rest = rest[cut:].strip()
    return found


def messages() -> list[Message]:
    """Return every message in the package, sorted."""
    found: set[Message] = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        constants = _constants(tree)
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for call in _calls(tree):
            parts = [_text(one, constants).strip() for one in call]
            # A part without a full stop is the end of somebody else's sentence.
            text = " ".join(one if one[-1:] in ".?!…:" else f"{one}." for one in parts[:-1])
            text = f"{text} {parts[-1]}" if call else ""
            if any(letter.isalpha() for letter in text):
                found.add(Message(room, " ".join(text.split())))
    return sorted(found)


def unseen() -> list[str]:
    """Return the places of messages that are put together out of sight: none should be."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for call in _calls(tree):
            text = "".join(_text(one, _constants(tree)) for one in call)
            if call and not any(letter.isalpha() for letter in text):
                found.append(f"{path.relative_to(PACKAGE)}:{call[0].lineno}")
    return found


def _calls(tree: ast.Module) -> Iterator[list[ast.expr]]:
    """Yield the arguments that make up a message, of each call that holds one."""
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    within = {call for name in SPEAKERS if name in functions for call in ast.walk(functions[name])}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or node in within:
            continue
        name = _name(node)
        if name in SPEAKERS and (name[0] != "_" or isinstance(node.func, ast.Attribute)):
            remedies = [one.value for one in node.keywords if one.arg in ("message", "remedy")]
            words = [*node.args[SPEAKERS[name] :][:2], *remedies]
            for one in _said(words[0], functions) if words else ():
                yield [one, *words[1:]]
        elif name.endswith("Error") and name not in INNER and node.args:
            for one in _said(node.args[0], functions):
                yield [one]


def _said(node: ast.expr, functions: dict[str, ast.FunctionDef]) -> Iterator[ast.expr]:
    """Yield a message, or each that a function of the same module may make of it."""
    words = functions.get(_name(node)) if isinstance(node, ast.Call) else None
    if words is None:
        yield node
    else:
        for one in ast.walk(words):
            if isinstance(one, ast.Return) and one.value:
                yield one.value


def _name(call: ast.Call) -> str:
    """Return the name of what is called, without what it belongs to."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    return {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _text(node: ast.expr, constants: dict[str, ast.expr]) -> str:
    """Return the text that an expression holds, with … for each part that only a run knows."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return "".join(_text(part, constants) for part in parts)
        case ast.FormattedValue(value=ast.Name(id=name)) | ast.Name(id=name) if name in constants:
            return _text(constants[name], constants)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _text(left, constants) + _text(right, constants)
    return "…"
