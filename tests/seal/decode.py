"""Opens a sealed journal, written from felt-sealed(5) alone: no line of felt is used.

    python3 decode.py FILE PASSPHRASE-FILE > journal.db

The passphrase file holds a passphrase or a recovery key, with or without a line break at its end.
"""

import hashlib
import struct
import sys

import nacl.bindings as sodium
import nacl.exceptions

MAGIC = bytes.fromhex("8946454C540D0A1A")
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHUNK = 65536
LOCKED = CHUNK + 17
LARGEST = 1 << 30
FINAL, MESSAGE = 3, 0


class Refused(Exception):
    """Why the file does not open: `kind` is damaged, newer or passphrase."""

    def __init__(self, kind, what):
        super().__init__(what)
        self.kind = kind


def need(holds, what, kind="damaged"):
    if not holds:
        raise Refused(kind, what)


def blake2b(data, size, key=b""):
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def recovery_key(text):
    """The 20 bytes that were written down, or None."""
    signs = text.decode("latin-1").upper().replace(" ", "").replace("-", "")
    signs = signs.replace("O", "0").replace("I", "1").replace("L", "1")
    if len(signs) != 40 or any(sign not in SIGNS for sign in signs):
        return None
    number = 0
    for sign in signs:
        number = number << 5 | SIGNS.index(sign)
    whole = number.to_bytes(25, "big")
    key, check = whole[:20], whole[20:]
    return key if blake2b(b"felt/v1/recovery" + key, 16)[:5] == check else None


class Slot:
    def __init__(self, data):
        self.kind, self.passes, self.memory = struct.unpack("<BII", data[:9])
        self.salt, self.nonce, self.locked = data[9:25], data[25:49], data[49:97]
        need(self.kind in (1, 2), "a slot of no known kind")
        need(1 <= self.passes <= 16 and 8192 <= self.memory <= 2097152, "costs outside the limits")
        need(data[97:] == bytes(15), "a slot that does not end in zeros")

    def open(self, secret, file_id):
        key = sodium.crypto_pwhash_alg(
            32, secret, self.salt, self.passes, self.memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13
        )
        bound = MAGIC + struct.pack("<HBB", 1, 1, 1) + file_id + struct.pack("<BII", self.kind, self.passes, self.memory)
        try:
            return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(self.locked, bound + self.salt, self.nonce, key)
        except nacl.exceptions.CryptoError:
            return None


class Header:
    def __init__(self, file):
        need(file[:8] == MAGIC, "not a sealed file")
        need(len(file) >= 128, "too short")
        version, size, keys, sealing, slots, flags = struct.unpack("<HHBBBB", file[8:16])
        need(128 <= size <= 4096 and size <= len(file), "a length that cannot be")
        self.bytes = file[:size]
        need(blake2b(self.bytes[:-16], 16) == self.bytes[-16:], "the sum of the header does not hold")
        need((version, keys, sealing, flags) == (1, 1, 1, 0), "a later version", "newer")
        need(1 <= slots <= 8 and size == 120 + 112 * slots, "a length that does not fit the slots")
        self.file_id, self.generation = self.bytes[16:32], self.bytes[32:40]
        need(self.bytes[40:48] == bytes(8), "not zero where it should be")
        self.slots = [Slot(self.bytes[48 + 112 * i : 160 + 112 * i]) for i in range(slots)]
        self.salt, self.stream = self.bytes[-72:-40], self.bytes[-40:-16]

    def master_key(self, typed):
        recovery = recovery_key(typed)
        for slot in self.slots:
            secret = typed if slot.kind == 1 else recovery
            master = slot.open(secret, self.file_id) if secret is not None else None
            if master is not None:
                return master
        raise Refused("passphrase", "the passphrase does not open it")


def chunks_of(file, header):
    size = len(header.bytes)
    body = file[size:-size]
    need(len(file) >= 2 * size + LOCKED and len(body) % LOCKED == 0, "too short or too long")
    need(file[-size:] == header.bytes, "the second header differs")
    return [body[at : at + LOCKED] for at in range(0, len(body), LOCKED)]


def decode(file, typed):
    """The database in a sealed file, as bytes."""
    header = Header(file)
    chunks = chunks_of(file, header)
    label = b"felt/v1/body" + header.file_id + header.generation + header.salt
    key = blake2b(label, 32, header.master_key(typed))
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header.stream, key)
    bound = blake2b(header.bytes, 32)
    plain = b""
    for number, chunk in enumerate(chunks):
        try:
            part, tag = sodium.crypto_secretstream_xchacha20poly1305_pull(state, chunk, bound)
        except (nacl.exceptions.CryptoError, RuntimeError) as error:
            raise Refused("damaged", f"chunk {number} is not as it was written") from error
        need(tag == (FINAL if number + 1 == len(chunks) else MESSAGE), f"chunk {number} has the wrong tag")
        plain += part
    (length,) = struct.unpack("<Q", plain[:8])
    need(length <= LARGEST and -(-(8 + length) // CHUNK) == len(chunks), "a length that does not fit")
    need(not any(plain[8 + length :]), "not zero behind the image")
    return plain[8 : 8 + length]


def main():
    with open(sys.argv[1], "rb") as file, open(sys.argv[2], "rb") as passphrase:
        typed = passphrase.read()
        typed = typed[:-1] if typed.endswith(b"\n") else typed
        try:
            sys.stdout.buffer.write(decode(file.read(), typed))
        except Refused as refused:
            sys.exit(f"{refused.kind}: {refused}")


if __name__ == "__main__":
    main()
