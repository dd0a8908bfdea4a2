# SPDX-License-Identifier: Apache-2.0
"""XML from outside: no document type, no entity, no file of this machine, and no depth without end."""

from pathlib import Path

import pytest

from portfolio_desktop.exchange.untrusted.limits import Unsafe
from portfolio_desktop.exchange.untrusted.markup import children, local, parse_xml

LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE p><p/>",
        "<!DOCTYPE p [<!ENTITY a 'b'>]><p>&a;</p>",
        f"<!DOCTYPE p [<!ENTITY a0 'ha'>{LAUGHS}]><p>&a11;</p>",
        f"<!DOCTYPE p [<!ENTITY a0 'ha'>{LAUGHS}]><p q='&a11;'/>",
        "<!DOCTYPE p SYSTEM 'http://127.0.0.1:9/none.dtd'><p/>",
    ],
)
def test_that_a_document_type_is_refused(text: str, encoding: str) -> None:
    with pytest.raises(Unsafe):
        parse_xml(text.encode(encoding))


def test_that_no_file_of_this_machine_comes_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("canary", "utf-8")
    with pytest.raises(Unsafe) as refusal:
        parse_xml(f"<!DOCTYPE p [<!ENTITY x SYSTEM '{secret.as_uri()}'>]><p>&x;</p>".encode())
    assert "canary" not in repr(refusal.value.facts)


@pytest.mark.parametrize("data", [b"", b"<p>", b"<p></q>", b"<p>\x00</p>", b"<a>" * 5000])
def test_that_what_is_not_well_formed_is_refused_with_its_line(data: bytes) -> None:
    with pytest.raises(Unsafe) as refusal:
        parse_xml(data)
    assert refusal.value.facts["line"]


def test_that_names_are_found_in_any_namespace() -> None:
    root = parse_xml(b"<p xmlns='http://a.example'><q>1</q><q>2</q><!-- no --></p>")
    assert [child.text for child in children(root, "q")] == ["1", "2"]
    assert local(str(root.tag)) == "p"
