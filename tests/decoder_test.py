"""The decoder of seal/decode.py, which knows felt-sealed(5) alone, over the files of seal/vectors."""

import hashlib
import json
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent / "seal"
sys.path.insert(0, str(HERE))

import decode  # noqa: E402

EXIT_CODES = {"damaged": "13", "newer": "14", "passphrase": "12"}


def changed(vector):
    """The bytes that a vector is about, as vectors_test.cpp makes them."""
    file = bytearray((HERE / "vectors" / vector["file"]).read_bytes())
    if "cut" in vector:
        del file[vector["cut"] :]
    for source, target, size, name in vector.get("copy", []):
        file[target : target + size] = (HERE / "vectors" / name).read_bytes()[source : source + size]
    if "set" in vector:
        at, new = vector["set"][0], bytes.fromhex(vector["set"][1])
        file[at : at + len(new)] = new
    if "sum" in vector:
        end = vector["sum"]
        file[end - 16 : end] = hashlib.blake2b(file[: end - 16], digest_size=16).digest()
    return bytes(file) + bytes.fromhex(vector.get("append", ""))


def answer_to(vector):
    """The sum of the image, or the exit code felt would have."""
    try:
        image = decode.decode(changed(vector), bytes.fromhex(vector["typed"]))
        return hashlib.blake2b(image, digest_size=32).hexdigest()
    except decode.Refused as refused:
        return EXIT_CODES[refused.kind]


class DecoderTest(unittest.TestCase):
    def test_every_vector_is_answered_as_the_format_says(self):
        vectors = json.loads((HERE / "vectors" / "vectors.json").read_text(encoding="utf-8"))["vectors"]
        for vector in vectors:
            with self.subTest(vector["name"]):
                self.assertEqual(answer_to(vector), vector["answer"])
        good = sum(len(vector["answer"]) == 64 for vector in vectors)
        self.assertEqual((good, len(vectors) - good), (40, 60))


if __name__ == "__main__":
    sys.argv[1:] = []  # felt itself is not needed
    unittest.main(verbosity=2)
