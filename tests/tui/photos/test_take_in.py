"""A photo taken in: upright, small, and with nothing in it but the picture."""

import io
import os
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from tests.support.pictures import SECRETS, exif, halves, phone_photo, picture_bytes
from tui.photos.take_in import MOST_BYTES, SIDE, PhotoError, Picture, Turn, take_in


def _opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def _refusal(path: Path) -> str:
    with pytest.raises(PhotoError) as caught:
        take_in(path)
    return str(caught.value)


def test_every_byte_that_tells_on_somebody_is_gone(tmp_path: Path) -> None:
    source = phone_photo(tmp_path / "a.jpg")
    before = source.read_bytes()
    assert [each for each in SECRETS if each in before] == [*SECRETS[:-1]]
    picture = take_in(source)
    assert [each for each in SECRETS if each in picture.content] == []
    kept = _opened(picture)
    assert dict(kept.getexif()) == {}
    assert set(kept.info) == {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    # No segment but those of the picture itself.
    assert not any(bytes((0xFF, marker)) in picture.content[:600] for marker in (0xE1, 0xE2, 0xED, 0xFE))
    assert source.read_bytes() == before


def test_exiftool_finds_nothing(tmp_path: Path) -> None:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    kept = tmp_path / "kept.jpg"
    kept.write_bytes(take_in(phone_photo(tmp_path / "a.jpg")).content)
    ran = subprocess.run(
        ["exiftool", "-G", "-a", "-u", "-j", str(kept)], capture_output=True, text=True, check=True
    )
    groups = {line.split('"')[1].partition(":")[0] for line in ran.stdout.splitlines() if ":" in line}
    assert groups <= {"SourceFile", "ExifTool", "File", "JFIF", "Composite"}
    found = subprocess.run(["exiftool", "-Comment", "-GPS:all", str(kept)], capture_output=True, text=True)
    assert found.stdout == ""


@pytest.mark.parametrize(
    ("orientation", "red_at"),
    [(1, (0, 1)), (3, (2, 1)), (6, (1, 0)), (8, (1, 2)), (2, (2, 1)), (5, (1, 0))],
)
def test_it_is_upright_whatever_way_the_phone_was_held(
    tmp_path: Path, orientation: int, red_at: tuple[int, int]
) -> None:
    picture = take_in(phone_photo(tmp_path / "a.jpg", orientation=orientation))
    turned = orientation in (5, 6, 8)
    assert (picture.width, picture.height) == ((300, 400) if turned else (400, 300))
    small = _opened(picture).resize((3, 3), Image.Resampling.NEAREST)
    pixel = small.getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > pixel[2]


@pytest.mark.parametrize(
    ("turn", "red_at"), [(Turn.LEFT, (1, 2)), (Turn.RIGHT, (1, 0)), (Turn.OVER, (2, 1)), (Turn.NONE, (0, 1))]
)
def test_one_whose_file_says_nothing_can_be_turned(
    tmp_path: Path, turn: Turn, red_at: tuple[int, int]
) -> None:
    picture = take_in(phone_photo(tmp_path / "a.jpg", orientation=1), turn)
    pixel = _opened(picture).resize((3, 3), Image.Resampling.NEAREST).getpixel(red_at)
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > pixel[2]


@pytest.mark.parametrize(
    ("size", "expected"), [((4000, 3000), (1600, 1200)), ((1000, 5000), (320, 1600)), ((40, 30), (40, 30))]
)
def test_it_is_of_sixteen_hundred_pixels_at_most(
    tmp_path: Path, size: tuple[int, int], expected: tuple[int, int]
) -> None:
    picture = take_in(phone_photo(tmp_path / "a.jpg", *size, orientation=1))
    assert (picture.width, picture.height) == expected
    assert max(expected) <= SIDE


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "BMP", "GIF", "JPEG"])
def test_other_kinds_become_jpeg_too_whatever_they_are_called(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "picture.txt"
    path.write_bytes(picture_bytes(kind))
    assert _opened(take_in(path)).format == "JPEG"


def test_what_is_see_through_becomes_white(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(path)
    assert _opened(take_in(path)).getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_a_wide_profile_stay_as_they_look_and_the_profile_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    halves(40, 40).save(path, "JPEG", icc_profile=lab.tobytes(), exif=exif(1))
    picture = take_in(path)
    assert "icc_profile" not in _opened(picture).info
    broken = tmp_path / "b.jpg"
    halves(40, 40).save(broken, "JPEG", icc_profile=b"SecretProfile no profile at all")
    assert b"SecretProfile" not in take_in(broken).content


def test_the_same_picture_has_the_same_name(tmp_path: Path) -> None:
    first = take_in(phone_photo(tmp_path / "a.jpg"))
    assert first.name == take_in(phone_photo(tmp_path / "b.jpg")).name
    assert first.name != take_in(phone_photo(tmp_path / "c.jpg", 200)).name


def test_what_is_no_photo_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "notes.jpg"
    text.write_text("a shopping list")
    assert _refusal(text) == "notes.jpg is no photo that can be read, whatever its name says."
    empty = tmp_path / "empty.jpg"
    empty.touch()
    assert _refusal(empty) == "empty.jpg is empty."
    assert _refusal(tmp_path) == f"{tmp_path} is a folder."
    missing = tmp_path / "none.jpg"
    assert _refusal(missing) == f"{missing} cannot be read: no such file or directory."
    assert _refusal(Path("a\0b")).endswith("no file can have that name.")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.jpg"
    os.mkfifo(pipe)
    assert _refusal(pipe) == f"{pipe} is not a plain file."


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    whole = phone_photo(tmp_path / "a.jpg", 2000, 1500).read_bytes()
    cut = tmp_path / "cut.jpg"
    cut.write_bytes(whole[: len(whole) // 2])
    assert _refusal(cut) == "cut.jpg cannot be read: it ends too early, or is damaged."


def test_a_huge_file_and_a_bomb_are_refused_before_they_are_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.jpg"
    with huge.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert _refusal(huge) == "huge.jpg has 100 MB. 100 MB are the most."
    header = struct.pack(">IIBBBBB", 12000, 11000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    bomb = tmp_path / "bomb.png"
    size, crc = struct.pack(">I", 13), struct.pack(">I", zlib.crc32(chunk))
    bomb.write_bytes(b"\x89PNG\r\n\x1a\n" + size + chunk + crc + b"\0\0\0\x63IDAT" + b"\0" * 99)
    assert _refusal(bomb) == "bomb.png has 132 million pixels. 120 million are the most."


def test_heic_without_its_reader_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert _refusal(path) == (
        "IMG_1.HEIC is a HEIC file. Save it as JPEG; or pip install pillow-heif, whose library is"
        " under the GPL."
    )


def test_without_pillow_it_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = phone_photo(tmp_path / "a.jpg")
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert _refusal(path) == (
        "Photos need Pillow: pip install 'afterglow[photos]'. Without it the photo rule is ticked by hand."
    )


_SMALL = [picture_bytes(kind) for kind in ("JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(data=st.data())
def test_whatever_is_damaged_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from(_SMALL)))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "damaged"
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    try:
        picture = take_in(path)
    except PhotoError:
        return
    assert _opened(picture).format == "JPEG"
