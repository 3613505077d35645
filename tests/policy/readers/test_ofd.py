from policy.readers import read_bytes
from tests.policy.readers.samples import zip_bytes


def ofd(*objects: str) -> bytes:
    return zip_bytes(
        **{
            "OFD.xml": "<o:OFD xmlns:o='http://www.ofdspec.org/2016'><o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot>"
            "</o:DocBody></o:OFD>",
            "Doc_0/Document.xml": "<o:Document xmlns:o='http://www.ofdspec.org/2016'><o:CommonData><o:PageArea>"
            "<o:PhysicalBox>0 0 210 297</o:PhysicalBox></o:PageArea></o:CommonData>"
            "<o:Pages><o:Page BaseLoc='Pages/P.xml'/></o:Pages></o:Document>",
            "Doc_0/Pages/P.xml": "<o:Page xmlns:o='http://www.ofdspec.org/2016'>" + "".join(objects) + "</o:Page>",
        }
    )


def printed(x: float, y: float, text: str, *, steps: str = "g 20 5.6") -> str:
    return (
        f"<o:TextObject Boundary='{x} {y} 100 6' Size='5.6'>"
        f"<o:TextCode X='0' Y='5' DeltaX='{steps}'>{text}</o:TextCode></o:TextObject>"
    )


def test_text_objects_are_lines_in_reading_order() -> None:
    source = read_bytes(ofd(printed(30, 60, "一、总体要求"), printed(60, 40, "工作要点")), name="a.ofd")
    assert source.text == "工作要点\n一、总体要求\n"


def test_pieces_of_one_line_are_one_line() -> None:
    source = read_bytes(ofd(printed(63.6, 60, "要求"), printed(30, 60, "一、总体")), name="a.ofd")
    assert source.text == "一、总体 要求\n"
