"""Seals a journal anew at the least cost felt accepts, so that tests which open one a thousand times are quick.

Written from felt-sealed(5) alone, as decode.py is."""

import os
import struct

import nacl.bindings as sodium

import decode

PASSES, MEMORY = 1, 8192  # of Argon2id; memory in KiB


def cheap_slot(master, typed, file_id):
    """The master key, locked with the passphrase."""
    salt, nonce = os.urandom(16), os.urandom(24)
    costs = struct.pack("<BII", 1, PASSES, MEMORY)
    key = sodium.crypto_pwhash_alg(32, typed, salt, PASSES, MEMORY * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13)
    bound = decode.MAGIC + struct.pack("<HBB", 1, 1, 1) + file_id + costs + salt
    locked = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(master, bound, nonce, key)
    return costs + salt + nonce + locked + bytes(15)


def header_bytes(header, slots, salt, stream):
    """A header for the same file and generation."""
    size = 120 + 112 * len(slots)
    begin = decode.MAGIC + struct.pack("<HHBBBB", 1, size, 1, 1, len(slots), 0)
    begin += header.file_id + header.generation + bytes(8) + b"".join(slots) + salt + stream
    return begin + decode.blake2b(begin, 16)


def at_least_cost(file, typed):
    """The same journal with the same passphrase, which is checked in a few milliseconds."""
    image, header = decode.decode(file, typed), decode.Header(file)
    master, salt = header.master_key(typed), os.urandom(32)
    key = decode.blake2b(b"felt/v1/body" + header.file_id + header.generation + salt, 32, master)
    state = sodium.crypto_secretstream_xchacha20poly1305_state()
    stream = sodium.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    head = header_bytes(header, [cheap_slot(master, typed, header.file_id)], salt, stream)
    plain = struct.pack("<Q", len(image)) + image
    plain += bytes(-len(plain) % decode.CHUNK)
    chunks = [plain[at : at + decode.CHUNK] for at in range(0, len(plain), decode.CHUNK)]
    bound, sealed = decode.blake2b(head, 32), head
    for chunk in chunks:
        tag = decode.FINAL if chunk is chunks[-1] else decode.MESSAGE
        sealed += sodium.crypto_secretstream_xchacha20poly1305_push(state, chunk, bound, tag)
    return sealed + head
