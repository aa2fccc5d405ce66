"""Measure how dense the code is, and name what is denser than agreed: ``python tests/ruler.py [--figures]``.

A function of over 250 tokens is two steps; a comprehension inside a comprehension wants a name for the inner one.
"""

import ast
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"
MOST = 250
"""The most tokens of a function, its docstring counted as one."""
COUNTED = {tokenize.NAME, tokenize.OP, tokenize.NUMBER, tokenize.STRING}
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def tokens_of(path: Path) -> tuple[Counter[int], int]:
    """Return how many tokens begin on each line of a file, and how many comments it has."""
    with tokenize.open(path) as stream:
        found = list(tokenize.generate_tokens(stream.readline))
    comments = sum(token.type == tokenize.COMMENT for token in found)
    return Counter(token.start[0] for token in found if token.type in COUNTED), comments


def size(node: Function, tokens: Counter[int]) -> int:
    """Return how many tokens a function has."""
    return sum(
        tokens[line]
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    )


def nested(tree: ast.AST) -> Iterator[ast.expr]:
    """Give each comprehension that stands inside another."""
    for outer in ast.walk(tree):
        if isinstance(outer, COMPREHENSIONS):
            for inner in ast.walk(outer):
                if inner is not outer and isinstance(inner, COMPREHENSIONS):
                    yield inner


def faults(path: Path) -> Iterator[str]:
    """Name the places of a file that are too dense."""
    tree, (tokens, _) = ast.parse(path.read_text(encoding="utf-8")), tokens_of(path)
    at = path.relative_to(ROOT)
    for node in ast.walk(tree):
        if isinstance(node, Function) and size(node, tokens) > MOST:
            yield f"{at}:{node.lineno}: {node.name} has {size(node, tokens)} tokens, {MOST} at most: is it two steps?"
    for line in sorted({inner.lineno for inner in nested(tree)}):
        yield f"{at}:{line}: a comprehension inside a comprehension: name the inner one"


def figures(paths: list[Path]) -> str:
    """Say how dense some files are as a whole."""
    sizes, lines, comments, inner = [], Counter[tuple[Path, int]](), 0, 0
    for path in paths:
        tree, (tokens, remarks) = (
            ast.parse(path.read_text(encoding="utf-8")),
            tokens_of(path),
        )
        sizes += [
            size(node, tokens) for node in ast.walk(tree) if isinstance(node, Function)
        ]
        lines.update({(path, line): count for line, count in tokens.items()})
        comments += remarks
        inner += len(list(nested(tree)))
    share = len(lines) / 100
    return (
        f"{len(paths)} files, {len(lines)} lines of code, {lines.total() / len(lines):.2f} tokens a line, "
        f"{len(sizes)} functions of {median(sizes):.0f} tokens (p90 {quantiles(sizes, n=10)[-1]:.0f}), "
        f"{sum(count > MOST for count in sizes)} over {MOST}, {inner} nested comprehensions, "
        f"{comments / share:.1f} comments per 100 lines"
    )


def main() -> int:
    """Print what is too dense, and the figures where they are asked for."""
    asked = [
        Path(word).resolve() for word in sys.argv[1:] if not word.startswith("--")
    ] or [SOURCES]
    paths = [
        path
        for place in asked
        for path in (sorted(place.rglob("*.py")) if place.is_dir() else [place])
    ]
    told = [fault for path in paths for fault in faults(path)]
    sys.stdout.writelines(f"{fault}\n" for fault in told)
    if "--figures" in sys.argv:
        sys.stdout.write(figures(paths) + "\n")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
