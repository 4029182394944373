"""Links: which addresses from the web may become a link in a page or a mail."""

from urllib.parse import quote, urlencode, urlsplit

from reports.typeset import one_line


def web_link(address: str | None) -> str | None:
    """Return ``address`` if it is an absolute http(s) one without blanks, controls or a user name; else ``None``.

    Everything else (``javascript:``, ``data:``, a relative path, ``https://bank@evil.example``) is shown as text only.
    """
    if address is None or address != one_line(address) or any(character in address for character in " <>\"'`\\"):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return address


def mail_link(address: str, *, subject: str, body: str | None = None) -> str:
    """Return a ``mailto:`` address with its subject and body percent-encoded, so that neither adds a header."""
    fields = {"subject": subject} | ({"body": body} if body else {})
    return f"mailto:{quote(address, safe='@+')}?{urlencode(fields, quote_via=quote)}"
