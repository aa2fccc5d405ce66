"""A report as one HTML file that needs nothing else: no script, no network, no other file."""

from base64 import b64encode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from govstandard.report.blocks import WHOLE, Report


def to_html(report: Report) -> str:
    """Write a report as one self-contained page; people's words are shown as they are, never run."""
    environment = Environment(
        loader=PackageLoader("govstandard.report.forms"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["whole"] = lambda text: Markup(  # noqa: S704 - escaped before it is marked up
        WHOLE.sub(r'<span class="whole">\g<0></span>', str(escape(text)))
    )
    environment.filters["base64"] = lambda text: b64encode(text.encode()).decode(
        "ascii"
    )
    return environment.get_template("report.html").render(report.plain()) + "\n"
