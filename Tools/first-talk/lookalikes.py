#!/usr/bin/env python3
"""Computes pairs of characters of like shape from a font's bitmaps, for Catalogs/first-talk/lookalikes/computed.csv.

Usage: lookalikes.py FONT.ttc [INDEX] > computed.csv        needs numpy and Pillow
Characters of GB 2312 are drawn and compared by cosine in two ways, and the pairs of both are kept. Scaled to one box and
blurred, for characters alike as a whole (common ones only). As they stand in the line, so that one radical in one place
counts in full and only the other component differs (钴, 钻; 沐, 沭), at least one of the two common. A pair is kept when it
is very alike, or fairly alike and among each other's nearest. Numerals are left out, for 七局 and 八局 are no slip of the
pen. The table holds the pairs of two fonts, less those that pairs.csv has.
"""
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

# Very alike, fairly alike, how many nearest: for shapes in one box, and for characters as they stand.
IN_A_BOX = (0.75, 0.60, 4)
AS_THEY_STAND = (0.82, 0.75, 2)
NUMERALS = set("一二三四五六七八九十百千万亿零〇两")


def characters(last):
    found = set()
    for high in range(0xB0, last):
        for low in range(0xA1, 0xFF):
            try:
                found.add(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                pass
    return sorted(found)


def is_common(character):
    return character.encode("gb2312")[0] < 0xD8


def drawn(font, character, top):
    image = Image.new("L", (72, 72), 0)
    ImageDraw.Draw(image).text((4, top), character, font=font, fill=255)
    return image


def boxed(font, character):
    image = drawn(font, character, 2)
    image = image.crop(image.getbbox())
    width, height = image.size
    side = max(width, height, 40)
    square = Image.new("L", (side, side), 0)
    square.paste(image, ((side - width) // 2, (side - height) // 2))
    square = square.resize((48, 48), Image.LANCZOS).filter(ImageFilter.GaussianBlur(1.6)).resize((32, 32))
    return np.asarray(square, dtype=np.float32).ravel()


def standing(font, character):
    image = drawn(font, character, -8).filter(ImageFilter.GaussianBlur(1.5)).resize((36, 36))
    return np.asarray(image, dtype=np.float32).ravel()


def pairs(chars, shapes, limits):
    very, fairly, nearest = limits
    shapes = np.stack(shapes)
    shapes -= shapes.mean(axis=1, keepdims=True)
    shapes /= np.linalg.norm(shapes, axis=1, keepdims=True)
    alike = shapes @ shapes.T
    np.fill_diagonal(alike, 0)
    rank = np.full(alike.shape, 99, dtype=np.int16)
    for row, order in enumerate((-alike).argsort(axis=1)[:, :nearest]):
        rank[row, order] = np.arange(nearest)
    mutual = np.maximum(rank, rank.T) < nearest
    keep = np.triu((alike >= very) | (mutual & (alike >= fairly)), 1)
    for a, b in zip(*np.where(keep)):
        x, y = chars[a], chars[b]
        if not (x in NUMERALS and y in NUMERALS) and (is_common(x) or is_common(y)):
            yield min(x, y), max(x, y)


def main():
    font = ImageFont.truetype(sys.argv[1], 64, index=int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    common, all_of_them = characters(0xD8), characters(0xF8)
    found = set(pairs(common, [boxed(font, c) for c in common], IN_A_BOX))
    found |= set(pairs(all_of_them, [standing(font, c) for c in all_of_them], AS_THEY_STAND))
    print("a,b,verified")
    for a, b in sorted(found):
        print(f"{a},{b},no")


main()
