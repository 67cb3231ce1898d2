"""Writes a bundle as it would have been made on another day, signed with the maker's own key.

    bundle_of_another_day.py BUNDLE KEY HOURS OUT [KIND…]

HOURS are added to when it was made and to when its parts were had; with KINDs (numbers) only to when parts of those
kinds were had. A second writer of the format, made from docs/bundle_format.md.
"""
import hashlib
import struct
import sys

import signing

HEAD, ENTRY, SIGNATURE = 100, 104, 64


def main():
    path, key, hours, out = sys.argv[1:5]
    kinds = [int(kind) for kind in sys.argv[5:]]
    seconds = int(float(hours) * 3600)
    data = bytearray(open(path, "rb").read())
    magic, version, zero, count, length, made = struct.unpack_from(">8sHHIQQ", data)
    assert (magic, version, zero, length) == (b"CDZbundl", 1, 0, len(data))
    names, = struct.unpack_from(">I", data, 64)
    end = HEAD + count * ENTRY + names
    if not kinds:
        struct.pack_into(">Q", data, 24, made + seconds)
    for i in range(count):
        at = HEAD + i * ENTRY
        had, = struct.unpack_from(">Q", data, at + 80)
        if not kinds or data[at + 102] in kinds:
            struct.pack_into(">Q", data, at + 80, had + seconds)
    maker = signing.Key(open(key, "rb").read())
    assert maker.public == data[32:64]
    data[end:end + SIGNATURE] = maker.sign(b"credenza-bundle/1" + hashlib.sha256(data[:end]).digest())
    open(out, "wb").write(data)


main()
